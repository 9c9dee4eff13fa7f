"""Head words of organisations, Arabic beside English, and how the letters of an abbreviation are spelled in Arabic."""

from __future__ import annotations

from functools import cache

from mujaz.facts.lexicon import read
from mujaz.gazetteer import Entry, Gazetteer
from mujaz.text import fold, slugify

# An English head word and the Arabic ones that translate it, in the form that begins a name.
HEADS: dict[str, tuple[str, ...]] = {
    "academy": ("أكاديمية",),
    "administration": (
        "إدارة",
        "حكومة",
        "هيئة",
        "الإدارة",
    ),
    "agency": (
        "وكالة",
        "هيئة",
        "جهاز",
    ),
    "air": ("طيران", "الخطوط"),
    "airline": (
        "طيران",
        "شركة",
        "الخطوط",
        "الطيران",
    ),
    "airlines": ("طيران", "شركة", "الخطوط"),
    "airways": ("طيران", "شركة", "الخطوط"),
    "alliance": ("تحالف", "حلف", "ائتلاف"),
    "army": ("جيش", "الجيش"),
    "assembly": ("جمعية", "مجلس", "الجمعية"),
    "association": ("جمعية", "رابطة", "اتحاد", "نقابة", "منظمة"),
    "authority": (
        "هيئة",
        "سلطة",
        "إدارة",
        "جهاز",
    ),
    "bank": ("بنك", "مصرف", "البنك"),
    "banque": (
        "بنك",
        "مصرف",
    ),
    "bar": ("نقابة",),
    "bloc": (
        "كتلة",
        "تكتل",
    ),
    "board": ("مجلس", "هيئة"),
    "brigade": ("لواء",),
    "brigades": (
        "كتائب",
        "ألوية",
        "سرايا",
    ),
    "brotherhood": ("جماعة",),
    "bureau": (
        "مكتب",
        "هيئة",
        "جهاز",
    ),
    "cabinet": ("مجلس",),
    "campaign": ("حملة",),
    "center": ("مركز",),
    "centre": (
        "مركز",
        "معهد",
    ),
    "chamber": ("غرفة",),
    "charity": (
        "جمعية",
        "مؤسسة",
        "هيئة",
    ),
    "church": ("كنيسة", "الكنيسة"),
    "club": ("نادي",),
    "coalition": ("ائتلاف", "تحالف"),
    "coastguard": ("خفر",),
    "college": ("كلية",),
    "command": ("قيادة",),
    "commission": ("لجنة", "مفوضية", "هيئة"),
    "committee": ("لجنة", "اللجنة"),
    "commonwealth": (
        "رابطة",
        "كومنولث",
    ),
    "community": ("مجموعة", "جماعة"),
    "company": (
        "شركة",
        "الشركة",
    ),
    "confederation": ("اتحاد", "كونفدرالية"),
    "conference": ("مؤتمر",),
    "congress": ("كونغرس", "الكونغرس", "مؤتمر", "الكونجرس"),
    "consulate": ("قنصلية",),
    "cooperation": ("منظمة", "مجلس", "قمة"),
    "corporation": ("شركة", "مؤسسة", "هيئة"),
    "corps": ("فيلق", "سلاح", "الحرس"),
    "council": (
        "مجلس",
        "هيئة",
    ),
    "court": ("محكمة", "المحكمة"),
    "department": (
        "وزارة",
        "إدارة",
        "قسم",
        "دائرة",
        "مصلحة",
        "مديرية",
    ),
    "directorate": (
        "مديرية",
        "المديرية",
        "إدارة",
    ),
    "embassy": ("سفارة",),
    "exchange": (
        "بورصة",
        "سوق",
    ),
    "federation": (
        "اتحاد",
        "فيدرالية",
        "جامعة",
        "فدرالية",
        "كونفدرالية",
        "نقابة",
    ),
    "force": ("قوة", "القوات", "سلاح"),
    "forces": ("قوات", "القوات"),
    "forum": ("منتدى",),
    "foundation": ("مؤسسة",),
    "front": ("جبهة",),
    "fund": ("صندوق",),
    "gendarmerie": ("درك",),
    "government": ("حكومة",),
    "group": ("مجموعة", "جماعة", "شركة"),
    "guard": ("الحرس", "حرس", "خفر"),
    "holding": ("القابضة",),
    "hospital": (
        "مستشفى",
        "المستشفى",
    ),
    "house": ("مجلس", "بيت"),
    "initiative": ("مبادرة",),
    "inspectorate": ("مفتشية",),
    "institute": ("معهد", "المعهد"),
    "institution": ("مؤسسة", "معهد"),
    "intelligence": (
        "مخابرات",
        "استخبارات",
    ),
    "laboratory": ("مختبر", "معمل"),
    "league": ("رابطة", "جامعة", "دوري"),
    "library": ("مكتبة",),
    "market": ("سوق",),
    "militia": ("ميليشيا",),
    "ministry": ("وزارة",),
    "mission": ("بعثة",),
    "movement": ("حركة",),
    "museum": ("متحف",),
    "navy": ("بحرية", "البحرية", "القوات"),
    "network": ("شبكة",),
    "observatory": ("مرصد",),
    "office": (
        "مكتب",
        "وزارة",
        "ديوان",
    ),
    "orchestra": ("أوركسترا",),
    "organisation": (
        "منظمة",
        "مؤسسة",
        "هيئة",
    ),
    "organization": (
        "منظمة",
        "مؤسسة",
        "هيئة",
    ),
    "parliament": (
        "برلمان",
        "البرلمان",
        "مجلس",
    ),
    "partnership": ("شراكة",),
    "party": ("حزب", "الحزب"),
    "police": ("شرطة", "الشرطة"),
    "presidency": ("رئاسة",),
    "program": ("برنامج",),
    "programme": ("برنامج",),
    "project": ("مشروع",),
    "prosecution": ("نيابة",),
    "refinery": ("مصفاة",),
    "reserve": ("الاحتياطي", "احتياطي"),
    "resistance": ("المقاومة",),
    "school": (
        "مدرسة",
        "كلية",
        "معهد",
    ),
    "secretariat": (
        "أمانة",
        "الأمانة",
    ),
    "senate": ("مجلس",),
    "service": ("خدمة", "هيئة", "جهاز", "دائرة", "مصلحة", "إدارة"),
    "services": ("خدمات", "هيئة", "أجهزة"),
    "society": (
        "جمعية",
        "مجتمع",
        "جماعة",
    ),
    "station": ("محطة",),
    "survey": ("هيئة", "مسح"),
    "syndicate": ("نقابة",),
    "treasury": ("وزارة", "الخزانة"),
    "tribunal": ("محكمة",),
    "trust": ("صندوق", "مؤسسة"),
    "union": (
        "اتحاد",
        "الاتحاد",
        "نقابة",
        "رابطة",
        "اتحادية",
    ),
    "unit": ("وحدة",),
    "university": ("جامعة",),
}
HEADS_EN = frozenset(HEADS) | frozenset(
    # Heads of names that Arabic mostly spells instead of translating.
    "fc united rangers rovers times post news journal herald tribune gazette inc corp corporation ltd plc llc co llp "
    "studios entertainment records motors motor pharmaceuticals industries technologies systems press radio tv channel "
    "pharmacy supermarkets "
    "magazine examiner independent chronicle telegraph observer mirror express mail star-ledger holdings capital "
    "airways airbus hotels hotel foods stores brothers enterprises partners media networks "
    "stadium arena theatre theater cup championship championships open league award awards prize festival games "
    "street road avenue square bridge tower hall palace airport station building gate boulevard drive lane "
    "prix premiership research media act bill law treaty accord agreement amendment code day week war battle "
    "revolution crisis financial finance properties gas oil petroleum insurance telecom logistics securities "
    "aviation aerospace automotive electronics biotech solutions consulting construction realty resources mining "
    "chemicals shipping electric broadcasting mosques".split(),
)
LETTERS: dict[str, tuple[str, ...]] = {
    "A": ("ايه", "اي", "ا", "إيه"),
    "B": ("بي",),
    "C": ("سي",),
    "D": ("دي",),
    "E": ("اي", "إي"),
    "F": ("اف",),
    "G": ("جي",),
    "H": ("اتش", "ايتش"),
    "I": ("اي", "آي"),
    "J": ("جيه", "جي", "جاي"),
    "K": ("كيه", "كي", "كاي"),
    "L": ("ال", "إل"),
    "M": ("ام",),
    "N": ("ان",),
    "O": ("او",),
    "P": ("بي",),
    "Q": ("كيو",),
    "R": ("ار",),
    "S": ("اس",),
    "T": ("تي",),
    "U": ("يو",),
    "V": ("في",),
    "W": ("دبليو", "دابليو"),
    "X": ("اكس", "إكس"),
    "Y": ("واي",),
    "Z": ("زد", "زي"),
}


@cache
def known() -> Gazetteer:
    """The packaged list of organisations, searched as the gazetteer is."""
    entries = []
    for rank, line in enumerate(read("organisations.tsv")):
        arabic, english = (tuple(cell.split("|")) for cell in line.split("\t"))
        identity = slugify(fold(english[0]))
        entries.append(Entry(identity, "other", "", arabic, english, None, None, capital=False, rank=rank))
    return Gazetteer(entries, [], {"ar": {}, "en": {}})
