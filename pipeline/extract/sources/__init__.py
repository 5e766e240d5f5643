"""On whose word: speakers, media, quotations, labelled passages."""
