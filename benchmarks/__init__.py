"""Measurements, each repeated by one command (`make bench`, `veiviser bench <what>`). Figures of record: docs/performance.md."""
