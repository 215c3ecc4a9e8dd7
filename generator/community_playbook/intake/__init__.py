"""The only room that reads: every value keeps its place."""
