"""What `formats.yml` and the words say together is told when it is read, with the file to be repaired."""

from dataclasses import replace

import pytest

from community_playbook.outputs.images.layouts import Feed, all_formats, feeds
from community_playbook.outputs.say.feeds import feed_name
from community_playbook.usage import languages
from community_playbook.words import Words, words


@pytest.mark.parametrize("language", languages())
def test_every_feed_has_a_name_in_every_language(language):
    offered = [feed.id for feed in feeds(words(language))]
    assert len(set(offered)) == len(offered) >= 3
    for feed in (*all_formats().feeds, "poster", "print"):
        assert feed_name(words(language), feed).strip()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"offered": ["moments", "billboard"]}, r"zh/feeds\.yml: \['billboard'\] not in .*formats\.yml"),
        ({"names": {"moments": "朋友圈"}}, r"zh/feeds\.yml: no name for \['xiaohongshu'"),
    ],
)
def test_a_feed_that_one_file_does_not_know_is_told(change, says):
    changed = Words("zh")
    changed.tree = {**changed.tree, "feeds": {**changed.tree["feeds"], **change}}
    with pytest.raises(ValueError, match=says):
        feeds(changed)


@pytest.mark.parametrize(
    "change",
    [{"feeds": {"wall": Feed("wall", "9:9", True)}}, {"roles": {"poster": "9:9"}}],
    ids=["feed", "role"],
)
def test_a_format_that_is_not_described_is_told(change):
    with pytest.raises(ValueError, match=r"formats\.yml: the (feed wall|role poster) asks for .*'9:9'"):
        replace(all_formats(), **change)


def test_names_of_files_tell_the_formats_apart():
    shorts = [format_.short for format_ in all_formats().formats.values()]
    assert len(set(shorts)) == len(shorts)
