"""Writes sessions/exemple/enquete/: the questionnaire of the fictive Val d'Aubre, and 300 invented answers.

Nobody answered: each form is drawn at random, seeded, around a few invented households, so that results look
like those of a volunteer survey (parents and people in work answer most, some questions stay blank, three
codes are wrong). After a change of ``prompts/enquete``: ``python -m tests.bench.build_survey_answers``.
"""

import csv
import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from facilitator.domain.demarche import Demarche, Territory
from facilitator.domain.survey import Question, QuestionKind, Questionnaire
from facilitator.survey.questionnaire_file import read_questionnaire
from facilitator.workshop.survey import FILE, begin

EXAMPLE = Path(__file__).parents[2] / "sessions" / "exemple"
FOLDER = EXAMPLE / "enquete"
FORMS = 300
SEED = 20260601
WRONG = {(41, "q2"): "8", (127, "q13"): "oui", (233, "q19"): "3,3,7"}
FILLED = {
    "à compléter : la collectivité": "Communauté de communes du Val d’Aubre (fictive)",
    "à compléter : le contact du délégué à la protection des données": "par courrier à la communauté",
    "à compléter : où et avant quelle date rendre le questionnaire": "Rendez-le en mairie avant le 30 juin.",
}
WEIGHTS = {
    "q2": (2, 12, 42, 28, 12, 4),
    "q3": (70, 8, 3, 9, 10),
    "q6": (24, 52, 24),
    "q9": (38, 62),
    "q10": (58, 22, 12, 8),
    "q13": (9, 18, 73),
    "q15": (7, 14, 79),
    "q16": (6, 18, 46, 30),
    "q18": (7, 19, 48, 26),
}
MANY = {
    "q5": (30, 28, 34, 18, 40, 6),
    "q7": (44, 38, 47, 22, 15, 8, 12),
    "q8": (64, 38, 42, 9, 31, 11),
    "q14": (41, 22, 17, 38),
    "q17": (47, 30, 18, 14, 36, 17, 9),
}
RANKED = (34, 22, 20, 9, 16, 30, 44, 18, 13, 15, 12, 7)
WORDS = """
Un bus le samedi matin pour aller au marché.
Des horaires de bus qui correspondent à ceux du lycée.
Une navette pour les rendez-vous médicaux.
Le transport à la demande, je ne sais pas comment ça marche.
Sans voiture on ne fait rien ici, même pas les courses.
Une piste cyclable entre Castelombre et Vernoissac.
Le dernier car part trop tôt pour ceux qui travaillent.
Un covoiturage organisé par la mairie.
Plus de places en crèche, nous avons attendu huit mois.
Une assistante maternelle qui accepte les horaires décalés.
Rien pour faire garder un bébé avant sept heures.
Le relais petite enfance est trop loin.
Une micro-crèche dans les villages du nord.
Savoir qui a encore de la place chez les assistantes maternelles.
Un accueil de loisirs ouvert tout le mois d'août.
Le périscolaire ferme à dix-huit heures, c'est trop tôt.
Des activités pour les enfants le mercredi dans notre village.
L'accueil de loisirs coûte cher quand on a trois enfants.
Un lieu pour les jeunes, même petit, ouvert le soir.
Les adolescents traînent à l'abribus, il leur faut un local.
Un animateur qui vienne dans les petites communes.
De l'aide pour trouver un stage de troisième.
Une salle de musique pour les jeunes.
Des sorties organisées pour les collégiens pendant les vacances.
Un terrain de sport éclairé.
Un lieu où parler avec d'autres parents.
Des rencontres sur les écrans et le sommeil.
Des conseils sur l'adolescence, on se sent seul.
Un café des parents le samedi.
Quelqu'un à qui téléphoner quand on est dépassé.
Une personne pour aider à remplir les dossiers.
Les démarches par internet sont trop compliquées.
Mettre un vrai guichet, avec quelqu'un qui répond au téléphone.
Que l'espace France services vienne dans nos mairies.
Je ne savais pas que j'avais droit à la prime d'activité.
Un ordinateur et un agent en mairie, une fois par semaine.
Les courriers de la Caf, on n'y comprend rien.
Une permanence de l'assistante sociale le soir.
Un médecin, le nôtre part à la retraite.
Impossible d'avoir un dentiste à moins de six mois.
Une maison de santé à Vernoissac.
Un orthophoniste, il y a deux ans d'attente.
Un bus santé qui passe dans les villages.
Une infirmière en plus pour les personnes âgées.
Des soins psychologiques pour les jeunes, près d'ici.
Une aide à domicile le week-end.
Du répit pour ceux qui s'occupent d'un parent âgé.
Des visites aux personnes seules.
Des logements adaptés au centre du bourg pour les anciens.
Un portage de repas tous les jours.
Des ateliers mémoire ou gymnastique pour les retraités.
Ma maison est froide et chère à chauffer.
Des petits logements à louer pour les jeunes qui débutent.
De l'aide pour isoler les maisons anciennes.
Trop de maisons vides et rien à louer.
Un café associatif au village.
Un endroit pour se rencontrer quand il pleut.
Plus d'information sur ce qui se passe dans les communes voisines.
Un journal avec toutes les activités.
Faire revenir un commerce, même ambulant.
Un marché le vendredi soir.
Une fête qui réunisse tous les villages.
Une maison des associations avec des salles gratuites.
Une ressourcerie tenue par des habitants.
Un jardin partagé près de l'école.
Un bureau partagé pour télétravailler.
Des formations près de chez nous.
Un service pour trouver du travail sans faire cinquante kilomètres.
Rendre les trottoirs praticables avec un fauteuil.
Un accueil de loisirs qui prenne les enfants en situation de handicap.
Une aire de jeux accessible à tous.
Garder la bibliothèque ouverte le samedi.
Tout va bien, gardez l'école.
Nous aimons vivre ici, mais il faut des services.
Qu'on nous demande plus souvent notre avis.
""".strip().splitlines()


