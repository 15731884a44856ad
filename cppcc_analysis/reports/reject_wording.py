"""Why a file was rejected, in the reader's language: the reading gives its reasons in English."""

import re

from cppcc_analysis.charts.wording import pick

#: English, as the reading says it → Chinese; \1 … are what the brackets hold
_REASONS = (
    (r"cannot be opened: (.+)", r"无法打开：\1"),
    (r"larger than (\d+) MB: split it", r"超过\1 MB：请拆分"),
    (r"a zip of (\d+) files: unpack it", r"含\1个文件的压缩包：请解压"),
    (r"a zip without files to read", "压缩包内没有可读的文件"),
    (r"a zip inside a zip: unpack it first", "压缩包内的压缩包：请先解压"),
    (r"a damaged zip or \.docx", "压缩包或docx文件已损坏"),
    (r"a damaged \.docx: open it in Word and save it again", "docx文件已损坏：请用Word打开后另存"),
    (
        r"holds too much once unpacked: unpack it, and keep what is needed",
        "解压后过大：请解压，只留所需的文件",
    ),
    (r"encrypted: unpack it with its password first", "有密码：请先用密码解压"),
    (r"damaged inside its zip", "压缩包内的文件已损坏"),
    (r"too large", "过大"),
    (r"an old Word or WPS file: save it as \.docx or \.txt", "旧版Word或WPS文件：请存为docx或txt"),
    (r"an RTF file: save it as \.docx or \.txt", "RTF文件：请存为docx或txt"),
    (r"a picture, not text: run OCR first", "图片，不是文本：请先做文字识别"),
    (r"an archive of a kind that is not read: unpack it first", "不支持的压缩格式：请先解压"),
    (r"empty", "空文件"),
    (r"holds no text", "没有文字"),
    (r"binary, not text", "二进制文件，不是文本"),
    (r"marked as (.+) but not decodable as such", r"标为\1编码，但不能按此解码"),
    (
        r"in no known encoding \(tried (.+)\)",
        r"编码不明（已试\1）",
    ),
    (
        r"an office file of a kind that is not read: save it as \.docx or \.pdf",
        "不支持的办公文件：请存为docx或pdf",
    ),
    (r"a damaged web archive: save the page as \.html", "网页存档已损坏：请把网页存为html"),
    (r"a web archive without a page in it", "网页存档内没有网页"),
    (r"a web page nested too deeply: save its text as \.txt", "网页嵌套过深：请把文字存为txt"),
    (r"an encrypted PDF: save it without its password first", "加密的PDF：请先去掉密码另存"),
    (r"a damaged PDF: open it and print it to a new one", "PDF已损坏：请打开后重新打印为PDF"),
    (r"a scanned PDF without a text layer: run OCR first", "扫描PDF，没有文字层：请先做文字识别"),
)


def reject_reason(reason: str, lang: str) -> str:
    """A reason of the table `rejects` in words; one that is not known stays as it is.

    >>> reject_reason("larger than 50 MB: split it", "zh"), reject_reason("empty", "en")
    ('超过50 MB：请拆分', 'empty')
    """
    for english, chinese in _REASONS:
        if found := re.fullmatch(english, reason):
            return pick(lang, found.expand(chinese), reason)
    return reason
