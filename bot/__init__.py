"""Vigie, a lookout for complaints and incidents: the application."""
