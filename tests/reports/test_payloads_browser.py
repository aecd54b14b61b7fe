"""A page of a notebook that a stranger sent, in a real browser. If these fail, who opens a report
runs somebody's code, tells a machine elsewhere of it, or is led away."""

from pathlib import Path

import pytest
from matplotlib.figure import Figure as Drawing
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from doanvien.export.pages.page import render_page
from doanvien.export.reading.chapters import read_document
from doanvien.present.shown.figures.figure import Figure

pytestmark = pytest.mark.browser

OUT = "https://example.invalid/x"
RUN = "alert(1)"
PAYLOADS = [
    f"<script>{RUN}</script>",
    f"<ScRiPt src={OUT}></ScRiPt>",
    f"<img src=x onerror={RUN}>",
    f"<img src='{OUT}.png'>",
    f"<img/src/onerror={RUN}>",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<!--!><img src=x onerror={RUN}>-->",
    f"<!-- --!><img src=x onerror={RUN}> -->",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script href='data:text/javascript,{RUN}'/></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text x=20 y=20>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={RUN}>#x'/></svg>",
    f"<svg><image href='{OUT}.svg'/></svg>",
    f"<svg><foreignObject><iframe src='{OUT}'></iframe></foreignObject></svg>",
    f"<svg><style><img src=x onerror={RUN}></style></svg>",
    f"<svg></p><style><a id='</style><img src=x onerror={RUN}>'>",
    f"<svg><rect fill='url({OUT}#x)' width=9 height=9 /></svg>",
    f"<svg><rect style='fill: url({OUT}#x)' width=9 height=9 /></svg>",
    f"<svg><set attributeName=onmouseover to={RUN}>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<math><annotation-xml encoding='text/html'><img src=x onerror={RUN}></annotation-xml></math>",
    f"<math href='javascript:{RUN}'>x</math>",
    f"<meta http-equiv=refresh content='0;url={OUT}'>",
    f"<meta http-equiv='refresh' content='0;url=data:text/html,<script>{RUN}</script>'>",
    f"<base href='{OUT}/'><img src=y>",
    f"<link rel=stylesheet href='{OUT}.css'>",
    f"<link rel=prefetch href='{OUT}'><link rel=preconnect href='{OUT}'>",
    f"<style>@import '{OUT}.css'; body {{ background: url({OUT}.png) }}</style>",
    f"<div style='background: url({OUT}.png)'>x</div>",
    f"<div style='background: \\75rl({OUT}.png)'>x</div>",
    f"<div style='background-image: image-set(\"{OUT}.png\" 1x)'>x</div>",
    f"<iframe src='{OUT}'></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<object data='{OUT}'></object><embed src='{OUT}'>",
    f"<video poster='{OUT}.png'><source src='{OUT}' onerror={RUN}></video>",
    f"<audio src='{OUT}' autoplay onerror={RUN}></audio>",
    f"<body onload={RUN}><body onpageshow={RUN}>",
    f"<details open ontoggle={RUN}><summary>x</summary></details>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}></select>",
    f"<textarea autofocus onfocus={RUN}></textarea>",
    f"<a autofocus href=# onfocus={RUN}>x</a>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<form action='{OUT}'><input type=submit></form><script>document.forms[0].submit()</script>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<template><script>{RUN}</script></template><img src=x onerror={RUN}>",
    f"<title><img src=x onerror={RUN}></title><img src=x onerror={RUN}>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<table background='{OUT}.png'><td background='{OUT}.png'>x</td></table>",
    f"<img srcset='{OUT}.png 1x'><picture><source srcset='{OUT}.png'><img></picture>",
    f"</figure></main></body></html><script>{RUN}</script>",
    f"<x onclick={RUN} style='position:fixed;inset:0' autofocus tabindex=1 onfocus={RUN}>x</x>",
    f"\x00<scr\x00ipt>{RUN}</scr\x00ipt>",
    f"<p title='&quot;><img src=x onerror={RUN}>'>x</p>",
    f"<img alt='`><img src=x onerror={RUN}>`' src=x>",
    f"&lt;img src=x onerror={RUN}&gt;",
    # Mutations: what is harmless as it is read becomes something else when it is read once more.
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;<img src=x onerror={RUN}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={RUN}>",
    f"<svg><desc><noscript><p title='</noscript></desc></svg><img src=x onerror={RUN}>'>",
    f"<svg><title><![CDATA[</title></svg><img src=x onerror={RUN}>]]>",
    f"<math><mi><style><![CDATA[</style><img src=x onerror={RUN}>]]></style></mi></math>",
    f"<table><caption><svg></caption><style><img src=x onerror={RUN}></style></svg></table>",
    f"<select><template><style><!--</style><a rel='--><img src=x onerror={RUN}>'></select>",
    f"<p id='a\x00'><textarea></p></textarea><img src=x onerror={RUN}>",
    f"<svg><a><style>&lt;img src=x onerror={RUN}&gt;</style></a></svg>",
    f"<noembed><p title='</noembed><img src=x onerror={RUN}>'></noembed>",
    f"<plaintext><img src=x onerror={RUN}>",
    # SVG and MathML that move, load or lead away.
    f"<svg><a><animate attributeName=href values='javascript:{RUN}'/><text y=20>x</text></a></svg>",
    f"<svg><a xlink:href='{OUT}'><animate attributeName=href to='{OUT}' dur=1s /></a></svg>",
    f"<svg><filter id=f><feImage xlink:href='{OUT}.svg'/><feImage href='{OUT}'/></filter></svg>",
    f"<svg><pattern id=p href='{OUT}#p'/><use xlink:href='{OUT}.svg#x'/></svg>",
    f"<svg><rect filter='url({OUT}#f)' mask='url({OUT}#m)' clip-path='url({OUT}#c)'/></svg>",
    f"<svg><rect marker-end='url({OUT}#m)' cursor='url({OUT}.cur),auto' width=9 height=9 /></svg>",
    f"<svg><style>@import url({OUT}.css); rect {{ fill: url({OUT}#x) }}</style></svg>",
    f"<svg><handler type='text/javascript' ev:event=load>{RUN}</handler></svg>",
    f"<math><maction actiontype='statusline#x' xlink:href='javascript:{RUN}'>x</maction></math>",
    f"<math><mtext href='{OUT}'>x</mtext><annotation encoding='text/html' src='{OUT}'/></math>",
    # What asks elsewhere by itself.
    f"<link rel='dns-prefetch' href='{OUT}'><link rel=modulepreload href='{OUT}.js'>",
    f"<link rel=icon href='{OUT}.ico'><link rel=manifest href='{OUT}.json'>",
    "<meta http-equiv=set-cookie content='a=b'><meta name=referrer content=unsafe-url>",
    f"<meta content='0;{OUT}' http-equiv=&#114;efresh>",
    f"<iframe srcdoc='&lt;meta http-equiv=refresh content=0;url={OUT}&gt;'></iframe>",
    f"<iframe sandbox=allow-scripts src='data:text/html,<script>top.{RUN}</script>'></iframe>",
    f"<frameset onload={RUN}><frame src='{OUT}'></frameset>",
    f"<object type='text/html' data='data:text/html,<script>{RUN}</script>'></object>",
    f"<embed type='image/svg+xml' src='data:image/svg+xml,<svg onload={RUN}>'>",
    f"<applet code='{OUT}'></applet><portal src='{OUT}'></portal><fencedframe src='{OUT}'>",
    f"<input type=image src='{OUT}.png'><button formaction='{OUT}' autofocus>x</button>",
    f"<isindex action='{OUT}'><form id=f action='javascript:{RUN}'></form><input form=f>",
    f"<video autoplay><track default src='{OUT}.vtt'></video><bgsound src='{OUT}'>",
    f"<img src='{OUT}.png' loading=eager crossorigin lowsrc='{OUT}' dynsrc='{OUT}'>",
    f"<a ping='{OUT}' href='#' autofocus>x</a><q cite='{OUT}'>x</q><del cite='{OUT}'>x</del>",
    f'<script type=speculationrules>{{"prefetch": [{{"urls": ["{OUT}"]}}]}}</script>',
    f"<div style='list-style: url({OUT}.png); content: url({OUT}.png)'>x</div>",
    f"<div style='background:u\\rl({OUT}.png)'>x</div><p style=\"src:url('{OUT}')\">x</p>",
    f"<div style='--x: url({OUT}.png); background: var(--x); src: url({OUT})'>x</div>",
    f"<div style='animation: x 1s' onanimationstart={RUN} onwebkitanimationend={RUN}>x</div>",
    f"<div popover id=q onbeforetoggle={RUN}>x</div><dialog open oncancel={RUN}>x</dialog>",
    f"<body background='{OUT}.png' onhashchange={RUN}><p style='behavior:url({OUT})'>x</p>",
]


