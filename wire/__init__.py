"""JSON calls between our own processes: HTTP/1.1 over connections that stay open."""

from wire.calls import Answer, Broken, Calls, Late, TooLarge

__all__ = ["Answer", "Broken", "Calls", "Late", "TooLarge"]
