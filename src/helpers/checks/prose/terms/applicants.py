"""What prose calls those who apply, and the channels by which they do."""

from __future__ import annotations

CHANNELS: dict[str, str] = {
    "online": (
        "网络|互联网|网上|线上|在线|(?:政府|门户)?网站|(?:网络|政务)?平台|数据电文|电子邮件|邮件(?!寄)|电子邮箱|电邮|邮箱|公众号"
    ),
    "mail": "信函|邮寄|邮政|来信|书信|寄送|快递|挂号信|特快专递",
    "paper": "书面|纸质",
    "in person": "当面|现场|窗口|上门|面交|线下|来访|直接递交",
    "fax": "传真",
}

APPLICANTS: dict[str, str] = {
    "0": "自然人|公民(?:个人)?|个人",
    "1-5": "(?:法人|企业|单位|企事业单位)(?:和|或者?|及|以及|与|、)(?:其他|其它)?(?:组织|单位|社会组织)|法人|组织机构",
    "1": "商业企业|企业|公司",
    "2": "科研(?:机构|院所|单位)",
    "3": "社会公益组织|公益组织|社会组织|社会团体",
    "4": "(?:(?:律师事务所|律所)等)?法律服务机构|律师事务所|律所",
    "5": "其[他它]组织",
}
"""Who applied: the columns of table three that each word stands for."""
