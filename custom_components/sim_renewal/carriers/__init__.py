"""What carriers' own interfaces say of the SIMs of an account: one file per carrier, read only."""
