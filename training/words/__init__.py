"""How common words are in news."""
