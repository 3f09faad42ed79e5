"""What leaves Slack: the domain as files."""
