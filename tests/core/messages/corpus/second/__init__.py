"""More texts, written by somebody who had not seen the others."""
