"""Bytes of a mail as characters, whatever it says or does not say of their encoding."""

import binascii
import codecs
import re

_BELIEVED = re.compile(
    r"utf-(?:8|16)(?:-[bl]e)?|cp(?:125\d|8(?:50|58|66)|932|949|950)|iso8859-(?:[2-9]|1[0-6])"
    r"|koi8-[ru]|mac-roman|gb2312|gbk|gb18030|big5|shift_jis|euc_(?:jp|kr)|iso2022_(?:jp|kr)"
)
"""Codecs by Python's name: others of its codecs are no charsets, or take long on purpose."""
_WORD = re.compile(rb"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\s]*)\?=")
_BETWEEN = re.compile(rb"(\?=)[ \t\r\n]+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_FOLDS = re.compile(rb"\r?\n[ \t]+")
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+"
)
"""Line ends, what is not printed, and what turns the direction of reading around."""
_CONTROLS_OF_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NO_BASE64 = bytes(one for one in range(256) if one not in _BASE64)
_LINE_ENDS = re.compile("\r\n?|\x0c|\x85|\u2028|\u2029")


def decoded(content: bytes, charset: str = "") -> str:
    """The characters; the charset that was told if it fits, else UTF-8, else Windows-1252.

    Latin-1 and ASCII are never believed: who says so writes Windows-1252 as often.
    """
    told = _believed(charset)
    for encoding in (told, "utf-8") if told else ("utf-8",):
        try:
            return content.decode(encoding)
        except (UnicodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def clean_text(text: str) -> str:
    """Text of several lines, with plain line ends and without control characters."""
    return _CONTROLS_OF_TEXT.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """One line: what would end it, and other control characters, are blanks."""
    return " ".join(_CONTROLS.sub(" ", text).split(" ")).strip()


def decoded_header(value: bytes) -> str:
    """A header's value on one line, its encoded words (RFC 2047) read.

    They may hold line ends, which are taken out as elsewhere.
    """
    unfolded = _BETWEEN.sub(rb"\1", _FOLDS.sub(b" ", value))
    said, at = [], 0
    for word in _WORD.finditer(unfolded):
        said += [decoded(unfolded[at : word.start()]), _of_word(word)]
        at = word.end()
    return clean_line("".join([*said, decoded(unfolded[at:])]))


def _of_word(word: re.Match[bytes]) -> str:
    charset, kind, written = word.groups()
    is_base64 = kind in b"bB"
    content = from_base64(written) if is_base64 else binascii.a2b_qp(written, header=True)
    return decoded(content, charset.decode("ascii", "replace").partition("*")[0])


def from_base64(written: bytes | memoryview) -> bytes:
    """What it stands for; where it breaks off or is none, what can be read of it."""
    try:
        return binascii.a2b_base64(written)
    except binascii.Error:
        letters = bytes(written).translate(None, _NO_BASE64)
        try:
            return binascii.a2b_base64(memoryview(letters)[: len(letters) // 4 * 4])
        except binascii.Error:
            return b""


def _believed(charset: str) -> str | None:
    try:
        name = codecs.lookup(charset).name if charset.isascii() and charset else ""
    except (LookupError, ValueError):
        return None
    return name if _BELIEVED.fullmatch(name) else None
