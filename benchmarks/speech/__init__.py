"""Speech: what is heard wrong, what that does to answers, how long until the first sound, what it weighs."""
