"""Slack: its Web API, its payloads, its connections."""
