"""Names of proposers and of categories, out of the words before a number."""

import re

from cppcc_analysis.extraction.lexicon import load_entries

#: what a name may begin with that is not part of it
_HEAD = re.compile(
    "^(以上|由|其中|此外|委员们?(?=就|围绕|关于)|(?:提案)?内容(?:主要)?涉及?|另外|同时|按[^，：]{1,8}分类?|从[^，：]{1,10}[看分]|就[^，：]{1,6}而言|在?[^，：]{0,14}提案(之?中|里)|"
    "在[^，：]{1,10}中|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\\d{1,2}[.．、]|[①-⑳]|[，、：:；;]|和|及|以及|的|有(?!关)|共有|属于?)+"
)


def _words(*pieces: str) -> dict[str, str]:
    """Words of the wordings → the kind of proposer that they mean."""
    return {word: entry.value for entry in load_entries() if entry.piece in pieces for word in entry.words}


_NAMED_BODIES = _words("proposer_named")
_KIND_OF = _words("proposer") | _NAMED_BODIES
_LONGEST_FIRST = sorted([*_KIND_OF, *_words("proposer_with")], key=len, reverse=True)
_BODY = re.compile("|".join(map(re.escape, _LONGEST_FIRST)) + r"|\d{1,2}[人名]以上|提案(?=[和及、])")
_PROPOSER = re.compile(
    f"(?:提交|提出)?(?P<bodies>(?:{_BODY.pattern})+)(?:共同|分别|共|所)?(?P<verb>提出|提交|递交|撰写|报送)?(?:的|了)?"
    "(?P<kind>集体|联名|个人)?(?:提案|提案材料)?(?:总数)?(?:共计|共有|共|有|为|是|达到|达|计)?"
)


def read_proposer(text: str) -> tuple[str, bool] | None:
    """Who proposes, by the contract's word, and whether a verb says so; `None` where the words name nobody.

    Several bodies in one figure are 集体 where the parties are among them; else they keep their own words.

    >>> [read_proposer(x) for x in ("其中集体提案", "委员个人或联名提出提案", "有关人民团体、政协专门委员会提案")]
    [('集体', False), ('委员', True), ('有关人民团体、政协专门委员会', False)]
    >>> read_proposer("大会共收到委员提案") is None, read_proposer("优秀提案") is None
    (True, True)
    """
    match = _PROPOSER.fullmatch(_HEAD.sub("", text))
    if not match:
        return None
    bodies = match["bodies"] + (match["kind"] or "")
    found = [_KIND_OF[match.group()] for match in _BODY.finditer(bodies) if match.group() in _KIND_OF]
    kinds = list(dict.fromkeys(found))
    if not kinds or re.match("[省市州县区旗]政协委员", bodies):
        return None  # 县政协委员提案 are all proposals of that level
    by_verb = bool(match["verb"]) or match.group().startswith(("提交", "提出"))
    return _one_name(kinds, bodies), by_verb


def _one_name(kinds: list[str], bodies: str) -> str:
    named = set(kinds)
    if "归并" in bodies:
        return bodies
    if named == {"集体", "党派"}:
        return "集体" if bodies.startswith("集体") else "党派"
    if "集体" in named:
        return "集体和联名" if "联名" in named and "委员" not in named else "集体"
    if "港澳委员" in named:
        return "港澳委员"
    if named <= {"委员", "联名"}:
        return "联名" if re.fullmatch("[^、和及与或个]*联名", bodies) else "委员"
    if named == {"界别", "小组"}:
        return "委员小组、界别小组" if "委员小组" in bodies else "界别"
    if bodies in _NAMED_BODIES:
        return bodies
    if len(named) == 1:
        return bodies if kinds == ["小组"] else kinds[0]
    if named == {"党派", "团体"} and "党派团体" in bodies:
        return "党派团体"
    return "集体" if "党派" in named else bodies.strip("、和及与")


_SUFFIX = "(?:等)?(?:方面|领域|类别|类)"
_TAIL = (
    "(?:内容)?(?:的)?(?:内容)?(?:共有|有|共)?(?:提出)?(?:的)?(?:提案|立案提案)?(?:的)?(?:数量)?"
    "(?:依然|仍然|仍)?(?:共计|共有|共|有|为|是|达到|达|计|占比|约占|占)?"
)
#: a list of subjects that runs across the categories, unless its parts add up to the total
_THEME = re.compile("^(围绕|聚焦|紧扣|针对|涉及|就|关于|有关|事关)")
_NAMED = re.compile(f"(?P<name>.{{2,30}}?)(?P<suffix>{_SUFFIX}){_TAIL}")
_SUBJECT = re.compile(
    "(?P<name>.{2,30}?)(?:等)?(?:重大|重点)?(?:问题|工作|主题|题目)?(?:提出)?的?提案(?:提出)?(?:共计|共有|共|有|为|达|约占|占)?"
)
_BARE = re.compile(f"(?P<name>[\u4e00-\u9fff、“”]{{2,20}}?)(?:提案)?{_TAIL}")
_NO_NAME = re.compile(
    "件|占|归并|收到|提出|提交|立案|办理|办复|答复|满意|采纳|解决|承办|督办|交办|重点|优秀|系统|单位|评选|评出|另有|会议|表示|以来|期间|截[至止]|重办|其中|依然|仍|今年|较大|幅度"
)
_OTHERS = re.compile("(?:其余|其他|其它)(?:方面|类|各类|内容|领域)?(?:的)?(?:提案)?(?:共|有|为|占)*")


def read_category(text: str, known: bool, listed: bool) -> tuple[str, bool] | None:
    """The category that the words before a number name, and whether it may be a theme.

    `known`: the words hold a category known by name. `listed`: a list of categories is under way, so that
    a bare name goes on with it.

    >>> read_category("有关经济建设方面的提案", False, False), read_category("围绕乡村振兴的提案", False, False)
    (('经济建设', False), ('乡村振兴', True))
    >>> read_category("农业", False, True), read_category("农业", False, False)
    (('农业', False), None)
    """
    text = _HEAD.sub("", text)
    if _OTHERS.fullmatch(text):
        return "其他", False
    plain = _THEME.sub("", text)
    named = _NAMED.fullmatch(plain)
    if named and _is_name(named["name"]):
        # 围绕…方面 tells what a suggestion is about; 有关…方面 is how a category is named
        return _tidy(named["name"]), bool(re.match("围绕|聚焦|紧扣|针对|就", text))
    if plain != text:
        subject = _SUBJECT.fullmatch(plain)
        return (_tidy(subject["name"]), True) if subject and _is_name(subject["name"]) else None
    bare = _BARE.fullmatch(text)
    if (known or listed) and bare and _is_name(bare["name"]):
        return _tidy(bare["name"]), False
    return None


def _is_name(name: str) -> bool:
    return not _NO_NAME.search(name) and not re.fullmatch(
        "提案|.*[对把由被将向]|各类?|[这该此两几]|上述|以上|这些|多个|各个", name
    )


def _tidy(name: str) -> str:
    return re.sub('[“”"‘’]|等$', "", name).strip("、和及与的")
