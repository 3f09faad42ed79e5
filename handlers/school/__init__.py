"""Settings, people, the register's command."""
