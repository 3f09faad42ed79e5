"""The steps of actions, and the action plan."""
