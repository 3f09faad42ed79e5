"""The steps of a case: what each asks for, and what it does."""
