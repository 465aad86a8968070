"""Words that a text to an enquirer should avoid.

Carriers filter texts that name drugs, and another person may be holding the phone. Texts do not say what the
service is either. A text to one person only warns its writer; a centre's own wording may have none.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from enquiries.core.i18n import ENGLISH
from enquiries.core.text import normalise
from enquiries.parsing.risk.languages import without_accents

_WORDS: Final = (
    "addict addicts addicted addiction alcohol alcoholic alcoholics alcoholism amphetamine benzo benzos "
    "booze buprenorphine cannabis cocaine codeine coke crack dependence dependency detox diagnosis "
    "diazepam dose drink drinker drinking drug drugs drunk fentanyl gambling ghb heroin hospital injecting "
    "ketamine medication meth methadone morphine naloxone opiate opiates opioid opioids overdose overdosed "
    "pills psychiatric rehab rehabilitation relapse relapsed self.?harm smack sober sobriety spice steroids "
    "substance suicidal suicide tablets therapy treatment tramadol valium weed withdrawal withdrawals xanax"
)
_ANYWHERE: Final = "cannabis detox diazepam fentanyl ghb ketamine naloxone rehab tramadol valium xanax"
# Without accents; * is any ending.
_TRANSLATED: Final[Mapping[str, str]] = {
    "cy": (
        "alcohol* amffetamin canabis cocen cyffur* gyffur* chyffur* dadwenwyno ddadwenwyno caethiwed "
        "gaethiwed dibyniaeth ddibyniaeth gorddos orddos heroin gamblo hapchwarae yfed meddwi feddwi meddwyn "
        "hunan.?niw* hunanladdiad* sobr sobri therapi triniaeth driniaeth tabledi dabledi meddyginiaeth* "
        "feddyginiaeth* ysbyty seiciatr* methadon morffin opioid*"
    ),
    "es": (
        "adicci* adict* alcohol* anfetamin* apuestas autolesi* beber bebida* borrach* coca cocain* crack "
        "dependencia desintoxica* diagnostic* dosis drog* heroin* hospital* ludopat* marihuana medicaci* "
        "metadona morfina opiaceo* opioide* pastilla* porro* psiquiatr* recaida* rehabilita* sobredosis "
        "sobrio suicid* sustancia* terapia* tratamiento* abstinencia"
    ),
    "pl": (
        "alkohol* amfetamin* dawk* detoks* diagnoz* dopalacz* hazard* heroin* kokain* leczeni* lekarstw* "
        "marihuan* metadon* morfin* narkoma* narkoty* naduzywa* odstawien* odwyk* opioid* pijan* przedawkow* "
        "psychiatr* samoboj* samookalecz* szpital* tabletk* terapi* trzezw* uzaleznie* uzaleznion* zazywa*"
    ),
}


@cache
def pattern(language: str) -> str:
    """The words of a language (ISO 639) as a regular expression, in a form that JavaScript reads too.

    It is over lower-case text, and but for English over text without accents.
    """
    words = _WORDS if language == ENGLISH else f"{_ANYWHERE} {_TRANSLATED.get(language, '')}"
    return rf"\b(?:{'|'.join(words.replace('*', '[a-z]*').split())})\b"


def unwise_words(text: str, language: str = ENGLISH) -> list[str]:
    """Return the unwise words in a text, each once, in order of appearance."""
    read = normalise(text) if language == ENGLISH else without_accents(text)
    return list(dict.fromkeys(re.findall(pattern(language), read)))
