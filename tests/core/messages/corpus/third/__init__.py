"""Texts that were written to judge the reader, once it read all others."""
