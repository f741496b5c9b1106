"""Three events of the example, for tests and measures whose expectations name what was said at them."""

from dataclasses import replace

from facilitator.config import Settings, shipped
from facilitator.intake.description import read_description
from facilitator.workshop import Workshop, import_described

THREE = ("atelier-parentalite", "seminaire-jeunesse", "table-ronde-acces-droits")


def three_walls(settings: Settings) -> Workshop:
    """The example's démarche with these events alone, their contributions imported; open."""
    described = read_description(shipped("exemple") / "demarche.toml")
    kept = tuple(one for one in described.events if one.event.slug in THREE)
    described = replace(described, events=kept, project=None)
    workshop = Workshop.described(described, settings)
    import_described(workshop, described)
    return workshop
