# ruff: noqa: E501 (a phrase is a line)
"""Texts that end it: they reached the wrong person, or one who wants to be left alone.

"Say its a wrong number if he answers" is a cover story and ends nothing; nor does "he wont leave me alone".
"""

import re
from typing import Final

from enquiries.core.i18n import ENGLISH
from enquiries.parsing.grammar.phrases import Phrases, compile_phrases
from enquiries.parsing.language import language_of
from enquiries.parsing.plain_words import heard
from enquiries.parsing.vocabulary import WORDS

_COVER = compile_phrases(
    """
    say/tell/pretend/claim/act/make_out/answer .. wrong number/person
    i/im/ive/we/weve/he/she/they/hes/shes/theyre/who/dad/mum ..1 kept/keep/ringing/calling/dialling/dialing/texting/rang/rung/called/given/gave/had/got/get/text/texted .. wrong number
    have/did i .. wrong number
    been given .. wrong number
    if .. wrong number
    wrong number i_had/i_rang/i_called/i_gave/i_put/for_you/earlier/last_time/before
    is/was this/that the wrong number
    no privacy/phone/phones/mic/signal/calls/call/texts/text/help/hope/way/point/problem/need/good/peace/space/escape/money/life/support/reception/wifi/internet/chance/speaking/talking/ringing/drink/drugs/room ..4
    put/gave/typed/entered the/my/a wrong number
    """,
    WORDS,
)
_WRONG_NUMBER = compile_phrases(
    """
    wrong number/person/phone/guy/girl/man/woman/bloke/one
    the/a/you wrong number/person
    {not} me mate/pal/love/sorry/it_wasnt
    {not} the/that right? person/number .. you/your
    it {not}/wasnt/isnt me
    wasnt me
    text/texts/message/messages/call/calls/number isnt for me
    meant for someone/somebody_else/another
    meant to be for someone
    i never/havent asked/signed/requested/contacted/applied ..1 this/you/anything/it/up
    i didnt ask/sign/request/contact/apply ..1 this/you/anything/it/up
    i never/didnt/havent text/texted/message/messaged/rang/called you/anyone/this_number/youse
    never asked/signed/contacted/texted/requested for/up/you/this/it/anything
    didnt ask/sign/text/contact/request for/up/you/this/it
    i am/im not the person/who
    who did you want
    someone_elses/somebody_elses number/phone/mobile
    you ..1 want/wanted/after/need someone_else/somebody_else/another_person
    someone_else had/has/uses this number
    this number belongs/belonged to
    had/has/have this/the number before/anymore/any_more/now
    had it before
    number anymore/any_more
    this is/isnt a private/personal/business/shop number
    not my/the number you
    sent .. by mistake/accident/in_error
    by mistake sorry
    texted .. by mistake/accident
    ignore that/this/my last/text/wrong_number
    youve/you/u got/have/ave/must_have .. wrong ..
    dont know .. what this is/what_its/what_youre about/on_about/talking_about
    no idea who/what this/you/youre ..
    this is/isnt not? .. {relatives} phone
    nothing to do with me
    no ..1 at/on this/here number
    no ..1 here $
    noone here/called .. that/by_that/of_that/asked ..
    there is/s noone .. here/called
    """,
    WORDS,
)
_OUR_SLIP: Final = re.compile(
    r"(?:^|(?<=\| ))(?:kept|rang|called|phoned|texted|dialled|dialing|got)(?: [^ |?]+){0,3} wrong number"
)
_NOBODY_OF_THAT_NAME: Final = re.compile(r"noone (?:called|named) [a-z]+ (?:here|on this|at this|lives)")
_WORDS_AROUND_IT: Final = """
a by can chat dont else for got guy have hello hey hi i ignore im in ive it its just last love mate meant me message mistake my number
oops pal person phone please received reply sent so someone soz sorry text texted that thats the think this to was were woman worry
wrong x you youve your error
"""
_AROUND_IT: Final = frozenset(_WORDS_AROUND_IT.split())
"""The words of a text that says only that it went to the wrong number, or came from it."""
_MOST_WORDS_ELSEWHERE: Final = 4  # of such a text in another language
_NOT_ME: Final = re.compile(
    r"(?:sorry )?(?:its |it is |that is |thats |this is )?not me(?: sorry| mate| pal| love| please)*"
)
_ALONE = compile_phrases(
    """
    leave me/us alone
    leave us be
    leave me be
    fuck/piss/bugger/sod/bog/jog/f off
    fuk/fk off
    go away
    get lost
    do one
    stop/quit harassing/bothering/pestering/spamming/hassling/annoying ..
    {not} bother/contact me ..2
    {not} want anything/nothing to_do_with/from you/this
    {not} interested
    lose/delete/remove my/this number/details
    no more contact
    take/remove/delete ..2 my/this number ..4 off/from ..
    """,
    WORDS,
)
_WORDS_AROUND_ALONE: Final = """
a again all already and any anymore asked at bloody but bye calling can cheers company could do dont ever ffs for from
fucking god i id im in it its ive just like lot love mate me more my no now number of off offer oh ok once out people
phone pissed please right said seriously service services so sod sorry spam stop such system tell text texting texts
thank thanks that the them these this to told too u us want well will wish with x yes you your youse
"""
_AROUND_ALONE: Final = frozenset(_WORDS_AROUND_ALONE.split())
"""The words of a text that says only that: not "hes not interested in getting help"."""
_WHY_STOP: Final = compile_phrases(
    """
    no more? {texts}/texts_or_calls/calls/contact/spam to? me?
    no more of these
    {not} want/need/send ..2 {texts}/calls/contact/your_help
    {not} {texted}/{ring}/contact/bother me/us/here/this_number
    {not} need you/this/it/help/your_help/a_call/the_call any_more/anymore/now/thanks
    changed my mind
    sorted now?
    im ok/fine/better/sorted/alright/good now
    got/found/have/had/getting help elsewhere/somewhere_else/already
    who is? this/that
    who are you
    whos this/that
    how did/do you get/have/got my number
    where did you get my number
    how many times do i/ive have/need? to? say/tell/ask ..2
    i/ive already? told/asked you already/before/twice?
    told/asked you? already/before/twice
    already told/asked you
    why do/are you keep? texting/messaging/ringing/calling/contacting me
    you keep texting/messaging/ringing/calling/contacting me?
    this is spam/harassment/silly/a_scam/a_joke
    no thanks/thank_you
    """,
    WORDS,
)
_STOPS: Final = frozenset(("stop", "stopall", "unsubscribe", "unsub", "optout", "opt", "out", "cancel"))
_NOT_SAID_TO_US: Final = re.compile(
    r"(?<!\S)(?:dont (?:\S+ ){0,2}(?:leave|left) me|(?:want|need|told|asked|said)(?: to)? (?:go away|get lost))(?!\S)"
)
_WORDS_AROUND_STOP: Final = (
    "all already and anymore cheers hi i im just mate now ok please said so sorry thank thanks u x yes you"
)
_AROUND_STOP: Final = frozenset(_WORDS_AROUND_STOP.split())


