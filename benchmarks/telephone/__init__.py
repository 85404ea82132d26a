"""Real calls: a SIP telephone (baresip), Asterisk, Veiviser, and what the caller heard."""
