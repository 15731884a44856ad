"""Three layers of words that are not content: function words, report verbs, political formulae.

Each is a file below `data/` with the reasons. Function words and report verbs are words, wherever they stand;
a formula is a phrase (`formulae`), and a word belongs to it where it stands inside one. A layer is a tag:
nothing is deleted from a count, and every ranking can be shown with and without it.
"""

from collections.abc import Collection
from functools import cache
from importlib.resources import files

from cppcc_analysis.errors import UserError, unknown
from cppcc_analysis.keywords.termlist import Term, load_terms

LAYER_FILES = {
    "function": "function_words.txt",
    "report_verb": "report_verbs.txt",
}
#: every file that the tags depend on
LAYER_DATA = (*LAYER_FILES.values(), "formulae.toml")
LAYER_NAMES = {
    "function": {"zh": "虚词", "en": "function words"},
    "report_verb": {"zh": "报告常用词", "en": "words of report prose"},
    "formula": {"zh": "固定表述", "en": "set political phrases"},
}


def load_layers() -> dict[str, str]:
    """Word → layer it belongs to wherever it stands; the named terms of class `formula` to that layer.

    Raises `UserError` when a word stands in two layers.

    >>> layers = load_layers()
    >>> layers["以及"], layers["推进"], layers["两个维护"], layers.get("养老")
    ('function', 'report_verb', 'formula', None)
    """
    return _layers(load_terms())


@cache
def _layers(terms: tuple[Term, ...]) -> dict[str, str]:
    layers = {form: "formula" for term in terms if term.term_class == "formula" for form in term.forms}
    for layer, name in LAYER_FILES.items():
        for word in _words(name):
            if word in layers:
                raise UserError(f"{name}: {word} is in layer {layers[word]} already")
            layers[word] = layer
    return layers


def _words(name: str) -> list[str]:
    lines = files(__package__).joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def check_layers(layers: Collection[str]) -> None:
    """Raise `UserError` for an unknown layer."""
    for layer in layers:
        if layer not in LAYER_NAMES:
            raise unknown("layer", layer, LAYER_NAMES)


def name_layers(layers: Collection[str], lang: str = "zh") -> str:
    """Layers in words, in their order.

    >>> name_layers(["formula", "function"]), name_layers(["formula"], "en")
    ('虚词、固定表述', 'set political phrases')
    """
    return ("、" if lang == "zh" else ", ").join(
        name[lang] for layer, name in LAYER_NAMES.items() if layer in layers
    )
