"""Rows of contributions: columns by their usual names, what cells mean, rejects, keys."""

import csv
from pathlib import Path

import pytest

from facilitator.domain.contribution import ContributionType
from facilitator.errors import InputError, StoreError, UsageError
from facilitator.intake.contributions import Defaults, Intake, Reject, read_contributions, write_rejects
from tests.intake.written import file


def read(tmp_path: Path, content: str, **options: object) -> Intake:
    return read_contributions(file(tmp_path / "mur.csv", content), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header",
    [
        "Texte",
        "CONTRIBUTIONS",
        "verbatim",
        "Idées",
        "Post-it",
        "Commentaire",
        "Réponse",
        "post_its",
        "Texte (brut)",
    ],
)
def test_the_text_column_has_many_names(tmp_path: Path, header: str) -> None:
    intake = read(tmp_path, f"Code;{header};Autre\nx1;un local;a\nx1;un bus;b\n")
    assert intake.columns["texte"] == header
    assert [row.text for row in intake.rows] == ["un local", "un bus"]


@pytest.mark.parametrize(
    ("field", "header"),
    [
        ("table", "Groupe"),
        ("table", "N° table"),
        ("table", "Numéro de table"),
        ("public", "Profil"),
        ("public", "Publics"),
        ("type", "Catégorie"),
        ("type", "Nature"),
        ("votes", "Gommettes"),
        ("votes", "Nb de points"),
        ("votes", "Votes (gommettes)"),
        ("sequence", "Temps"),
        ("sequence", "Séquence"),
        ("qualite", "Qualité"),
    ],
)
def test_other_columns_have_many_names_too(tmp_path: Path, field: str, header: str) -> None:
    intake = read(tmp_path, f"{header};Texte\n1;un local\n2;un bus\n")
    assert intake.columns[field] == header


def test_a_question_as_only_other_column_is_the_text(tmp_path: Path) -> None:
    intake = read(tmp_path, "Table;Qu'est-ce qui manque ?;Votes\nT1;un local;3\nT2;un bus;1\n")
    assert [(r.table, r.text, r.votes) for r in intake.rows] == [("T1", "un local", 3), ("T2", "un bus", 1)]
    assert any("Qu’est-ce qui manque" in note for note in intake.notes)


def test_the_clearly_textual_column_of_an_unknown_table_is_taken_and_said(tmp_path: Path) -> None:
    rows = "".join(
        f"{n};lot {n % 2};il manque un lieu pour se retrouver le soir, numéro {n}\n" for n in range(9)
    )
    intake = read(tmp_path, f"code;lot;ce qu'on m'a dit\n{rows}")
    assert intake.columns["texte"] == "ce qu'on m'a dit"
    assert len(intake.rows) == 9
    assert any("précisez" in note for note in intake.notes)


def test_without_a_textual_column_the_error_lists_columns_and_the_option(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, "alpha;beta;gamma\nab;cd;ef\ngh;ij;kl\n")
    assert "alpha" in refused.value.cause
    assert "--colonne" in refused.value.next_step


def test_a_table_without_header_loses_no_first_line(tmp_path: Path) -> None:
    intake = read(tmp_path, "T1;proposition;un local à nous le soir\nT1;proposition;un bus le samedi soir\n")
    assert [row.text for row in intake.rows] == ["un local à nous le soir", "un bus le samedi soir"]


def test_columns_named_by_the_user_win(tmp_path: Path) -> None:
    content = "Texte;Avis du public;Où\nrien;un local;T1\n"
    intake = read(tmp_path, content, columns={"texte": "avis du public", "Table": "Où"})
    assert [(row.text, row.table) for row in intake.rows] == [("un local", "T1")]


def test_a_column_can_be_named_by_its_rank_where_there_is_no_header(tmp_path: Path) -> None:
    content = "ab;cd;12\nef;cd;13\n"
    intake = read(tmp_path, content, columns={"texte": "colonne 1", "votes": "colonne 3"})
    assert [(row.line, row.text, row.votes) for row in intake.rows] == [(1, "ab", 12), (2, "ef", 13)]


