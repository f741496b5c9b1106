"""The design of the house gabarit: colours, grid, layouts; ``build_gabarit`` turns it into a file.

Lengths are inches on a page of 13.333 × 7.5. Text is never smaller than 20 points on what is projected,
but for the source line, the footer and the annex (12 points).
"""

from dataclasses import dataclass, field, replace

# The accent, ink, grey and tint of the text documents (build_reference_docx): one house, one look.
PALETTE = {
    "dk1": "1F2933",
    "lt1": "FFFFFF",
    "dk2": "14324F",
    "lt2": "EDF2F7",
    "accent1": "1F4E79",
    "accent2": "52606D",
    "accent3": "8DB4D8",
    "accent4": "B8C4D0",
    "accent5": "9A4A00",
    "accent6": "2F6B4F",
    "hlink": "1F4E79",
    "folHlink": "52606D",
}
LEFT, RIGHT, WIDTH = 0.65, 12.683, 12.033
BODY_TOP, BODY_BOTTOM = 1.55, 6.6
PANEL_X = 7.75
TABLE_STYLE_ID = "{6B0C5B0E-3C0A-4E55-9C41-5A4A1B7D2F10}"


def _edge(side: str, width: int, colour: str) -> str:
    return (
        f'<a:{side}><a:ln w="{width}" cmpd="sng"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f"</a:ln></a:{side}>"
    )


TABLE_STYLE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'def="{TABLE_STYLE_ID}"><a:tblStyle styleId="{TABLE_STYLE_ID}" styleName="Maison">'
    '<a:wholeTbl><a:tcTxStyle><a:fontRef idx="minor"/><a:schemeClr val="tx1"/></a:tcTxStyle><a:tcStyle>'
    f"<a:tcBdr>{_edge('bottom', 6350, 'accent4')}{_edge('insideH', 6350, 'accent4')}</a:tcBdr>"
    "<a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
    '<a:firstRow><a:tcTxStyle b="on"><a:fontRef idx="minor"/><a:schemeClr val="accent1"/></a:tcTxStyle>'
    f"<a:tcStyle><a:tcBdr>{_edge('bottom', 19050, 'accent1')}</a:tcBdr><a:fill><a:noFill/></a:fill>"
    "</a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
)
"""One table style: a strong line under the header, hairlines between rows, no fill."""


@dataclass(frozen=True, slots=True)
class Look:
    """The text of a placeholder."""

    size: int = 20
    bold: bool = False
    colour: str = "tx1"
    align: str = "l"
    anchor: str = "t"


@dataclass(frozen=True, slots=True)
class Block:
    """A decorative filled shape."""

    x: float
    y: float
    w: float
    h: float
    fill: str
    shape: str = "rect"


@dataclass(frozen=True, slots=True)
class Spot:
    """A placeholder; ``kind`` is its type in the file, empty for one that takes anything."""

    name: str
    kind: str
    idx: int
    x: float
    y: float
    w: float
    h: float
    look: Look = field(default_factory=Look)
    prompt: str = "Texte"


@dataclass(frozen=True, slots=True)
class Design:
    """A layout: what lies behind, then its placeholders in reading order."""

    name: str
    blocks: tuple[Block, ...]
    spots: tuple[Spot, ...]
    background: str = ""


TITLE = Spot(
    "Titre",
    "title",
    0,
    LEFT,
    0.42,
    WIDTH,
    1.0,
    Look(28, bold=True, colour="tx2", anchor="ctr"),
    "Une phrase qui dit quelque chose",
)
SOURCE = Spot(
    "Source",
    "body",
    40,
    LEFT,
    6.8,
    7.6,
    0.42,
    Look(12, colour="accent2", anchor="ctr"),
    "Source des chiffres",
)
FOOTER = Spot(
    "Pied de page",
    "ftr",
    41,
    8.45,
    6.8,
    3.6,
    0.42,
    Look(12, colour="accent2", align="r", anchor="ctr"),
    "Démarche",
)
NUMBER = Spot("Numéro", "sldNum", 42, 12.15, 6.8, 0.533, 0.42, Look(12, True, "accent1", "r", "ctr"), "‹N°›")
FOOT = (SOURCE, FOOTER, NUMBER)
MARK = Block(0, 0.42, 0.2, 1.0, "accent1")
RULE = Block(LEFT, 6.74, WIDTH, 0.01, "accent4")
"""What parts the page from its foot."""


def _body(name: str, idx: int, x: float, y: float, w: float, h: float, look: Look | None = None) -> Spot:
    return Spot(name, "body", idx, x, y, w, h, look or Look(), name)


def _panel(x: float = PANEL_X) -> tuple[Block, ...]:
    """A tinted side for what people said, held by a bar of the accent."""
    height = BODY_BOTTOM - BODY_TOP
    return (
        Block(x, BODY_TOP, 13.333 - x, height, "bg2"),
        Block(x, BODY_TOP, 0.06, height, "accent1"),
    )


def _content(name: str, *spots: Spot, blocks: tuple[Block, ...] = ()) -> Design:
    return Design(name, blocks, (TITLE, *spots, *FOOT))


BAND = 6.15  # the white foot of the title page, for those who lead it and their logos
LOGO_WIDTH, LOGO_GAP = 1.75, 0.25


def _logo(rank: int, whose: str) -> Spot:
    """The place of a logo: an empty one is seen while editing, never projected nor printed."""
    x = RIGHT - 3 * LOGO_WIDTH - 2 * LOGO_GAP + rank * (LOGO_WIDTH + LOGO_GAP)
    name = f"Logo {whose}"
    return Spot(name, "pic", 20 + rank, x, BAND + 0.25, LOGO_WIDTH, 0.85, Look(12, align="ctr"), name)


