"""What web pages put round a report: dates, buttons, paths, who runs the site."""

from __future__ import annotations

import re

_APPENDIX = re.compile(r"^\s*附(?:件|表|图|录)?[一二三四五\d]*\s*[：:]")
_CHROME = re.compile(
    r"^(?:\s*(?:发布(?:时间|日期|机构)|来源|信息来源|浏览(?:次数|量)|访问量|点击(?:数|量)|字号|字体|字体大小|打印|关闭|收藏|分享|保护视力色|"
    r"当前位置|您(?:现在|当前)?的?位置|首页|索引号|发文机关|公开(?:方式|日期)|责任编辑|作者|编辑|【|\[)"
    r"|\s*\d{4}-\d{2}-\d{2}(?:\s+\d{2}:\d{2}(?::\d{2})?)?\s*$"
    r"|\s*[(（]\s*(?:草\s*稿|送审稿|征求意见稿|样\s*张)\s*[)）]\s*$)"
)
_FOOT = re.compile(
    r"^\s*(?:上一[篇条]|下一[篇条]|相关(?:链接|文章|附件|信息)|扫一扫|主办(?:单位)?[：:]|承办(?:单位)?[：:]|版权所有|网站标识码|"
    r"[^，。]{0,4}ICP备|【?(?:打印|关闭)|分享到|返回顶部|责任编辑|网站地图|联系我们)"
)
_PAGE_NUMBER = re.compile(r"^\s*[-—–―－]*\s*\d{1,3}\s*[-—–―－]*\s*$")


def is_chrome(text: str) -> bool:
    """Whether a line before the text is the page's, not the report's."""
    return any(pattern.match(text) for pattern in (_CHROME, _FOOT, _PAGE_NUMBER))


def is_end(text: str) -> bool:
    """Whether the report ends before a line of its last section."""
    return any(pattern.match(text) for pattern in (_FOOT, _APPENDIX))
