"""The audit in the reader's words: rules, verdicts, what is missing, and the arithmetic of a check."""

import re

from cppcc_analysis.charts.wording import CATEGORIES, MEASURES, pick

#: the identities of the audit in Chinese
RULES = {
    "filed <= received": "立案不多于收到",
    "received = filed + not filed + merged + withdrawn": "收到＝立案＋未立案＋并案＋撤案",
    "parts by proposer = total": "各提案者之和＝总数",
    "parts by category = total": "各类别之和＝总数",
    "shares by proposer = 100": "各提案者占比之和＝100%",
    "shares by category = 100": "各类别占比之和＝100%",
    "share = part ÷ base": "占比＝件数÷基数",
    "base as worded": "文字所说的基数与数字相合",
    "participants <= members": "提交提案的委员不多于委员总数",
    "rates add up": "各项比率之和＝合计",
    "growth = value - previous value": "增减＝本次－上次",
    "one fact in two sources": "两处来源一致",
}
#: Chinese, English
VERDICTS = {
    "holds": ("成立", "holds"),
    "fails": ("不成立", "fails"),
    "can't tell": ("无法判断", "can't tell"),
}
#: items that stand in the audit's words as the texts word them
_ENGLISH = CATEGORIES | {"委员": "members", "联名": "joint", "集体": "collective", "not_filed": "not filed"}
_ENGLISH_ITEM = re.compile("|".join(rf"(?<![\u4e00-\u9fff]){item}(?![\u4e00-\u9fff])" for item in _ENGLISH))
#: the words in which the audit tells its arithmetic and what it lacks, the longer first
_PHRASES = (
    (r"by proposer: ", "提案者："),
    (r"by category: ", "类别："),
    (r"the words say of the (.+), the numbers fit the (.+)", r"文字说占\1，数字与\2相合"),
    (r"of the (.+), as the words say", r"与文字所说的\1相合"),
    (r"; ([^;]+) counted inside another", r"；\1已含在另一项内"),
    (r"; inside ([^:;]+): ([^;]+)", r"；\1之内：\2"),
    (r"; ([^;]+) runs across the others", r"；\1不属于这一分类"),
    (r"; ([\d.]+) left", r"；余\1件"),
    (r", before ([\d.]+); change ", r"，此前\1；变化"),
    (r"; change ", "；变化"),
    (r"the total that the shares are of", "占比所依的总数"),
    (r"the count of ([^\s,]+)", r"\1的件数"),
    (r"the rest of the text", "中断处之后的原文"),
    (r"the other parts", "其余各项"),
    (r"the earlier figure", "此前的数字"),
    (r"the base", "基数"),
    (r"filed after merging", "并案后立案"),
    (r"after merging", "并案后立案"),
    *(
        (rf"(?<![a-z_]){measure}(?![a-z_])", words[0])
        for measure, words in sorted(MEASURES.items(), reverse=True)
    ),
)


def rule_name(rule: str, lang: str) -> str:
    """A rule of the audit in words."""
    return pick(lang, RULES[rule], rule)


def verdict_name(verdict: str, lang: str) -> str:
    """The outcome of a check in words."""
    return pick(lang, *VERDICTS[verdict])


def tell_check(words: str, lang: str) -> str:
    """The column `detail` or `missing` of a check in the reader's language.

    >>> tell_check("filed 334 + not_filed 52 = 386; merged 21 counted inside another", "zh")
    '立案 334 + 未立案 52 = 386；并案 21已含在另一项内'
    >>> tell_check("the count of 经济建设, filed", "zh")
    '经济建设的件数、立案'
    >>> tell_check("经济建设 123 + 生态文明建设和其他 22 = 145; not_filed 3", "en")
    'economic 123 + 生态文明建设和其他 22 = 145; not filed 3'
    """
    if lang == "en":
        return _ENGLISH_ITEM.sub(lambda item: _ENGLISH[item[0]], words)
    for english, chinese in _PHRASES:
        words = re.sub(english, chinese, words)
    return re.sub(r", (?=\D)", "、", words).replace("; ", "；")
