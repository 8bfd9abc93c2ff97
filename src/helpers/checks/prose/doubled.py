"""Words and characters written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Characters that hardly ever begin a word, with those that follow where they do: doubled before anything else they
# are a slip. Others meet too often at the border of two words (公开开展, 会议议定) for a rule to tell.
_SECOND = {
    "的": "确士",
    "了": "解如结",
    "和": "谐气平睦解",
    "及": "时格早至第",
    "是": "否非",
    "我": "们国市县区局镇乡街办委省院校",
    "在": "线岗职校编册建办场地途",
    "们": "",
    "将": "来近要",
    "被": "告",
    "也": "",
    "都": "市",
    "而": "且",
    "且": "",
    "之": "间前后内外一中",
    "该": "项局镇",
    "这": "些个",
    "那": "",
    "性": "能质别格",
    "化": "解学工肥验纤妆",
    "者": "",
    "度": "假量过汛夏",
    "府": "",
    "况": "且",
    "息": "息",
    "照": "片明顾常旧相护会料应搬单",
    "果": "断蔬树园业农实品木真然",
    "善": "于后意待良治政举",
    "策": "划略",
    "织": "密牢布造就",
    "务": "实必工农求虚请",
    "镇": "区域级长里党村政直情属纪人街办机干便卫",
    "局": "长机党属域领务内面直系纪班办干",
    "心": "理声愿得贴态脏灵系中思细境里",
    "众": "多筹",
    "段": "落长",
    "栏": "目杆",
    "督": "促查办导察学战",
    "站": "点长台位在得立",
    "构": "建成筑想",
    "案": "件卷例由头情",
    "准": "确备入则时予许绳",
    "复": "议核印查审工杂函制习试合垦兴",
    "求": "助真是实职知学",
    "展": "示开现览板望播出",
    "强": "化调制度势烈力大弱",
    "障": "碍",
    "诉": "讼求状苦",
    "续": "办期签保建约航",
    "识": "别字破",
    "围": "绕墙挡",
    "核": "实查对心准验定减算酸",
    "审": "查核批计议理慎判定阅改结",
    "划": "分定转入拨算清",
    "标": "准识注题的志签本语杆兵牌记",
    "传": "播统达递承染真输媒唤感导",
    "责": "任令成",
    "权": "利力限责益属威重证",
    "络": "绎",
    "账": "号户单目",
    "优": "化先势质秀惠良抚",
    "健": "全康身步",
    "效": "果率能力益应仿",
    "率": "先达队领真",
    "稿": "件纸",
    "训": "练话诫",
    "媒": "体介",
    "键": "盘",
    "促": "进使成销膳",
    "断": "链层开点档电崖",
    "落": "实地户细后款脚成差",
    "改": "革进善造正版变建制为编扩",
    "期": "限间末刊待满货",
    "例": "如会行外证",
    "关": "于键系注心联爱停口节闭怀切",
    "确": "保定认权实需有立凿",
    "维": "护持修权稳系",
    "目": "标录前的光次",
    "项": "目",
    "容": "易量貌纳忍",
    "密": "切集码度级闭封",
    "置": "换于顶业",
    "响": "应亮",
    "贯": "彻穿通",
    "彻": "底查",
    "筹": "划措备集建",
    "晰": "",
    "推": "",
    "完": "",
    "坚": "",
    "拓": "",
    "充": "电",
    "并": "且排购入轨网联存行列",
}
# Characters that make a word with the first of the two: 合并并公布.
_FIRST = {"并": "合兼归吞裁火一"}
_CHINESE = "\u4e00-\u9fff"
_DOUBLE = re.compile(rf"([{_CHINESE}])\1")
_REPEAT = re.compile(rf"([{_CHINESE}]{{2,8}})\1")
# Words whose last character is doubled by a slip more often than it begins the next word; what may follow it where
# it does: 公开开展, 及时时.
_TAILS = {
    "公开": "展放设发通始启会工学业辟支拓诚",
    "及时": "",
    "信息": "息",
    "政府": "",
    "报告": "知诉别示",
    "申请": "示求教假",
    "平台": "账式阶湾",
    "建设": "立置备施计定",
    "情况": "且",
    "管理": "念论由顺清解事赔财应",
    "办理": "念论由顺清解事赔财应",
    "服务": "实必工农求虚请",
    "监督": "促查办导察学战",
    "制度": "假量过汛夏",
    "进一步": "入调伐骤",
    "问题": "材目库词字写",
    "措施": "工行策政教展用救肥压加",
    "实处": "置理罚境分长于在",
    "机制": "度定作订造约裁止衡药冷成",
    "内容": "易量貌纳忍器",
    "部门": "户类槛诊面口前店牌头岗卫",
    "规范": "围例畴本文畴",
    "渠道": "路理德教歉观具",
    "会议": "定论题事程案决政价会",
    "水平": "台安等均稳衡方整时",
}
# Words whose first character is doubled, and what makes a word with the first of the two: 通信信息.
_HEADS = {
    "信息": "通书电征短微诚守失来回复致写授亲可置采企迷自互公资增确相号报开诉谢",
    "政府": "财行市民邮县区乡镇党执勤参廉施新旧朝",
    "申请": "重再三引",
    "主动": "自民业户君车房雇失买船店债公股为地机货物园",
    "监督": "总太学国",
}
_HEADED = re.compile("|".join(f"(?<![{before}]){word[0]}{word}" for word, before in _HEADS.items()))
_TAILED = re.compile(
    "|".join(
        f"{word}{word[-1]}(?!{'[' + after + ']' if after else '(?!)'})" for word, after in _TAILS.items()
    )
)
# Characters that are said twice where a clause ends: 人人, 常常, 绿油油, 某某. Any other one is there by a slip.
_SAID_TWICE = frozenset(
    "〇零一二三四五六七八九十百千万"
    "人天年月日夜处事样件家户代层种刚常往渐仅一偏频多满稳好早远慢快大小高深厚妈爸爷奶姐妹哥弟叔伯姑舅公婆宝星乐看想谈听说走试"
    "问聊查找写读学笑谢拜呵油晶甸洋腾彤茫悄生冲巴滔翩蒸纷源熊赫堂历昭累时刻条句字点滴村镇乡区县市校班组队站次步节块片某×"
)
_AT_THE_END = re.compile(rf"(?<=[{_CHINESE}]{{2}})([{_CHINESE}])\1(?=[，。；、：）])")
# What follows where 政府政府… is rightly written.
_AFTER_REPEAT = re.compile("信息|网站|公报|采购|门户|办公|服务|工作|部门|职能|文件|购买|开放|数据|会议|热线")

# What stands before it there: 人民政府政府信息公开, 镇政府政府网站, at the very beginning too.
_BEFORE_REPEAT = re.compile(r"(?:人民|地方|上级|中央|街道|[省市区县州旗镇乡级])$")


def doubled(value: str) -> Iterator[tuple[int, int, str]]:
    """Every character or word that stands twice by a slip: where, and what it is in Chinese."""
    for match in _DOUBLE.finditer(value):
        start, end = match.span()
        follows = _SECOND.get(match[1])
        behind, before = value[end : end + 2], value[max(0, start - 2) : start]
        # 扎扎实实, 实实在在
        fourfold = (len(behind) == 2 and behind[0] == behind[1]) or (
            len(before) == 2 and before[0] == before[1]
        )
        fourfold = fourfold or before.endswith("一")
        if before[-1:] and before[-1] in _FIRST.get(match[1], ""):
            continue
        if follows is not None and not fourfold and (not behind or behind[0] not in follows):
            yield start, end, f"“{match[1]}”字重复"
    for match in _TAILED.finditer(value):
        yield match.end() - 2, match.end(), f"“{match[0][-1]}”字重复"
    for match in _AT_THE_END.finditer(value):
        start = match.start()
        fourfold = value[start - 2] == value[start - 1]
        if not fourfold and match[1] not in _SAID_TWICE:
            yield start, match.end(), f"“{match[1]}”字重复"
    for match in _HEADED.finditer(value):
        yield match.start(), match.start() + 2, f"“{match[0][0]}”字重复"
    for match in _REPEAT.finditer(value):
        word = match[1]
        legit = (
            (
                word == "政府"
                and _AFTER_REPEAT.match(value, match.end())
                and _BEFORE_REPEAT.search(value[max(0, match.start() - 2) : match.start()])
            )
            or len(set(word)) < len(word)
            or word[0] in "一逐"
        )
        if not legit:
            yield match.start(), match.end(), f"“{word}”重复"
