"""Accounts at carriers in Home Assistant."""
