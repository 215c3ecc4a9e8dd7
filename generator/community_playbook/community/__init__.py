"""What the operator said: types only."""
