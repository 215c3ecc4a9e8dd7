"""The pages of the operator's site."""
