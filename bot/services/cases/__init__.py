"""Use cases of cases: file, see, note, erase."""
