"""The conversation with the server of letters, and what each step of it means."""
