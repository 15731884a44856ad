"""What Chinese terms mean, for readers of an English chart."""

from collections.abc import Mapping

from cppcc_analysis.keywords.termlist import load_terms


def gloss(word: str, lang: str) -> str:
    """The English of a named term; empty in a Chinese chart and where the list of terms has none.

    >>> gloss("新质生产力", "en"), gloss("新质生产力", "zh"), gloss("一个生词", "en")
    ('new quality productive forces', '', '')
    """
    if lang == "zh":
        return ""
    return next((term.en for term in load_terms() if term.word == word), "")


def with_gloss(word: str, name: str, lang: str) -> str:
    """The printed `name` of a term with its English behind it.

    >>> with_gloss("非遗", "非物质文化遗产", "en")
    '非物质文化遗产 (intangible cultural heritage)'
    """
    english = gloss(word, lang)
    return f"{name} ({english})" if english else name


def gloss_note(names: Mapping[str, str], lang: str) -> list[str]:
    """A footnote with the English of the terms of an English chart; `names` gives the printed name of each."""
    told = [f"{name} {english}" for word, name in names.items() if (english := gloss(word, lang))]
    return [f"In English: {'; '.join(told)}"] if told else []
