"""Checks a counted poll or election: its papers are counted anew, and every figure held against that."""
