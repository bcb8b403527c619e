"""What people read of stewards."""
