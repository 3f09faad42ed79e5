"""Actions and the action plan."""
