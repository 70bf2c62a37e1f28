"""How reliable dates and reminders are: households with a hidden truth, and a fair observer."""
