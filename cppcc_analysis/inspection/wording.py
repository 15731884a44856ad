"""How an inspection names things: the dump, its articles and its figures, in zh and en."""

from cppcc_analysis.charts.scopes import scope_name
from cppcc_analysis.charts.wording import measure_name, number, numeral, ordinal, pick
from cppcc_analysis.extraction.figures import Figure
from cppcc_analysis.pipeline import DumpReading
from cppcc_analysis.reading.occasions import Occasion
from cppcc_analysis.tables.facts import Reading

_KINDS = {
    "political_resolution": ("政治决议", "political resolution"),
    "resolution": ("决议", "resolution"),
    "review_report": ("提案审查报告", "review report"),
    "work_report": ("常委会工作报告", "work report"),
    "proposal_work_report": ("提案工作报告", "proposal work report"),
    "news": ("新闻", "news"),
    "other": ("其他", "other"),
}
_BODIES = {
    "政协": ("政协", "CPPCC"),
    "人大": ("人大", "people's congress"),
    None: ("机构不明", "body unclear"),
}
_BREAKDOWNS = {
    "total": ("总数", "total"),
    "proposer": ("按提案者", "by proposer"),
    "category": ("按类别", "by category"),
}
#: measures of the congress, which no chart draws
_NPC_MEASURES = {"motions": ("议案", "motions"), "suggestions": ("建议", "suggestions")}
#: a rate is the measure with %, where it is said of a total
_RATES = {"filed": "filing_rate", "satisfied": "satisfied_rate"}


def describe_dump(reading: DumpReading, lang: str) -> list[tuple[str, str]]:
    """(name, value) of what is to be said of the dump as a whole."""
    row, readings = reading.row, reading.readings
    counts = {
        pick(lang, "字符", "characters"): row["characters"],
        pick(lang, "接合处", "joins"): row["joined"],
        pick(lang, "略去的重复字符", "repeated characters left out"): row["repeated"],
        pick(lang, "文章", "articles"): row["articles"],
        pick(lang, "提取的数字", "figures"): sum(len(r.figures) for r in readings),
        pick(lang, "未提取的数字", "numbers left unread"): sum(len(r.unread) for r in readings),
    }
    return [
        (pick(lang, "编码", "encoding"), reading.dump.encoding or reading.dump.format),
        *((name, number(float(str(value)), lang)) for name, value in counts.items()),
        ("sha256", reading.dump.sha256),
    ]


def title_of(reading: Reading, lang: str) -> str:
    """The article's title, or the words it begins with."""
    if reading.article.title:
        return reading.article.title.text
    opening = reading.article.text[:20].replace("\n", " ")
    return pick(lang, f"（无标题）{opening}…", f"(no title) {opening}…")


def describe_article(reading: Reading, lang: str) -> list[str]:
    """Kind, body, place, session and year, and that the text breaks off."""
    article = reading.article
    facts = [
        pick(lang, *_KINDS[article.kind]),
        pick(lang, *_BODIES[article.body]),
        *describe_occasion(reading.occasion, lang),
    ]
    return facts + ([pick(lang, "原文中断", "text breaks off")] if article.truncated else [])


def describe_occasion(occasion: Occasion, lang: str) -> list[str]:
    """Place, session and year; a gap is named where something else is known.

    >>> describe_occasion(Occasion(None, 14, 2, 2023), "zh")
    ['地方未载明', '十四届二次', '2023年']
    >>> describe_occasion(Occasion(None, 14, None, None), "en")
    ['place not stated', '14th term', 'year not stated']
    >>> describe_occasion(Occasion(), "zh")
    ['届次未载明']
    """
    if occasion == Occasion():
        return [pick(lang, "届次未载明", "session not stated")]
    place = occasion.place.name if occasion.place else pick(lang, "地方未载明", "place not stated")
    year = occasion.year
    dated = pick(lang, f"{year}年", str(year)) if year else pick(lang, "年份未载明", "year not stated")
    return [place, _session(occasion, lang), dated]


def _session(occasion: Occasion, lang: str) -> str:
    if occasion.term is None:
        return pick(lang, "届次未载明", "session not stated")
    term = pick(lang, f"{numeral(occasion.term)}届", f"{ordinal(occasion.term)} term")
    if occasion.session is None:
        return term
    return pick(lang, f"{term}{numeral(occasion.session)}次", f"{ordinal(occasion.session)} session, {term}")


def figure_cells(figure: Figure, lang: str) -> list[str]:
    """Measure, breakdown, item, value, unit and scope of a figure, under `figure_heads`."""
    about = pick(lang, "约", "about ") if figure.approximate else ""
    return [
        _measure(figure, lang),
        pick(lang, *_BREAKDOWNS[figure.breakdown]),
        figure.item or "",
        about + number(figure.value, lang),
        figure.unit,
        scope_name(figure.scope, lang),
    ]


def figure_heads(lang: str) -> list[str]:
    """Names of the `figure_cells`."""
    if lang == "zh":
        return ["计量", "分项", "项目", "数值", "单位", "口径"]
    return ["measure", "breakdown", "item", "value", "unit", "scope"]


def amount(figure: Figure, lang: str) -> str:
    """Value and unit of a figure."""
    *_, value, unit, _ = figure_cells(figure, lang)
    return value + ("" if lang == "zh" or unit == "%" else " ") + unit


def describe_figure(figure: Figure, lang: str) -> str:
    """What a figure counts: measure, breakdown, item and scope."""
    measure, breakdown, item, _, _, scope = figure_cells(figure, lang)
    return " · ".join(word for word in (measure, breakdown, item, scope) if word)


def cut_offs(reading: Reading, lang: str) -> list[str]:
    """Up to when the figures of an article count, as printed."""
    times = dict.fromkeys(figure.as_of for figure in reading.figures if figure.as_of)
    return [pick(lang, f"截至{time}", f"as of {time}") for time in times]


def _measure(figure: Figure, lang: str) -> str:
    if figure.measure in _NPC_MEASURES:
        return pick(lang, *_NPC_MEASURES[figure.measure])
    rated = figure.unit == "%" and figure.breakdown == "total"
    return measure_name(_RATES.get(figure.measure, figure.measure) if rated else figure.measure, lang)
