"""Tactic 8: points, boards, teams, badges, incentives, and what they cost."""
