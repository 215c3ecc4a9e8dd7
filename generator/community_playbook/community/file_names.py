"""What are the files called that lie beside a profile, or in its output for the next build?"""

JOURNAL = "journal.yml"
ANSWERS = "repair.xlsx"
EDITIONS = "editions"
"""Of the output: a folder with a file for each week."""
PHOTOS = "photos.json"
"""Of the output: which pictures of members were drawn."""
