"""What the codebook leaves out: documents and acts that are about something else."""
