"""The models that this computer already took from the Hugging Face hub; never the network."""

import sysconfig
from dataclasses import dataclass
from pathlib import Path

from facilitator.errors import EngineError


@dataclass(frozen=True, slots=True)
class CachedModel:
    """A sentence-transformers model in the local cache, its size in bytes."""

    name: str
    size: int
    folder: Path


def cached_snapshot(name: str, cache: Path | None = None) -> Path:
    """The folder of the model ``author/model`` in the local cache, named after its revision.

    Raises EngineError, which says how to bring the model here, when it is absent or incomplete.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError

    try:
        return Path(snapshot_download(name, cache_dir=cache, local_files_only=True))
    except (HFValidationError, OSError) as error:  # an absent entry is an OSError
        fetch = Path(sysconfig.get_path("scripts")) / "hf"
        raise EngineError(
            f"Le modèle « {name} » n’est pas sur ce poste, ou il y est incomplet.",
            cause="Rien n’est téléchargé pendant une séance, et aucun dossier ne porte ce nom.",
            next_step=(
                f"Une seule fois, avec une connexion : {fetch} download {name} ; ou copiez le dossier du "
                "modèle sur ce poste et donnez son chemin à la place de son nom."
            ),
        ) from error


def cached_models(cache: Path | None = None) -> tuple[CachedModel, ...]:
    """The sentence-transformers models in the local cache, by name; none when there is no cache."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repositories = scan_cache_dir(cache).repos
    except CacheNotFound:
        return ()
    models = []
    for repository in repositories:
        files = {file.file_name for revision in repository.revisions for file in revision.files}
        if repository.repo_type == "model" and "modules.json" in files:
            models.append(CachedModel(repository.repo_id, repository.size_on_disk, repository.repo_path))
    return tuple(sorted(models, key=lambda model: model.name))
