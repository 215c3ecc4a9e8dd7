"""What is wrong with the authored files: every fault with its file, its line and its repair, all at once."""
