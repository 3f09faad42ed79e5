"""What a file is taken for: by its content, never by its name."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.file_types import media_type_of
from bot.domain.cases.quotas import is_accepted

FILES = Path(__file__).parents[1] / "data" / "files"
OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
RELATIONS = {"_rels/.rels": "<Relationships/>"}


def brands(major: bytes, *others: bytes) -> bytes:
    """The beginning of a picture, a recording or a film as telephones make them."""
    listed = major + b"\0\0\0\0" + b"".join(others)
    return (8 + len(listed)).to_bytes(4) + b"ftyp" + listed + b"\0\0\0\x08moov" + b"\0" * 40


def zipped(parts: dict[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def office(kind: str, **more: str) -> dict[str, str]:
    declared = f'<Override PartName="/x.xml" ContentType="{kind}.main+xml"/>'
    return {"[Content_Types].xml": f"<Types>{declared}</Types>", **RELATIONS, **more}


def workbook() -> bytes:
    made = BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


WORD = OPEN_XML + "wordprocessingml.document"
TAKEN = {
    "HEIC as an iPhone makes it": ((FILES / "photo.heic").read_bytes(), "image/heic"),
    "HEIC of the common brand": (brands(b"mif1", b"mif1", b"heic"), "image/heic"),
    "AVIF": (brands(b"avif", b"mif1"), "image/avif"),
    "voice memo": (brands(b"M4A ", b"M4A ", b"mp42", b"isom"), "audio/mp4"),
    "voice memo of another brand": (brands(b"mp42", b"M4A ", b"isom"), "audio/mp4"),
    "film": (brands(b"isom", b"iso2", b"mp41"), "video/mp4"),
    "film of an iPhone": (brands(b"qt  ", b"qt  "), "video/quicktime"),
    "RTF": ((FILES / "note.rtf").read_bytes(), "application/rtf"),
    "Windows-1252": ((FILES / "note-ansi.txt").read_bytes(), "text/plain"),
    "UTF-8 with a mark": (b"\xef\xbb\xbfR\xc3\xa9clamation", "text/plain"),
    "UTF-16": ("Réclamation".encode("utf-16"), "text/plain"),
    "text that begins as a bitmap": ("BMé en panne".encode(), "text/plain"),
    "JSON": (b'{"a": 1}', "text/plain"),
    "CSV": ("a;b\r\n1;é".encode("cp1252"), "text/plain"),
    "e-mail": (b"From: a@b.example\r\nSubject: x\r\n\r\nhi", "message/rfc822"),
    "PDF of characters": (b"%PDF-1.4\n1 0 obj", "application/pdf"),
    "MP3": (b"ID3\x03\0\0\0\0", "audio/mpeg"),
    "voice of an older telephone": (b"#!AMR\n\x3c\x91", "audio/amr"),
    "voice of Android": (b"OggS\0\x02" + b"\0" * 20 + b"OpusHead", "audio/ogg"),
    "workbook": (workbook(), OPEN_XML + "spreadsheetml.sheet"),
    "Word": (zipped(office(WORD)), WORD),
    "slides": (
        zipped(office(OPEN_XML + "presentationml.presentation")),
        OPEN_XML + "presentationml.presentation",
    ),
    "OpenDocument": (
        zipped({"mimetype": OPEN_DOCUMENT + "text", "content.xml": "<x/>"}),
        OPEN_DOCUMENT + "text",
    ),
}
REFUSED = {
    "program": b"MZ\x90\0" + b"\0" * 100,
    "nothing": b"",
    "zip with a program": (FILES / "with-a-program.zip").read_bytes(),
    "any zip": zipped({"lisez-moi.txt": "bonjour"}),
    "Word with a program": zipped(office(WORD, **{"word/setup.EXE": "MZ"})),
    "Word with macros": zipped(office(WORD, **{"word/vbaProject.bin": "x"})),
    "list of parts of something else": zipped(office("application/vnd.ms-package.3d")),
    "only a name of Word's": zipped({"word/document.xml": "<x/>"}),
    "cut short": zipped(office(WORD))[:60],
    "drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "drawing behind a comment": b"\xef\xbb\xbf <!-- x --><SVG onload='x'/>",
    "page": b"<!DOCTYPE html><title>Slack</title>",
    "page without a doctype": b"\n<html><body>x",
    "script": b"#!/bin/sh\nrm -r .",
    "noise": bytes(range(256)),
}


@pytest.mark.parametrize(("content", "media_type"), TAKEN.values(), ids=TAKEN)
def test_what_a_school_sends_is_recognised_and_kept(content: bytes, media_type: str) -> None:
    assert media_type_of(content) == media_type
    assert is_accepted(media_type)


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_programs_archives_and_pages_are_not_kept(content: bytes) -> None:
    assert not is_accepted(media_type_of(content))


@given(
    beginning=st.sampled_from([b"", b"PK\x03\x04", b"\0\0\0\x1cftyp", b"<", zipped(office(WORD))]),
    rest=st.binary(max_size=300),
)
def test_any_bytes_have_a_type_or_none(beginning: bytes, rest: bytes) -> None:
    assert media_type_of(beginning + rest).count("/") <= 1


@given(cut=st.integers(0, 400), put=st.binary(max_size=40))
def test_a_damaged_document_is_a_document_or_an_archive(cut: int, put: bytes) -> None:
    whole = zipped(office(WORD))
    damaged = whole[:cut] + put + whole[cut + len(put) :]

    assert isinstance(media_type_of(damaged), str)


@given(text=st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1))
def test_a_text_of_windows_is_a_text(text: str) -> None:
    assert is_accepted(media_type_of(text.encode("cp1252"))) or text.lstrip()[:2] in {"#!", "%!"}
