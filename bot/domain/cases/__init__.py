"""A case: what it is, who may see and change it, and what is written about it."""
