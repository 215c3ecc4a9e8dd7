"""What is said of the roadmap."""
