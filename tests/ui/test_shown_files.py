"""A kept file's name in Slack is harmless, whatever was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.cases.shown_files import NAME_MAX, safe_name


@pytest.mark.parametrize(
    ("name", "media_type", "expected"),
    [
        ("photo salle B.jpg", "image/jpeg", "photo salle B.jpg"),
        ("photo.JPEG", "image/jpeg", "photo.JPEG"),
        ("../../etc/passwd", "text/plain", "passwd"),
        ("C:\\temp\\note.txt", "text/plain", "note.txt"),
        ("photo\u202egnp.exe", "image/png", "photognp.exe.png"),
        ("image", "image/png", "image.png"),
        ("photo.png", "image/jpeg", "photo.png.jpg"),
        ("page.html", "text/plain", "page.html.txt"),
        ("plan.SVG", "text/plain", "plan.SVG.txt"),
        ("plan", "image/svg+xml", "plan.txt"),
        ("", None, "piece"),
        ("..", None, "piece"),
        ("/", None, "piece"),
        (".png", "image/png", "png.png"),
    ],
)
def test_a_name_is_made_fit(name: str, media_type: str | None, expected: str) -> None:
    assert safe_name(name, media_type) == expected


def test_a_name_of_300_characters_keeps_its_ending() -> None:
    made = safe_name("é" * 296 + ".pdf", "application/pdf")

    assert len(made) == NAME_MAX
    assert made.endswith("é.pdf")


@given(name=st.text(max_size=400), media_type=st.sampled_from(["image/png", "text/html", None]))
def test_any_name_is_one_name(name: str, media_type: str | None) -> None:
    made = safe_name(name, media_type)

    assert 0 < len(made) <= NAME_MAX
    assert made not in {".", ".."}
    assert not set(made) & set("/\\\n\r\0\u202e\u2066")
