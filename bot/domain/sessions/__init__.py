"""Training sessions, which cases are about and audits draw."""
