"""From files to a published folder, as a whole or not at all."""

from pathlib import Path

import pytest
from publish_samples import contents, publish, siblings, site

from community_playbook.problems import PlaybookError
from community_playbook.publish.lock import locked
from community_playbook.publish.marker import MARKER, read_marker, unchanged
from community_playbook.publish.sites import SiteSpec


@pytest.fixture
def run(tmp_path: Path, overrides: Path):
    def go(out: Path, word: str = "首版", sites: list[SiteSpec] | None = None, **more: object):
        files = more.pop("files", [("plan.json", word.encode())])
        given = [site(word)] if sites is None else sites
        return publish(out, files, given, f"d-{word}", "0.1.0", overrides=overrides, **more)

    return go


def test_a_first_build_then_a_second_one(tmp_path: Path, run) -> None:
    out, steps = tmp_path / "deep" / "out", []
    first = run(out, progress=steps.append)
    assert first.out == out
    assert first.kept == ()
    assert steps == ["site:zh", "files", "check", "swap"]
    assert unchanged(out, "d-首版")
    assert first.files == len(contents(out)) - 1
    second = run(out, "二版")
    assert second.files == first.files
    assert "二版" in (out / "playbook/index.html").read_text("utf-8")
    assert (out / "plan.json").read_text("utf-8") == "二版"
    assert not list(siblings(out))


def test_the_same_inputs_give_the_same_bytes_in_any_place(tmp_path: Path, run) -> None:
    for name in ("one", "two"):
        run(tmp_path / name / "out")
    assert contents(tmp_path / "one/out") == contents(tmp_path / "two/out")


def test_another_process_builds_the_same_bytes(tmp_path: Path, run) -> None:
    for apart in (False, True):
        sites = [site(language="en", path="playbook/en"), site()]
        run(tmp_path / str(apart), sites=sites, apart=apart)
    assert contents(tmp_path / "False") == contents(tmp_path / "True")


def test_a_fault_in_another_process_comes_home_and_leaves_nothing(tmp_path: Path, run) -> None:
    broken = SiteSpec("zh", "playbook", {}, [("index.md", b"# a\n\n[b](gone.md)\n")])
    told = []
    for apart in (False, True):
        with pytest.raises(PlaybookError) as caught:
            run(tmp_path / "out", sites=[broken], apart=apart)
        told.append((caught.value.exit_code, caught.value.problems))
        assert not list(tmp_path.glob(".*"))
    assert told[0] == told[1]
    assert told[0][0] == 4


def test_a_fault_here_waits_for_the_other_process(tmp_path: Path, run) -> None:
    with pytest.raises(PlaybookError) as caught:
        run(tmp_path / "out", files=[("../x", b"")], sites=[site()], apart=True)
    assert [p.code for p in caught.value.problems] == ["E396", "E399"]
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("apart", [False, True])
def test_a_file_in_the_place_of_a_site_is_our_bug(tmp_path: Path, run, apart: bool) -> None:
    files = [("playbook/index.html", b"")]
    with pytest.raises(PlaybookError) as caught:
        run(tmp_path / "out", files=files, sites=[site()], apart=apart)
    first = caught.value.problems[0]
    assert (first.code, first.place.file) == ("E396", "playbook")


def test_two_languages_in_one_tree(tmp_path: Path, run) -> None:
    out = tmp_path / "out"
    sites = [site(language="en", path="playbook/en", theme={"language": "en"}), site()]
    run(out, sites=sites)
    assert 'lang="zh"' in (out / "playbook/index.html").read_text("utf-8")
    assert 'lang="en"' in (out / "playbook/en/index.html").read_text("utf-8")
    marker = read_marker(out)
    assert marker is not None
    assert marker.languages == ("en", "zh")


def test_a_failed_check_leaves_what_was_there(tmp_path: Path, run) -> None:
    out = tmp_path / "out"
    run(out)
    before = contents(out)
    broken = site("二版")
    docs = dict(broken.docs) | {"week.md": "# 本周\n\n<img src='gone.png'>\n\n<p id='night'>".encode()}
    with pytest.raises(PlaybookError) as caught:
        run(out, "二版", [SiteSpec("zh", "playbook", broken.settings, docs.items())])
    assert caught.value.exit_code == 4
    assert [(p.code, p.place.file) for p in caught.value.problems] == [
        ("E391", "playbook/week.html"),
        ("E399", "community-playbook"),
    ]
    assert contents(out) == before
    assert not list(siblings(out))


def test_an_interrupted_stream_leaves_what_was_there(tmp_path: Path, run) -> None:
    out = tmp_path / "out"

    def stream():
        yield "plan.json", b"{}"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(out, files=stream())
    assert not out.exists()
    assert not list(siblings(out))


def test_a_strangers_folder_is_not_touched(tmp_path: Path, run) -> None:
    out = tmp_path / "photos"
    out.mkdir()
    (out / "a.jpg").write_bytes(b"jpg")
    with pytest.raises(PlaybookError) as caught:
        run(out)
    assert caught.value.exit_code == 3
    assert [(p.code, p.facts["found"]) for p in caught.value.problems] == [("E301", "a.jpg")]
    assert contents(out) == {"a.jpg": b"jpg"}
    assert {p.name for p in tmp_path.iterdir()} == {"photos", "overrides"}


def test_an_own_file_survives_ten_builds(tmp_path: Path, run) -> None:
    out = tmp_path / "out"
    for number in range(3):
        run(out, f"{number}", [])
        (out / f"note-{number}.txt").write_text("mine")
    assert {"note-0.txt", "note-1.txt", "note-2.txt", "plan.json", MARKER} == set(contents(out))
    assert unchanged(out, "d-2")


def test_a_changed_sheet_is_told(tmp_path: Path, run) -> None:
    out = tmp_path / "out"
    run(out, "1", [])
    (out / "plan.json").write_text("changed")
    assert run(out, "2", []).kept == ("kept/plan.json",)


def test_inputs_and_the_program_are_no_place_for_the_output(tmp_path: Path, run) -> None:
    from community_playbook.assets import asset

    out = tmp_path / "out"
    run(out)
    (out / "profile.yml").write_text("community: {}")
    for place, inputs in ((out, [out / "profile.yml"]), (asset("templates", "words"), [])):
        with pytest.raises(PlaybookError) as caught:
            run(place, inputs=inputs)
        assert [p.code for p in caught.value.problems] == ["E303"]


def test_a_link_to_a_folder_is_followed_once(tmp_path: Path, run) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk" / "real")
    run(tmp_path / "out", sites=[])
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "disk/real/plan.json").exists()


def test_a_second_build_at_once_is_refused(tmp_path: Path, run) -> None:
    with locked(tmp_path / "out"), pytest.raises(PlaybookError) as caught:
        run(tmp_path / "out")
    assert [p.code for p in caught.value.problems] == ["E304"]
    assert not (tmp_path / "out").exists()