def is_wrong_number(said: str) -> bool:
    """Return True where a heard text says that we reached the wrong person, or that they never asked."""
    bare = _OUR_SLIP.sub("~", _COVER.sub("~", said))
    return bool(_WRONG_NUMBER.search(bare) or _NOBODY_OF_THAT_NAME.search(bare)) or bool(
        _NOT_ME.fullmatch(bare.replace(" |", "").replace(" ?", ""))
    )


def is_only_wrong_number(text: str) -> bool:
    """Return True where a text that says so says nothing else: a stranger's first text may be an enquiry."""
    words = heard(text).replace("|", " ").split()
    if language_of(text) in {None, ENGLISH}:
        return _AROUND_IT.issuperset(words)
    return len(words) <= _MOST_WORDS_ELSEWHERE


def wants_to_be_left_alone(said: str) -> bool:
    """Return True where a heard text says so and nothing else: "go away", "no more texts please STOP".

    STOP counts here only beside words that say why, for "help me stop" is a call for help.
    """
    joined = said.replace(" |", "").replace(" ?", "")
    if _is_nothing_but(_ALONE, joined, _AROUND_ALONE):
        return not _NOT_SAID_TO_US.search(joined)
    says_stop = any(word in _STOPS for word in _WHY_STOP.sub("~", joined).split())
    return says_stop and _is_nothing_but(_WHY_STOP, joined, _AROUND_STOP | _STOPS)


def _is_nothing_but(phrases: Phrases, said: str, around: frozenset[str]) -> bool:
    left = phrases.sub("~", said).split()
    return "~" in left and around.issuperset(word for word in left if word != "~")
