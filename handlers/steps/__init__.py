"""The steps of cases."""
