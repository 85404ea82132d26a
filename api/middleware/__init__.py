"""What every request passes, from the outside in: headers, observation, time limit, body guard. Plain ASGI, no buffering."""
