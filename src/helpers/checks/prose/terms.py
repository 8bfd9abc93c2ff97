"""The words by which prose names what the form's tables count: labels of the form and what offices say for them."""

from __future__ import annotations

import re
from functools import lru_cache

from helpers.form import Edition

LAST = "(?:上一?年度?|去年度?|{last}年度?|上期|前一年度?|往年|以前年度)(?:年?[底末])?"
NEXT = "(?:下一?年度?|次年|来年|明年|{next}年度?)"
THIS = "(?:本年度?|今年|当年|本期|{year}年度?)"
_GOING_ON = "(?:继续)?(?:办理|处理|答复|办结)?"

# More telling words first: of two that begin at one place the first counts. {last}, {year}, {next} are years.
APPLICATIONS: dict[str, str] = {
    "carried_in": (
        f"(?:由|从|自)?{LAST}(?:的)?(?:政府信息公开|依申请公开)?(?:申请)?(?:尚|仍)?(?:未办结|未办理完毕|未答复|未办完)?(?:、|而|,|的|并)?"
        f"(?:申请)?(?:结转|转入|转来|转接|转到|遗留|留下|积存|余下|接转|跨年|滚存|顺延|移转|延续|带入|递延|移交|留存|结存|结余|转结)(?:过|下)?(?:至|到|入|来)?{THIS}?{_GOING_ON}"
        f"|{LAST}的?(?:老|旧)申请|(?:承接|接续|接转|延续|接办|续办)(?:办理)?{LAST}(?:结转|转入|未办结)?(?:的)?(?:申请)?|结转自{LAST}|结转{LAST}"
        f"|{LAST}(?:尚|仍)?未(?:办结|办理完毕|答复|办完)(?:的)?(?!率)"
        f"|(?:转入|转至|转到|结转至|结转到|结转入|结转|顺延至|移至){THIS}{_GOING_ON}"
        f"|(?:年|期)初(?:即|已|尚|有|的|尚有)*(?:在办|待办|结转|未结|未办结|未答复|存量|留存|结存)(?:的)?"
    ),
    "carried_out": (
        f"(?:需|须|拟|待)?(?:结转|转入|转至|转到|转为|转|顺延|延|跨|留|移|滚|推迟|延期|延续|延后)(?:结|入|至|到|待)*"
        f"{NEXT}{_GOING_ON}|(?:留待|待){NEXT}{_GOING_ON}"
        "|(?:当年|目前|年末|年底)?(?:尚)?(?:在办|待办|待答复|待处理|正在办理|在办理)(?:中|之中)?(?:尚?未到期)?"
        "|(?:尚|仍)(?:在|处于)(?:法定)?(?:办理|答复)(?:期限?)?(?:之?内|之?中|过程中)"
        r"|(?:拟)?(?:于|至|到){next}年(?:\d+月)?(?:份|初|[上中下]旬)?(?:答复|办结|办理完毕|回复)"
        "|(?:尚|仍)?未(?:办结|办毕|办完|到(?:答复|办理)?期限?|答复|回复|办理完毕)|(?:当年|年[底末]|{year}年|本年度?)?(?:转出|结出)"
    ),
    "carried": "(?:尚有|有)?结转|跨年度?(?:办理|答复)?",
    "sum": f"(?:新?收到?|接收|受理)(?:和|与|及|、|以及)(?:{LAST})?(?:结转|转入|遗留)(?:的)?",
    "received": ("另收到?(?:的)?|(?<!重)(?:新(?:收到?|增|接收|受理|提出|登记|接到|提交|申请))(?:的)?"),
    "incoming": "收到(?:的)?|共收|收件|接到|接收(?:的)?|受理(?:的)?|登记(?:的)?|收悉|收取(?:的)?(?=申请)|(?<=[人众民会织业局镇乡道办委府处])(?:提出|提交|递交)(?:的)?",
    "done": (
        "(?:(?<=依申请公开)|(?<=信息公开)|(?<!公开)(?<!公开类))(?:办理|受理)?(?:并|后)?(?:作出|做出|予以|给予|依法|已|出具)?(?:了)?"
        "(?:办结|办复|办毕|办完|答复|回复|作答|办理完结|办理完毕|办理完成|处理完毕|结办|完成(?:的)?(?:办理|答复)|办理结果(?=(?:总计|合计|共计|共|总数))|(?:答复|办理)到位)(?:的)?(?:答复书?)?(?:申请人)?"
    ),
    "handled": "(?:办理|处理)",
    "mentioned": "(?:政府信息公开|依申请公开|公开)?申请(?!书|人|表|公开|复议|行政复议)(?:量|数量|件数)?|(?:提出)?申请(?:公开|获取)(?:(?:相关|有关)?(?:政府)?信息|(?:的)?(?=件数|数量))|依申请公开(?!.{0,4}(?:答复|办结|回复|受理|收到|办理))(?:的)?(?:政府信息|信息)?(?:事项|办件|件)?",
}

