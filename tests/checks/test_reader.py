from __future__ import annotations

import pytest
from tests.checks.prose_cases import ON_REQUEST, report_with

from helpers.checks import Severity, check
from helpers.checks.prose.names import is_misspelt, is_own_name
from helpers.checks.prose.numerals import bare_figures, figures
from helpers.checks.prose.passage import passage
from helpers.checks.prose.reader import statements
from helpers.checks.prose.slips import slips
from helpers.checks.prose.statement import Statement
from helpers.checks.prose.terms import HINTS, pattern
from helpers.form import Text, Value

YEAR = 2023


def read(text: str) -> tuple[Statement, ...]:
    return statements(passage(f"narrative.{ON_REQUEST}", Text(text), ("示例县自然资源局",)), YEAR)


def keys(text: str) -> list[tuple[int, str]]:
    return [(each.value, each.key) for each in read(text) if each.topic and each.certain]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公开9、部分公开3、不予公开2。", [(9, "granted?"), (3, "partly_granted"), (2, "refused")]),
        ("自然人提出16件，法人和其他组织提出4件。", [(16, "0"), (4, "1-5")]),
        ("申请连同上年结转的共23件。", [(23, "sum")]),
        ("上半年收到12件，下半年收到8件，全年合计20件。", [(20, "incoming")]),
        ("全县收到申请120件，我局为20件。", [(20, "incoming")]),
        ("申请总量23件，其中当年20件。", [(23, "mentioned"), (20, "received")]),
        ("收到的申请由2022年的16件增至20件。", [(20, "incoming")]),
        ("行政复议、诉讼数量分别为5件和3件。", [(5, "reconsideration"), (3, "litigation")]),
        ("行政复议、行政诉讼各3件。", [(3, "reconsideration"), (3, "litigation")]),
        ("不予公开（2件）。", [(2, "refused")]),
        ("另有2件于12月下旬收到，按规定转入下年度办理。", [(2, "carried_out")]),
        ("还有2件因征求第三方意见未到期。", [(2, "carried_out")]),
        ("需要另行制作、加工的信息1件。", [(1, "unable.needs_creating")]),
        ("示例县自然资源局新收申请20件。", [(20, "received")]),
        ("12件申请得到全部或部分公开。", [(12, "granted+partly_granted")]),
        (
            "信访举报投诉类和重复申请各1件。",
            [(1, "not_processed.petition"), (1, "not_processed.repeated")],
        ),
        ("上年末遗留的3件连同新收20件。", [(3, "carried_in"), (20, "received")]),
    ],
)
def test_a_figure_is_bound_to_what_it_counts(text: str, expected: list[tuple[int, str]]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "某科室收到申请20件。",
        "协助外单位答复申请4件。",
        "5个工作日内答复6件。",
        "年末收到申请3件。",
        "作出答复书18份。",
        "招生科答复7件。",
    ],
)
def test_what_an_unknown_word_narrows_is_not_taken_for_the_whole(text: str) -> None:
    assert keys(text) == []


def test_last_years_figure_is_told_from_this_years() -> None:
    assert [(each.value, each.period) for each in read("2022年收到申请16件，2023年20件。")] == [
        (16, "last"),
        (20, "year"),
    ]


@pytest.mark.parametrize(
    ("text", "values"), [("结转数为0，新收12，共一。", [0, 12, 1]), ("第30号，2023年，第7、", [])]
)
def test_a_figure_without_a_unit_stands_before_a_mark(text: str, values: list[int]) -> None:
    assert [int(figure.value) for figure in bare_figures(text)] == values


@pytest.mark.parametrize("text", ["七八件", "三五件", "上百件", "二十来件", "不少于20件"])
def test_rough_numbers_are_not_exact(text: str) -> None:
    assert [figure.exact for figure in figures(text)] == [False]


def test_a_hint_is_in_all_that_its_terms_can_be() -> None:
    """What is cheap to look for may leave out no text in which a term stands."""
    words = [
        "被申请行政复议 直接起诉 复议后起诉 行政诉讼 被诉 行政争议 应诉",
        "未审结 待审理 维持 纠正 撤销 责令改正 确认违法 变更 其他结果 撤诉 终止审理 驳回起诉 未结 在审理",
        "制发规范性文件 出台规章 现行有效 废止 失效 新公开 行政许可 行政处罚 行政强制 行政事业性收费 政府集中采购 本局制发 新印发",
        "网络 线上 在线 邮箱 信函 来信 快递 挂号信 当面 现场 窗口 上门 来访 直接递交 传真 书面 纸质 平台 数据电文 公众号",
        "自然人 公民 个人 法人 企业 公司 科研院所 社会组织 律师事务所 公益组织 组织机构",
    ]
    for (table, hint), line in zip(HINTS.items(), words, strict=True):
        for word in line.split():
            assert pattern(table, YEAR).search(word), (table, word)
            assert hint.search(word), (table, word)


