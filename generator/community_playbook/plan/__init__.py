"""One file per question; pure functions of community, library, today and seed."""
