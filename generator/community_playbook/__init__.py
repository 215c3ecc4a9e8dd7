"""One community profile in, one tailored operations playbook out."""

__version__ = "0.1.0"
