"""Words that a text to an enquirer should avoid.

Carriers filter texts that name drugs, and another person may be holding the phone. Texts do not say what the
service is either. A text to one person only warns its writer; a centre's own wording may have none.
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
"""The words as a regular expression over lower-case text, in a form that JavaScript reads too."""
_UNWISE = re.compile(PATTERN)


def unwise_words(text: str) -> list[str]:
    """Return the unwise words in a text, each once, in order of appearance."""
    return list(dict.fromkeys(_UNWISE.findall(normalise(text))))
