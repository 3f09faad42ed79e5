"""The text of an HTML body: nothing is rendered, nothing fetched, nothing hidden shown."""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

WALKED_MAX = 256 * 1024
TAGS_MAX = 10_000
"""Beyond these the tree is not walked, which would take long: its text is taken as it is."""
DEPTH_MAX = 1_000
"""Elements within one another; beyond it their tags are taken out, whatever they say."""
READ_MAX = 512 * 1024
_DROPPED = "head,script,style,template,noscript,object,iframe,svg,title,[hidden]"
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*"
    r"(?:;|$)|opacity\s*:\s*0\s*(?:;|$)|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_LINK_WORDS = 20
_QUOTES = ("blockquote",)
_LINES = frozenset(
    {
        *("address", "article", "blockquote", "dd", "div", "dl", "dt", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"),
        *("table", "tr", "ul", "body"),
    }
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_OPENING_OR_END = re.compile(
    r"<(/?)(?!(?:area|br|col|hr|img|input|link|meta|wbr|p|li|td|th|tr|dd|dt|option)\b)[a-z]",
    re.IGNORECASE,
)
"""Tags of what holds others; those that end by themselves are not counted."""
_GAPS = re.compile(r"\n{3,}")
_HOST = re.compile(r"https?://(?:[^/@\s]*@)?([^/:?#\s]{1,253})", re.IGNORECASE)


def text_of_html(html: str) -> str:
    """The text in lines; what others wrote before stands behind `> `, as in plain mails.

    A link is its text with the host that it leads to, where the text says another or none.
    """
    html = html[:READ_MAX]
    if _is_deep(html):
        return _tidied(unescape(_TAG.sub("\n", html)))
    body = LexborHTMLParser(html).body
    if body is None:
        return ""
    is_small = len(html) <= WALKED_MAX and html.count("<") <= TAGS_MAX
    for node in body.css(_DROPPED)[:TAGS_MAX]:
        node.decompose()
    return _tidied(_TextWriter().written(body) if is_small else body.text(separator="\n"))


def _is_deep(html: str) -> bool:
    """Whether elements lie so deep in one another that a parser takes long over them."""
    depth = 0
    for tag in _OPENING_OR_END.finditer(html):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEPTH_MAX:
            return True
    return False


class _TextWriter:
    """Walks a tree without recursion and writes its text."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._quoted = 0
        self._is_at_line = True
        self._links: list[int] = []

    def written(self, body: LexborNode) -> str:
        node, top = body.child, body.mem_id
        while node is not None:
            if node.tag == "-text":
                self._say(node.text(deep=False))
            elif not _is_hidden(node):
                self._open(node)
                if node.child is not None:
                    node = node.child
                    continue
                self._close(node)
            node = self._behind(node, top)
        return "".join(self._said)

    def _behind(self, node: LexborNode, top: int) -> LexborNode | None:
        """The next node in order that does not lie within this one."""
        while node.next is None:
            # two nodes are compared by their whole content, which takes long
            if node.parent is None or node.parent.mem_id == top:
                return None
            node = node.parent
            self._close(node)
        return node.next

    def _open(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._links.append(len(self._said))
        if tag == "br":
            self._end_line(anew=True)
        elif tag in _LINES:
            self._end_line()
            if tag in _PARAGRAPHS:
                self._end_line(anew=True)
        if tag in _QUOTES:
            self._quoted += 1
        if tag == "li":
            self._say("- ")
        if tag in {"td", "th"}:
            self._say(" ")

    def _close(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "a":
            self._say_host(node)
        if tag in _LINES:
            self._end_line()
        if tag in _QUOTES:
            self._quoted -= 1

    def _say_host(self, link: LexborNode) -> None:
        said = "".join(self._said[self._links.pop() :][:_LINK_WORDS])
        leads_to = _HOST.match(link.attributes.get("href") or "")
        if leads_to is not None and leads_to[1].lower() not in said.lower():
            self._say(f" ({leads_to[1].lower()})")

    def _say(self, text: str) -> None:
        words = _SPACES.sub(" ", text)
        if self._is_at_line:
            words = words.lstrip(" ")
            if not words:
                return
            self._said.append("> " * min(self._quoted, 9))
        self._is_at_line = False
        self._said.append(words)

    def _end_line(self, *, anew: bool = False) -> None:
        if anew and self._is_at_line:
            self._said.append("> " * min(self._quoted, 9))
        if anew or not self._is_at_line:
            self._said.append("\n")
        self._is_at_line = True


def _is_hidden(node: LexborNode) -> bool:
    if (node.tag or "").startswith(("-", "!")):
        return True
    style = node.attributes.get("style")
    return bool(style and _HIDDEN.search(style))


def _tidied(text: str) -> str:
    lines = (line.strip(" \t") for line in text.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip("\n")
