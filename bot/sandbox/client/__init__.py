"""What people see and fill in: Slack's client, as far as the server must know it."""
