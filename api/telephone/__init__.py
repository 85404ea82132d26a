"""The telephone, seen from the gate: who may speak, what is answered, and where a call goes when it ends here."""