# Rows of results by key; groups by theirs. {any} of table three's result rows that the edition hasn't are left out.
RESULTS: dict[str, str] = {
    "granted+partly_granted": (
        r"(?:予以|同意|准予|决定|依法|得到|获得|给予)?(?:了)?(?:(?:全部|全文)(?:或者?|和|及|、)(?:予以)?部分公开|(?:全部)?公开(?:\((?:含|包括)部分(?:公开)?\)|(?:及|和|与|或者?|、|以及|并|加)(?:予以)?部分公开))"
    ),
    "partly_granted": "(?:作出|予以|决定)?(?:区分处理后?(?:的)?[,、]?)?部分(?:准予|予以|同意)?公开|(?:作)?区分处理(?:后(?:部分)?公开)?",
    "refused.state_secret": "(?:属于?|涉及)?国家秘密",
    "refused.prohibited_by_law": "(?:其他)?(?:法律)?(?:、|和|或)?(?:行政)?法规(?:规定|明确)?(?:禁止|不予|不得)公开(?:的)?(?:信息)?",
    "refused.security_and_stability": "(?:危及)?“?三安全一稳定”?",
    "refused.third_party_rights": "(?:保护|涉及|损害)?第三方(?:的)?合法权益",
    "refused.internal_affairs": "(?:属于?)?(?:三类)?内部事务(?:性)?信息",
    "refused.deliberative_process": "(?:属于?)?(?:四类)?过程性信息",
    "refused.enforcement_files": "(?:属于?|涉及)?行政执法案卷(?:信息)?",
    "refused.administrative_enquiry": "(?:属于?)?行政查询(?:事项)?",
    "unable.not_held+unable.needs_creating": "(?:所?申请)?(?:政府)?信息不存在(?:或者?本机关不掌握)?",
    "unable.not_held": (
        "(?:因)?(?:本机关|我[局镇乡街道委办县区市]+|本[局镇乡街道委办县区市]+)?(?:未|不)掌握(?:相关|有关|该|所?申请|所需)*(?:的)?"
        "(?:政府)?(?:信息)?(?:而|,)?"
    ),
    "unable.needs_creating": (
        "(?:没有|无)现成(?:的)?(?:政府)?信息[,、]?(?:而)?(?:需要?)?(?:另行(?:制作|加工))?"
        "|(?:需|须)要?另行(?:制作|加工)(?:(?:、|或者?|和)(?:加工|分析|制作))*(?:的)?(?:政府)?(?:信息)?"
    ),
    "unable.unclear_after_correction": (
        "(?:经)?(?:[一两二三]次)?补正后?(?:申请)?(?:内容)?(?:仍然?|依然)?不(?:够)?明确"
    ),
    "not_processed.petition": (
        "(?:属于?)?(?:以)?信访(?:、|和)?(?:(?:举报)?(?:、|和)?投诉|举报)(?:类|性质|事项)?|(?:属于?)?信访(?:类|事项|性质)"
    ),
    "not_processed.repeated": "(?:属于?)?重复(?:提出)?申请",
    "not_processed.publication": "(?:要求)?提供公开出版物|公开出版物",
    "not_processed.excessive": "(?:无正当理由)?大量(?:、)?反复申请",
    "not_processed.confirmation": "(?:要求)?(?:行政机关|我[局镇乡街道委办])?(?:确认或者?)?重新出具(?:已获取的?信息)?",
    "other.correction_overdue": "(?:申请人)?(?:无正当理由)?(?:逾期|超期)(?:不|未|没有|未能)(?:予以?|作出?)?补正",
    "other.fee_overdue": (
        "(?:申请人)?(?:逾期|超期)(?:不|未|没有)(?:按收费通知要求)?(?:缴|交)(?:纳|费)?(?:费用)?|未按(?:收费)?通知(?:要求)?缴(?:费|纳费用)"
    ),
    "refused": "(?:依法|决定|作出)?不予公开",
    "unable": "(?:客观上)?(?:无法|不能)提供",
    "not_processed": "不予处理",
    "other": "(?:作出?|做出?)?其他处理",
    "granted": "(?:予以|同意|准予|决定|全部|全文|完全|应予|依法予以)(?:全部|全文|依法)?公开",
    "granted?": (
        "(?:给予|得到|获得)?(?:了)?(?:全部)?(?<!主动)(?<!申请)(?<!信息)(?<!政务)(?<!不予)(?<!重新)(?<!禁止)(?<!不得)(?<!未能)(?<!不能)(?<!无法)(?<!未予)公开"
    ),
}

