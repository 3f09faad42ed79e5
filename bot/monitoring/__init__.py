"""How Vigie is: health, metrics, the clock, its neighbours."""
