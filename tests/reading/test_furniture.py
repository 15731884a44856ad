import pytest

from cppcc_analysis.reading.furniture import is_furniture, is_imprint, opens_links


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 热点专题 > 两会快讯",
        "首页|政协概况|提案之窗|委员风采",
        "您现在的位置：首页>>通知公告>>正文",
        "责任编辑：HN066",
        "【打印此页】【关闭窗口】",
        "上一篇：市政协举行会议",
        "版权所有：政协赤水市委员会",
        "Copyright©2009-2024 All Rights Reserved",
        "违法和不良信息举报电话:0551-82361110",
    ],
)
def test_the_frame_of_a_page(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "会议批准了关于提案工作情况的报告。",
        "截至2月16日17时，大会提案组共收到提案421件，经审查，立案372件。",
        "市政协八届二次会议收到提案421件 立案372件",
        "来自首页岭的委员提出，要建设公园，方便群众。",
        "提案者登录“码上商量”平台，即可提交提案，全年收到提案300件。",
    ],
)
def test_the_text_of_an_article_is_not_the_frame(line: str) -> None:
    assert not is_furniture(line)
    assert not is_imprint(line)


@pytest.mark.parametrize(
    "line",
    [
        "2023-02-17 09:14:22来源：绵州观察编辑：小婷浏览量2.1万",
        "日期:2013-01-18编辑:河洛小记",
        "第6版2017年3月14日星期二两会特刊",
        "威海日报03时政2018年2月3日",
        "2018年2月3日",
    ],
)
def test_the_imprint_of_a_page(line: str) -> None:
    assert is_imprint(line)


@pytest.mark.parametrize(
    "line",
    [
        "（2024年1月20日政协第十五届达拉特旗委员会第三次会议通过）",
        "2023年2月17日，市政协八届二次会议开幕。",
        "2023年工作回顾",
        "会议于2024年2月18日至20日在绛县宾馆举行。",
    ],
)
def test_dates_of_the_text_are_no_imprint(line: str) -> None:
    assert not is_imprint(line)


@pytest.mark.parametrize(
    ("line", "opens"),
    [("相关阅读：", True), ("猜你喜欢", True), ("延伸阅读", True), ("相关工作有序推进。", False)],
)
def test_what_opens_a_list_of_links(line: str, opens: bool) -> None:
    assert opens_links(line) == opens
