"""How good the answers are: questions and dialogues of our own, asked over the public contract, scored and reported."""
