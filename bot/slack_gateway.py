"""Outgoing Web API calls: retry rules, error classes, rate limits."""
