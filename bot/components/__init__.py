"""Our parts of Rasa's graph. They run in Rasa's environment (Python 3.10) and import nothing of ours but `language`."""

from components.schema_check import remember_checks

remember_checks()
