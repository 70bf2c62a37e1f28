"""What the integration costs beside a Home Assistant without it, in real processes."""
