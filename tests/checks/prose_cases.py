"""Sentences on one report's figures, in many wordings: each with the rule that must speak, or with none.

They are the rules' own examples; the labelled set (tests/data/rules) measures the rules on others.
"""

from __future__ import annotations

from helpers.form import Figures, Narrative, Office, Previous, Report, Text, Value, edition_of


def _row(key: str, natural: int, commercial: int = 0) -> dict[str, Value]:
    return {
        f"applications.{key}[0]": natural,
        f"applications.{key}[1]": commercial,
        f"applications.{key}[6]": natural + commercial,
    }


FACTS: dict[str, Value] = {
    **_row("received", 16, 4),
    **_row("carried_in", 3),
    **_row("granted", 7, 2),
    **_row("partly_granted", 2, 1),
    **_row("refused.internal_affairs", 1),
    **_row("refused.enforcement_files", 1),
    **_row("unable.not_held", 3),
    **_row("unable.needs_creating", 1),
    **_row("not_processed.petition", 2),
    **_row("other.other", 1),
    **_row("total", 18, 3),
    **_row("carried_out", 1, 1),
    "appeals.reconsideration[0]": 3,
    "appeals.reconsideration[1]": 1,
    "appeals.reconsideration[3]": 1,
    "appeals.reconsideration[4]": 5,
    "appeals.litigation_direct[0]": 2,
    "appeals.litigation_direct[4]": 2,
    "appeals.litigation_after_reconsideration[2]": 1,
    "appeals.litigation_after_reconsideration[4]": 1,
    "proactive.normative_documents.issued": 3,
    "proactive.normative_documents.repealed": 1,
    "proactive.normative_documents.in_force": 14,
    "proactive.licences": 316,
    "proactive.penalties": 23,
    "proactive.coercive_measures": 4,
    "proactive.fees": 0,
}
LAST: dict[str, Value] = {
    **_row("received", 16),
    **_row("granted", 13),
    **_row("total", 13),
    **_row("carried_out", 3),
    "appeals.reconsideration[0]": 4,
    "appeals.reconsideration[4]": 4,
    "proactive.normative_documents.in_force": 12,
    "proactive.licences": 400,
    "proactive.penalties": 20,
    "proactive.coercive_measures": 4,
    "proactive.fees": 0,
}
OFFICE = Office("示例县自然资源局", "部门")
TEXTS = {
    "overview.lead": "2023年，示例县自然资源局依照条例公开政府信息。",
    "overview.proactive": "示例县自然资源局及时公开应当公开的政府信息。",
    "overview.on_request": "依法受理政府信息公开申请，数据见表格。",
    "overview.management": "公文起草时认定公开属性。",
    "overview.platform": "专人维护公开专栏。",
    "overview.oversight": "定期检查落实情况。",
    "shortcomings.problems": "政策解读的形式还比较单一。",
    "shortcomings.improvements": "丰富解读形式，改进咨询回应。",
    "other": "本年度没有发出收费通知，没有收取信息处理费。",
}


def report_with(address: str, text: str, changes: dict[str, Value] | None = None, year: int = 2023) -> Report:
    """The report of `FACTS` with one text replaced."""
    form = edition_of(2021)
    texts = {**TEXTS, address: text}
    preamble = texts.pop("preamble", None)
    zeros: dict[str, Value] = dict.fromkeys(form.fields, 0)
    before = Previous(form, Figures(form, zeros | LAST), Narrative({}))
    return Report(
        office=OFFICE,
        year=year,
        edition=form,
        figures=Figures(form, zeros | FACTS | (changes or {})),
        narrative=Narrative(
            {key: Text(words) for key, words in texts.items()}, Text(preamble) if preamble else None
        ),
        previous=before,
    )


ON_REQUEST = "overview.on_request"
PROACTIVE = "overview.proactive"
# What the figures themselves give rise to.
OF_FIGURES = frozenset({"XY-CARRY", "XY-JUMP", "XY-PENDING", "XY-NORM"})

