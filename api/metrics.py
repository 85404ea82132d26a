"""What Prometheus may know. Labels are fixed words of ours: never an id, an address, a municipality or a text."""

from __future__ import annotations

from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """The gate's own registry, so that two apps in one process (tests) do not share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "veiviser_requests", "Answered requests.", ["route", "method", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "veiviser_request_seconds", "Time per request.", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self.turns = Counter(
            "veiviser_turns", "Turns by who answered (bot, catalogue, last_resort, safety, language).", ["by", "language"],
            registry=self.registry,
        )  # fmt: skip
        self.kinds = Counter("veiviser_answers", "Messages by kind.", ["kind"], registry=self.registry)
        self.bot_failures = Counter(
            "veiviser_bot_failures", "Turns the bot failed, by reason.", ["reason"], registry=self.registry
        )
        self.safety = Counter(
            "veiviser_safety_hits", "Safety answers by rule group.", ["group"], registry=self.registry
        )
        self.refused = Counter(
            "veiviser_rate_limited", "Requests above a rate limit.", ["scope"], registry=self.registry
        )
        self.in_flight = Gauge("veiviser_turns_in_flight", "Turns being answered now.", registry=self.registry)
        self.calls = Counter("veiviser_calls", "Telephone calls by how they ended.", ["end"], registry=self.registry)
        self.feedback = Counter("veiviser_feedback", "Judgements of answers.", ["helpful"], registry=self.registry)
        self.of_request = lru_cache(maxsize=1_000)(self._of_request)

    def _of_request(self, route: str, method: str, status: str) -> tuple[Counter, Histogram]:
        """The count and the times of requests of one kind. Looked up at every request, so kept: there are few kinds."""
        return self.requests.labels(route=route, method=method, status=status), self.seconds.labels(route=route)
