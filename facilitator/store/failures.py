"""What SQLite's refusals mean to a facilitator: the one place where foreign errors become ours."""

import sqlite3
from pathlib import Path

from facilitator.errors import ConflictError, FacilitatorError, InputError, StoreError

_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_READ_ONLY = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_FULL = ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")
"""The second one: no room is left for the index that the readers of a log share."""
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BROKEN_RULES = {
    "SQLITE_CONSTRAINT_FOREIGNKEY": "Il s’appuie sur un élément qui n’existe pas, ou qui n’existe plus.",
    "SQLITE_CONSTRAINT_UNIQUE": "Un autre élément porte déjà le même nom ou le même numéro.",
    "SQLITE_CONSTRAINT_PRIMARYKEY": "Le même élément est déjà enregistré.",
    "SQLITE_CONSTRAINT_CHECK": "Un nombre de votes est négatif.",
    "SQLITE_CONSTRAINT_NOTNULL": "Il lui manque une information obligatoire.",
}


def told(error: BaseException, path: Path) -> FacilitatorError | None:
    """What to tell of ``error``, met while reading or writing ``path``; None if it is not SQLite's refusal.

    The names are SQLite's result codes (https://www.sqlite.org/rescode.html), matched by their beginning
    since the extended codes add to it.
    """
    if isinstance(error, UnicodeEncodeError | OverflowError):
        return _unkeepable(error)
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorname", None) or ""
    if code.startswith(_BUSY):
        return StoreError(
            "La démarche est occupée.",
            cause=f"Un autre poste écrit dans {path} depuis plusieurs secondes.",
            next_step="Attendez la fin de son travail, puis recommencez : rien n’a été changé.",
        )
    if code.startswith(_READ_ONLY):
        return read_only(path)
    if code.startswith(_DAMAGED):
        return damaged(path)
    if code.startswith("SQLITE_CONSTRAINT"):
        return ConflictError(
            "Ce changement contredit ce que la démarche contient.",
            cause=_BROKEN_RULES.get(code, f"Une règle du fichier l’interdit ({code})."),
            next_step="Rechargez la démarche, puis refaites le changement : rien n’a été changé.",
        )
    if code.startswith(_FULL):
        return StoreError(
            "Il n’y a plus de place pour écrire la démarche.",
            cause=f"Le disque de {path.parent} est plein.",
            next_step="Libérez de la place, puis recommencez : rien n’a été changé.",
        )
    return StoreError(
        "La démarche n’a pas pu être lue ou écrite.",
        cause=f"{path} : {code or error}.",
        next_step="Vérifiez le disque, puis recommencez ; une copie datée se trouve dans « sauvegardes ».",
    )


def read_only(path: Path) -> StoreError:
    """What to tell where ``path`` or its folder cannot be written."""
    return StoreError(
        "La démarche ne peut pas être écrite.",
        cause=f"{path} ou son dossier n’est pas accessible en écriture.",
        next_step="Copiez le dossier de la démarche là où vous pouvez écrire, ou corrigez ses droits.",
    )


def damaged(path: Path) -> StoreError:
    """What to tell where ``path`` is no database, or no longer a sound one."""
    return StoreError(
        "Le fichier de la démarche est illisible.",
        cause=f"{path} n’est pas une base de données, ou il est abîmé.",
        # A write-ahead log left behind would be played onto the copy put in its place.
        next_step="Mettez-le de côté, avec les fichiers « -wal » et « -shm » du même nom s’il y en a, puis "
        "remettez à sa place la copie la plus récente du dossier « sauvegardes ».",
    )


def _unkeepable(error: UnicodeEncodeError | OverflowError) -> InputError:
    if isinstance(error, UnicodeEncodeError):
        invalid = error.object[error.start : error.end]
        return InputError(
            "Ce texte ne peut pas être enregistré.",
            cause=f"Il contient un caractère invalide : {invalid!a}.",
            next_step="Retapez le passage, ou enregistrez le fichier d’origine en UTF-8.",
        )
    return InputError(
        "Ce nombre ne peut pas être enregistré.",
        cause="Il dépasse ce qu’un fichier de démarche peut contenir.",
        next_step="Vérifiez les votes et les numéros saisis.",
    )
