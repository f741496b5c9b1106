"""The projet social as a tree: enjeux, then axes with their objectifs and actions, each with its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from facilitator.domain.project import Item, Level, Project

if TYPE_CHECKING:
    from facilitator.domain.project_evidence import ProjectEvidence

HEADINGS = ((Level.ENJEU, "Enjeux"), (Level.AXE, "Axes"), (Level.ACTION, "Actions hors axe"))
"""What stands under nothing, in order."""

_SIGNS = {
    Level.ENJEU: "?",
    Level.BESOIN: "·",
    Level.AXE: "■",
    Level.STRATEGIC: "▸",
    Level.OPERATIONAL: "▹",
    Level.ACTION: "✦",
}


class ProjectTree(Tree[str]):
    """One line an item: ●12 contributions and ◆2 themes support it; a node's data is the item's id.

    That of a heading is its level.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Fiche", id="projet.fiche"),
        Binding("left", "fold", "Replier", show=False, id="projet.replier"),
        Binding("right", "unfold", "Déplier", show=False, id="projet.deplier"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__("", id=id)
        self.show_root = False
        self.auto_expand = False
        self.guide_depth = 2
        self._folded: set[str] = set()
        self._by_key: dict[str, TreeNode[str]] = {}
        self._cut: str | None = None

    @property
    def here(self) -> str | None:
        """The id of the item, or the level of the heading, under the cursor."""
        return None if self.cursor_node is None else self.cursor_node.data

    def show(self, sight: ProjectEvidence, wanted: str | None) -> None:
        """Grow the tree anew, the cursor on ``wanted``, else near where it was."""
        line, project, codes = max(self.cursor_line, 0), sight.project, sight.project.codes()
        self.root.remove_children()
        self._by_key = {}
        for level, heading in HEADINGS:
            items = project.under(None, level)
            if items:
                branch = self._node(self.root, level.value, Text(heading, style="bold"))
                for item in items:
                    self._grow(branch, project, item, codes)
        if self.last_line < 0:  # asking for it has the lines laid out
            return
        self.cursor_line = -1
        there = self._by_key.get(wanted or "") or self.get_node_at_line(min(line, self.last_line))
        self.move_cursor(there)

    def mark_cut(self, item_id: str | None) -> None:
        """Show which item waits to be put elsewhere."""
        changed = [self._by_key.get(one or "") for one in (self._cut, item_id)]
        self._cut = item_id
        for node in changed:
            if node is not None:
                node.refresh()

    def action_fold(self) -> None:
        """Hide what the item holds; where nothing is to hide, go up to its holder."""
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded and node.children:
            self._folded.add(node.data or "")
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)

    def action_unfold(self) -> None:
        """Show what the item holds."""
        if self.cursor_node is not None:
            self._folded.discard(self.cursor_node.data or "")
            self.cursor_node.expand()

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:  # noqa: ARG002
        """The label, cut with « … » where the tree is too narrow; the panel beside tells all of it."""
        depth, parent = 0, node.parent
        while parent is not None and parent is not self.root:
            depth, parent = depth + 1, parent.parent
        label = Text.assemble(node.label)
        label.stylize_before(style)
        if node.data is not None and node.data == self._cut:
            label = Text.assemble(("✂ ", style), label)
        if node.children and not node.is_expanded:
            label.append(f"  … {len(node.children)} repliés", style="dim")
        if self.size.width:
            label.truncate(max(12, self.size.width - 2 - self.guide_depth * depth), overflow="ellipsis")
        return label

    def _grow(self, holder: TreeNode[str], project: Project, item: Item, codes: Mapping[str, str]) -> None:
        support = project.support(item.id)
        told = (f" ●{len(support.contributions)}" if support.contributions else "") + (
            f" ◆{len(support.themes)}" if support.themes else ""
        )
        label = Text.assemble(
            (f"{_SIGNS[item.level]} ", "dim"), (codes[item.id], "bold"), (told, "dim"), f" {item.title}"
        )
        node = self._node(holder, item.id, label)
        for inner in project.under(item.id):
            self._grow(node, project, inner, codes)
        node.allow_expand = bool(node.children)

    def _node(self, holder: TreeNode[str], key: str, label: Text) -> TreeNode[str]:
        node = holder.add(label, data=key, expand=key not in self._folded)
        self._by_key[key] = node
        return node
