"""Faults in a loop: what survives them, counted. The tests play each of them briefly."""
