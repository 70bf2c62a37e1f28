"""What cards of the dashboard are told and what they ask, over Home Assistant's WebSocket."""
