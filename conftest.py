"""Fixtures that every room's tests share."""

pytest_plugins = ["tests.fixtures_catalogue", "tests.fixtures_database", "tests.fixtures_service"]
