"""Pictures: what members post and what stands on their pages."""