def test_a_column_that_does_not_exist_is_told_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Verbatims bruts") as refused:
        read(tmp_path, "Table;Texte\nT1;un local\n", columns={"texte": "Verbatims bruts"})
    assert "Texte" in refused.value.cause


def test_a_field_that_does_not_exist_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="couleur"):
        read(tmp_path, "Table;Texte\nT1;un local\n", columns={"couleur": "Table"})


def test_columns_not_kept_and_duplicate_names_are_said(tmp_path: Path) -> None:
    intake = read(tmp_path, "texte;Texte;commune;vide\nun local;autre;Vernoissac;\n")
    assert [row.text for row in intake.rows] == ["un local"]
    notes = " ".join(intake.notes)
    assert "commune" in notes
    assert "vide" not in notes
    assert "la première" in notes


def test_several_events_in_one_file_are_said(tmp_path: Path) -> None:
    one = read(tmp_path, "evenement;texte\nA;un local\nA;un bus\n")
    two = read(tmp_path, "evenement;texte\nA;un local\nB;un bus\n")
    assert one.notes == ()
    assert "2 événements" in two.notes[0]


@pytest.mark.parametrize(
    ("cell", "votes"),
    [
        ("3", 3),
        ("3.0", 3),
        ("3,0", 3),
        ("2665.0", 2665),
        ("", 0),
        ("-", 0),
        ("1 200", 1200),
        ("1\u202f200", 1200),
    ],
)
def test_votes_are_whole_numbers(tmp_path: Path, cell: str, votes: int) -> None:
    assert read(tmp_path, f"texte;votes\nun local;{cell}\n").rows[0].votes == votes


@pytest.mark.parametrize("cell", ["-1", "2.5", "trois", "1e3", "9" * 400, "²"])
def test_votes_that_are_not_whole_numbers_are_a_reject(tmp_path: Path, cell: str) -> None:
    intake = read(tmp_path, f"texte;votes\nun local;{cell}\nun bus;1\n")
    assert [row.text for row in intake.rows] == ["un bus"]
    assert intake.rejects[0].cells == ("un local", cell)
    assert cell in intake.rejects[0].reason


def test_a_row_without_text_is_a_reject_and_a_blank_row_is_nothing(tmp_path: Path) -> None:
    intake = read(tmp_path, "table;texte\nT1;\n;\nT2;un bus\n")
    assert [reject.line for reject in intake.rejects] == [2]
    assert [row.line for row in intake.rows] == [4]


def test_a_text_longer_than_five_thousand_characters_is_a_reject(tmp_path: Path) -> None:
    intake = read(tmp_path, f"texte\n{'a' * 5000}\n{'b' * 5001}\n")
    assert [len(row.text) for row in intake.rows] == [5000]
    assert "5\u202f001" in intake.rejects[0].reason


def test_an_unknown_type_is_left_empty_and_said(tmp_path: Path) -> None:
    intake = read(tmp_path, "type;texte\nIdées;un local\nmachin;un bus\nmachin;un skate\n")
    assert [row.type for row in intake.rows] == [ContributionType.PROPOSITION, None, None]
    assert "machin" in intake.notes[0]
    assert "2\xa0lignes" in intake.notes[0]


def test_a_sequence_in_the_table_column_is_a_sequence(tmp_path: Path) -> None:
    intake = read(tmp_path, "table;texte\nSéquence 2;un local\nTable 2;un bus\n")
    assert [(r.table, r.sequence) for r in intake.rows] == [(None, 2), ("Table 2", None)]


def test_a_sequence_column_is_read_and_what_it_does_not_say_is_said(tmp_path: Path) -> None:
    intake = read(tmp_path, "séquence;texte\n1;a\n2.0;b\nTemps 3;c\nAccueil;d\n")
    assert [row.sequence for row in intake.rows] == [1, 2, 3, None]
    assert "Accueil" in intake.notes[0]


