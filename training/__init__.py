"""Recipes: how what Runut learnt was learnt."""