def test_a_count_that_could_not_be_compared_is_information_once_a_sentence() -> None:
    findings = check(
        report_with(ON_REQUEST, "疑难申请5件由法规科会商，另3件申请由政务科会商。全年新收申请20件。")
    )
    said = [each for each in findings if each.rule == "N-NEW"]
    assert [each.severity for each in said] == [Severity.INFO]
    assert "没能与表格逐格比对" in said[0].message


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("年底前回复申请18件。", "N-DONE", "年底前回复申请18件"),
        ("其他方式处理6件申请，其中逾期的1件。", "N-RESULT", "其他方式处理6件申请"),
        ("尚有一成左右申请（9件，10.2%）在办，疑难居多。", "N-NEW", "尚有一成左右申请（9件，10.2%）在办"),
    ],
)
def test_information_bears_the_rule_that_its_words_name_and_quotes_whole_brackets(
    text: str, rule: str, words: str
) -> None:
    findings = check(report_with(ON_REQUEST, text))
    said = [each for each in findings if each.severity is Severity.INFO and each.rule.startswith("N-")]
    assert [each.rule for each in said] == [rule]
    assert f"文中“{words}”的件数" in said[0].message


def test_a_message_tells_of_which_row_each_figure_is() -> None:
    said = [each for each in check(report_with(ON_REQUEST, "自然人提出14件。")) if each.rule == "N-NEW"]
    assert [each.message for each in said] == [
        (
            "文中“自然人提出14件”，而表三中自然人是 16（本年新收）或 19（本年新收与上年结转之和）或 18（办理结果总计），"
            "请核对，改正不符的一处。"
        )
    ]


@pytest.mark.parametrize(
    "text", ["收到来信5件。", "全年新收申请20件，其中疑难的5件。", "比上年多4件。", "当面答疑5件次。"]
)
def test_nothing_is_said_of_figures_on_other_things(text: str) -> None:
    findings = check(report_with(ON_REQUEST, text))
    assert not [each for each in findings if each.rule.startswith("N-") and each.severity is Severity.INFO]


def test_a_name_with_one_wrong_character_is_the_offices_misspelt() -> None:
    assert is_misspelt("示例县自然资原局", "示例县自然资源局")
    assert is_misspelt("示例县自然资局", "示例县自然资源局")
    assert not is_misspelt("示例市自然资源局", "示例县自然资源局")
    assert is_own_name("示例县自然资源局办公室", "示例县自然资源局")
    assert not is_own_name("示例县资源局", "示例县自然资源局", formal=True)


@pytest.mark.parametrize(
    "text",
    ["整改情况良好。", "落实“谁主管、\n谁负责”的要求。", "公开开展情况", "1）公开\n2）答复", "办理理念"],
)
def test_what_is_well_written_is_no_slip(text: str) -> None:
    assert list(slips(text)) == []


@pytest.mark.parametrize(
    "text", ["存在问题及改情况", "公开开尽公开", "政俯信息公开条列", "及时时更新", "稳步推推进"]
)
def test_a_slip_is_found(text: str) -> None:
    assert list(slips(text))


@pytest.mark.parametrize("term", ["网络申请", "自然人", "行政复议", "维持", "行政许可", "新收", "予以公开"])
def test_a_run_of_glue_that_leads_nowhere_ends(term: str) -> None:
    # An expression that may split the run in more than one way would try them all: 2**60.
    text = f"{term}{'共' * 60}又{'全部' * 60}又5件"
    assert check(report_with(ON_REQUEST, text)) is not None


def test_a_share_of_cases_is_of_the_cases() -> None:
    kinds = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    cells: dict[str, Value] = {f"appeals.{kind}[{at}]": 0 for kind in kinds for at in range(5)}
    cells |= {f"appeals.reconsideration[{at}]": count for at, count in ((0, 6), (1, 2), (4, 8))}
    said = [
        each.message
        for text in ("复议纠错2件，占复议总数的25%。", "复议纠错2件，占复议总数的35%。", "复议维持率为65%。")
        for each in check(report_with(ON_REQUEST, text, cells))
        if each.rule == "N-PCT"
    ]
    assert [message.partition("，请")[0] for message in said] == [
        "文中“纠错2件，占复议总数的35%”，而 2÷8＝25.00%",
        "文中“复议维持率为65%”，而表四结果维持÷总计＝75.00%",
    ]