@pytest.mark.parametrize(
    ("public", "expected"),
    [
        ("élue : VP action sociale", ("élus", "élue : VP action sociale")),
        ("partenaire : Caf, conseillère", ("partenaires", "partenaire : Caf, conseillère")),
        ("agents: secrétaire", ("agents", "agents: secrétaire")),
        ("habitante : mère de trois enfants", ("habitants", "habitante : mère de trois enfants")),
        ("parents 0-3 ans", ("parents 0-3 ans", None)),
        ("table : mixte", ("table : mixte", None)),
        ("élus", ("élus", None)),
        ("", (None, None)),
    ],
)
def test_a_family_and_a_function_are_a_quality(
    tmp_path: Path, public: str, expected: tuple[str | None, str | None]
) -> None:
    row = read(tmp_path, f'public;texte\n"{public}";un local\n').rows[0]
    assert (row.public, row.quality) == expected


def test_public_and_quality_have_each_their_column(tmp_path: Path) -> None:
    rows = read(tmp_path, "public;qualité;texte\nélus;maire;a\n;agent : CCAS;b\n;seniors;c\n").rows
    assert [(r.public, r.quality) for r in rows] == [
        ("élus", "maire"),
        ("agents", "agent : CCAS"),
        ("seniors", None),
    ]


def test_defaults_serve_only_where_the_row_says_nothing(tmp_path: Path) -> None:
    defaults = Defaults(table="T9", public="élu : maire", type=ContributionType.BESOIN)
    rows = read(tmp_path, "table;public;type;texte\n;;;a\nT1;jeunes;force;b\n", defaults=defaults).rows
    assert (rows[0].table, rows[0].public, rows[0].quality, rows[0].type) == (
        "T9",
        "élus",
        "élu : maire",
        "besoin",
    )
    assert (rows[1].table, rows[1].public, rows[1].quality, rows[1].type) == ("T1", "jeunes", None, "force")


def test_the_text_is_kept_as_typed_but_for_its_edges_and_line_ends(tmp_path: Path) -> None:
    typed = "pr les bébé  qq'un !!\u00a0→ +1  [illisible]\té\u0301"
    assert read(tmp_path, f'texte;votes\n"  {typed}\r\nfin ";0\n').rows[0].text == f"{typed}\nfin"


def test_words_of_spreadsheets_for_nothing_stay_texts(tmp_path: Path) -> None:
    words = ["NA", "null", "nan", "None", "#N/A", "007", "1e5"]
    assert [row.text for row in read(tmp_path, "\n".join(["texte", *words])).rows] == words


def test_somebody_else_s_leading_apostrophe_is_kept(tmp_path: Path) -> None:
    assert read(tmp_path, "texte;table\n'+ de places;T1\n").rows[0].text == "'+ de places"


def test_a_repeated_header_is_a_reject(tmp_path: Path) -> None:
    intake = read(tmp_path, "table;texte\nT1;un local\ntable;texte\nT2;un bus\n")
    assert [row.text for row in intake.rows] == ["un local", "un bus"]
    assert intake.rejects[0].line == 3


def test_a_row_keeps_its_key_when_rows_are_inserted_or_the_file_is_saved_otherwise(tmp_path: Path) -> None:
    before = read(tmp_path, "texte;votes\nun local;1\nun bus;2\nun bus;2\n")
    after = read(tmp_path, 'votes,texte,x\n9,nouveau,\n1,un local,\n2,"un bus",y\n2,un bus,\n')
    assert [row.key for row in before.rows] == [row.key for row in after.rows][1:]
    assert len({row.key for row in after.rows}) == 4


def test_rejects_are_written_for_a_spreadsheet_and_can_be_corrected_and_imported(tmp_path: Path) -> None:
    intake = read(tmp_path, 'texte;votes\n=1+1;trois\n"deux\nlignes";-1\n')
    path = tmp_path / "rejets.csv"
    write_rejects(path, intake.rejects, intake.header)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines(keepends=True), delimiter=";"))
    assert rows[0] == ["Ligne", "Raison du rejet", "texte", "votes"]
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        ("2", "'=1+1", "trois"),
        ("3", "deux\nlignes", "'-1"),
    ]
    path.write_text(path.read_text("utf-8-sig").replace("trois", "3").replace("'-1", "1"), "utf-8")
    assert [(r.text, r.votes) for r in read_contributions(path).rows] == [("=1+1", 3), ("deux\nlignes", 1)]


def test_rejects_that_cannot_be_written_are_loud(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        write_rejects(tmp_path / "absent" / "rejets.csv", [Reject(2, "raison", ("a",))])
