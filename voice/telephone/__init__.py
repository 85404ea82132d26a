"""The telephone: Asterisk's AudioSocket, its sound, its keys, and what the exchange asks before and after a call."""
