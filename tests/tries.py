"""How often a property is tried: as often as is written there by `scripts/check.sh --all` and by whoever runs one
file; a hundred times at most by every other run, and twenty times by `--quick`. No deadline: machines are shared."""

from hypothesis import settings

EVERY_RUN, QUICK = 100, 20
most = [1_000_000]


def try_for(marks: str) -> None:
    """Before the first file of tests is read: `marks` is what pytest was given with -m."""
    most[0] = QUICK if "not slow" in marks else EVERY_RUN if "not sweep" in marks else most[0]
    settings.register_profile("shared-machine", deadline=None, max_examples=tries(EVERY_RUN))
    settings.load_profile("shared-machine")


def tries(number: int) -> int:
    return min(number, most[0])
