"""Breaks the delivery of referrals on purpose and counts what was lost: `veiviser faults`."""
