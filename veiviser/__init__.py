"""The command line, the set-up and the supervisor: what turns the rooms into a running service."""