APPEALS: dict[str, str] = {
    "litigation_direct": "(?:未经复议)?直接(?:起诉|提起(?:行政)?诉讼|诉讼|向法院起诉)",
    "litigation_after_reconsideration": "(?:经)?(?:行政)?复议(?:之?后)(?:再|又)?(?:起诉|提起(?:行政)?诉讼|诉讼|诉至(?:人民)?法院)",
    "reconsideration+litigation": (
        "(?:引发|发生)?(?:的)?行政争议|(?:行政)?复议(?:案件)?(?:、|和|及|与|或|以及)?(?:行政)?诉讼|(?:行政)?诉讼(?:案件)?(?:、|和|及|与)(?:行政)?复议"
    ),
    "reconsideration": "(?:被|提起|申请|发生|提出)*(?:的)?(?:行政)?复议(?:申请)?",
    "litigation": (
        "(?:被|提起|发生)*(?:的)?(?:行政)?诉讼|(?:出庭)?应诉|被起诉|被诉|涉诉|(?:向|到)?(?:人民)?法院(?:提起)?起?诉|起诉|行政官司"
    ),
}

OUTCOMES: dict[str, str] = {
    "pending": "(?:尚|仍|还)?(?:未|没有)(?:作出(?:复议)?(?:决定|判决|裁判)|宣判|判决|审结|结案|结(?![转果])|审理终结)|(?:尚|仍|正|还)?(?:在|处于)(?:法院)?审理(?:之中|当中|过程中|阶段|中)?|(?:尚)?待(?:审理|审结)",
    "dismissed": "(?:判决|裁定|法院|被|予以|复议机关)*驳回(?:了)?(?:原告|申请人)?(?:的)?(?:全部)?(?:起诉|诉讼请求|诉讼|复议申请|复议请求|请求)?",
    "upheld": "(?:结果)?(?:予以|获得?|被|得到|作出|判决|复议机关)?(?:决定)?维持(?:原(?:答复|判|决定|行政行为))?(?:决定)?",
    "corrected": "(?:被|予以|结果|作出)*(?:纠正|纠错|撤销|责令(?:重新(?:作出)?答复|限期答复|履行|改正)|确认违法|变更)",
    "other": "其他结果|(?:申请人|原告)?(?:主动)?(?:撤诉|撤回(?:申请|起诉)?)(?:而)?(?:结案|终止)?|终止(?:审理)?",
}

_ISSUE = "(?:新|共|累计)*(?:制发|制定|出台|印发|制作|制订|起草并印发|审议通过)(?:了|并公开|并印发|并公布|的)*"
PROACTIVE: dict[str, str] = {
    "normative_documents:issued": (
        f"{_ISSUE}(?:行政)?规范性文件|(?:行政)?规范性文件(?:本年|当年|全年)?(?:新)?(?:制发|制定|印发|出台)"
    ),
    "regulations:issued": f"{_ISSUE}(?:政府)?规章|(?:政府)?规章(?:本年)?(?:新)?(?:制发|制定)",
    "?:issued": "(?:新|本年度?|当年)(?:制发|制定|印发|出台)(?:的)?|(?:本|我)[局镇乡街道委办](?:制发|出台)(?:的)?",
    "?:in_force": "(?:年末|现行|继续|目前|仍然?)有效(?:的)?(?:行政)?(?:规范性文件|规章)?|(?:行政)?规范性文件(?:现行|继续)有效",
    "?:repealed": "(?:宣布|决定)?(?:废止|失效)(?:了|的|或失效|和失效)*(?:行政)?(?:规范性文件|规章)?|(?:行政)?规范性文件废止",
    "?:total": "对外公开总数量?",
    "?:published": "新公开(?:的)?(?:行政)?(?:规范性文件|规章)?",
    "normative_documents:": "(?:行政)?规范性文件",
    "regulations:": "(?:政府)?规章",
    "licences:": "行政许可|(?<!政)许可$",
    "penalties:": "行政处罚|(?<!政)处罚$",
    "coercive_measures:": "行政强制|(?<!政)强制$",
    "fees:": "行政事业性收费",
    "procurement:projects": "政府集中采购(?:项目)?",
}

