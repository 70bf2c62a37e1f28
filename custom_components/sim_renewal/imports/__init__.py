"""Files that people bring in: what they would do, and doing it, all of it or nothing."""