@pytest.fixture(scope="module")
def figure():
    drawing = Drawing()
    drawing.subplots().plot([1, 2], [3, 4])
    return Figure("f", "Diễn biến", "Đường đi lên từ 3 đến 4 trong hai kỳ.", drawing).bundle()


def notebook(payload, figure):
    """The payload as a text cell, as a result, and in a figure before, inside and after it."""
    inside = figure["text/html"].replace("</svg>", f"{payload}</svg>")
    spoilt = {**figure, "text/html": f"{payload}{inside}{payload}"}
    outputs = [new_output("display_data", data=data) for data in (spoilt, {"text/html": payload})]
    shown = new_code_cell("show()", execution_count=1, outputs=outputs)
    return new_notebook(cells=[new_markdown_cell("# Đề mục"), shown, new_markdown_cell(payload)])


def test_no_payload_runs_calls_or_leads_away(browser, figure, tmp_path: Path):
    """The page's policy is a second lock, and taken off here: the first must hold without it."""
    page = browser.new_page()
    seen = []
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: seen.append(f"request {request.url}"))
    page.on("framenavigated", lambda frame: seen.append(f"navigation {frame.url}"))
    found = []
    for number, payload in enumerate(PAYLOADS):
        html = render_page(read_document([notebook(payload, figure)], ["c"]))
        file = tmp_path / f"{number}.html"
        file.write_text(html.replace("Content-Security-Policy", "X-None"), encoding="utf-8")
        page.goto(file.as_uri())
        page.wait_for_timeout(30)
        usual = {f"request {file.as_uri()}", f"navigation {file.as_uri()}"}
        happened = [event for event in seen if event not in usual and "request data:" not in event]
        found += [f"{payload}: {event}" for event in happened]
        seen.clear()
    page.close()
    assert found == []


def test_the_page_has_its_second_lock(figure):
    html = render_page(read_document([notebook("x", figure)], ["c"]))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}' in html
