"""What is said of single people, for the operator's eyes only: a file a question."""
