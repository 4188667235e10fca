"""Runut reads Indonesian news reports into sourced PLOVER events."""
