"""Who is told what, when, and what their answers do."""
