"""Stock Rasa, as `rasa init` sets it up, to compare with."""
