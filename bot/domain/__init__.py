"""The rules in plain Python: no database, no Slack, no clock of its own."""
