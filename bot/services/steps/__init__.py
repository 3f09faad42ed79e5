"""The steps of a case, and what they call for."""
