"""The actions, by what they are about: each checks its fields and names the one at fault."""
