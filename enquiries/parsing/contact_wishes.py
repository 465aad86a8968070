# ruff: noqa: E501 (a phrase is a line)
"""How a person may be reached, as a text says it: by ringing, by text, by a voicemail; and that now is not safe.

A NO counts wherever it stands: "please dont ring me he will hear, text only". A YES counts only as a clear answer to our
question about voicemails and texts, which is why `answer` is read apart. What only sounds like a NO is passed over first:
another person's calls ("he never rings me"), a time ("dont ring before 6"), another number ("dont call the police").
"""

import re
from dataclasses import dataclass
from typing import Final

from enquiries.core.enums import Asked
from enquiries.parsing.phrases import compile_phrases
from enquiries.parsing.vocabulary import WORDS

_LONGEST_ANSWER: Final = 12  # words


@dataclass(frozen=True)
class ContactWishes:
    """True is a clear yes, False a no, None that nothing was said of it."""

    ring: bool | None = None
    text: bool | None = None
    voicemail: bool | None = None
    not_safe_now: bool = False


NO_WISHES: Final = ContactWishes()

_NOT_THIS_CALL = compile_phrases(
    """
    {they} {not}/cant/wont/rarely/hardly/only {ring}
    {i}/we {not}/rarely/hardly {ring}
    you never/rarely/hardly {ring}
    {not} {ring} the landline/house_phone ..2 {ring}/use
    i cant stop .. {ring}
    why/noone {not}? .. {ring}
    wont/dont/cant/didnt/doesnt/never stop {ring}
    no calls for/from/about/since/yet
    {they} cant/wont/couldnt {hear}
    cant {ring} you/u/back/out/from/off/at
    {not} {ring} me? back? {until} ..2 {timeish}
    {not} {ring} me? back? {untimely}
    {not} {ring} me? .. {until} ..2 {timeish}
    {not} be? afraid/scared/hesitate/forget to? {ring}
    {not} hesitate to {ring}
    {not} forget .. {ring}
    {not} {ring} me a/an/names/that/mate/love/darling/darlin/hun/babe/sir/mr/mrs/miss/crazy/stupid/lazy
    {not} {ring} an/ambulance/for_an/it/that
    {not} {ring} the/my/his/her/our/any police/work/boss/gp/doctor/school/mum/dad/wife/husband/partner/boyfriend/girlfriend/family/parents/son/daughter/brother/sister/ex/social/hospital/employer/job/office/nan/gran
    {not} {ring} police/work/999/111/him/her/them/social_services/anyone_else
    {not} know/remember/care/understand .. {ring}
    {not} get/have/miss/hear/see/receive a/any/the/your? {ring}/calls
    {not} want to/you? to? {ring} {them}/anyone/police
    {not} {ring} {them}
    """,
    WORDS,
)
_NOT_BY_TEXT = compile_phrases("{not} by/via/with text/texts/message/sms", WORDS)
_NOT_OUR_TALK = compile_phrases(
    """
    {they} {cannot} .. {talk}
    {they} {not} {talk}
    {they} {cannot} .. {answer}
    {they} .. deaf
    my/our ..2 is/are/was deaf
    {they} {not} {answer}
    {cannot} {talk} before/earlier/yesterday/last
    deaf in one ear
    {cannot} {talk} sense/highly/enough/fast/slow/long
    {cannot} {talk} to {them}/my/our/the/anyone/someone/noone/people/family/friends/work/a
    {cannot} {talk} about
    {cannot} {talk} it
    {cannot} {talk} english/properly/for_long/welsh/polish/spanish
    {cannot} {talk} to ..2 about
    """,
    WORDS,
)
_NO_CALLS = compile_phrases(
    """
    {not} want/need/like you? to? ..2 {ring}
    {not} want/need/like a? {ring}/calls/callback
    {not} {ring}
    {not} ever? be? {ring}
    {not} give me a {ring}
    {not} bother {ring}
    {not} want/like/able/need to? {talk} .. phone
    {not} on the phone
    {not} try to? {ring}
    {not} use the/this phone
    {not} .. {ring} here/this/either/please
    you/u/ya cant/mustnt/shouldnt/wont {ring}
    noone/anyone {not}? {ring} this/me please
    no more? {calls}
    if noone/you_dont/you_didnt rang/called/phoned/telephoned/rings/calls
    if noone telephone/telephoned/phone
    {rather} you? texted/messaged/wrote than/not/rather_than rang/called/phoned
    {ringing}/calls/call ..2 not/isnt/no an? option/possible/safe/good/allowed
    without/not_by/not {ringing}/calls
    rather/prefer/prefered/preferred/better/best/grateful/appreciate ..2 you {not}/didnt/wouldnt {ring}
    if/when you {ring} ..8 please dont
    if/when you {ring} ..8 | ..2 dont $
    asking/ask/beg/begging you {not} to? {ring}
    {im} .. deaf
    {im} .. mute/nonverbal/non_verbal
    i have hearing_loss/hearing_aids/no_voice
    hard of hearing
    hearing impaired/impairment/loss
    profoundly/partially/completely/totally deaf
    deaf so/and/person/user/please
    cant hear on/the/calls/phone/well/you_on
    cant hear
    lost my voice
    stammer/stutter/speech_impediment/laryngitis
    bsl user/only/please
    {not} like/do/want/enjoy ..2 {talking} on the? phone
    {not} like/do/want/enjoy/answer ..2 {calls}
    {not} good/great/comfortable/confident/able with/on/at/to .. phone/calls/phones
    {i}/{im} .. hate/hates/dread/scared/terrified/anxious/nervous/struggle/struggles/panic/freeze ..4 phone/calls/phones
    phone/call anxiety
    calls make/makes/give/gives/trigger/scare/stress/freak/terrify me
    calls are/r/is hard/difficult/too/impossible
    phone is/are/rings hard/difficult/too/impossible
    find ..3 phone/telephone/calls/talking ..2 hard/difficult/impossible/stressful
    goes/go/gets/get/went mad/mental/ballistic/crazy/spare/nuts if ..3 phone rings/goes
    phone rings ..2 so dont
    """,
    WORDS,
)
_CANNOT_TALK = compile_phrases(
    """
    {cannot} really? {talk}
    {cannot} really? {talk} on/here/now/at/out_loud/freely/because/with
    {cannot} .. {answer}
    {cannot} {answer}
    {not} {answer} calls/phone/my_phone/the_phone/it/numbers
    wont {answer}
    {not} safe to/for ..4 {ring}/{talk}
    isnt safe to/for ..4 {ring}/{talk}
    not/isnt/never a? safe/good to {ring}/{talk}
    unsafe/dangerous/risky to/for? ..2 {ring}/{talk}
    not allowed calls/a_phone/phone/to_talk/to_use_the_phone
    its/it_is/thats not safe now/right_now/rn/just_now/at_the_moment/atm/yet
    isnt safe now/right_now/rn/just_now/at_the_moment/atm/yet
    {not} safe to {writing}
    if you/u {ring} ..2 {they} .. {hear}
    {they} will/might/may/could/can/would/always? {hear}
    hell/shell/theyll/itll {hear}
    hell/shell/theyll be able to hear
    someone/anyone/everyone/people/kids/mum/dad will/might/may/could/can/would {hear}
    walls are/r thin
    thin walls
    """,
    WORDS,
)
_NO_CALLS_FOR_A_REASON = compile_phrases(
    "{not} {ring} my/our/the {relatives} is/are/will/might/may/could/can/hears/checks/listens/has/gets", WORDS
)
_RATHER_NOT = compile_phrases("{rather} not ..4 {texts}/{writing}", WORDS)
_RATHER_TEXT = compile_phrases(
    """
    {rather} .. {writing} .. than/not/instead .. {ring}/{talk}/{calls}
    {rather} .. {writing} .. than ..
    {rather} it/we/you? to? .. {writing}
    {writing} me? back? instead
    {writing} me? rather_than/not {ring}/calls/a_call
    {writing} only
    only {writing}
    {writing} me? only
    just/only {writing} me $
    just/only {writing} me please/back/instead/here/pls/if/when/cos/because/ok/thanks
    we/i/you/u just/only {writing}
    could/can/please you? {writing} me? instead
    over/by/via/through/using text/texts/message/messages/whatsapp/texting/sms
    {writing} is/are/would_be/wud_be/be/works best/better/easier/safer/safest/easiest
    instead of {ring}/{ringing}/calls/a_call/talking
    {writing} please {not} {ring}
    text not/dont call
    """,
    WORDS,
)
_NOT_OUR_TEXT = compile_phrases(
    """
    {they} {not} {texted}
    {they} {cannot} .. {answer} .. {texts}
    {i}/we {not} {texted} much/often/a_lot/well/very
    {i} {not} {texted}
    {not} get/got/have/had/receive/received/see/seen/saw any/a/the/your? {texts}
    got/had/have/seen no {texts}
    {not} text and drive
    {texts} on/to .. voicemail/machine
    {not} {texted} {them}/my/the
    why/noone {not}? .. {texted}
    {not} {texted} before/after/until/till/til ..2 {timeish}
    {not} mind/have
    """,
    WORDS,
)
_NO_TEXTS = compile_phrases(
    """
    {not} {texted}
    {not} ever/be {texted}
    {not} by/via/with text/texts/message
    {not} be? sending ..2 {texts}
    {not} {ring} or/and/nor {texted}
    {texts} ..6 {not} send any/them/me/it
    {not} send me? any? more? {texts}/anything/things/stuff/nothing/one/them/me_any
    {not} want/need/like you? to? any? more? {texted}/{texts}
    {not} .. {texts} please/back/here
    no more? {texts}
    no voicemail or/and/nor no? {texts}
    no more? {texted} back/please/me
    no reply/replies $
    no reply/replies please/back/to_this/here
    {texts} no $
    {not} reply/respond/write back? to_this/to_me/by_text/here/back/on_this/please
    {not} reply to
    {ring} only
    only {ring} me? please?
    calls/call/phone only
    only {calls}
    {ring} .. dont text
    {ring} me? rather_than/not/instead_of {texted}
    {they} .. {reads} ..2 {texts}
    {they} .. {reads} my/me/this/the mobile/phone/fone/iphone
    {they} goes/go/looks/look/checks/check through/at my/me/this phone/mobile/texts
    {relatives} .. {reads} my {texts}/phone/mobile
    {texts} come/comes/show/shows/pop/pops/appear/appears/flash/flashes/go/goes ..2 on/up/to
    {texts} are/r shared/seen/read
    shared/family phone/ipad/tablet/computer
    {not} get texts
    cant get/receive/read {texts}
    """,
    WORDS,
)
_NO_VOICEMAILS = compile_phrases(
    """
    {not} voicemail
    {not} leave me? a/any/the/it_on/it_to/anything/one? ..2 voicemail
    {not} leave me? .. on the/my/a? voicemail/machine/phone/landline
    {not} leave me? anything/nothing/one/a_msg/a_word/recordings/recording
    {not} leave me? a/any/the? {texts}
    voicemail ..12 {not} to? use/leave/bother
    {not} want a/any/no voicemail
    {not} .. voicemail please
    no more? voicemail
    voicemail no $
    {not} be? leaving .. voicemail
    {not}/no .. or/and/nor no? voicemail
    no {texts} on/to .. voicemail/machine
    hang/ring/cut up/off .. voicemail/machine/machine_picks/answer
    hang up if ..
    voicemail .. {hang_up}
    voicemail .. {not} say/speak/talk
    voicemail .. put it/phone down
    voicemail ..6 | ..2 {not} use/leave it?
    {they}/kids/{relatives} .. {reads}/listens/listen/hears/hear/gets/get/plays/play ..2 voicemail
    {relatives} .. listens/listen/hears ..2 voicemail
    voicemail is/are shared/not_private/not_safe/joint
    if i/it {not} .. hang up
    {not} talk/speak to/on the/my voicemail/machine
    """,
    WORDS,
)
_SOMEONE_IS_HERE = compile_phrases(
    """
    {someone} here
    {someone} back/home/in/listening/watching/awake/up/around/about
    {someone} right? next to/beside/near/behind/with me
    {someone} in/inside the house/room/car/flat
    {someone} sat/sitting/sit/stood/standing/lying/asleep ..4
    its/it_is/thats not safe
    it? isnt safe
    """,
    WORDS,
)
_CANNOT_NOW = compile_phrases("{cannot} really? {talk}", WORDS)
_IN_NO_HURRY = compile_phrases(
    """
    deaf/hearing/stammer/stutter/mute/nonverbal/voice/laryngitis/bsl/anxiety/autistic
    walls
    can/could/please/just/only/will/would/rather/prefer we/you/u/i/it? {writing}
    {writing} me
    by/over/via {writing}
    """,
    WORDS,
)
_NOT_NOW = compile_phrases(
    """
    its/it_is/thats not safe now/right_now/rn/just_now/at_the_moment/atm/yet
    its/it_is/thats not safe $
    isnt safe $
    {not} safe to {writing}
    isnt safe now/right_now/rn/just_now/at_the_moment/atm/yet
    {not} safe to {talk}/{ring}
    isnt safe to {talk}/{ring}
    {not} {ring} now/right_now/yet/just_now/me_now
    {someone} here
    {someone} back/home/listening/watching
    {someone} right? next to/beside/near/behind me
    {someone} in the room/car
    {someone} sat/sitting/stood ..
    {they} can/will/might/may hear me/us/you/this/it
    hell/shell/theyll hear
    shh/shhh/sh
    """,
    WORDS,
)
_SHUSHING = re.compile(r"^(?:sh+|ssh+|sorry|omg|shit|quick|oh|ok|wait|quiet|careful|hang on)\b[ |]*")

