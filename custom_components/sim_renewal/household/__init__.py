"""The household and its lines while Home Assistant runs."""
