"""Members' own pictures and the secret of their links: files from strangers, and a key that is made once."""

import os
import stat
import struct
import zlib
from dataclasses import replace

import pytest
from gallery_samples import write_photo
from PIL import Image

from community_playbook.community.people import Member
from community_playbook.intake.avatars import MOST_BYTES, usable_avatars
from community_playbook.intake.share_key import NAME, find_share_key, load_share_key
from community_playbook.outputs.images.faces import load_logo, load_photo
from community_playbook.problems import PlaybookError

TABLE = "members.csv"


@pytest.fixture
def folder(tmp_path):
    """A profile's folder with a good picture in it, and another one outside."""
    inside = tmp_path / "profile"
    inside.mkdir()
    write_photo(inside / "good.png")
    write_photo(tmp_path / "outside.png")
    return inside


def judged(folder, *names):
    """(avatars that are left, codes, marks) of members with these pictures."""
    people = [Member(f"m{i}", "甲", consent=True, avatar=name) for i, name in enumerate(names)]
    members, marks, problems = usable_avatars(people, folder, TABLE)
    assert [replace(member, avatar="") for member in members] == [replace(p, avatar="") for p in people]
    return [member.avatar for member in members], [problem.code for problem in problems], marks


def test_a_good_picture_stays_and_has_a_mark(folder):
    left, codes, marks = judged(folder, "good.png", "", "good.png")
    assert (left, codes) == (["good.png", "", "good.png"], [])
    write_photo(folder / "good.png", "#113355")
    assert judged(folder, "good.png")[2] != marks, "another picture under the same name"
    for kind in ("jpg", "webp", "gif"):
        Image.new("RGB", (64, 64), "#336699").save(folder / f"me.{kind}")
        assert judged(folder, f"me.{kind}")[:2] == ([f"me.{kind}"], [])


@pytest.mark.parametrize(
    ("name", "code"),
    [("gone.png", "W341"), ("../outside.png", "W341"), ("sub/../../outside.png", "W341"), (".", "W341"), ("a\0b.png", "W341"),
     ("x" * 3000, "W341"), ("https://example.org/a.png", "W342"), ("//example.org/a.png", "W342"),
     ("file:///etc/passwd", "W342"), ("/etc/passwd", "W341"), ("C:\\\\a.png", "W341"), ("\ud800.png", "W341")],
)  # fmt: skip
def test_what_is_not_there_or_not_here(folder, name, code):
    assert judged(folder, name) == ([""], [code], {})


def test_nothing_outside_of_the_folder(folder):
    (folder / "link.png").symlink_to(folder.parent / "outside.png")
    (folder / "up").symlink_to(folder.parent)
    outside = str(folder.parent / "outside.png")
    assert judged(folder, "link.png", outside, "up/outside.png") == (["", "", ""], ["W341"], {})
    (folder / "near.png").symlink_to(folder / "good.png")
    assert judged(folder, "near.png")[0] == ["near.png"]
    os.mkfifo(folder / "pipe.png")
    assert judged(folder, "pipe.png")[1] == ["W341"]


