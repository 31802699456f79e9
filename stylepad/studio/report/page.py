"""The report as one page of HTML that needs nothing else: both languages, light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from stylepad.studio import svg
from stylepad.studio.report import plots
from stylepad.studio.report.figures import AtStrength
from stylepad.studio.report.result import Example, StudioReport
from stylepad.studio.report.texts import LANGUAGES, ReportTexts, number, verdict

_LOOKS = """
:root{color-scheme:light dark;--paper:#fdfcf9;--raised:#f5f3ef}
@media (prefers-color-scheme:dark){:root{--paper:#1a1b1d;--raised:#242629}}
body{margin:0;background:var(--paper);color:var(--ink);
font:17px/1.55 Literata,Georgia,'Times New Roman',serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1.2rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:.6rem 0}
h2{font-size:1.2rem;margin:2.6rem 0 .6rem}
.verdict{font-size:1.25rem;border-left:.3rem solid var(--accent);padding:.2rem 0 .2rem 1rem}
.note{color:var(--muted);font-size:.92rem}
svg{max-width:100%;height:auto;display:block;margin:1.4rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums}
th,td{padding:.35rem .6rem;text-align:right;border-bottom:1px solid var(--line)}
th{color:var(--muted);font-weight:400;vertical-align:bottom}
tr.best td{font-weight:600;color:var(--accent)}
.example{background:var(--raised);border-radius:.5rem;padding:.8rem 1.1rem;margin:1rem 0}
.example dt{color:var(--muted);font-size:.82rem;margin-top:.5rem}
.example dd{margin:0}
.example dd.written{color:var(--accent)}
.advice{border:1px solid var(--second);border-radius:.5rem;padding:.2rem 1.1rem}
.language{position:absolute;opacity:0}
.choice{float:right;font-size:.9rem;margin-left:1rem;color:var(--muted);cursor:pointer}
section{display:none}
"""


def html(report: StudioReport) -> str:
    """Return the page; it opens in the language of the style and can be switched to the other."""
    first = report.language if report.language in LANGUAGES else "en"
    codes = sorted(LANGUAGES, key=lambda code: code != first)
    choices = "".join(
        f'<input class="language" type="radio" name="language" id="in-{code}"'
        f"{' checked' if code == first else ''}>"
        for code in codes
    )
    shown = "".join(
        f"#in-{code}:checked~main section.{code}{{display:block}}"
        f"#in-{code}:checked~main label.{code}{{color:var(--accent);text-decoration:underline}}"
        f"#in-{code}:focus-visible~main label.{code}{{outline:2px solid var(--accent)}}"
        for code in codes
    )
    labels = "".join(
        f'<label class="choice {code}" for="in-{code}">{escape(LANGUAGES[code].language)}</label>'
        for code in reversed(codes)
    )
    sections = "".join(
        f'<section class="{code}" lang="{code}">{_section(report, LANGUAGES[code])}</section>'
        for code in codes
    )
    title = escape(LANGUAGES[first].title.format(name=report.name))
    return (
        f'<!DOCTYPE html>\n<html lang="{first}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{svg.page_style()}{_LOOKS}{shown}</style></head>"
        f"<body>{choices}<main>{labels}{sections}</main></body></html>\n"
    )


def _section(report: StudioReport, texts: ReportTexts) -> str:
    drawn = plots.draw(report, texts, svg.PAGE)
    judged = texts.judged_on.format(own=report.own_inputs, modern=report.modern_inputs)
    if not report.own_inputs:
        judged = f"{judged} {texts.no_originals}"
    parts = [
        f"<h1>{escape(texts.title.format(name=report.name))}</h1>",
        f'<p class="verdict">{escape(verdict(report, texts))}</p>',
        f'<p class="note">{escape(judged)}</p>',
        _advice(report, texts),
        *drawn.values(),
        f"<h2>{escape(texts.table_title)}</h2>",
        _table(report, texts),
        _recited(report.best, texts),
        f"<h2>{escape(texts.examples_title)}</h2>",
        *(_example(item, texts) for item in report.examples),
    ]
    return "".join(parts)


def _advice(report: StudioReport, texts: ReportTexts) -> str:
    if not report.advice:
        return ""
    said = "".join(f"<p>{escape(texts.advice[item])}</p>" for item in report.advice)
    return f'<h2>{escape(texts.advice_title)}</h2><div class="advice">{said}</div>'


def _table(report: StudioReport, texts: ReportTexts) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in texts.columns)
    rows = []
    for item in report.ladder:
        best = ' class="best"' if item.strength == report.recommended else ""
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in _cells(item, texts))
        rows.append(f"<tr{best}>{cells}</tr>")
    return f'<div class="wide"><table><tr>{head}</tr>{"".join(rows)}</table></div>'


def _cells(item: AtStrength, texts: ReportTexts) -> Iterable[str]:
    def percent(share: float | None) -> str:
        return "—" if share is None else f"{100 * share:.0f}"

    return (
        number(item.strength, texts),
        percent(item.style),
        f"{percent(item.style_low)} … {percent(item.style_high)}",
        percent(item.own),
        percent(item.modern),
        percent(item.exact),
        percent(item.numbers_lost),
        percent(item.names_lost),
        number(round(item.chrf, 2), texts),
        percent(item.copied),
        str(item.longest_run or "—"),
        percent(item.fluent),
    )


def _recited(best: AtStrength, texts: ReportTexts) -> str:
    if not best.run:
        return ""
    return f'<p class="note">{escape(texts.recited)}: “{escape(best.run)}”.</p>'


def _example(item: Example, texts: ReportTexts) -> str:
    sides = [(texts.plain, item.plain, ""), (texts.written, item.text, ' class="written"')]
    if item.original:
        sides.append((texts.original, item.original, ""))
    body = "".join(
        f"<dt>{escape(name)}</dt><dd{look}>{escape(text)}</dd>" for name, text, look in sides
    )
    return f'<dl class="example">{body}</dl>'
