"""Lines and their ledgers as a text that leaves the house and comes back: JSON and CSV."""
