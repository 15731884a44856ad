"""The syllables of pinyin, with or without marks of tone."""

_FINALS = {
    "": "ai an ang ao ei en eng er ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ü üe v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ü üe v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_TONES = {"a": "āáǎăàɑ", "e": "ēéěĕè", "i": "īíǐĭì", "o": "ōóǒŏò", "u": "ūúǔŭù", "ü": "ǖǘǚǜ", "g": "ɡ"}
#: tones typed as characters of their own, behind the vowel
_MARKS = "[\u0300\u0301\u0304\u0306\u0308\u030c]"


def _with_tones(syllable: str) -> str:
    return "".join(f"[{c}{_TONES[c]}]" + f"{_MARKS}?" * (c != "g") if c in _TONES else c for c in syllable)


def _pattern() -> str:
    syllables = [initial + final for initial, finals in _FINALS.items() for final in finals.split()]
    # a lone vowel without a tone may be the letter of a list
    vowels = [f"[{_TONES[vowel]}]" for vowel in "aeo"]
    longest_first = sorted(syllables, key=len, reverse=True)
    return "|".join([*map(_with_tones, longest_first), *vowels])


#: regular expression that matches one syllable, in small letters
SYLLABLE = _pattern()
