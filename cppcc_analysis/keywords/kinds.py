"""Which kinds of text are compared, and their names.

A speech or a news item uses words by other rules than a resolution does: only the formal documents
of a session are compared unless a caller says otherwise.
"""

from collections.abc import Collection, Iterable

from cppcc_analysis.errors import unknown

#: what a session puts down in writing
COMPARED_KINDS = (
    "political_resolution",
    "resolution",
    "review_report",
    "work_report",
    "proposal_work_report",
)
#: what a committee says of its own work of a year
WORK_REPORTS = ("work_report", "proposal_work_report")
KIND_NAMES = {
    "political_resolution": {"zh": "政治决议", "en": "political resolution"},
    "resolution": {"zh": "决议", "en": "resolutions"},
    "review_report": {"zh": "提案审查报告", "en": "review report"},
    "work_report": {"zh": "常委会工作报告", "en": "work report"},
    "proposal_work_report": {"zh": "提案工作报告", "en": "proposal work report"},
    "news": {"zh": "新闻", "en": "news"},
    "other": {"zh": "其他文本", "en": "other texts"},
}


def check_kinds(kinds: Collection[str]) -> None:
    """Raise `UserError` for an unknown kind of text."""
    for kind in kinds:
        if kind not in KIND_NAMES:
            raise unknown("kind of text", kind, KIND_NAMES)


def name_kinds(kinds: Iterable[str], lang: str = "zh") -> str:
    """Kinds of text in words.

    >>> name_kinds(["resolution", "work_report"]), name_kinds(["resolution", "news"], "en")
    ('决议、常委会工作报告', 'resolutions, news')
    """
    return ("、" if lang == "zh" else ", ").join(KIND_NAMES[kind][lang] for kind in kinds)
