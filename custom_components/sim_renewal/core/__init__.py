"""What a SIM line is and when it ends: pure Python, standard library only."""
