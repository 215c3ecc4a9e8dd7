"""The profile: YAML with places, checked against its declaration and the guard-rails."""
