"""What is said of points, boards, badges and incentives."""
