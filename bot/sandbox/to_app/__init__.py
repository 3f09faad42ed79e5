"""How the app is reached: what it is told, over Socket Mode or HTTP, and a record of it."""
