"""Acts: chains of act words, what they mean together, their actors, objects, conditions and dates."""
