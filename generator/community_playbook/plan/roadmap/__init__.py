"""Where the community could go: stage, combinations of partners, scenarios, the next 90 days."""
