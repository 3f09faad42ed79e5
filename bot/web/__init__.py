"""The HTTP side: health, metrics and, in HTTP mode, the events of Slack."""
