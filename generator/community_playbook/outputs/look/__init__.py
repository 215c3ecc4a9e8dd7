"""What all writers draw and set with: colours, emblems, fonts, emoji."""
