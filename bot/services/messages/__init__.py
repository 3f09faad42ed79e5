"""Messages put into the outbox, and the results of their delivery."""
