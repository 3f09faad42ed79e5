"""`vigie doctor`: everything Vigie needs around it, looked at without changing anything."""
