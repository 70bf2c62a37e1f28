"""Every sentence that we say, in the language of who reads it."""
