"""Matrix: rooms plain and encrypted, reactions as votes, a device that its owner has signed."""
