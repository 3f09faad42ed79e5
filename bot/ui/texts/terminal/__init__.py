"""What a terminal says: each sentence as it is raised, and the same in French."""
