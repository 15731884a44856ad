"""Three layers of words that are not content: function words, report verbs, political formulae.

Each is a file below `data/` with the reasons as comments. A layer is a tag: nothing is deleted from
a count, and every ranking can be shown with and without it.
"""

from functools import cache
from importlib.resources import files

from cppcc_analysis.errors import UserError
from cppcc_analysis.keywords.termlist import load_terms

LAYER_FILES = {
    "function": "function_words.txt",
    "report_verb": "report_verbs.txt",
    "formula": "formulae.txt",
}
LAYER_NAMES = {
    "function": {"zh": "虚词", "en": "function words"},
    "report_verb": {"zh": "报告常用词", "en": "words of report prose"},
    "formula": {"zh": "固定表述", "en": "set political phrases"},
}


@cache
def load_layers() -> dict[str, str]:
    """Word → layer. The named terms of class `formula` belong to the layer `formula`, too.

    Raises `UserError` when a word stands in two layers.

    >>> layers = load_layers()
    >>> layers["以及"], layers["推进"], layers["两个维护"], layers.get("养老")
    ('function', 'report_verb', 'formula', None)
    """
    layers = {form: "formula" for term in load_terms() if term.term_class == "formula" for form in term.forms}
    for layer, name in LAYER_FILES.items():
        for word in _words(name):
            if word in layers:
                raise UserError(f"{name}: {word} is in layer {layers[word]} already")
            layers[word] = layer
    return layers


def _words(name: str) -> list[str]:
    lines = files(__package__).joinpath(f"data/{name}").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
