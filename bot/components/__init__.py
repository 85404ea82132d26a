"""Our parts of Rasa's graph. They run in Rasa's environment (Python 3.10) and import nothing of ours but `language` and `wire`."""

from components.kept_connections import keep_connections
from components.schema_check import keep_the_validator
from components.straight_graph import run_graphs_straight
from components.straight_rules import look_for_rules_once
from components.straight_turn import go_straight

keep_the_validator()
run_graphs_straight()
keep_connections()
look_for_rules_once()
go_straight()
