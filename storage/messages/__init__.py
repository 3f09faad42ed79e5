"""The outbox: what waits, who claims it, where it stands."""
