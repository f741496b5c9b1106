"""The démarche d'exemple, rebuilt from what ships with the program."""

import shutil
from dataclasses import replace
from pathlib import Path

from facilitator.config import Settings, shipped
from facilitator.errors import StoreError
from facilitator.intake.contributions import read_contributions
from facilitator.intake.description import Description, read_description
from facilitator.workshop.reports import ImportReport, Step, unheard
from facilitator.workshop.workshop import Workshop

DEMO = "demo"
MARK = ".exemple"
FIRST_SEEN = "atelier-parentalite"
"""The event of the example to open first: post-its at tables, with votes."""
_NOBODY = ("Tiny", "forest", "Rézo", "Panneau Pocket", "dom")
"""Words of the example that look like names and name nobody."""


def rebuild_demo(settings: Settings, step: Step = unheard) -> Workshop:
    """``sessions/demo`` made anew from the example, its study and contributions imported; open.

    Only a folder that an earlier call made is replaced; raises StoreError when something else is there.
    """
    folder = settings.sessions / DEMO
    if folder.exists():
        _remove_earlier(folder)
    try:
        folder.mkdir(parents=True)
        (folder / MARK).touch()
    except OSError as error:
        raise StoreError(
            f"Le dossier {folder} ne peut pas être créé.",
            cause=error.strerror or str(error),
            next_step="Choisissez un dossier où vous pouvez écrire : réglage « sessions ».",
        ) from error
    described = read_description(shipped("exemple") / "demarche.toml")
    described = replace(described, demarche=replace(described.demarche, slug=DEMO))
    lay_study(folder, step)
    workshop = Workshop.described(described, settings)
    import_described(workshop, described, step)
    return workshop


def lay_study(folder: Path, step: Step = unheard) -> None:
    """Lay the example's study in a démarche's folder: territory, public files, contours, survey answered.

    Raises InputError, StoreError; everything in it is fictive.
    """
    from facilitator.workshop.indicators import OUTLINES, Indicators
    from facilitator.workshop.survey import FILE, Survey

    places, survey = shipped("exemple") / "territoire", shipped("exemple") / "enquete"
    with Indicators(folder) as indicators:
        indicators.choose("", places / "territoire.csv")
        files = [one for one in sorted(places.iterdir()) if one.suffix in (".csv", ".xlsx")]
        _, refused = indicators.bring([one for one in files if one.name != "territoire.csv"], step)
        if refused:
            raise refused[0]
    step("Enquête", 0, 0)
    (folder / OUTLINES).write_bytes((places / "contours.geojson").read_bytes())
    (folder / FILE).write_bytes((survey / "enquete.md").read_bytes())
    Survey(folder).bring_in(survey / "reponses-fictives.csv")


def decide_names(workshop: Workshop) -> int:
    """Decide as its facilitator did of what may identify somebody in the example; how many were replaced."""
    found = workshop.names.review().undecided
    plain = [one for one in found if one.finding.words in _NOBODY]
    workshop.names.accept_found(plain)
    return workshop.names.replace_found([one for one in found if one not in plain])


def import_described(
    workshop: Workshop, description: Description, step: Step = unheard
) -> tuple[ImportReport, ...]:
    """Take the contribution files that a description names, each into its event, then its projet social."""
    files = [(one.contributions, one.event) for one in description.events if one.contributions]
    reports = []
    for done, (path, event) in enumerate(files):
        step(f"Import de {path.name}", done, len(files))
        reports.append(workshop.import_file(read_contributions(path), event.slug))
    if description.project is not None:
        workshop.plan.describe(description.project)
    return tuple(reports)


def _remove_earlier(folder: Path) -> None:
    if not (folder / MARK).exists():
        raise StoreError(
            f"Le dossier {folder} existe et n’est pas la démarche d’exemple.",
            next_step="Renommez-le, puis relancez « facilitator demo ».",
        )
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StoreError(
            f"L’ancienne démarche d’exemple ne peut pas être remplacée dans {folder}.",
            cause=str(error),
            next_step="Fermez ses documents s’ils sont ouverts (PowerPoint, Word…), puis recommencez.",
        ) from error
