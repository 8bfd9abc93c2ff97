"""Personal data in a text: numbers, addresses, accounts and names of persons, and a text without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from helpers.checks.prose.passage import Passage, passage
from helpers.form import Text

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BORN = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_LONG = re.compile(r"(?<![\dA-Za-z])\d(?:[-—]?\d){13,16}(?:[-—]?[\dXx])?(?![\dA-Za-z])")
_ID_18 = re.compile(rf"[1-9]\d{{5}}(?:19|20)\d\d{_BORN}\d{{3}}[\dXx]")
_ID_15 = re.compile(rf"[1-9]\d{{5}}\d\d{_BORN}\d{{3}}")
_MOBILE = re.compile(r"(?<![\dA-Za-z])(?:\+?86-?)?1[3-9]\d-?\d{4}-?\d{4}(?![\dA-Za-z])")
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)|(?<!\d)\d{7,8}(?!\d)")
_CARD = re.compile(r"(?<![\dA-Za-z])\d(?:-?\d){14,18}(?![\dA-Za-z])")
_CALLED = "申请人|当事人|投诉人|举报人|信访人|被处罚人|原告|申请者|第三人|来信人|来电人|来访人|反映人|上诉人|起诉人|被征收人"
_PERSON = f"{_CALLED}|村民|居民|户主|家属|本人"
_ADDRESS = re.compile(
    r"(?:家?住(?!房|建|宅|户|院|所地|保)(?:址|所|在)?|居住(?:在|于)|户籍(?:地|所在地)?|家庭地址)[^，。；]{0,30}?"
    r"(?:路|街|巷|弄|村|里|小区|花园|苑|组|道)[^，。；]{0,12}?\d+(?:号|栋|幢|单元|室)[^，。；]{0,12}"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范石姚谭廖邹熊金陆郝"
    "何孔白崔康毛邱秦江史顾侯邵孟龙钱汤尹黎易武乔贺赖龚庞樊兰殷施陶洪翟颜倪严牛温芦俞章鲁葛伍韦毕聂焦柳邢岳齐梅庄辛管祝左涂祁舒耿牟"
)
_PARTICLES = "的了在与和对就因向于为是被将把不未已可应要请提求某等及或以从到按由其此该我本也都并需须能会各所有无时后前中内外上下一二三四五六七八九十可序额地天面屋材上报告名义"
_NAME = re.compile(
    rf"(?P<who>{_CALLED})(?:为|系|是|:|姓名|名叫|叫|“)*"
    rf"(?P<name>[{_SURNAMES}][^{_PARTICLES}\W\da-zA-Z×Ｘ]{{1,2}}?)"
    r"(?=[，。、；:(,)”\n]|不服|不满|女士|先生|多次|再次|反复|曾|已|书面|电话|对|因|就|向|于|提|申请|不?同意|不愿|拒绝|住|等|反映|要求|不服|认为|来|与|和|的|[两三]人|名下|通过|在|以|诉|$)"
)
# 张三诉某局一案, where a clause begins or is told of.
_SUING = re.compile(
    rf"(?:^|(?<=[，。、；:(“\n])|(?<=受理|审理|收到|发生|关于|涉及))(?P<name>[{_SURNAMES}][^{_PARTICLES}诉\W\da-zA-Z×Ｘ]{{1,2}})"
    r"(?:等\d*[一二三四五六七八九十]*人)?诉(?=[^，。；]{0,20}(?:局|政府|办事处|委员会|机关|单位|街道|[镇乡]))"
)
_FURTHER = re.compile(
    rf"[、和与及](?P<name>[{_SURNAMES}][^{_PARTICLES}\W\da-zA-Z×Ｘ]{{1,2}}?)"
    r"(?=[，。、；:(,)\n]|不服|不满|先后|分别|多次|再次|反复|已|对|因|就|向|于|提出|提交|申请|等|[两三]人|和|与|及|$)"
)
_ACCOUNT = re.compile(
    r"(?:(?:微信|抖音|微博|支付宝)(?:号码?|账号|帐号|:|为|是)+|[Qq]{2}(?:号码?|账号|帐号|:|为|是)*)"
    r"(?P<account>[A-Za-z][\w-]{4,19}|[1-9]\d{4,10})(?![\w-])",
    re.ASCII,
)
# An account to which the one who applies may turn is the office's.
_TURNS_TO = re.compile("[可请应需]|关注|添加|官方|公众|咨询|查询|[我本][局镇乡街道委办]")
# Words that begin like a name.
_NO_NAMES = frozenset(
    [
        "曾多",
        "曾就",
        "严格",
        "何时",
        "何种",
        "何地",
        "何人",
        "何况",
        "何以",
        "何处",
        "何等",
        "何为",
        "何故",
        "常年",
        "温州",
        "毕业",
        "陈述",
        "张贴",
        "周边",
        "季度",
        "严重",
        "毕竟",
        "金额",
        "白天",
        "石材",
        "田地",
        "江苏",
        "马上",
        "林地",
        "房屋",
        "温馨",
        "康复",
        "许可",
        "程序",
        "钱款",
        "章程",
        "齐全",
        "焦虑",
        "易于",
        "易懂",
        "黄色",
        "汤水",
        "伍级",
        "陆续",
        "高度",
        "安置",
        "常住",
        "余下",
        "方便",
        "方式",
        "曾经",
        "成功",
        "全部",
        "史料",
        "毛病",
        "龙头",
        "牛奶",
        "洪水",
        "汪洋",
        "祝愿",
        "左右",
        "管理",
        "梅雨",
        "谢绝",
        "顾虑",
        "于是",
        "武装",
        "贺信",
        "陶瓷",
        "颜色",
        "夏季",
        "江边",
        "汇总",
        "文书",
    ]
)
_NAMED = re.compile(
    rf"(?P<who>{_CALLED})(?:的)?(?:姓名|名字)(?:为|是|叫|:)+(?P<name>[一-鿿]{{2,4}}?)(?=[，。、；:(,)”\n]|$)"
)
_TITLE = re.compile(
    "^.{1,2}(?:女士|先生|同学|大爷|大妈|大娘|阿姨|老师|师傅|老汉|书记|主任|医生|律师|局长|镇长|某|姓)"
)
_IDENTITY = re.compile("身份|证件|公民")
_PUBLIC_PHONE = re.compile(
    "(?:值班|办公|咨询|监督|投诉|举报|服务|查询|联系|公开)(?:手机|电话|热线)(?:号码|号)?(?:为|是|:)*$"
)
_SAID_PUBLIC = re.compile(r"\((?:值班|办公|咨询|监督|服务|查询|联系|24小时)")
_PRIVATE_PHONE = re.compile(
    f"(?:{_PERSON})(?![^，。；]{{0,8}}(?:可|请|拨打|致电|咨询|应|需))[^。；]{{0,16}}?(?:电话|联系方式|固话|宅电|座机)(?:号码|号)?(?:为|是|:)*[(]?$"
)
_NUMBERED = re.compile(
    "(?:编号|流水号|信用代码|索引号|文号|单号|回执号?|案号|代码|标识码)(?:为|是|:|形如|[“(])*$"
)
_PUBLIC_ACCOUNT = re.compile("财政|专户|非税|国库|对公|单位账|基本户|收费账|执收|缴款|缴费账")
_BANK = re.compile("卡号|账[号户]|帐[号户]|银行|开户|汇款|收款")


_SPELT = re.compile("[〇○零一二三四五六七八九幺]{11,}")
"""A number written in Chinese digits, 一三八…: as long as in others."""
_DIGITS = str.maketrans("〇○零一二三四五六七八九幺", "0001234567891")
_MAIL = re.compile(r"(?<![\w.@])[\w.+-]{2,40}@(?![\w.-]*gov\.cn)[\w-]+(?:\.[\w-]+)+", re.ASCII)


def hidden(what: str, secret: str) -> str:
    """No more of a secret than lets its owner find it."""
    if what.endswith("姓名"):
        return secret[0] + "*" * (len(secret) - 1)
    if what in ("住址", "网络账号"):
        return secret[:2] + "****"
    return f"{secret[:3]}****{secret[-2:]}"


@lru_cache(maxsize=256)
def personal_data(passage: Passage) -> tuple[tuple[str, int, int], ...]:
    """What must not become public: what it is in Chinese, and where in the passage's text; no two overlap."""
    taken: list[tuple[str, int, int]] = []
    for what, start, end in _found(passage):
        if not any(start < until and begin < end for _, begin, until in taken):
            taken.append((what, start, end))
    return tuple(taken)


