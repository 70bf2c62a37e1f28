"""Settings of the household, its lines and sources: entry data, read as the words of core."""