TRUE: dict[str, tuple[str, ...]] = {
    ON_REQUEST: (
        "全年共接到政府信息公开申请20件，连同上年结转的3件，应办理23件，实际办结21件，剩余2件转入2024年继续办理。",
        "本年度新收20件，上年结转3件，合计23件；办结21件，结转2件。",
        "平均每月收到申请不到2件，全年20件。",
        "受理20件，不予受理0件。",
        "上半年收到12件，下半年收到8件，全年20件。",
        "收到的20件申请涉及征地补偿、规划许可、不动产登记等事项，其中征地补偿类9件。",
        "比上年多收到4件。",
        "较上年多办结8件。",
        "按期答复19件，延期答复2件，全部符合法定程序。",
        "当场答复5件。",
        "当年收到的20件申请中，18件在年内答复，2件结转到2024年。",
        "对3件较为复杂的申请组织会商。",
        "每收到一件申请，都做到登记一件、办理一件、答复一件。",
        "收到申请20件（纸质申请6件，电子申请14件）。",
        "办结的21件中，予以公开9件、部分公开3件，其余9件依法作出其他答复。",
        "予以公开和部分公开合计12件，不予公开、无法提供、不予处理合计8件，其他处理1件。",
        "不予公开、无法提供、不予处理三类共8件。",
        "予以公开12件（其中部分公开3件）。",
        "不予公开的2件，一件涉及内部事务信息，一件属于行政执法案卷。",
        "因不掌握相关信息答复3件，因需要另行制作答复1件。",
        "以信访形式提出的2件不予处理。",
        "申请人以自然人为主，占80%。",
        "予以公开9件，占办结件的42.9%，部分公开3件，占14.3%。",
        "自然人申请16件，占新收的80%；企业申请4件，占20%。",
        "答复准时率100%。",
        "按时办结率为100%。",
        "已到期的申请全部办结。",
        "除2件结转外，其余申请均已办结。",
        "答复书均由法制机构审核。",
        "全年办结行政复议答复5件。",
        "被申请行政复议5件，其中维持3件、纠正1件、尚未审结1件。",
        "被申请行政复议5件，已审结4件；行政诉讼3件，均已审结。",
        "行政诉讼3件，法院维持2件，原告撤诉1件。",
        "复议5件、诉讼3件，合计8件。",
        "因信息公开引发的行政争议共8件，其中复议5件，直接起诉2件，复议后起诉1件。",
        "没有因逾期答复被申请行政复议。",
        "没有因不予公开引发的诉讼败诉案件。",
        "未收到法人和其他组织提出的更正申请。",
        "没有收到需要转办的申请。",
        "新收申请20件，同比增长25%。",
        "新收申请20件，比上年增加4件，增幅25%。",
        "申请量较上年上升四分之一。",
        "办结21件，较上年增加8件。",
        "网络提交12件、邮寄6件、当面递交2件。",
        "通过网络渠道收到申请12件，占60%。",
        "其中，一季度5件，二季度7件，三季度4件，四季度4件。",
        "全县共收到申请120件，其中我局20件。",
        "全年新收申请二十件，办结二十一件（含上年结转三件），结转二件。",
        "1月至12月，我局新收申请20件。",
        "本年度内收到20份申请，回复21份，另有2份未到答复期限。",
        "12月收到的2件申请于2024年1月答复。",
        "依申请公开20件次，接待咨询300余人次。",
        "信访举报投诉类2件，已引导至信访渠道。",
        "为申请人提供复印件50份。",
        "20件申请全部登记在册。",
        "办理情况：新收20件；上年结转3件；办结21件；结转下年2件。",
        "无法提供的4件中，3件系本机关不掌握，1件需要另行制作。",
        "上年结转的3件均已于一季度办结。",
        "全年依申请公开办理情况良好，无一逾期。",
        "共办理依申请公开23件，办结21件，2件正在办理。",
    ),
    PROACTIVE: (
        "制定规范性文件3件，废止1件，年末有效14件。",
        "起草规范性文件5件，其中印发3件。",
        "公开行政处罚信息20条、行政许可信息300条。",
        "办理行政许可316件，行政处罚23件，行政强制4件。",
        "清理规范性文件15件，保留14件，废止1件。",
        "行政许可事项共42项，其中35项可网上办。",
        "全年解读规范性文件3件，配图解6篇。",
        "上半年作出行政处罚12件，下半年11件。",
        "行政许可316件，较上年下降21%。",
        "受理行政许可申请330件，作出许可决定316件。",
        "公开信息1200条，其中网站900条、公众号300条。",
        "公开信息1200条，其中重点领域信息450条、其他信息750条，更新栏目36个。",
        "拆分办理建议提案28件，其中人大建议12件、政协提案16件。",
    ),
    "overview.lead": (
        "2023年，县自然资源局把公开融入登记、审批各环节。",
        "根据2022年政务公开第三方评估反馈的问题，示例县自然资源局逐项整改。",
        "2019年4月修订的条例施行以来，示例县自然资源局坚持依法公开。",
        "示例县人民政府印发的2023年政务公开工作要点全部落实。",
        "自2020年起，示例县自然资源局每季度公开一次征地信息。",
        "本报告由示例县自然资源局办公室编制，示例县人民政府办公室指导。",
    ),
    "overview.oversight": (
        "2022年12月至2023年1月，开展公开属性清查。",
        "教育局局长、自然资源局局长参加公开公示专题会议会商，监督督促整改。",
        "一件件办理、一项项落实，实实在在为民办实事。",
        "对照《条例》（2019年修订）逐条自查。",
        "绝对值不大的收费也一律公示。",
        "没有发生泄密问题，没有收到投诉。",
        "组织培训3次、参训86人次，其中机关40人次、所站46人次。",
    ),
    "other": (
        "信息处理费：0元。",
        "2023年，我局未向申请人收取信息处理费，也未发出缴费通知。",
        "没有产生信息处理费。没有其他需要报告的事项。",
    ),
    "preamble": (
        "统计期限从2023年1月1日到2023年12月31日止。联系地址：示例县和平路12号，电话0000-8123456。",
        "本报告中数据统计期限为2023年1月1日起至2023年12月31日止。",
        "所列数据的统计期限为2023年度。",
        "本报告全文共六个部分，包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。",
        "申请人可到示例县和平路12号提出申请，申请人高度评价我局服务。",
        "数据统计期限：2023年1月1日至12月31日。联系人：办公室，联系电话：0000-8123456（工作日）。",
        "如对本报告有疑问，请与示例县自然资源局办公室联系（地址：示例县新城路1号；邮编：000000）。",
        "2022年年报于2023年1月20日公布；本报告为2023年度报告。",
    ),
}