def _post_its() -> tuple[Block, ...]:
    """Post-its stacked by theme: the job in one picture, beside the title."""
    side, gap = 0.74, 0.13
    heights, strong = (2, 4, 6, 3, 5), 2
    return tuple(
        Block(
            8.75 + column * (side + gap),
            BAND - 0.95 - row * (side + gap),
            side,
            side,
            "accent3" if column == strong else f"bg1/{14 + 5 * ((column + row) % 3)}",
        )
        for column, height in enumerate(heights)
        for row in range(height)
    )


HEIGHT = BODY_BOTTOM - BODY_TOP
IN_PANEL = {"x": PANEL_X + 0.35, "w": RIGHT - PANEL_X - 0.35}
FIGURES = _body("Chiffres", 10, LEFT, BODY_TOP, 6.8, 0.42, Look(20, anchor="ctr"))
VERBATIMS = _body("Verbatims", 12, y=BODY_TOP + 0.25, h=HEIGHT - 0.4, **IN_PANEL)
WHITE = Look(20, colour="bg1")

LAYOUTS = (
    Design(
        "Maître",
        (MARK, RULE),
        (
            TITLE,
            Spot("Texte", "body", 1, LEFT, BODY_TOP, WIDTH, HEIGHT),
            replace(FOOTER, idx=3),
            replace(NUMBER, idx=4),
        ),
    ),
    Design(
        "Titre",
        (*_post_its(), Block(0, BAND, 13.333, 7.5 - BAND, "bg1")),
        (
            Spot(
                "Titre",
                "ctrTitle",
                0,
                LEFT,
                0.6,
                7.7,
                2.7,
                Look(40, bold=True, colour="bg1", anchor="b"),
                "Événement",
            ),
            Spot("Sous-titre", "subTitle", 1, LEFT, 3.5, 7.7, 0.95, Look(24, colour="accent4"), "Thème"),
            _body("Date et lieu", 10, LEFT, 4.75, 7.7, 0.85, WHITE),
            _body("Partenaires", 11, LEFT, BAND + 0.15, 6.0, 1.05, Look(20, anchor="ctr")),
            _logo(0, "de la collectivité"),
            _logo(1, "de la Caf"),
            _logo(2, "du cabinet"),
        ),
        background="tx2",
    ),
    _content("Texte", _body("Texte", 10, LEFT, BODY_TOP, WIDTH, HEIGHT)),
    _content("Frise", _body("Frise", 10, LEFT, BODY_TOP + 0.6, WIDTH, HEIGHT - 0.85)),
    _content(
        "Question",
        _body(
            "Consigne",
            10,
            LEFT + 0.45,
            BODY_TOP + 0.35,
            WIDTH - 0.9,
            2.9,
            Look(32, bold=True, colour="tx2", anchor="ctr"),
        ),
        _body("Méthode", 11, LEFT + 0.45, 5.45, WIDTH - 0.9, 1.1),
        blocks=(Block(LEFT, BODY_TOP, WIDTH, 3.6, "bg2"),),
    ),
    _content(
        "Tableau et texte",
        Spot("Tableau", "tbl", 10, LEFT, BODY_TOP, 7.6, HEIGHT, prompt="Tableau"),
        _body("Texte", 12, 8.9, BODY_TOP + 0.25, RIGHT - 8.9, HEIGHT - 0.4),
        blocks=_panel(8.55),
    ),
    _content("Graphique", Spot("Graphique", "chart", 10, LEFT, BODY_TOP, WIDTH, HEIGHT, prompt="Graphique")),
    _content(
        "Graphique et tableau",
        Spot("Graphique", "chart", 10, LEFT, BODY_TOP, 6.0, HEIGHT, prompt="Graphique"),
        Spot("Tableau", "tbl", 11, 6.95, BODY_TOP, RIGHT - 6.95, HEIGHT, prompt="Tableau"),
    ),
    _content("Tableau", Spot("Tableau", "tbl", 10, LEFT, BODY_TOP, WIDTH, HEIGHT, prompt="Tableau")),
    _content(
        "Thème",
        FIGURES,
        _body("Constats", 11, LEFT, BODY_TOP + 0.6, 6.8, 2.5),
        _body("Propositions", 13, LEFT, BODY_TOP + 3.2, 6.8, 1.7),
        VERBATIMS,
        blocks=_panel(),
    ),
    _content(
        "Thème, deux volets",
        FIGURES,
        _body("Constats", 11, LEFT, BODY_TOP + 0.6, 6.8, HEIGHT - 0.6),
        VERBATIMS,
        blocks=_panel(),
    ),
    _content(
        "Thème, un volet",
        replace(FIGURES, w=WIDTH),
        _body("Constats", 11, LEFT, BODY_TOP + 0.6, WIDTH, HEIGHT - 0.6),
    ),
    _content(
        "Deux colonnes",
        _body("Colonne gauche", 10, LEFT, BODY_TOP + 0.05, 5.75, HEIGHT - 0.05),
        _body("Colonne droite", 11, 6.933, BODY_TOP + 0.05, 5.75, HEIGHT - 0.05),
        blocks=(Block(6.655, BODY_TOP + 0.05, 0.02, HEIGHT - 0.05, "accent4"),),
    ),
    _content(
        "Annexe",
        _body("Colonne gauche", 10, LEFT, BODY_TOP, 5.85, HEIGHT + 0.1, Look(12)),
        _body("Colonne droite", 11, 6.833, BODY_TOP, 5.85, HEIGHT + 0.1, Look(12)),
    ),
)
"""The master first, then the layouts."""