_TAUGHT = re.compile(r"(?:both|voice|voice only|voicemail|voicemail only|neither)(?: please| thanks)?")
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
    no thanks/thank_you/ta/please
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
    go ahead/for_it/on
    thats/thatd_be/thatll_be fine/ok/okay/good/great/alright/grand/cool/perfect
    that is/would_be fine/ok/okay/good/great/alright
    is/are? fine/ok/okay/alright with me
    no problem/probs/worries/bother
    please do
    you can
    fine
    """,
    WORDS,
)
_NO = re.compile(r"(?:no|nope|nah|n|naw|na)(?: |$)")
_NO_AND_WHY = re.compile(
    r"(?:no|nope|nah|naw)(?: \|)? (?:he|hes|she|shes|they|theyre|my|someone|everyone|people|because|as|its|it|im|dont|sorry)(?!\S)"
)
_ABOUT_TEXT = compile_phrases("{texted}/{texts}", WORDS)
_ABOUT_VOICEMAIL = compile_phrases("voicemail/voice/recording/{voice_only}", WORDS)


def wishes(said: str, *, answering: bool = False, names_a_time: bool = False) -> ContactWishes:
    """What a heard text forbids, wherever it stands.

    `answering`: it may answer our question about voicemails and texts, and then "text only" is about the missed call and no
    wish not to be rung. `names_a_time`: it says when to call, and then "cant talk" is about now.
    """
    calls = _NOT_BY_TEXT.sub("~", _NOT_OUR_TALK.sub("~", _NOT_THIS_CALL.sub("~", said)))
    texts = _NOT_OUR_TEXT.sub("~", said)
    cannot_talk = bool(_CANNOT_TALK.search(calls)) or _is_whole(_SOMEONE_IS_HERE, said)
    no_call = (
        bool(_NO_CALLS.search(calls) or _NO_CALLS_FOR_A_REASON.search(said))
        or (cannot_talk and not names_a_time)
        or (not answering and bool(_RATHER_TEXT.search(_RATHER_NOT.sub("~", calls))))
    )
    return ContactWishes(
        ring=False if no_call else None,
        text=False if _NO_TEXTS.search(texts) else None,
        voicemail=False if _NO_VOICEMAILS.search(said) else None,
        not_safe_now=(no_call or cannot_talk) and _is_not_safe_now(said, calls),
    )


def _is_not_safe_now(said: str, calls: str) -> bool:
    """Return True where even a text is better not sent within the hour.

    A person who cannot talk for a reason that lasts, or asks to be texted instead, waits for our text; one who has company
    does not.
    """
    if _NOT_NOW.search(calls):
        return True
    return bool(_CANNOT_NOW.search(calls)) and not _IN_NO_HURRY.search(said)


def is_taught_answer(said: str, asked: Asked | None) -> bool:
    """Return True for the words that our question teaches: they count later, too. BOTH may be "for both of us"."""
    return bool(_TAUGHT.fullmatch(said)) and not (said == "both" and asked is Asked.ABOUT)


def answer(said: str) -> ContactWishes:
    """The answer to "may we leave a voicemail or a text?" in a heard text; empty where it is none."""
    if len(said.split()) > _LONGEST_ANSWER or "?" in said:
        return ContactWishes()
    if _LEAVE_NOTHING.search(said):
        return ContactWishes(text=False, voicemail=False)
    forbidden = wishes(said, answering=True)
    voicemail = _said(forbidden.voicemail, _ABOUT_VOICEMAIL, said)
    text = _said(forbidden.text, _ABOUT_TEXT, said)
    if voicemail is None and text is None:
        both = _both(said)
        return ContactWishes(text=both, voicemail=both)
    if (_BOTH.search(said) or _NEITHER.search(said)) and False not in (voicemail, text):
        both = _both(said)
        return ContactWishes(text=both, voicemail=both)
    if (_NEITHER.search(said) or _NO_AND_WHY.match(said)) and True not in (voicemail, text):
        return ContactWishes(text=False, voicemail=False)
    # one of the two was named, and that is the choice: "just voicemail"
    return ContactWishes(
        text=text if text is not None or not voicemail else False,
        voicemail=voicemail if voicemail is not None or not text else False,
    )


def _said(forbidden: bool | None, named: re.Pattern[str], said: str) -> bool | None:
    if forbidden is False:
        return False
    return True if named.search(said) else None


def _both(said: str) -> bool | None:
    """Yes to both, no to both, or neither of these."""
    if _NEITHER.search(said) or (_NO.match(said) and not _BOTH.search(said)):
        return False
    return True if _BOTH.search(said) or _YES.search(said) else None


def _is_whole(phrases: re.Pattern[str], said: str) -> bool:
    """Return True where the text is one of the phrases and a word or two around it."""
    bare = _SHUSHING.sub("", said).removesuffix(" ?").strip(" |")
    found = phrases.search(bare)
    return found is not None and len(bare.split()) <= len(found[0].split()) + 1