CHANNELS: dict[str, str] = {
    "online": (
        "网络|互联网|网上|线上|在线|(?:政府|门户)?网站|(?:网络|政务)?平台|数据电文|电子邮件|邮件(?!寄)|电子邮箱|电邮|邮箱|公众号"
    ),
    "mail": "信函|邮寄|邮政|来信|书信|寄送|快递|挂号信",
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
    "4": "法律服务机构|律师事务所|律所",
    "5": "其[他它]组织",
}
"""Who applied: the columns of table three that each word stands for."""

HINTS: dict[str, re.Pattern[str]] = {
    "appeals": re.compile("复议|诉|争议|官司"),
    "outcomes": re.compile("[审结维纠撤驳终责认变违果]"),
    "proactive": re.compile("规范性|规章|许可|处罚|强制|收费|采购|有效|废止|失效|公开|[制印出]"),
    "channels": re.compile("网|线|邮|信|传真|书|纸|快递|寄|面|现场|窗口|上门|来访|递交|平台|数据电文|公众号"),
    "applicants": re.compile("自然人|公民|个人|法人|企业|单位|公司|科研|组织|律"),
}
"""What a text must hold for a term of the table to be in it: cheap to look for."""

NOUN = "(?:政府信息公开|政府信息|信息公开|依申请公开|依申请|公开申请)"
"""What stands for the application in front of 申请."""

# What may stand between a term and its figure without changing what it means.
GLUE = (
    f"(?:{NOUN}|申请(?!书|人|表)|事项|案件|案|件次|件(?=[数为共有计,:]|$)|类(?!似)|[两二三四五六]类|(?:申请人|群众|公民|社会公众|企业)?(?:提出|提交|递交)的|情形|情况|结果|告知书?|决定书?|处理决定|决定|措施|答复书?|文书|总量|总数|数量|件数|量|数|总|"
    "”|“|业务|处理(?!率)|项目|金额|总额|合计|共计|总计|累计|共有|一共|共|计|为|有|是|占|达到?|仅有?|只有?|了|:|的|已|则|即|均|也|方面|"
    r"本年度?|全年|一年来|当年|今年|年内|范畴|范围|而|不予公开|无法提供|不予处理|不再处理|其申请|继续办理|在办|理由|\([^()\d]{0,24}\))*"
)
GLUE_OF_APPLICANTS = f"(?:{GLUE}|提出|提交|递交|名义|申请人|为主|居多)*"
GLUE_OF_CHANNELS = (
    f"(?:{GLUE}|为主|居多|渠道|方式|形式|途径|平台|系统|提交|提出|递交|收到|寄来|接收|受理|报送|在线)*"
)
# What may stand between a figure and its term.
GLUE_BEHIND = (
    f"(?:{NOUN}|行政复议|复议|行政诉讼|诉讼|申请|案件|为|的|系|属于?|是|被|均|都|全部|逐一|逐件|一一|分别|作出了?|做出了?|给予了?|进行了|已|因|由|经|作|予以|依法|决定|告知|正|尚|仍|则|新|当年|年内|按期|按时|及时|如期|顺利|情况|书面|按规定|依规|按程序|将|需|"
    "在?(?:法定|规定)(?:的)?(?:时限|期限|时间)(?:之?内)?|"
    "结果|答复|得到|获|获得|于(?=[^0-9])|法院|复议机关|申请人|原告|人民|判决|裁定|作出|做出|我局|本机关)*"
)

# What may follow a term behind its figure.
REST = "(?:的|外|之外|以外|申请|案件|情况|情形|决定|处理|当?中|里|答复|结果|办理|有|为|完毕|结案|了|,)*"

