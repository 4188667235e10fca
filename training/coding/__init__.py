"""The recipe of the learned part of the event coding."""
