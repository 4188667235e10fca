"""What happened: triggers, roles, factuality, and their joining into events."""
