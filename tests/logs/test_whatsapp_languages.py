"""WhatsApp writes its own lines in the language of the phone: who joined and who left is known in each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from community_playbook.logs.files import sources
from community_playbook.logs.recognise import recognise
from community_playbook.logs.sums import Sums

A, B, C = "Ana", "Bruno", "Carla"
LINES = {  # A let B in, C came by the link, B left
    "pt": ("Ana adicionou Bruno", "Carla entrou usando o link de convite deste grupo", "Bruno saiu"),
    "de": ("Ana hat Bruno hinzugefügt.", "Carla ist der Gruppe über deinen Einladungslink beigetreten", "Bruno hat die Gruppe verlassen."),
    "es": ("Ana añadió a Bruno", "Carla se unió usando el enlace de invitación de este grupo", "Bruno salió del grupo"),
    "es, America": ("Ana agregó a Bruno", "Carla se unió mediante el enlace", "Bruno salió del grupo"),
    "fr": ("Ana a ajouté Bruno", "Carla a rejoint le groupe via le lien", "Bruno a quitté le groupe"),
    "it": ("Ana ha aggiunto Bruno", "Carla si è unita usando il link di invito", "Bruno ha abbandonato il gruppo"),
    "nl": ("Ana heeft Bruno toegevoegd", "Carla neemt deel via de uitnodigingslink", "Bruno heeft de groep verlaten"),
    "id": ("Ana menambahkan Bruno", "Carla bergabung menggunakan tautan undangan grup ini", "Bruno keluar"),
    "ru": ("Ana добавил(-а) Bruno", "Carla присоединился(-ась) по ссылке", "Bruno вышел(-а)"),
    "tr": ("Ana, Bruno adlı kişiyi ekledi", "Carla gruba katıldı", "Bruno ayrıldı"),
    "ja": ("AnaさんがBrunoさんを追加しました", "Carlaさんが招待リンクから参加しました", "Brunoさんが退出しました"),
    "ar": ("أضاف Ana Bruno", "انضم Carla باستخدام رابط الدعوة", "غادر Bruno"),
    "en": ("Ana added Bruno", "Carla joined using this group's invite link", "Bruno left"),
    "zh": ("Ana邀请Bruno加入了群聊", "Carla通过扫描二维码加入群聊", "Bruno退出了群聊"),
}  # fmt: skip


def read(folder: Path, text: str) -> Sums:
    (folder / "chat.txt").write_text(text, "utf-8")
    found = Sums(ZoneInfo("Asia/Shanghai"), date(2027, 6, 1))
    for log in recognise(list(sources([str(folder)])))[0]:
        found.add(log.records())
    found.finish()
    return found


@pytest.mark.parametrize("language", LINES)
def test_who_joined_and_who_left(language: str, tmp_path: Path) -> None:
    added, came, left = LINES[language]
    lines = [("13", added), ("14", came), *(("15", f"{name}: hi") for name in (A, B, C)), ("16", left)]
    found = read(tmp_path, "".join(f"{day}/11/2026, 10:00 - {line}\n" for day, line in lines))
    people = found.people
    assert set(people) == {A, B, C}
    assert {name: str(p.joined)[-2:] for name, p in people.items() if p.joined} == {B: "13", C: "14"}
    assert [name for name, p in people.items() if p.has_left()] == [B]


@pytest.mark.parametrize(
    ("said", "named", "who"),
    [
        ("Ольга добавила Марию", "Мария", True),
        ("Ольга добавила Ивана", "Иван", True),
        ("Олег пригласил Андрея Достоевского", "Андрей Достоевский", True),
        ("Олег добавил Мария", "Мария", True),
        ("Олег добавил Светлану", "Мария", False),
        ("Олег удалил Светлану", "Мария", False),
    ],
)
def test_a_declined_name_is_an_account_or_nobody(said: str, named: str, who: bool, tmp_path: Path) -> None:
    lines = [("13", said), *(("15", f"{name}: hi") for name in (named, "Олег", "Ольга"))]
    found = read(tmp_path, "".join(f"{day}/11/2026, 10:00 - {line}\n" for day, line in lines))
    assert set(found.people) == {named, "Олег", "Ольга"}
    assert [name for name, p in found.people.items() if p.joined] == ([named] if who else [])
    assert not any(p.has_left() for p in found.people.values())


def test_two_of_one_stem_are_not_guessed(tmp_path: Path) -> None:
    lines = [("13", "Олег добавил Юлю"), *(("15", f"{name}: hi") for name in ("Юля", "Юлия", "Олег"))]
    found = read(tmp_path, "".join(f"{day}/11/2026, 10:00 - {line}\n" for day, line in lines))
    assert set(found.people) == {"Юля", "Юлия", "Олег"} and not any(p.joined for p in found.people.values())


@pytest.mark.parametrize(
    ("stamp", "hours"),
    [
        ("١٣\u200f/١١\u200f/٢٠٢٦، {} - ", {"٩:٠٥ ص": 9, "٩:٠٥ م": 21, "١٢:٠٥ ص": 0, "١٢:٠٥ م": 12}),
        ("13/11/2026، {} - ", {"9:05 ص": 9, "9:05 م": 21}),
        ("[13/11/26, {}] ", {"9:05:00 p. m.": 21, "9:05:00\u202fa.\u202fm.": 9, "9:05:00 PM": 21}),
    ],
)
def test_clocks_of_other_scripts(stamp: str, hours: dict[str, int], tmp_path: Path) -> None:
    for said, hour in hours.items():
        folder = tmp_path / str(hour)
        folder.mkdir(exist_ok=True)
        found = read(folder, "".join(f"{stamp.format(said)}{name}: hi\n" for name in ("علي", "سارة", "ليلى")))
        assert found.messages == 3, said
        [row] = found.talk.hours.values()
        assert [at for at, people in enumerate(row) if people] == [hour], said
        assert found.days == {date(2026, 11, 13)}
