"""Paper: the duties, cards, certificates and the roadmap as PDF."""
