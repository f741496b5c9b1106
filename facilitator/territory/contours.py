"""The outlines of a mission's communes, from a user's GeoJSON, shapefile or GeoPackage."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.domain.place import Perimeter
from facilitator.errors import InputError
from facilitator.language.french import listed
from facilitator.language.typography import quote, typeset
from facilitator.territory.cells import commune_code

CODES = ("code", "insee_com", "code_insee", "codgeo", "insee", "code_commune")
WGS84, LAMBERT_93, HALF_TURN = 4326, 2154, 180
LAMBERT = (1_300_000, 6_000_000, 7_200_000)
"""Bounds of metropolitan France in Lambert 93: the largest x, the least and the largest y."""
LATITUDES, LONGITUDES = (41.0, 51.6), (-5.6, 9.8)
"""Of metropolitan France, in degrees."""
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One commune: its rings and the middle of its widest part, in metres."""

    code: str
    rings: tuple[Ring, ...]
    middle: tuple[float, float]


def keep_outlines(path: Path, perimeter: Perimeter, target: Path) -> tuple[str, ...]:
    """Keep the outlines of the perimeter's communes in ``target`` (GeoJSON, degrees); what to know of them.

    Broken outlines are mended and told, several of a commune made one, metres and inverted degrees put right.
    InputError when the file is none, has no column of codes, or holds none of the communes.
    """
    frame, column = _read(path)
    names = {one.code: one.name for one in perimeter.communes}
    frame["code"] = [_code(one) for one in frame[column]]
    frame = frame[frame["code"].isin(list(names))][["code", "geometry"]]
    frame = frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
    if frame.empty:
        raise _none_of_them(path, f"Colonne lue : {quote(column)}.")
    remarks = []
    broken = [str(code) for code in frame["code"][~frame.geometry.is_valid]]
    several = [str(code) for code in frame["code"][frame["code"].duplicated()]]
    for what, codes in (("Contours réparés", broken), ("Plusieurs contours, réunis en un", several)):
        if codes:
            remarks.append(typeset(f"{what} : {listed(sorted({names[code] for code in codes}))}."))
    frame["geometry"] = frame.geometry.make_valid().map(_polygons)
    frame = frame.dissolve(by="code", as_index=False)
    frame = frame[[shape.area > 0 for shape in frame.geometry]]
    if frame.empty:
        raise _none_of_them(
            path, "Les formes de ces communes sont des points ou des lignes, non des surfaces."
        )
    absent = [name for code, name in names.items() if code not in set(frame["code"])]
    if absent:
        remarks.append(typeset(f"Sans contour, donc absentes des cartes : {listed(absent)}."))
    frame, moved = _in_degrees(frame, path)
    target.write_text(frame.to_json(drop_id=True), "utf-8")
    return (*remarks, *moved)


def _none_of_them(path: Path, cause: str) -> InputError:
    return InputError(
        typeset(f"{path.name} ne contient aucune commune du territoire."),
        cause=typeset(cause),
        next_step="Donnez les contours des communes du département, du même millésime que le territoire.",
    )


def _code(cell: object) -> str:
    """The code of a commune, also where a spreadsheet or a database made it a number."""
    number = isinstance(cell, float) and cell.is_integer()
    return commune_code(str(int(cell)) if number and isinstance(cell, float) else str(cell))


def _polygons(shape: Any) -> Any:
    """The surfaces of a shape; mending may leave lines and points beside them."""
    from shapely import MultiPolygon

    if shape.geom_type == "Polygon":
        return shape
    parts = [_polygons(one) for one in getattr(shape, "geoms", ())]
    return MultiPolygon(
        [one for part in parts for one in getattr(part, "geoms", (part,)) if not one.is_empty]
    )


def _in_degrees(frame: Any, path: Path) -> tuple[Any, tuple[str, ...]]:
    """The outlines in degrees, from what their numbers look like: degrees, inverted ones, or Lambert 93."""
    from shapely import transform

    if frame.crs is not None and not frame.crs.is_geographic:
        return frame.to_crs(WGS84), ()
    left, low, right, high = (float(one) for one in frame.total_bounds)
    if LATITUDES[0] < left and right < LATITUDES[1] and LONGITUDES[0] < low and high < LONGITUDES[1]:
        frame["geometry"] = [transform(one, lambda points: points[:, ::-1]) for one in frame.geometry]
        told = "Latitudes et longitudes étaient inversées ; elles sont remises dans l’ordre."
        return frame.set_crs(WGS84, allow_override=True), (told,)
    if max(abs(left), abs(right)) <= HALF_TURN and max(abs(low), abs(high)) <= HALF_TURN / 2:
        return (frame.set_crs(WGS84) if frame.crs is None else frame.to_crs(WGS84)), ()
    if left > 0 and right < LAMBERT[0] and LAMBERT[1] < low and high < LAMBERT[2]:
        told = "Projection non dite ; les coordonnées sont lues comme du Lambert 93."
        return frame.set_crs(LAMBERT_93, allow_override=True).to_crs(WGS84), (told,)
    raise InputError(
        typeset(f"{path.name} : les coordonnées ne sont ni des degrés, ni du Lambert 93."),
        cause=typeset(f"Elles vont de ({left:.0f}, {low:.0f}) à ({right:.0f}, {high:.0f})."),
        next_step="Enregistrez-le en GeoJSON (degrés, WGS 84), ou joignez le fichier .prj du shapefile.",
    )


def outlines(path: Path) -> tuple[Outline, ...]:
    """The outlines kept by ``keep_outlines``, in metres (the UTM zone they are in)."""
    frame, column = _read(path)
    frame = frame.to_crs(frame.estimate_utm_crs())
    return tuple(
        _outline(str(code), shape) for code, shape in zip(frame[column], frame.geometry, strict=True)
    )


def _outline(code: str, shape: Any) -> Outline:
    from shapely import maximum_inscribed_circle

    whole = _polygons(shape)
    parts = list(getattr(whole, "geoms", (whole,)))
    rings = tuple(
        tuple((x, y) for x, y, *_ in ring.coords) for one in parts for ring in (one.exterior, *one.interiors)
    )
    inside = maximum_inscribed_circle(max(parts, key=lambda one: one.area)).coords[0]
    return Outline(code, rings, (inside[0], inside[1]))


def _read(path: Path) -> tuple[Any, str]:
    """The features of a file, and which column holds the codes of communes."""
    import warnings

    import geopandas
    from pyogrio.errors import DataSourceError
    from shapely.errors import GEOSException

    try:
        with warnings.catch_warnings():  # what the reader remarks on is looked at again below, shape by shape
            warnings.simplefilter("ignore")
            frame = geopandas.read_file(path, on_invalid="fix")
    except (DataSourceError, GEOSException, OSError, ValueError) as error:
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
