"""Take off a page what no browser needs: indents, remarks, spaces, end tags that may be left out.

A page is mailed and opened on slow machines; nothing here changes what it shows or does.
"""

from __future__ import annotations

import re

__all__ = ["compact_page", "compact_script", "compact_style"]

_REMARK = re.compile(r"^\s*//.*$", re.MULTILINE)
_INDENT = re.compile(r"\n\s+")
# Plus and minus are left alone: two of them that come to touch would mean something else.
_SCRIPT_GAP = re.compile(r" ?(=>|===|!==|&&|\|\||[=<>?:,;{}()]) ?")
_TEXT = re.compile(r'("(?:[^"\\]|\\.)*")')
_TRICKY = re.compile(r"['`/]")
_STYLE_GAP = re.compile(r"\s*([{};,])\s*|(?<=[a-z]): (?=[^;{}]+;)")
# HTML closes these by itself where the next one, or the list or table, ends them.
_END_TAGS = re.compile(
    r"</(?:td|th)>\s*(?=</?t[dhr]\b)|</tr>\s*(?=<tr\b|</t)"
    r"|</li>\s*(?=<li\b|</[ou]l)|</option>\s*(?=<opt|</select)"
)
_BODY = re.compile(r"(?<=<body>).*?(?=<script)", re.DOTALL)


def compact_style(text: str) -> str:
    """Take spaces off a style sheet of ours.

    Examples
    --------
    >>> compact_style("a, b { color: red; }")
    'a,b{color:red}'
    """
    return _STYLE_GAP.sub(lambda gap: gap[1] or ":", text).replace(";}", "}").strip()


def compact_script(text: str) -> str:
    """Take remarks, indents and spaces off a script of ours.

    Spaces within texts stay; a line with a template or a pattern in it is left as it is.

    Examples
    --------
    >>> compact_script('  say("a = b", x === 1);')
    'say("a = b",x===1);'
    """
    bare = _INDENT.sub("\n", _REMARK.sub("", text)).strip()
    return "\n".join(_compact_line(line) for line in bare.split("\n"))


def compact_page(text: str) -> str:
    """Leave out the end tags of cells, rows and entries, which HTML makes optional.

    An apostrophe needs no escape in text, nor between the double quotes of our attributes.

    Examples
    --------
    >>> compact_page("<body><ul><li>one</li> <li>two</li></ul><script></script>")
    '<body><ul><li>one<li>two</ul><script></script>'
    """
    return _BODY.sub(lambda body: _END_TAGS.sub("", body[0]).replace("&#39;", "'"), text, count=1)


def _compact_line(line: str) -> str:
    if _TRICKY.search(_TEXT.sub("", line)):
        return line
    parts = _TEXT.split(line)
    return "".join(part if part[:1] == '"' else _SCRIPT_GAP.sub(r"\1", part) for part in parts)
