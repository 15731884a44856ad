"""The panel that takes new dumps into the raw folder."""

from pathlib import Path
from typing import Any

from ipywidgets import FileUpload, Layout, VBox

from cppcc_analysis import pipeline
from cppcc_analysis.charts.wording import pick
from cppcc_analysis.explore.incoming import keep_dump
from cppcc_analysis.explore.parts import Code, Message, beside
from cppcc_analysis.explore.snippets import literal


class AddPanel(VBox):
    """A button that uploads files, and the list of files that are there but not read yet."""

    def __init__(self, data: Path, lang: str) -> None:
        self._data, self._lang = data, lang
        self.upload = FileUpload(
            multiple=True,
            description=pick(lang, "选择文件…", "Choose files…"),
            layout=Layout(width="auto", min_width="12em"),
        )
        self.code, self.message, self.waiting = Code(lang), Message(lang), Message(lang)
        self._tell_code([pick(lang, "新文件.txt", "new.txt")])
        self.upload.observe(self._on_upload, "value")
        super().__init__([beside(self.upload, self.code), self.message, self.waiting])

    def look(self) -> None:
        """Say which files of the raw folder the tables do not know yet."""
        self.waiting.say()
        with self.waiting.errors():
            names = pipeline.changed_inputs(self._data / "raw", self._data / "processed")
            if names:
                comma = pick(self._lang, "、", ", ")
                told = pick(self._lang, "尚未读取：", "not read yet: ") + comma.join(names)
                self.waiting.say(told)

    def _on_upload(self, change: dict[str, Any]) -> None:
        if not change["new"]:
            return
        self.message.say()
        kept = []
        for file in change["new"]:
            with self.message.errors():
                path = keep_dump(file["name"], bytes(file["content"]), self._data / "raw", self._lang)
                kept.append(path.name)
                told = pick(self._lang, f"已放入data/raw：{path.name}", f"in data/raw now: {path.name}")
                self.message.add(told, tone="good")
        if kept:
            self._tell_code(kept)
        self.upload.value = ()  # so that the same file can be chosen again
        self.look()

    def _tell_code(self, names: list[str]) -> None:
        given = ", ".join(map(literal, names))
        lang = "" if self._lang == "zh" else f", lang={literal(self._lang)}"
        self.code.show(f"from cppcc_analysis.explore.incoming import add_dump\nadd_dump({given}{lang})")
