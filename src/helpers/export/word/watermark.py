"""The watermark 草稿 as Word itself makes one: WordArt behind the text, anchored in the header."""

from __future__ import annotations

from lxml import etree

from helpers.export.word.xml import W

_PICTURE = f"""
<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr>
<w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/>
<v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
 o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
<o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype>
<v:shape type="#_x0000_t136" alt="草稿" o:allowincell="f" fillcolor="silver" stroked="f">
<v:fill opacity=".35"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草稿"/>
</v:shape>
</w:pict>
</w:r>
"""

_STYLE = (
    "position:absolute;margin-left:0;margin-top:0;width:360pt;height:180pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark(number: int) -> etree._Element:
    """A run that holds the watermark.

    Args:
        number: Of the header that it stands in; ids are unique within the document.
    """
    run = etree.fromstring(_PICTURE, etree.XMLParser(remove_blank_text=True))
    shape = run.find(".//{urn:schemas-microsoft-com:vml}shape")
    assert shape is not None  # noqa: S101  # it is in the text above
    shape.set("id", f"PowerPlusWaterMarkObject{number}")
    shape.set("{urn:schemas-microsoft-com:office:office}spid", f"_x0000_s{2048 + number}")
    shape.set("style", _STYLE)
    return run
