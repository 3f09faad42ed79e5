"""Looking for words, in whatever form they may lie, in all places that can be reached."""
