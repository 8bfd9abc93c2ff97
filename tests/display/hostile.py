"""Texts that try to be more than text."""

from __future__ import annotations

TEXTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style></title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "<!-- --><svg/onload=alert(1)>",
    "]]><![CDATA[<b>x</b>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;b&#62; &amp; &nbsp; &bogus;",
    "<iframe src=https://evil.example></iframe>",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/x.css>",
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "<form action=https://evil.example><input name=a></form>",
    "<a href=javascript:alert(1)>点这里</a>",
    "<table><tr><td>表中表</td></tr></table>",
    "<plaintext>",
    "{{ 7 * 7 }}{% for x in y %}",
    "${alert(1)}`#{1}",
    "甲\u00a0乙\u2028丙",
    "\u202e倒着读\u202c\u2066内\u2069\u200f",
    "零\x00界\x1b[31m\ud800\ufeff\r",
)

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "",
)
