"""All figures that a condition, a number of minutes or a text may use, as records."""
