"""What an act is about: instruments, what belongs to a complement, sizes."""
