"""A real Home Assistant with a real phone, for the demo and for the end-to-end tests."""
