"""Drawings of a page that are computed: the dial of the diagnosis, the tally sheet of a tactic."""

from __future__ import annotations

from markupsafe import Markup

from ..say.frame import Frame
from ..say.motif import motif_of
from .template import environment


def dial(frame: Frame) -> Markup:
    module = environment().get_template("dial.svg.j2").make_module()
    profile, words = frame.community.profile, frame.words
    score = frame.plan.diagnosis.score
    labels = dict(words.get("dial")) | {"label": words("dial.label", score=score)}
    return Markup(module.dial(score, motif_of(profile.community.name, profile.brand.motif), labels))  # type: ignore[attr-defined]  # noqa: S704


def tally(frame: Frame) -> Markup:
    module = environment().get_template("tally.svg.j2").make_module()
    return Markup(module.tally(frame.usage.tally, frame.words("tactic.tally")))  # type: ignore[attr-defined]  # noqa: S704
