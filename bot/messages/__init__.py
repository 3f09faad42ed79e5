"""Rendering of each kind of message."""
