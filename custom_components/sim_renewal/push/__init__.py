"""A push to a phone: to whom, which words, which buttons."""
