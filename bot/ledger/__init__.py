"""What is noted outside the database: where the journal stood, and what was erased."""
