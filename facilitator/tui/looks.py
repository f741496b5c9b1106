"""The colours: a light, a dark and a high-contrast look, all with text at 4.5:1 or more.

Contrast ratios are those of WCAG 2.2 § 1.4.3; a test computes them.
"""

from textual.theme import Theme

LIGHT = Theme(
    name="clair",
    primary="#1d4e89",
    secondary="#5b4b8a",
    accent="#a8431a",
    foreground="#1c2733",
    background="#f7f6f2",
    surface="#ffffff",
    panel="#e9edf2",
    success="#1f6b3a",
    warning="#8a5200",
    error="#a3182c",
    dark=False,
    variables={"muted": "#55606d"},
)
DARK = Theme(
    name="sombre",
    primary="#8ab8f0",
    secondary="#bcaee8",
    accent="#f2a77c",
    foreground="#e6eaef",
    background="#12171d",
    surface="#1a2129",
    panel="#252e38",
    success="#8fd6a3",
    warning="#f0c36a",
    error="#ff9aa2",
    dark=True,
    variables={"muted": "#9fabb8"},
)
CONTRAST = Theme(
    name="contraste",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffd700",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8a8a",
    dark=True,
    variables={
        "muted": "#d0d0d0",
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
    },
)
LOOKS = (LIGHT, DARK, CONTRAST)


def following(name: str) -> str:
    """The name of the look after this one, the first after the last."""
    names = [look.name for look in LOOKS]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
