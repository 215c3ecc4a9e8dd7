"""What is said of a plan: sentences, figures for the eye, views; below all writers."""