def bomb(width, height):
    """A PNG whose head promises more than anybody can hold."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [b"\x89PNG\r\n\x1a\n"]
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        parts.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
    return b"".join(parts)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(
    "content",
    [b"no picture", b"", bomb(60_000, 60_000), bomb(2**31 - 1, 2**31 - 1), bomb(6000, 6000), bomb(4, 4), b"<svg xmlns='x'/>",
     b"%PDF-1.7", b"\x00\x00\x01\x00\x01\x00\x10\x10", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"],
    ids=range(11),
)  # fmt: skip
def test_what_is_no_picture(folder, content):
    (folder / "me.png").write_bytes(content)
    assert judged(folder, "me.png") == ([""], ["W343"], {})
    assert load_photo(folder / "me.png") is None
    assert load_logo(folder / "me.png", 40) is None or content == bomb(4, 4)


def test_too_large(folder):
    with (folder / "big.png").open("wb") as file:
        file.write((folder / "good.png").read_bytes())
        file.truncate(MOST_BYTES + 1)
    assert judged(folder, "big.png") == ([""], ["W343"], {})
    assert load_photo(folder / "big.png") is None


def test_a_picture_that_ends_too_early_is_drawn_as_the_initial(folder):
    whole = (folder / "good.png").read_bytes()
    (folder / "half.png").write_bytes(whole[: len(whole) * 2 // 3])
    assert load_photo(folder / "half.png") is None


def test_photos_are_upright_square_and_on_white(folder):
    tall = Image.new("RGB", (40, 80), "#FF0000")
    tall.paste("#0000FF", (0, 40, 40, 80))
    exif = tall.getexif()
    exif[0x0112] = 3
    tall.save(folder / "turned.jpg", exif=exif, quality=95)
    photo = load_photo(folder / "turned.jpg")
    assert photo.size == (40, 40)
    assert photo.getpixel((20, 5))[2] > 200, "upside down: the blue half is above"
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(folder / "clear.png")
    assert load_photo(folder / "clear.png").getpixel((3, 3)) == (255, 255, 255)
    Image.new("RGB", (3000, 2000)).save(folder / "wide.png")
    assert load_photo(folder / "wide.png").size == (640, 640)
    assert load_photo(folder / "gone.png") is None


def test_all_faults_are_counted_and_some_are_named(folder):
    names = [f"gone{i}.png" for i in range(5)] + ["https://a.example/b"]
    people = [Member(f"m{i}", "甲", consent=True, avatar=name) for i, name in enumerate(names)]
    _, _, problems = usable_avatars(people, folder, TABLE)
    found = {p.code: p.facts for p in problems}
    assert found["W341"] == {"n": "5", "found": "gone0.png, gone1.png, gone2.png"}
    assert found["W342"]["n"] == "1"
    assert {str(p.place) for p in problems} == {TABLE}


def test_nobody_looks_at_the_picture_of_who_did_not_agree(folder):
    member = Member("m", "甲", consent=False, avatar="gone.png")
    assert usable_avatars([member], folder, TABLE) == ((replace(member, avatar=""),), {}, [])


def test_the_key_is_made_once(tmp_path):
    key = load_share_key(tmp_path)
    path = tmp_path / NAME
    assert len(key) == 32
    assert key != bytes(32)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    written = path.read_bytes()
    assert load_share_key(tmp_path) == find_share_key(tmp_path) == key
    assert path.read_bytes() == written
    other = tmp_path / "other"
    other.mkdir()
    assert load_share_key(other) != key
    assert find_share_key(tmp_path / "gone") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "abc",
        "0" * 63,
        "g" * 64,
        f"{'a' * 64}\n{'b' * 64}\n",
        "A" * 64,
        f"key: {'a' * 64}",
    ],
)
def test_a_broken_key_is_never_replaced(tmp_path, text):
    path = tmp_path / NAME
    path.write_text(text, "utf-8")
    with pytest.raises(PlaybookError) as error:
        load_share_key(tmp_path)
    assert [(p.code, str(p.place)) for p in error.value.problems] == [("E342", str(path))]
    assert error.value.exit_code == 1
    assert path.read_text("utf-8") == text


def test_a_key_of_other_bytes_or_a_folder_is_broken(tmp_path):
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PlaybookError, match="E342"):
        load_share_key(tmp_path)
    (tmp_path / NAME).unlink()
    (tmp_path / NAME).mkdir()
    with pytest.raises(PlaybookError, match="E342"):
        load_share_key(tmp_path)


def test_a_key_with_a_note_and_line_ends_of_windows_is_read(tmp_path):
    (tmp_path / NAME).write_bytes(b"# mine\r\n  " + b"ab" * 32 + b"  \r\n")
    assert load_share_key(tmp_path) == b"\xab" * 32


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("community_playbook.intake.share_key.os.open", refuse)
    with pytest.raises(PlaybookError) as error:
        load_share_key(tmp_path)
    assert [(p.code, p.facts) for p in error.value.problems] == [("E343", {"reason": "Permission denied"})]
    assert error.value.exit_code == 3
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize("grey", [0, 64, 128, 200])
def test_grey_of_16_bits_keeps_its_grey(folder, grey):
    Image.new("I;16", (40, 40), grey * 257).save(folder / "deep.png")
    with Image.open(folder / "deep.png") as picture:
        assert picture.mode.startswith("I")
    photo, logo = load_photo(folder / "deep.png"), load_logo(folder / "deep.png", 40)
    assert photo and logo
    for pixel in (photo.getpixel((20, 20)), logo.getpixel((20, 20))):
        assert all(abs(value - grey) <= 1 for value in pixel[:3])


@pytest.mark.parametrize(
    "cell",
    ['=DISPIMG("ID_9A1F",1)', '=_xlfn.DISPIMG("ID_2",1)', '_xlfn.IMAGE("a.png")', '=IMAGE("https://example.org/a.png")',
     "[图片]", "#VALUE!"],
)  # fmt: skip
def test_a_picture_inside_of_the_workbook_is_called_that(folder, cell):
    assert judged(folder, cell) == ([""], ["W344"], {})


@pytest.mark.parametrize(
    ("cell", "real"),
    [("GOOD.PNG", "good.png"), (".\\good.png", "good.png"), ("./good.png", "good.png"), ("头像\\小美.png", "头像/小美.png"),
     ("头像/小美.PNG", "头像/小美.png")],
)  # fmt: skip
def test_paths_as_windows_writes_them(folder, cell, real):
    (folder / "头像").mkdir()
    write_photo(folder / "头像" / "小美.png")
    left, codes, marks = judged(folder, cell)
    assert (left, codes, list(marks)) == ([real], [], [real])


def test_two_files_that_differ_in_case_alone_are_not_guessed_at(folder):
    write_photo(folder / "Me.png")
    write_photo(folder / "ME.png", "#113355")
    assert judged(folder, "me.PNG")[1] == ["W341"]
    assert judged(folder, "Me.png")[0] == ["Me.png"]
