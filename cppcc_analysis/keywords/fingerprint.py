"""What the counts depend on besides the texts."""

import hashlib
from importlib.resources import files

from cppcc_analysis.keywords.layers import LAYER_FILES
from cppcc_analysis.keywords.tokens import HMM, dictionary_hash, quiet_jieba


def fingerprint() -> dict[str, str]:
    """Engine and version, hash of its dictionary, HMM flag, hashes of the term list and of the
    layers.

    Counts made under different fingerprints must not be compared. Hashes are the first 16 digits of
    a SHA-256, the same whatever the line ends of the checkout.

    >>> sorted(fingerprint())
    ['dictionary', 'engine', 'hmm', 'layers', 'terms', 'version']
    """
    return {
        "engine": "jieba",
        "version": str(quiet_jieba().__version__),
        "dictionary": dictionary_hash()[:16],
        "hmm": "on" if HMM else "off",
        "terms": _hash("terms.toml"),
        "layers": _hash(*LAYER_FILES.values()),
    }


def _hash(*names: str) -> str:
    data = files(__package__).joinpath("data")
    texts = (data.joinpath(name).read_text(encoding="utf-8") for name in names)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
