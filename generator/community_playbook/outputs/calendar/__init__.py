"""The plan as iCalendar files for phones: the weekly rhythm, and every day that should not be missed."""
