"""What a finished livrable claims, kept inside it, and checked against the wall."""
