"""What feeds a line in place of typing: settings, and how each kind of source is followed."""
