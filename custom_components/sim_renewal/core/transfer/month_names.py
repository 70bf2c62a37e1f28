"""The names of months in the languages of a household's tables, and what stands beside a date."""

from collections.abc import Iterator

from ..messages.languages import LANGUAGES
from ..signs import folded_words

_OTHERS = (
    "يناير|جانفي|كانون الثاني",
    "فبراير|فيفري|شباط",
    "مارس|آذار",
    "أبريل|ابريل|أفريل|نيسان",
    "مايو|ماي|أيار",
    "يونيو|يونيه|جوان|حزيران",
    "يوليو|يوليه|جويلية|تموز",
    "أغسطس|اغسطس|أوت|آب",
    "سبتمبر|أيلول",
    "أكتوبر|اكتوبر|تشرين الأول",
    "نوفمبر|تشرين الثاني",
    "ديسمبر|كانون الأول",
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so "
    "lunes martes miercoles jueves viernes sabado domingo lunedi martedi mercoledi giovedi venerdi "
    "sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag segunda terca "
    "quarta quinta sexta feira poniedzialek wtorek sroda czwartek piatek sobota niedziela "
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
_BESIDE = "de del di du of the th st nd rd er le am den al el il la dnia roku rok r ngay nam م"

VIETNAMESE_MONTH = "thang"
"""Stands before the number of the month."""


def _months() -> Iterator[tuple[str, int]]:
    for names in (_OTHERS, *(language.months for language in LANGUAGES)):
        for number, written in enumerate(names, 1):
            for name in filter(None, map(folded_words, written.split("|"))):
                yield name, number


MONTHS = dict(_months())
"""The number of each month by its name, folded as `folded_words` does."""

WEEKDAYS = frozenset(folded_words(_WEEKDAYS).split())
BESIDE = frozenset(folded_words(f"{_WEEKDAYS} {_BESIDE}").split()) - MONTHS.keys()
"""What can stand beside day, month and year and says nothing of them."""
