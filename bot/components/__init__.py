"""Our parts of Rasa's graph. They run in Rasa's environment (Python 3.10) and import nothing of ours but `language`."""

from components.kept_connections import keep_connections
from components.schema_check import remember_checks
from components.straight_graph import run_graphs_straight

remember_checks()
run_graphs_straight()
keep_connections()
