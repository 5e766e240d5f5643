"""Who acts: noun phrases, offices, pronouns and owners of texts as actors."""