def build() -> None:
    """Write the questionnaire and its answers anew."""
    FOLDER.mkdir(exist_ok=True)
    described = tomllib.loads((EXAMPLE / "demarche.toml").read_text(encoding="utf-8"))["territoire"]
    territory = Territory(described["nom"], tuple(described["communes"]), fictive=True)
    made = FOLDER / FILE
    made.unlink(missing_ok=True)
    begin(FOLDER, Demarche("exemple", "Exemple", territory), None)
    text = made.read_text(encoding="utf-8")
    for gap, words in FILLED.items():
        text = _across_lines(text, gap, words)
    made.write_text(text, encoding="utf-8")
    questionnaire = read_questionnaire(made, [FOLDER.parents[2] / "prompts" / "enquete" / "banque"])
    with (FOLDER / "reponses-fictives.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        keys = list(questionnaire.by_key)
        writer.writerow(["id", *keys])
        for number, answers in enumerate(_forms(questionnaire), start=1):
            row = [WRONG.get((number, key), ",".join(answers.get(key, ()))) for key in keys]
            writer.writerow([f"F{number:03d}", *row])


def _across_lines(text: str, gap: str, words: str) -> str:
    """``gap`` replaced where the lines of the YAML head cut it."""
    return re.sub(r"\s+".join(map(re.escape, gap.split())), lambda _: words, text)


def _forms(questionnaire: Questionnaire) -> list[dict[str, tuple[str, ...]]]:
    chance = random.Random(SEED)
    words = [*WORDS]
    chance.shuffle(words)
    forms = []
    for number in range(FORMS):
        answers: dict[str, tuple[str, ...]] = {}
        for one in questionnaire.questions:
            if one.code not in questionnaire.asked(answers):
                continue
            if one.kind is QuestionKind.FREE:
                if number % 4 == 0 and words:
                    answers[one.code] = (words.pop(),)
            elif chance.random() > 0.05 or one.code in ("q1", "q4"):
                answers |= _drawn(chance, one, answers)
        forms.append(answers)
    return forms


def _drawn(
    chance: random.Random, one: Question, answers: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    codes = [option.code for option in one.options]
    if one.kind is QuestionKind.TABLE:
        weights = [12, 22, 38, 20, 8][: len(codes)] if len(codes) == 5 else [34, 54, 12]
        return {key: tuple(chance.choices(codes, weights)) for key in one.keys if chance.random() > 0.03}
    if one.kind is QuestionKind.RANKING:
        return {one.code: _ranked(chance, codes)}
    if one.kind is QuestionKind.MANY:
        ticked = [code for code, weight in zip(codes, MANY[one.code], strict=True)
                  if chance.random() * 100 < weight]  # fmt: skip
        if one.code == "q14" and "4" in ticked:
            ticked = ["4"]
        return {one.code: tuple(ticked)} if ticked else {}
    return {one.code: tuple(chance.choices(codes, _weights(one, answers)))}


def _weights(one: Question, answers: dict[str, tuple[str, ...]]) -> Sequence[float]:
    """Small communes answer less; the retired are older, and few of them have children at home."""
    age = answers.get("q2", ("3",))[0]
    if one.code == "q1":
        return [30 / (rank + 2) for rank in range(len(one.options) - 1)] + [1]
    if one.code == "q3" and age in "56":
        return (8, 2, 0, 86, 4) if age == "5" else (0, 0, 0, 98, 2)
    if one.code == "q3" and age == "1":
        return (3, 2, 92, 0, 3)
    if one.code == "q4":
        return {"3": (10, 28, 44, 18), "4": (34, 32, 26, 8)}.get(age, (88, 7, 4, 1))
    return WEIGHTS[one.code]


def _ranked(chance: random.Random, codes: Sequence[str]) -> tuple[str, ...]:
    left, taken = dict(zip(codes, RANKED, strict=True)), []
    for _ in range(chance.choice((2, 3, 3, 3, 3))):
        taken += chance.choices(list(left), list(left.values()))
        del left[taken[-1]]
    return tuple(taken)


if __name__ == "__main__":
    build()
