"""Across reports: the same text printed again, the same happening, the same event. Nothing is stored here."""
