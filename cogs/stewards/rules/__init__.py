"""What stewards may do alone, how they are called to account, and for how long they are stewards."""
