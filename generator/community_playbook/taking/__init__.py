"""What an operator has, an export of any kind, becomes the members table, the ledger and the groups."""
