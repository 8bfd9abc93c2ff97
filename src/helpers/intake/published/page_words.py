"""What web pages put round a report: dates, buttons, paths, who runs the site."""

from __future__ import annotations

import re

_APPENDIX = re.compile(r"^\s*附(?:件|表|图|录)?[一二三四五\d]*\s*[：:]")
_LABEL = (
    r"(?:发布(?:时间|日期|机构|单位)|来\s*源|信息来源|浏览(?:次数|量)|访问(?:次数|量)|点击(?:数|量|次数)|阅读(?:次数|量)|"
    r"字\s*号|字体(?:大小)?|索\s*引\s*号|发文(?:机关|日期|字号)|公开(?:方式|日期|主体|范围)|责任编辑|作\s*者|编\s*辑|审\s*核|"
    r"名\s*称|文\s*号|分\s*类|主题(?:分类|词)|组配分类|文件分类|成文日期|生成日期|撰写时间|更新时间|有\s*效\s*性|所属机构|"
    r"信息分类|体裁分类|公开时限|公文时效)"
)
_CHROME = re.compile(
    rf"^(?:\s*(?:{_LABEL}\s*(?:[：:|\[]|$|\s+\d)|打印|关闭|收藏|分享|保护视力色|当前位置|您(?:现在|当前)?(?:所在)?的?位置|首页|"
    r"点击查看|设为首页|加入收藏|无障碍|长者|登录|注册|【|\[|[>›»/])"
    r"|\s*\d{4}(?:-|年)\d{1,2}(?:-|月)\d{1,2}日?(?:\s+\d{2}:\d{2}(?::\d{2})?)?\s*$"
    r"|\s*[(（]\s*(?:草\s*稿|送审稿|征求意见稿|样\s*张)\s*[)）]\s*$)"
)
_LABEL_ALONE = re.compile(rf"^\s*{_LABEL}\s*[：:]?\s*$")
_LONGEST_VALUE = 30
_HEAD = 200
_FOOT = re.compile(
    r"^\s*(?:上一[篇条]|下一[篇条]|相关(?:链接|文章|附件|信息)|扫一扫|主办(?:单位)?[：:]|承办(?:单位)?[：:]|版权所有|网站标识码|"
    r"[^，。]{0,4}ICP备|【?(?:打印|关闭)|分享到|返回顶部|责任编辑|网站地图|联系我们)"
)
_PAGE_NUMBER = re.compile(r"^\s*[-—–―－]*\s*\d{1,3}\s*[-—–―－]*\s*$")


def is_chrome(text: str) -> bool:
    """Whether a line before the text is the page's, not the report's."""
    return any(pattern.match(_short(text)) for pattern in (_CHROME, _FOOT, _PAGE_NUMBER))


def is_end(text: str) -> bool:
    """Whether the report ends before a line of its last section."""
    return any(pattern.match(_short(text)) for pattern in (_FOOT, _APPENDIX))


def is_label_alone(text: str) -> bool:
    """Whether a line only names what the next one holds: 来源."""
    return _LABEL_ALONE.match(_short(text)) is not None


def may_be_value(text: str) -> bool:
    """Whether a line may hold what a label before it names, not the report's text."""
    return len(text.strip()) <= _LONGEST_VALUE and not re.search(r"[，。；]", text)


def _short(text: str) -> str:
    """The head of a line, its blanks drawn together: enough to tell it by, and no work for a line of blanks."""
    return " ".join(text.split())[:_HEAD]
