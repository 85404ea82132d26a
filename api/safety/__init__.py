"""The rules that stand before everything else: who may be in danger is told at once whom to call."""

from api.safety.rules import SafetyHit, SafetyRules

__all__ = ["SafetyHit", "SafetyRules"]
