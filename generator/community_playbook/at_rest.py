"""Is there anything to do? Where nothing has changed since the last build, that is all that is found out."""

from __future__ import annotations

from pathlib import Path

from .digests import inputs_digest, program_digest
from .intake.outline import known_outline
from .publish.marker import unchanged
from .publish.stage import staging_folders
from .runs import Options, Result, as_of, day_of, first_page, output_of


def standing_result(path: Path, out: Path | None, options: Options) -> Result | None:
    """What stands, where it was built from this very input, of a profile without any problem, and is whole.
    None = look at everything; so too where a build that was killed has left something to put right. Raises
    PlaybookError E311 for a day that is no number."""
    out = output_of(path, out)
    if options.force or staging_folders(out):
        return None
    outline = known_outline(path, program_digest(), options.languages)
    if outline is None:
        return None
    today = day_of(outline.today, outline.timezone, options)
    digest = inputs_digest(path, out, outline, today, options.languages or outline.languages, options.chosen)
    if not unchanged(out, digest):
        return None
    return Result(out, first_page(out), as_of=as_of(outline.today, today))
