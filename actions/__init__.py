"""The custom actions that Rasa calls, one a file, thin over answers/."""
