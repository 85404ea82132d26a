"""Norwegian as people write it: words, dialect, stems, compounds and gazetteers, shared by search, safety and Rasa.

Pure Python 3.10, so that the Rasa environment (bot/components) imports the very same code as the app:
what the classifier sees is what the search sees. Only `identify.py` needs the app's environment.
"""
