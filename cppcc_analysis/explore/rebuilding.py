"""The panel that reads the dumps anew."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from ipywidgets import Button, IntProgress, Layout, VBox

from cppcc_analysis import pipeline
from cppcc_analysis.charts.wording import counted, pick
from cppcc_analysis.explore.parts import Code, Message, beside
from cppcc_analysis.explore.snippets import literal
from cppcc_analysis.pipeline import BuildSummary


class RebuildPanel(VBox):
    """A button, a bar that fills while the dumps are read, and what came of it. `built` is told of the new files."""

    def __init__(self, data: Path, lang: str, built: Callable[[Sequence[str]], object]) -> None:
        self._raw, self._out, self._lang, self._built = data / "raw", data / "processed", lang, built
        self.button = Button(
            description=pick(lang, "重新读取", "Read anew"),
            button_style="primary",
            icon="refresh",
            layout=Layout(width="auto", min_width="9em"),
        )
        self.bar = IntProgress(bar_style="info", layout=Layout(width="100%", display="none"))
        self.step, self.message, self.code = Message(lang), Message(lang), Code(lang)
        raw, out = (literal(Path(os.path.relpath(folder)).as_posix()) for folder in (self._raw, self._out))
        self.code.show(f"import cppcc_analysis as cppcc\nprint(cppcc.build({raw}, {out}))")
        self.button.on_click(lambda _: self.build())
        self.progress = VBox([self.bar, self.step])
        super().__init__([beside(VBox([self.button, self.progress]), self.code), self.message])

    def build(self) -> None:
        """Read all dumps and write the tables; the old ones stay where that fails."""
        self.message.say()
        self.button.disabled = True
        try:
            with self.message.errors():
                self.run()
        except KeyboardInterrupt:
            stopped = pick(self._lang, "已中断，数据表没有变化。", "Interrupted; the tables are unchanged.")
            self.message.say(stopped, tone="bad")
        finally:
            self.bar.layout.display = "none"
            self.step.say()
            self.button.disabled = False

    def run(self) -> None:
        """As `build`, but a failure is raised."""
        self.bar.layout.display = ""
        new = pipeline.changed_inputs(self._raw, self._out)
        self._finish(pipeline.build(self._raw, self._out, watch=self._watch))
        self._built(new)

    def _watch(self, done: int, files: int) -> None:
        self.bar.max, self.bar.value = files + 1, done  # the last step is all that follows the reading
        reading = pick(self._lang, f"读取文件：{done}/{files}", f"reading: {done} of {files} files")
        writing = pick(
            self._lang, "核对、统计词语、写入数据表…", "checking, counting words, writing the tables …"
        )
        self.step.say(reading if done < files else writing)

    def _finish(self, summary: BuildSummary) -> None:
        self.bar.value = self.bar.max
        n = summary
        zh = (
            f"读取了{n.dumps}份文件：{n.articles}篇文章，{n.figures}个数字，{n.unread}句含数字而未能提取，"
            f"{n.failed_checks}项核对不成立，{len(n.rejects)}份文件无法读取（{n.seconds:.0f}秒）。"
        )
        en = (
            f"Read {counted(n.dumps, 'dump')}: {counted(n.articles, 'article')}, {counted(n.figures, 'figure')}; "
            f"{counted(n.unread, 'sentence')} with numbers not read, {counted(n.failed_checks, 'check')} failed, "
            f"{counted(len(n.rejects), 'file')} unreadable ({n.seconds:.0f} s)."
        )
        self.message.say(pick(self._lang, zh, en), tone="good")
