# ruff: noqa: E501 (a list of words is a line)
"""In which language a person writes, by the small words that every sentence has, or by its script.

Only so that staff can have an interpreter at hand: a guess that costs nothing where it is wrong.
"""

import re
from typing import Final

from enquiries.core.i18n import ENGLISH
from enquiries.parsing.risk.languages import without_accents

_SMALL_WORDS: Final = {
    "en": "the and i my me is am are to of for in it you need help please call have with on he she not can was be do this that im ive"
    " dont cant his her we they",
    "cy": "dwi rwyn mae ydw yn yr ac fy ti chi angen isio eisiau help gyda wedi ddim fi ei nhw hi fo dim gan sydd oes ond plis",
    "pl": "nie jest sie ja ze na do jak mam moj moja potrzebuje pomocy prosze czy co mnie on ona jestem chce ale tak juz dla bardzo",
    "ro": "nu este sunt si am sa imi mi ma pentru cu va rog ajutor vreau la pe eu lui ei fost meu mea ca ce mai",
    "es": "no es soy y mi me la el que de en necesito ayuda por favor para con estoy tengo un una lo se muy pero como su",
    "pt": "nao eu sou e meu minha que de em preciso ajuda por favor para com estou tenho um uma ele ela muito mas como seu",
    "fr": "je suis pas et mon ma la le les de besoin aide pour avec il elle est un une ne que dans j ai mais s il vous plait",
    "de": "ich bin nicht und mein meine der die das brauche hilfe bitte mit er sie ist ein eine zu habe mir mich aber auch",
    "ar": "انا في من على مع لا هل عن هو هي ان كل ابني",
}
_WORDS: Final = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_SCRIPTS: Final = (
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("pa", re.compile("[\u0a00-\u0a7f]")),
)
LANGUAGES: Final = {
    **{"en": "English", "cy": "Welsh", "pl": "Polish", "ro": "Romanian", "es": "Spanish", "pt": "Portuguese"},
    **{"fr": "French", "de": "German", "ar": "Arabic", "ru": "Russian", "el": "Greek", "zh": "Chinese"},
    **{"hi": "Hindi", "bn": "Bengali", "pa": "Punjabi"},
}
"""What may be recognised: the English name by its code (ISO 639). Of a script, the language that most write in it."""
_FEWEST = 2  # small words of a language, before it is named
_LETTERS_OF_A_SCRIPT = 3


def language_of(text: str) -> str | None:
    """The code of the language that the text is written in (ISO 639); None where it is too short to say."""
    for code, script in _SCRIPTS:
        if len(script.findall(text)) >= _LETTERS_OF_A_SCRIPT:
            return code
    words = without_accents(text).split()
    found = {code: sum(word in small for word in words) for code, small in _WORDS.items()}
    code = max(found, key=lambda each: (found[each], each == ENGLISH))
    if found[code] < _FEWEST or (code != ENGLISH and found[code] <= found[ENGLISH]):
        return None
    return code