FALSE: dict[str, tuple[tuple[str, str], ...]] = {
    "N-NEW": (
        (ON_REQUEST, "全年共接到政府信息公开申请22件。"),
        (ON_REQUEST, "本年度我局新增政府信息公开申请18件，均来自本县居民。"),
        (ON_REQUEST, "今年以来，新受理依申请公开事项21件。"),
        (ON_REQUEST, "2023年度，本机关受理政府信息公开申请总数为25件。"),
        ("shortcomings.problems", "全年政府信息公开申请新收19件，人手偏紧。"),
    ),
    "N-CARRYIN": (
        (ON_REQUEST, "2022年结转至2023年的申请2件。"),
        (ON_REQUEST, "加上上年度未办结的4件，全年共需办理24件。"),
        (ON_REQUEST, "上一年度没有结转的申请。"),
        (ON_REQUEST, "上年转入本年办理的申请有五件。"),
        (ON_REQUEST, "去年结转过来的申请为2件。"),
        (ON_REQUEST, "承接上年度结转申请2件。"),
    ),
    "N-DONE": (
        (ON_REQUEST, "全年办结政府信息公开申请20件。"),
        (ON_REQUEST, "共答复申请人提出的政府信息公开申请22件。"),
        (ON_REQUEST, "全年收到的政府信息公开申请已全部办结。"),
        (ON_REQUEST, "已办复19件。"),
    ),
    "N-CARRYOUT": (
        (ON_REQUEST, "1件申请结转至下一年度办理。"),
        (ON_REQUEST, "年末未办结3件。"),
        (ON_REQUEST, "无结转下一年度继续办理的申请。"),
        (ON_REQUEST, "结转次年继续办理的申请共4件。"),
        (ON_REQUEST, "转入2024年继续办理的有1件。"),
    ),
    "N-RESULT": (
        (ON_REQUEST, "办理结果：予以公开7件，部分公开3件。"),
        (ON_REQUEST, "依法不予公开3件，其中内部事务信息1件。"),
        (ON_REQUEST, "不予公开、无法提供、不予处理三类共9件。"),
        (ON_REQUEST, "作出部分公开决定2件。"),
        (ON_REQUEST, "因本机关不掌握而无法提供的2件。"),
        (ON_REQUEST, "没有不予处理的申请。"),
        (ON_REQUEST, "没有现成信息、需要另行制作的2件。"),
    ),
    "N-PCT": (
        (ON_REQUEST, "予以公开9件，占办结件的45%。"),
        (ON_REQUEST, "自然人申请16件，占新收申请的84.2%。"),
        (ON_REQUEST, "部分公开3件，占比10.5%。"),
        (ON_REQUEST, "全年申请办结率为95.5%。"),
        (PROACTIVE, "公开信息1200条，其中通过网站公开900条，占85%。"),
    ),
    "N-REVIEW": (
        (ON_REQUEST, "因政府信息公开发生行政复议4件。"),
        (ON_REQUEST, "政府信息公开行政诉讼案件2起。"),
        (ON_REQUEST, "发生行政复议、行政诉讼案件共7件。"),
        (ON_REQUEST, "复议后起诉2件。"),
        (ON_REQUEST, "涉及政府信息公开的复议案件有6起，诉讼3起。"),
    ),
    "N-OUTCOME": (
        (ON_REQUEST, "行政复议5件，全部维持。"),
        (ON_REQUEST, "行政复议5件，其中维持4件、尚未审结1件。"),
        (ON_REQUEST, "行政复议和诉讼案件均已审结。"),
        (ON_REQUEST, "在行政复议中，我局作出的答复均获维持。"),
        (ON_REQUEST, "行政复议无一被纠正。"),
    ),
    "N-T2": (
        (PROACTIVE, "全年制发规范性文件4件。"),
        (PROACTIVE, "截至年底，现行有效的行政规范性文件15件。"),
        (PROACTIVE, "全年作出行政处罚决定32件。"),
        (PROACTIVE, "共实施行政强制3件、行政许可316件。"),
        (PROACTIVE, "全年没有作出行政处罚。"),
        (PROACTIVE, "废止行政规范性文件2件。"),
    ),
    "N-ZERO": (
        (ON_REQUEST, "全年未收到政府信息公开申请。"),
        (ON_REQUEST, "全年没有收到公民、法人或者其他组织的政府信息公开申请。"),
        (ON_REQUEST, "没有发生因政府信息公开引起的行政复议、行政诉讼。"),
        (ON_REQUEST, "无政府信息公开类行政诉讼案件。"),
        (ON_REQUEST, "政府信息公开申请数量为0件。"),
        (ON_REQUEST, "全年无人提出政府信息公开申请。"),
    ),
    "N-ITEMS": (
        (PROACTIVE, "公开信息1200条，其中网站900条、公众号400条。"),
        (PROACTIVE, "发布解读36篇，包括文字解读20篇、图解10篇、视频8篇。"),
        (PROACTIVE, "召开发布会8场，其中县级3场、局级4场、所级2场。"),
    ),
    "N-CHANNEL": (
        (ON_REQUEST, "网络提交12件、邮寄6件、当面递交4件。"),
        (ON_REQUEST, "按渠道分，互联网收到11件，信函收到6件，窗口收到2件。"),
    ),
    "N-CHANGE": (
        (ON_REQUEST, "新收申请20件，同比增长20%。"),
        (ON_REQUEST, "新收申请20件，比上年减少4件。"),
        (ON_REQUEST, "申请数量与上年持平。"),
        (ON_REQUEST, "2022年新收申请18件，2023年新收申请20件。"),
        (PROACTIVE, "作出行政许可决定316件，同比上升12.5%。"),
    ),
    "D-CITE": (("preamble", "根据国办公开办函〔2019〕60号要求编制本报告。"),),
    "D-PERIOD": (
        ("preamble", "统计期限为2023年1月1日至2023年11月30日。"),
        ("preamble", "数据统计期限自2022年1月1日至2022年12月31日。"),
        ("preamble", "统计期限为20231月1日至202312月31日。"),
    ),
    "D-COUNT": (
        (
            "preamble",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、存在的主要问题及改进情况六个部分组成。",
        ),
    ),
    "D-NAME": (
        ("preamble", "本报告由示例县自然资源和规划局编制。"),
        ("overview.lead", "2023年，示例县农业农村局认真落实公开要求。"),
        ("preamble", "示例县水务局2023年政府信息公开工作年度报告"),
        ("other", "没有收取信息处理费。\n示例县自然资原局\n2024年1月12日"),
    ),
    "D-EMPTY5": (("shortcomings.problems", "无明显问题。"),),
    "D-SEC6": (("other", "没有其他需要报告的事项。"),),
    "X-FEE": (
        ("other", "发出收费通知2件，实际收取信息处理费500元。"),
        ("other", "共收取信息处理费0.05万元。"),
    ),
    "D-TYPO": (
        ("overview.lead", "示例县自然资源局进一步健全全公开制度制度。"),
        ("overview.platform", "通过公众号“示例自然资源发布信息。"),
        ("overview.platform", "更新栏目（含专题专栏3个，方便查询。"),
        ("overview.platform", "更新政府信息公开专栏,方便群众查阅。"),
        ("overview.oversight", "严格落实审查制度的的要求。"),
    ),
    "D-ABS": (
        ("overview.oversight", "全年信息发布万无一失，没有任何差错。"),
        (ON_REQUEST, "未收到举报投诉0件。"),
    ),
    "XY-TITLE": (
        ("overview.platform", "2022年，我局更新专栏信息300条。"),
        ("overview.lead", "2022年度，示例县自然资源局共召开公开工作例会4次。"),
        ("preamble", "示例县自然资源局2022年政府信息公开工作年度报告"),
    ),
    "D-PII": (
        (ON_REQUEST, "申请人王建国申请公开征地批文。"),
        (ON_REQUEST, "申请人张伟、李娜共同提出申请。"),
        (ON_REQUEST, "答复后电话告知申请人（13912345678）。"),
        (PROACTIVE, "公示名单含身份证号码11010519491231002X。"),
    ),
    "D-TBLIMG": (("overview.on_request", "办理情况见下表：![表三](tu3.png)"),),
    "T3-FEE": (("other", "没有发出收费通知，没有收取信息处理费。"),),
    "D-SEC": (("other", "没有收取信息处理费。\n\n七、下一步工作打算\n\n继续努力。"),),
}
