"""A form for every step of a case, and the buttons that open it."""
