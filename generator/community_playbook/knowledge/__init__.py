"""What the playbook says: types only."""
