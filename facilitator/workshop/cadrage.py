"""The verbs on what frames a démarche: its étapes and its instances."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from facilitator.domain.demarche import Etape, EtapeState, Instance
from facilitator.domain.theme import Author
from facilitator.errors import NotFoundError, UsageError
from facilitator.intake.slug import slugify
from facilitator.language.french import written_date
from facilitator.language.typography import quote, typeset
from facilitator.store.demarche_file import DemarcheFile
from facilitator.workshop.events import named

ACT = "décrire"


class Cadrage:
    """The frame of one démarche; every verb is an act of its own, durable and undoable when it returns."""

    def __init__(self, file: DemarcheFile) -> None:
        self._file = file

    def keep_etape(self, asked: str, **changed: Any) -> Etape:
        """An étape with other fields, those of ``Etape``; added at the end where it is new and has a state.

        Raises NotFoundError for an unknown one, UsageError where it would end before it starts.
        """
        with self._file.journal.act(ACT, f"étape {quote(asked)} changée", by=Author.HUMAN):
            demarche = self._file.agenda.demarche()
            found = next((one for one in demarche.etapes if slugify(one.title) == slugify(asked)), None)
            if found is None and "state" not in changed:
                known = ", ".join(quote(one.title) for one in demarche.etapes)
                raise NotFoundError(
                    typeset(f"L'étape {quote(asked)} n'existe pas."),
                    cause=f"Étapes : {known}." if known else "La démarche n’a encore aucune étape.",
                    next_step='Donnez-lui un état pour l’ajouter : --etat "à venir".',
                )
            etape = replace(found or Etape(named(asked, "Cette étape"), EtapeState.PLANNED), **changed)
            if etape.starts and etape.ends and etape.ends < etape.starts:
                raise UsageError(
                    typeset(f"L'étape {quote(etape.title)} finirait avant de commencer."),
                    cause=f"Du {written_date(etape.starts)} au {written_date(etape.ends)}.",
                    next_step="Corrigez l’une des deux dates ; rien n’a été changé.",
                )
            kept = tuple(etape if one is found else one for one in demarche.etapes)
            etapes = kept if found is not None else (*kept, etape)
            self._file.agenda.write_demarche(replace(demarche, etapes=etapes))
        return etape

    def hold_for(self, asked: str, event: str) -> Etape:
        """An étape with an event more held for it, by its code. Raises NotFoundError."""
        etapes = self._file.agenda.demarche().etapes
        there = next((one.events for one in etapes if slugify(one.title) == slugify(asked)), ())
        return self.keep_etape(asked, events=tuple(dict.fromkeys((*there, event))))

    def drop_etape(self, asked: str) -> None:
        """Take an étape out of this mission; its events stay. Raises NotFoundError."""
        with self._file.journal.act(ACT, f"étape {quote(asked)} retirée", by=Author.HUMAN):
            demarche = self._file.agenda.demarche()
            kept = tuple(one for one in demarche.etapes if slugify(one.title) != slugify(asked))
            if len(kept) == len(demarche.etapes):
                known = ", ".join(quote(one.title) for one in demarche.etapes)
                raise NotFoundError(
                    typeset(f"L'étape {quote(asked)} n'existe pas."),
                    cause=f"Étapes : {known}." if known else "La démarche n’a aucune étape.",
                    next_step="Vérifiez son titre : « facilitator demarche » les montre.",
                )
            self._file.agenda.write_demarche(replace(demarche, etapes=kept))

    def keep_instance(self, instance: Instance) -> None:
        """An instance in the place of the one of its name, or a further one; UsageError without a name."""
        named(instance.name, "Cette instance")
        with self._file.journal.act(ACT, f"instance {quote(instance.name)}", by=Author.HUMAN):
            demarche = self._file.agenda.demarche()
            names = [slugify(one.name) for one in demarche.governance]
            kept = tuple(
                instance if name == slugify(instance.name) else one
                for name, one in zip(names, demarche.governance, strict=True)
            )
            told = kept if slugify(instance.name) in names else (*kept, instance)
            self._file.agenda.write_demarche(replace(demarche, governance=told))
