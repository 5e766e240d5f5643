"""Date phrases of news prose: words, grammar, readers, calendar. Knows no actor and no act."""
