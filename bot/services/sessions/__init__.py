"""What is done with training sessions."""