LEAD = re.compile(
    "(?:其中|另有|另外|另|告知|都(?=[只仅])|(?:各种|各类|多种|种种)原因|还有|还|却有|却|尚有|尚|其余|剩余|剩下|余下|余|加上?|连同|需|系|来自|做到了?|至|共|一共|合计|累计|全年度?|本年度?|今年|当年|年内|依法|已|均|目前|截至|年底|年末|对|经审查|按规定|按照规定|"
    "决定|作出|做出|给予|办理结果中?|答复结果|结果|从结果看|办理情况|属于?|涉及|因|以|累计|同时|此外|分别|即|包括|含|有|主要|依规|按期|按时|及时|"
    "我|本|局|镇|乡|街道|办事处|委|县|区|市|省|机关|单位|部门|厅|办公室|院|处|政府|人民|全|各级|行政机关|共计|总共|年度|年|度|的|中|里|内|"
    r"\d{4}年|\d+月|\d+日|截至|按结果分|按类别分|按|看|申请|政府信息公开|依申请公开|方面|工作|信息|公开|上述|这些|所有|全部|期间|里面|当中|"
    "收到|办理|受理|答复|办结|登记|接续|收取|实施|备案|出庭|作为被告|涉政府信息公开|涉(?!及)|收件|件|新收|情况|各?渠道|汇总|名义|同意|理由|类型|类(?!似)|系统内|平台内|通过(?:系统|平台)|(?:通过|以)(?:各种|多种|各类|不同)(?:方式|渠道|途径)|应诉|依据|条例|规定|由|于|在|和|并|也|仅|只|为|是|了|“|”|:|而|又|再|就|所|内容|要求|实际|正式|统一|登记|审查|后|"
    "因政府信息公开|引起|引发|发生|被|提起|提出|向|上级|关于|针对|围绕|新|老|原|按程序|程序|正常|申请人|公民|法人|其他组织|社会|公众|群众)*"
)
# A part of what a table counts, or another's.
SUBSET = re.compile(
    "[比较多少增减每不未非]|工作日|小时|日内|天内|同一|某|该申请|部分(?!公开)|个别|有的|一名|延期|当场|当面|电话|提前|即时|提案|转办|转送|移送|其他(?:机关|单位|部门|地区|街道|乡镇)|协助|配合|代为|牵头|会同|联合|重新|下载|补正材料|延长|征求|协商|由.{1,8}(?:科|股|室|所|中心|队|站)|平均|自然人|法人(?!和其他组织向)|企业|公司|律师|个人名义|网络|互联网|网上|信函|邮寄|当面|窗口|征地|拆迁|类申请|领域|小区|社区|学校|本级|"
    "各部门|下属|所属|基层|所辖|辖区|部门(?:共|收|办)|街道(?:共)?收到(?!.{0,4}政府信息)|区直|市直|县直|乡镇(?:共)?收|平均|超过|涉及.{2,}的"
)
# What else comes in and is answered.
FOREIGN = re.compile(
    "留言|建议|提案|议案|信访件|来信|来件|来电|电话|咨询|投诉件|举报件|诉求|工单|热线|审批|政务服务|服务事项|信箱|舆情|意见|网民|线索|"
    "检查|培训|业务|稿件|报名|材料|问卷|满意"
)


@lru_cache(maxsize=64)
def pattern(table: str, year: int) -> re.Pattern[str]:
    """The words of a table in one expression, each key a group, k0, k1 and so on."""
    parts = [f"(?P<k{index}>{words})" for index, words in enumerate(_words(table).values())]
    return re.compile(_dated("|".join(parts), year))


@lru_cache(maxsize=64)
def before_figure(table: str, year: int) -> re.Pattern[str]:
    """A term and what leads to the figure behind it, at the end of a text."""
    glue = {"channels": GLUE_OF_CHANNELS, "applicants": GLUE_OF_APPLICANTS}.get(table, GLUE)
    return re.compile(f"(?:{pattern(table, year).pattern}){glue}$")


@lru_cache(maxsize=64)
def behind_figure(table: str, year: int) -> re.Pattern[str]:
    """What leads from a figure to the term behind it, at the beginning of a text."""
    return re.compile(f"{GLUE_BEHIND}(?:{pattern(table, year).pattern})(?P<rest>{REST})$")


def key_of(table: str, match: re.Match[str]) -> str:
    """Which key's words were found."""
    keys = _keys(table)
    last = match.lastgroup or ""
    if last[0] == "k":
        return keys[int(last[1:])]
    return next(key for index, key in enumerate(keys) if match.group(f"k{index}") is not None)


@lru_cache(maxsize=16)
def _keys(table: str) -> tuple[str, ...]:
    return tuple(_words(table))


def _words(table: str) -> dict[str, str]:
    return {
        "applications": APPLICATIONS,
        "results": RESULTS,
        "appeals": APPEALS,
        "outcomes": OUTCOMES,
        "proactive": PROACTIVE,
        "channels": CHANNELS,
        "applicants": APPLICANTS,
    }[table]


def _dated(words: str, year: int) -> str:
    return (
        words.replace("{last}", str(year - 1)).replace("{year}", str(year)).replace("{next}", str(year + 1))
    )


def has_row(edition: Edition, key: str) -> bool:
    """Whether table three has such a row or group of rows."""
    return any(row.key == key or row.group == key for row in edition.table("applications").rows)
