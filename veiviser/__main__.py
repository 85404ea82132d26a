"""`python -m veiviser`."""

from veiviser.cli import app

app()
