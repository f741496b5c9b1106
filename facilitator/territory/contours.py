"""The outlines of a mission's communes, from a user's GeoJSON, shapefile or GeoPackage."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.domain.place import Perimeter
from facilitator.errors import InputError
from facilitator.language.french import listed
from facilitator.language.typography import typeset

CODES = ("code", "insee_com", "code_insee", "codgeo", "insee", "code_commune")
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One commune: its rings and the middle of its widest part, in metres."""

    code: str
    rings: tuple[Ring, ...]
    middle: tuple[float, float]


def keep_outlines(path: Path, perimeter: Perimeter, target: Path) -> tuple[str, ...]:
    """Keep the outlines of the perimeter's communes in ``target`` (GeoJSON, degrees); what to know of them.

    Broken outlines are mended and told, several parts of a commune made one. InputError when the file is
    none, has no column of codes, or holds none of the communes.
    """
    frame, column = _read(path)
    codes = [one.code for one in perimeter.communes]
    frame = frame[frame[column].astype(str).isin(codes)][[column, "geometry"]]
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)].rename(columns={column: "code"})
    if frame.empty:
        raise InputError(
            typeset(f"{path.name} ne contient aucune commune du territoire."),
            cause=typeset(f"Colonne lue : « {column} »."),
            next_step="Donnez les contours des communes du département, du même millésime que le territoire.",
        )
    remarks = []
    names = {one.code: one.name for one in perimeter.communes}
    broken = sorted(names[str(code)] for code in frame["code"][~frame.geometry.is_valid])
    if broken:
        frame["geometry"] = frame.geometry.make_valid()
        remarks.append(typeset(f"Contours réparés : {listed(broken)}."))
    frame = frame.dissolve(by="code", as_index=False)
    frame = frame[[shape.area > 0 for shape in frame.geometry]]
    absent = [one.name for one in perimeter.communes if one.code not in set(frame["code"])]
    if absent:
        remarks.append(typeset(f"Sans contour, donc absentes des cartes : {listed(absent)}."))
    if frame.crs is None:
        frame = frame.set_crs(4326)
    target.write_text(frame.to_crs(4326).to_json(drop_id=True), "utf-8")
    return tuple(remarks)


def outlines(path: Path) -> tuple[Outline, ...]:
    """The outlines kept by ``keep_outlines``, in metres (the UTM zone they are in)."""
    frame, column = _read(path)
    frame = frame.to_crs(frame.estimate_utm_crs())
    return tuple(
        _outline(str(code), shape) for code, shape in zip(frame[column], frame.geometry, strict=True)
    )


def _outline(code: str, shape: Any) -> Outline:
    from shapely import maximum_inscribed_circle

    parts = [one for one in getattr(shape, "geoms", (shape,)) if one.geom_type == "Polygon"]
    rings = tuple(
        tuple((x, y) for x, y, *_ in ring.coords) for one in parts for ring in (one.exterior, *one.interiors)
    )
    inside = maximum_inscribed_circle(max(parts, key=lambda one: one.area)).coords[0]
    return Outline(code, rings, (inside[0], inside[1]))


def _read(path: Path) -> tuple[Any, str]:
    """The features of a file, and which column holds the codes of communes."""
    import geopandas
    from pyogrio.errors import DataSourceError

    try:
        frame = geopandas.read_file(path)
    except (DataSourceError, OSError, ValueError) as error:
        raise InputError(
            typeset(f"{path.name} ne se lit pas comme des contours."),
            cause=f"{error}.",
            next_step="Donnez un GeoJSON, un .shp avec ses fichiers voisins, ou un .gpkg.",
        ) from error
    column = next((str(one) for one in frame.columns if str(one).casefold() in CODES), None)
    if column is None or "geometry" not in frame.columns:
        raise InputError(
            typeset(f"{path.name} ne dit pas les codes des communes."),
            cause=typeset(f"Colonnes lues : {', '.join(map(str, frame.columns))}."),
            next_step=f"Il y faut une colonne nommée : {', '.join(CODES)}.",
        )
    return frame, column