def hide(value: str) -> str:
    """A text with what must not become public hidden but for its ends."""
    source = passage("", Text(value))
    pieces, end = [], 0
    for what, start, until in sorted(personal_data(source), key=lambda each: each[1]):
        left, right = source.offsets[start], source.offsets[until - 1] + 1
        pieces += [value[end:left], hidden(what, source.text[start:until])]
        end = right
    return "".join([*pieces, value[end:]])


def _found(passage: Passage) -> Iterator[tuple[str, int, int]]:
    text = _SPELT.sub(lambda run: run[0].translate(_DIGITS), passage.text)
    if re.search(r"\d{7}|\d-?\d{4}-?\d{4}", text):
        yield from _numbers(text)
    for match in _ADDRESS.finditer(text):
        left = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        if not re.search(f"{_PERSON}|家住|家庭|户籍", text[left : match.end()]):
            continue
        yield "住址", match.start(), match.end()
    yield from _names(text)
    for match in (*_ACCOUNT.finditer(text), *_MAIL.finditer(text)):
        left = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        front = text[left : match.start()].replace("申请", "")
        if re.search(_PERSON, text[left : match.start()]) and not _TURNS_TO.search(front):
            yield "网络账号", *match.span(match.lastgroup or 0)


def _names(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _NAMED.finditer(text):
        if not re.search("[某×*]|由|填|不", match["name"]):
            yield f"{match['who']}姓名", *match.span("name")
    for match in _SUING.finditer(text):
        start, end = match.span("name")
        if match["name"][:2] not in _NO_NAMES and not _TITLE.search(text[start:end]):
            yield "原告姓名", *match.span("name")
    for match in _NAME.finditer(text):
        start, end = match.span("name")
        if match["name"][:2] in _NO_NAMES or _TITLE.search(text[start : end + 2]):
            continue
        if len(match["name"]) == 3 or (
            end < len(text) and text[end] in "，。、；:(,)”对因就向于住诉不女先多再反曾已书电\n"
        ):
            yield f"{match['who']}姓名", start, end
            for further in _further_names(text, end):
                yield f"{match['who']}姓名", *further


def _further_names(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The names joined to one: 申请人赵丽华、钱志强."""
    while match := _FURTHER.match(text, end):
        start, end = match.span("name")
        if match["name"][:2] in _NO_NAMES or _TITLE.search(text[start : end + 2]):
            return
        yield start, end


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _LONG.finditer(text):
        number, front = re.sub("[-—]", "", match[0]), text[max(0, match.start() - 14) : match.start()]
        if _ID_18.fullmatch(number):
            told = bool(_IDENTITY.search(front)) or is_identity_number(number)
            if told and not _NUMBERED.search(front):
                yield "身份证号", match.start(), match.end()
        elif _ID_15.fullmatch(number) and _IDENTITY.search(front):
            yield "身份证号", match.start(), match.end()
    for match in _CARD.finditer(text):
        digits = match[0].replace("-", "")
        public = _PUBLIC_ACCOUNT.search(text[max(0, match.start() - 24) : match.start()])
        context = _BANK.search(text[max(0, match.start() - 14) : match.start()])
        if is_card_number(digits) and not public and (context or digits.startswith("62")):
            yield "银行卡号", match.start(), match.end()
    yield from _phones(text)


def _phones(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _MOBILE.finditer(text):
        front = text[max(0, match.start() - 16) : match.start()]
        public = _PUBLIC_PHONE.search(front) or _SAID_PUBLIC.match(text, match.end())
        if public and not re.search(_PERSON, front):
            continue
        yield "手机号", match.start(), match.end()
    for match in _LANDLINE.finditer(text):
        left = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        front = text[left : match.start()]
        if _PRIVATE_PHONE.search(front):
            yield "个人电话", match.start(), match.end()


def is_identity_number(number: str) -> bool:
    """Whether the check digit of an 18-digit identity number is right (GB 11643)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether the check digit of a card number is right (Luhn)."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
