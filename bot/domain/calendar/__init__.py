"""Days, hours and periods, as people reckon them."""
