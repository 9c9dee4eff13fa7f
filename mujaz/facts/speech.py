"""The words that say who speaks: speech verbs of both languages, and what they tell of their subject.

Arabic is written in folded letters (`text.fold_same_length`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mujaz.text import alternation

if TYPE_CHECKING:
    from mujaz.model import Side

_VERBS_EN = (
    "said|says|say|saying|told|tells|telling|added|adds|adding|wrote|writes|writing|tweeted|tweeting|explained|explains|noted"
    "|notes|insisted|insists|warned|warns|admitted|admits|confirmed|confirms|declared|declares|replied|replies|responded"
    "|asked|asks|commented|continued|continues|concluded|concludes|recalled|recalls|revealed|reveals|suggested|suggests"
    "|testified|vowed|vows|urged|urges|stressed|stresses|called|calls|acknowledged|acknowledges|joked|jokes|alleged|alleges"
    "|complained|complains|promised|promises|predicted|observed|remarked|shouted|argued|argues|claimed|claims|stated|states"
    "|announced|announces|described|describes|labelled|labeled|dubbed|accused|quipped|lamented|reiterated|sneered|boasted"
    "|repeating|repeats|chanting|shouting|reported|reports|posted|chanted|went\\s+on|according\\s+to|thanked|praised"
    "|criticised|criticized|put\\s+it|believes|thinks|pledged|pledges|hailed|hails|likened|branded|demanded|demands|mocked"
    "|slammed|condemned|cried|yelled|screamed|wondered|wonders|recounted|estimated|cautioned|countered|conceded|contended"
    "|asserted|emphasi[sz]ed|mentioned|noting|insisting|arguing|claiming|describing|explaining|worried\\s+about"
    "|worried\\s+that|worries|answered|pointed\\s+out|points\\s+out|sums\\s+up|begged|renewed|reaffirmed|expressed|voiced|underlined|underscored"
    "|lauded|denounced|denounces|stressing|vowing|pledging|urging|recalling|affirmed|affirms|affirming|blamed|blames"
    "|blaming|attributed|recounts|deplored|deplores|quoted|considering|warning|accusing|announcing|confirming|promising"
    "|predicting|declaring|denied|denies|denying|agreed|judged|deemed|hit\\s+back|summed\\s+up|carried\\s+the\\s+slogan"
    "|raised\\s+the\\s+slogan|styles\\s+itself|styles\\s+himself|styles\\s+herself|reassured|retorted|opined|elaborated|clarified|disclosed|appealed|objected|protested"
    "|calling|condemning|welcomed|rejected|ruled|repeated|repeats|considered|considers|whispered|murmured|muttered|exclaimed"
    "|sighed|laughed|recited|sang|related|narrated|reflected|maintained|maintains|hinted|ventured|interjected|enthused|marvelled|reasoned|advised|advises"
)
_VERBS_AR = (
    "قال|قالت|قالوا|يقول|تقول|يقولون|القول|قوله|قولها|اضاف|اضافت|يضيف|اعلن|اعلنت|صرح|صرحت|اكد|اكدت|يوكد|توكد|اوضح|اوضحت"
    "|يوضح|توضح|اشار|اشارت|ذكر|ذكرت|اعتبر|اعتبرت|زعم|زعمت|تابع|تابعت|يتابع|تتابع|كتب(?!\\s+عليه)|كتبت(?!\\s+عليه)|غرد|غردت|رد|ردت|حذر|حذرت|يحذر"
    "|تحذر|شدد|شددت|لفت|لفتت|تعهد|تعهدت|وصف|وصفت|اخبر|اخبرت|علق|علقت|سال|سالت|استطرد|اردف|اختتم|ختم|اعرب|اعربت|جادل|كرر"
    "|كررت|بحسب|حسب|علي\\s+حد\\s+قول|حسبما|مزح|ذكره|ادلي|ادلت|اقسم|جاء\\s+في\\s+بيان|نقل\\s+عن|نقلت\\s+عن|علي\\s+لسان|نقلا\\s+عن|هتف|هتفت"
    "|هتفوا|افاد|افادت|افادوا|ردد|رددت|تساءل|تساءلت|واصل|واصلت|استدرك|نوه|نوهت|جدد|جددت|نبه|نبهت|ندد|نددت|انتقد|انتقدت"
    "|طالب|طالبت|دعا|دعت|اشاد|اشادت|روي|روت|يروي|تروي|حكي|حكت|توقع|توقعت|هدد|هددت|توعد|توعدت|اتهم|اتهمت|نفي|نفت|اقر|اقرت"
    "|كشف|كشفت|ادان|ادانت|استنكر|استنكرت|ناشد|ناشدت|صرخ|صرخت|شكا|شكت|عزا|عزت|ارجع|ارجعت|عبر\\s+عن|عبرت\\s+عن|راي(?=[^.،]{0,60}\\sان\\s)|رات(?=[^.،]{0,60}\\sان\\s)"
    "|طمان|طمانت|خلص|خلصت|اجاب|اجابت|رفض|رفضت|رحب|رحبت|هاجم|هاجمت|اشتكي|اشتكت|استغرب|استغربت|اجمع|اجمعت|حث|حثت|قدر|قدرت"
    "|استبعد|استبعدت|رجح|رجحت|همس|همست|تمتم|تمتمت|تنهد|تنهدت|صاح|صاحت|تمني|تمنت|اوصي|اوصت|يري|تري|تهكم|تهكمت|جاء\\s+في|ورد\\s+في|وفق|رفع(?=\\s+[ء-ي]+\\s+شعار)|بالقول|بقوله|بقولها"
    "|ابلغ|ابلغت|يشير|تشير|شرح|شرحت|يشرح|تشرح|استذكر|استذكرت|يستذكر|تستذكر|اختصر|اختصرت|يختصر|تختصر|لخص|لخصت|يلخص|تلخص|يعلق|تعلق|يصف|تصف"
    "|يتساءل|تتساءل|يتذكر|تتذكر|اعترف|اعترفت|يعترف|تعترف|يعلن|تعلن|يعتبر|تعتبر|يلفت|تلفت|يشدد|تشدد|يعرب|تعرب|يستطرد|تستطرد"
)
# "saying", "stressing": a verb that leaves its subject to the one before it.
_PARTICIPLES_AR = (
    "قايلا|قايله|مضيفا|مضيفه|موكدا|موكده|موضحا|موضحه|مشيرا|مشيره|واصفا|واصفه|مازحا|ساخرا|مشددا|مشدده|معتبرا|معتبره"
    "|لافتا|لافته|محذرا|محذره|منددا|منتقدا|مطالبا|داعيا|داعيه|متهما|متوعدا|متوعده|متسايلا|معربا|معربه|مذكرا|مذكره"
)
PARTICIPLES_EN = frozenset(
    "saying telling adding writing tweeting repeating noting insisting arguing claiming describing explaining stressing"
    " vowing pledging urging recalling affirming blaming considering warning accusing announcing confirming promising"
    " predicting declaring denying calling condemning".split()
)
PARTICIPLE_AR = re.compile(rf"^[وف]?(?:{alternation(_PARTICIPLES_AR.split('|'))})$")
ADDRESSING = frozenset({"told", "tells", "asked", "asks", "urged", "urges", "warned", "reminded", "assured"})
# "ورد المدير قائلا" has "و" and "رد", "ورد في البيان" is one word.
_ANSWERING = r"(?=\s[^.•]{2,80}(?:قايلا|قايله|بالقول|بقولها|بقوله|موكدا|موكده)(?![ء-ي]))"
# "رفض كشف اسمه", "asked not to be named" tell nothing of what was said.
_NAMELESS = r"(?:اسمه|اسمها|اسمهما|اسماءهم|اسمايهم|هويته|هويتها|هوياتهم)"
SPEECH: dict[Side, re.Pattern[str]] = {
    "en": re.compile(
        rf"\b(?:{alternation(v for verb in _VERBS_EN.split('|') for v in (verb, verb[0].upper() + verb[1:]))})\b"
        r"(?!\s+(?:not\s+to\s+be|for\s+anonymity|to\s+remain)\b)"
        r"|(?<=[\"”]\s)reads?\b"  # "…," read one of the messages
    ),
    "ar": re.compile(
        rf"(?<![ء-ي])(?<!عدم )(?<!تم )(?<!جري )(?!وردت?(?![ء-ي])(?!{_ANSWERING})|[وف]?ردت?\s+ب(?:شكل|طريقه))[وف]?"
        rf"(?:(?:{alternation(f'{_VERBS_AR}|{_PARTICIPLES_AR}'.split('|'))})(?:وا)?(?![ء-ي])(?!\s+(?:[ء-ي]+\s+){{0,3}}{_NAMELESS}(?![ء-ي]))|(?:وفقا|طبقا)\s+ل(?=[ء-ي]))"
    ),
}
SOURCE: dict[Side, re.Pattern[str]] = {
    "en": re.compile(r"^according\s+to$", re.IGNORECASE),
    "ar": re.compile(r"(?:وفقا|طبقا)\s+ل$|حسب$|بيان$|لسان$|نقلا\s+عن$"),
}
