# ruff: noqa: E501 (a phrase is a line)
"""The answer to our question whether a voicemail or a text may be left: the one place where a YES is heard."""

import re
from typing import Final

from enquiries.core.enums import Asked
from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.contact_wishes import ContactWishes, wishes
from enquiries.parsing.grammar.phrases import Phrases, compile_phrases
from enquiries.parsing.vocabulary import WORDS

_LONGEST_ANSWER: Final = 12  # words
_TAUGHT = re.compile(r"(?:both|voice|voice only|voicemail|voicemail only|neither)(?: please| thanks)?")
_TEXTS_WELCOME = re.compile(
    r"(?:(?:yes|yeah|ok|a|by) )*(?:text|texts|texting|message|messages) (?:is|are|r|would be) (?:fine|ok|okay|good|great|alright)"
    r"(?: (?:by|with|for) me)?(?: (?:please|thanks|x|too))*"
)
_LEAVE_NOTHING = compile_phrases("{not} leave me? anything/nothing/one/either/any", WORDS)
_NEITHER = compile_phrases(
    """
    neither
    none
    no to? both/all/either/them/any
    not either/both
    {not} do either/both/any
    {rather} not
    {rather} you? {not}/didnt
    no thanks/thank_you/ta/please/way
    definitely/absolutely/certainly/course/obviously not
    please dont $
    {not}/isnt safe
    nothing please/thanks/at_all
    {not} want either/any/them/that
    """,
    WORDS,
)
_BOTH = compile_phrases(
    """
    both
    either
    any/all of them/those/these
    whichever/whatever
    dont mind
    not bothered/fussed
    anything is? fine/ok/good
    any is? fine/ok/good
    """,
    WORDS,
)
_YES = compile_phrases(
    """
    yes/yeah/yep/yea/yup/yeh/ye/aye/sure/definitely/absolutely/ok_yes/course/yah/yess/y
    of course
    go ahead/for_it
    go on then/please/yes/ok
    thats/thatd_be/thatll_be fine/ok/okay/good/great/alright/grand/cool/perfect
    that is/would_be fine/ok/okay/good/great/alright
    is/are? fine/ok/okay/alright with me
    no problem/probs/worries/bother
    please do
    you can $
    you can leave/text/do/use/send
    fine
    """,
    WORDS,
)
_YES_BUT = re.compile(
    r"(?:yes|yeah|yep|yea|yup|yeh|ye|aye|sure|course|fine|go ahead|thats (?:fine|ok))(?: (?:please|thanks|ok|fine|thats|to))*"
    r" (?:\| )?(?:but|just|except|only|text|texts|voicemail)(?!\S)(?! (?:ring|call))"
)
"""A yes to what was asked, and what it does not hold for: "yes but no voicemail"."""
_NO = re.compile(r"(?:no(?! (?:problem|probs|worries|bother)(?: |$))|nope|nah|n|naw|na)(?: |$)")
_NO_AND_WHY = re.compile(
    r"(?:no|nope|nah|naw)(?: \|)? (?:he|hes|she|shes|they|theyre|my|someone|everyone|people|because|as|its|it|im|i|dont|sorry)(?!\S)"
)
_ON_THE_MACHINE = compile_phrases("a? message/messages on/to the/my? voicemail/machine")
_ABOUT_TEXT = compile_phrases("{texted}/{texts}", WORDS)
# It speaks of texting, and chooses nothing: "dunno why im even texting", "n dont text my mum pays for it".
_CHOOSES_NOTHING = compile_phrases(
    """
    why .. {texted}/{texts}
    {im}/{i} ..2 texting/messaging/writing
    {not} {soft}? {texted}
    """,
    CONTACT_WORDS,
)
_ABOUT_VOICEMAIL = compile_phrases("voicemail/voice/recording/{voice_only}", WORDS)


def is_taught_answer(said: str, asked: Asked | None) -> bool:
    """Return True for the words that our question teaches: they count later, too. BOTH may be "for both of us"."""
    return bool(_TAUGHT.fullmatch(said)) and not (said == "both" and asked is Asked.ABOUT)


def welcomes_texts(said: str) -> bool:
    """Return True for "text is fine", which says yes to texts also where we have not asked."""
    return bool(_TEXTS_WELCOME.fullmatch(said))


def answer(said: str) -> ContactWishes:
    """The answer to "may we leave a voicemail or a text?" in a heard text; empty where it is none."""
    said = _ON_THE_MACHINE.sub("voicemail", said)
    if len(said.split()) > _LONGEST_ANSWER or "?" in said:
        return ContactWishes()
    if _LEAVE_NOTHING.search(said):
        return ContactWishes(text=False, voicemail=False)
    forbidden = wishes(said, answering=True)
    voicemail = _said(forbidden.voicemail, _ABOUT_VOICEMAIL, said)
    text = _said(forbidden.text, _ABOUT_TEXT, _CHOOSES_NOTHING.sub("~", said))
    if _YES_BUT.match(said) and (voicemail is False) is not (text is False):
        return ContactWishes(text=text is not False, voicemail=voicemail is not False)
    if voicemail is None and text is None:
        both = _both(said)
        return ContactWishes(text=both, voicemail=both)
    if (_BOTH.search(said) or _NEITHER.search(said)) and False not in (voicemail, text):
        both = _both(said)
        return ContactWishes(text=both, voicemail=both)
    if (_NEITHER.search(said) or (_NO_AND_WHY.match(said) and not _BOTH.search(said))) and True not in (
        voicemail,
        text,
    ):
        return ContactWishes(text=False, voicemail=False)
    if _CHOOSES_NOTHING.search(said):
        return ContactWishes(text=text, voicemail=voicemail)
    # one of the two was named, and that is the choice: "just voicemail"
    return ContactWishes(
        text=text if text is not None or not voicemail else False,
        voicemail=voicemail if voicemail is not None or not text else False,
    )


def _said(forbidden: bool | None, named: Phrases, said: str) -> bool | None:
    if forbidden is False:
        return False
    return True if named.search(said) else None


def _both(said: str) -> bool | None:
    """Yes to both, no to both, or neither of these."""
    if _NEITHER.search(said) or (_NO.match(said) and not _BOTH.search(said)):
        return False
    return True if _BOTH.search(said) or _YES.search(said) else None
