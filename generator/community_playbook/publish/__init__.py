"""From a folder of files to a published site: staging, build, checks, swap. Knows folders, not plans."""
