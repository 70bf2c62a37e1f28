"""Reading by an AI service."""
