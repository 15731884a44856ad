"""Lines of a page that belong to no article: navigation, hit counts, related links, imprint."""

import re

#: words that only the frame of a page says; a sentence of an article may hold one, so the line must be no prose
_FRAME = re.compile(
    "首页|首頁|当前位置|您现在的位置|当前在线|设为首页|加入收藏|无障碍|友情链接|网站地图|返回顶部|打印(本页|此页)?|"
    "关闭(本页|窗口)?】|分享到|扫一扫|版权(所有|声明)|Copyright|All Rights Reserved|ICP备|公网安备|"
    "(责任|网络|版面)?编辑[:：/]|责编|美编|校对|版式|审核[:：]|监制|投稿|标签[:：]|关键[词字][:：]|注册|登录|访问量|点击(数|率)?[:：]|下载需|"
    "转载|声明[:：]|(联系)?电话[:：]|热线|邮箱[:：]|违法和不良|下期|^附件[:：]|报价|casino|娱乐|彩票"
)
_BEFORE_LINKS = re.compile(
    "^[·•▪◆■【\\[]?(相关(阅读|链接|新闻|推荐|报道|文章)|延伸阅读|猜你喜欢|热(门|点)(新闻|推荐|排行)|推荐阅读|更多|"
    "上一(篇|条)|下一(篇|条)|友情链接|新闻排行|阅读排行)"
)
_LINK = re.compile(r"^([·•▪◆■>]|\d{1,2}[.、 ]|[上下]一(篇|条))|[（(]\d{1,2}-\d{1,2}[）)]$")
_PATH = re.compile("[^。>›»|]{1,20}([>›»|][^。>›»|]{1,20}){2,}$|[^>]{1,20}>[^>]{1,20}>")
#: no line of a page's frame is longer
_LONGEST = 200
_SENTENCE = re.compile("。.*。|，.*。$")
#: where and when a page was published: no text of the article, but the date may be needed
_IMPRINT = re.compile(
    r"(来源|來源|发布(时间|日期)|更新(时间|日期|时光)|日期[:：]|时间[:：]|阅读|浏览|人气|点击|字号|字体|星期[一二三四五六日]|转载)"
)
#: the head of a newspaper page: its name, number and date, and no mark of a sentence
_PAGE_HEAD = re.compile(r"[^，。；：（(]{0,30}(19|20)\d{2}年\d{1,2}月\d{1,2}日[^，。；：]{0,16}")
_DATE = re.compile(r"(19|20)\d{2}[-年./]\d{1,2}([-月./]\d{1,2})?")


def is_imprint(line: str) -> bool:
    """A line that says when (and where) a page or newspaper was published.

    >>> is_imprint("2023-02-17 09:14:22来源：绵州观察编辑：小婷浏览量2.1万"), is_imprint("2023年2月17日，会议开幕。")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    if _PAGE_HEAD.fullmatch(line):
        return True
    return bool(_DATE.search(line) and _IMPRINT.search(line) and not _SENTENCE.search(line))


def is_furniture(line: str) -> bool:
    """A line of the page's frame.

    >>> is_furniture("首页 > 热点专题 > 两会快讯"), is_furniture("责任编辑：HN066"), is_furniture("大会收到提案9件。")
    (True, True, False)
    """
    return len(line) <= _LONGEST and bool(
        (_FRAME.search(line) or _PATH.match(line) or _BEFORE_LINKS.match(line)) and not _SENTENCE.search(line)
    )


def opens_links(line: str) -> bool:
    """A line behind which only links to other texts stand: 相关阅读, 猜你喜欢."""
    return len(line) <= _LONGEST and bool(_BEFORE_LINKS.match(line)) and not _SENTENCE.search(line)


def is_link(line: str) -> bool:
    """A line that may be a link to another text: short, and no prose."""
    return bool(_LINK.search(line)) or (len(line) < 50 and not re.search("[。；]$", line))
