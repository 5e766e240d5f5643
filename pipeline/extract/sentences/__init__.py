"""A text as sentences, words, act words and clauses: what the grammar of a sentence tells, whoever acts."""
