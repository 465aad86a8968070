"""Words that a text to an enquirer should do without.

Carriers filter texts that name drugs, and whoever holds the phone may read them. A text does not say who we
are either. Nothing is refused: whoever writes is told, and decides.
"""

import re

from enquiries.core.text import normalise

_WORDS = (
    "addict addicts addicted addiction alcohol alcoholic alcoholics alcoholism amphetamine benzo benzos "
    "booze buprenorphine cannabis cocaine codeine coke crack dependence dependency detox diagnosis "
    "diazepam drink drinker drinking drug drugs drunk dose fentanyl gambling ghb heroin hospital injecting "
    "ketamine medication meth methadone morphine naloxone opiate opiates opioid opioids overdose overdosed "
    "pills psychiatric rehab rehabilitation relapse relapsed smack sober sobriety spice steroids "
    "substance suicidal suicide tablets therapy treatment tramadol valium weed withdrawal withdrawals xanax"
)
PATTERN = rf"\b(?:{_WORDS.replace(' ', '|')}|self.?harm)\b"
"""The words as an expression that scripts read too; of small letters."""
_UNWISE = re.compile(PATTERN)


def unwise_words(text: str) -> list[str]:
    """Those that are in the text, each once, in the order in which they come."""
    return list(dict.fromkeys(_UNWISE.findall(normalise(text))))
