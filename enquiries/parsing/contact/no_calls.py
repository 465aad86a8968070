# ruff: noqa: E501 (a phrase is a line)
"""That a person is not to be rung, as a text says it: in so many words, for a reason, or by what they ask for instead.

What only sounds like it is passed over first: another person's calls ("he never rings me"), a time ("dont ring before 6"),
another number ("dont call the police").
"""

import re
from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.phrases import compile_phrases

_IN_COMPANY: Final = compile_phrases(
    "with/beside/near/by/next_to/around/behind/opposite/got/picking_up/minding/watching/feeding/bathing my/the/our/his/her? ..1 {relatives}/people/family/kids",
    CONTACT_WORDS,
)
_NOT_THIS_CALL: Final = compile_phrases(
    """
    {they} {not}/cant/wont/rarely/hardly/only {ring}
    {they}/who .. calls/rings/phones me/us/him/her
    {i}/we {not}/rarely/hardly {ring}
    you never/rarely/hardly {ring}
    {not} {ring} the landline/house_phone ..2 {ring}/use
    i cant stop .. {ring}
    why/noone {not}? .. {ring}
    if/unless ..1 noone/you_dont/you_didnt/you_wont/u_dont/someone_doesnt/you ..1 {ever_ring} me ..1 im/i/ill
    if/unless ..1 noone/you_dont/you_didnt/you_wont/someone_doesnt ..1 {ever_ring}
    {not} {ring} ..1 landline/house_phone/home_phone/house_number/home_number $
    wont/dont/cant/didnt/doesnt/never stop {ring}
    no calls for/from/about/since/yet/back/today/came/all
    had/got/get/getting/have/received/still/been no {calls}
    no phone signal/credit/number/charger/shop/contract
    {they} cant/wont/couldnt {hear}
    cant {ring} you/u/back/out/from/off/at
    {never}/no {soft}? {ring}/{calls} me? back? {until} ..2 {timeish}
    {never} {soft}? {ring} me? back? {untimely}
    {never} {soft}? {ring} me? .. {until} ..2 {timeish}
    {not} be? afraid/scared/hesitate/forget to? {ring}
    {not} hesitate to {ring}
    {not} forget .. {ring}
    {not} {ring} me a/an/names/that/mate/love/darling/darlin/hun/babe/sir/mr/mrs/miss/crazy/stupid/lazy
    {not} {ring} an/ambulance/for_an
    {not} {ring} it/that a/an/the/my/quits/off/what/addiction/in/love/drinking/being/anything/nothing/help
    {not} {ring} the/my/his/her/our/any police/work/boss/gp/doctor/school/mum/dad/wife/husband/partner/boyfriend/girlfriend/family/parents/son/daughter/brother/sister/ex/social/hospital/employer/job/office/nan/gran
    {not} {ring} police/work/999/111/him/her/them/social_services/anyone_else
    {not} know/remember/care/understand/think/mind .. {ring}
    dont/didnt/never/havent/not get/got/have/had/miss/hear/see/receive/received a/any/the/your? {ring}/calls back/yet/from/today/last/when/as/since
    dont/didnt/never/havent/i_not get/got/have/had/miss/hear/see/receive/received a/any/the/your? {ring}/calls
    {not} want to/you? to? {ring} {them}/anyone/police
    {not} {ring} {them}
    not just/only/sure/ready ..3 {ring}
    {not} wait/believe/tell/matter ..4 {ring}
    he/she/they/hed/shed/theyd/{relatives} ..1 rather/prefer/prefers .. than ..
    """,
    CONTACT_WORDS,
)
_NOT_OUR_TALK: Final = compile_phrases(
    """
    {they} {cannot} .. {talk}
    {they} {not} {talk}
    {they} {cannot} .. {answer}
    {they} .. deaf
    my/our ..2 is/are/was deaf
    my/our/his/her mums/dads/sons/brothers/sisters/wifes/husbands/nans/grans/mates/kids/grandads/partners/daughters ..1 deaf
    deaf ear/ears
    {they} {not} {answer}
    couldnt {answer}
    wont/cant/not {answer} me/us/him/her/them
    he/she/they/hes/shes/theyre/{relatives} ..6 and wont/cant {answer}
    {cannot} {talk} before/earlier/yesterday/last
    deaf in one ear
    {cannot} {talk} sense/highly/enough/fast/slow/long
    {cannot} {adverb}? {talk} to {them}/my/our/the/anyone/someone/noone/people/family/friends/work/a
    {cannot} {adverb}? {talk} about
    {aloud} about
    {ring} in sick/late/to_work
    {cannot} {talk} it
    {cannot} {talk} english/properly/for_long/welsh/polish/spanish
    {cannot} {talk} to ..2 about
    """,
    CONTACT_WORDS,
)
_NOT_BY_TEXT: Final = compile_phrases(
    """
    {not} by/via/with text/texts/message/sms
    he/she/they/hes/shes/{relatives}/told/dumped/sent/got/found/saying/said/threatened/argued/row/arguing ..4 by/over/via/through {text}
    nothing/{not} ..3 in writing
    in writing for
    {not} answer/reply/respond ..2 by/over/via {text}
    nothing/none ..1 by/over/via/through {text}
    {they} only/just {text}
    {they} prefers/prefer/likes/rather ..3 {text}
    """,
    CONTACT_WORDS,
)
_NO_CALLS: Final = compile_phrases(
    """
    {never} {soft}? {soft}? {soft}? {ring}
    {never} {soft}? {soft}? {soft}? calls/callback/phones
    {never} want/need/like/require you/anyone/anybody/someone? to? ..2 {ring}
    {never} want/need/like/require/take/accept/do/make a/any? {ring}/calls/callback
    {never} give me/us a {ring}
    {never} want/like/able/need/wish/comfortable/happy/up_for/keen/fancy to? {talk} .. phone
    {never} .. {ring} here/this/either/please
    {rather} not ..3 {talk} ..2 phone
    {never} on/over/by/via/through the/my? phone/telephone
    rather/prefer not/no ..3 {calling}/{aloud}/{talk}/{rung}
    rather/prefer/prefered/preferred/better/best/grateful/appreciate ..2 you/noone/they/if {not}/didnt/wouldnt {ring}
    you/u/ya/they/people cant/mustnt/shouldnt/wont {ring}
    noone/anyone {not}? {ring} this/me please
    no/zero/nil ..1 {calls}
    {not} {texted} ..2 or/and/nor {ring}
    forget/forget_about/skip/skip_the/leave_off/lay_off/lay_off_the/quit/cut_out/drop_the {ring}/{calls}
    {never} place/make/attempt/give ..2 {calls}
    calls to ..3 is/are ..1 {bad}
    {not}/cant/cannot be {rung} $
    {not}/cant/cannot be {rung} please/by/on/at/back/here
    {not} wish/want/care/need/like/expect to? be {rung}/telephone/phone $
    {not} wish/want/care/need/like/expect to? be {rung}/telephone/phone please/by/on/at/back/here
    {not} wish/want/need/like/care/expect to? receive/take/get/have/be ..1 {calls}
    no phones
    no {ringing}
    no {aloud} please/on
    not allowed calls/a_phone/phone/to_talk/to_use_the_phone/my_phone/phones
    {calling} .. not/never needed/necessary/required/wanted/welcome
    no ..2 call/calls needed/necessary/required
    {calling} ..2 {bad}
    {calling} is/are/am/r/would_be/will_be ..2 {bad}
    phones? out_of_the_question/a_no/a_no_go
    {calling} is/are? not/isnt/arent/no $
    calls/calling/ringing/phoning is/are? out/off $
    phone/phones/calls/calling/ringing doesnt/dont/isnt/wont/arent $
    {aloud} ..1 is/isnt ..1 {bad}
    {ringing} ..3 {bad}
    find ..3 phone/telephone/phones/calls/talking/speaking/calling ..3 hard/difficult/impossible/stressful/scary/tricky/overwhelming/terrifying/awkward/tough
    calls ..2 give/gives/sets/send/sends me
    calls/phones ..1 make/makes/overwhelm/overwhelms/stress/freak/terrify/scare/panic/drain me/my
    i/ill/im/ive ..1 ignore/screen/reject/decline/avoid/ignoring/rejecting/avoiding ..2 calls/call
    let calls ring
    calls ..1 go/goes to/straight
    calls/phones/ringing ..1 bring/brings/set/sets/cause/causes/trigger/triggers/upset/upsets/alert/alerts ..4
    phones/phone ..1 make/makes/give/gives/trigger/triggers/scare/scares/stress/stresses/freak/freaks/terrify/terrifies me/it/my
    phone/phones/call ..1 anxiety/phobia/phobic/fear/panic/dread
    anxiety/phobia/fear ..2 phone/phones/calls
    {i}/{im}/get/too/so/am/having/with/massive/bad/my {dread} ..4 {phone}
    scared/terrified/frightened/afraid/nervous/anxious to? {talk} .. phone/loud
    cant_face/cant_do/cant_handle/cant_bear/cant_stand/cant_manage/couldnt_face/dont_do/no_good_at/not_good_at/rubbish_at/rubbish_on/not_great_on/not_good_on/terrible_on/not_comfortable_on/not_confident_on ..3 {phone}/{aloud}
    {not} like/do/want/enjoy ..2 {talking} on the? phone
    {not} a phone person
    {not} good/great/comfortable/confident/able/keen/happy/best with/on/at/to/over/using .. phone/calls/phones
    {aversion} ..2 {phone}
    """,
    CONTACT_WORDS
    | {"aversion": "too_anxious_for/too_nervous_for/not_ready_for/not_up_to/not_up_for/too_much_for_me"},
)
_CANNOT_HEAR_OR_SPEAK: Final = compile_phrases(
    """
    {im} .. deaf/deafened/deafblind/hoh
    {im} .. mute/nonverbal/non_verbal/non_speaking/nonspeaking
    i have/ive hearing_loss/hearing_aids/no_voice/hearing_problems/hearing_difficulties
    hard of hearing
    hearing impaired/impairment/loss/difficulties/problems
    profoundly/partially/completely/totally/severely/registered/born deaf
    deaf so/and/person/user/please/text/texts/woman/man/lady/here
    cant/struggle_to/barely/hardly/difficult_to/hard_to hear on/the/calls/phone/well/you_on/people/over/on_phones
    cant hear $
    cant hear anything/nothing/people/properly/much/very/so/what/and/or/calls/over
    hearing/hearings is/isnt/has/all? ..2 bad/gone/good/poor/great/terrible/awful
    lost my voice
    voice box
    no voice
    stammer/stutter/speech_impediment/laryngitis/speech_impairment/stammering/tracheostomy/laryngectomy/aphasia/speech_problem/speech_difficulties
    bsl user/only/please/is/so
    use/sign/via/using bsl
    text relay
    relay uk
    sign language
    no mic/microphone/speaker
    {not} {talk} on ..1 phone/phones
    {not} speak/talk out_loud/aloud
    mic/microphone/speaker/earpiece/mouthpiece ..3 {broken}
    phone/this/it wont/doesnt/dont/cant/cannot make/take/do/get/receive/ring/accept ..1 calls/a_call/phone_calls
    calls ..2 blocked/barred/disabled/turned_off/switched_off/dont_come_through/dont_connect/go_straight
    data/wifi/text/texts/internet/messaging only sim/phone/on_this/device/number
    phone is/its text/texts/data/wifi only
    only have/got/do/use/get {text} on/here/in
    """,
    CONTACT_WORDS,
)
_CANNOT_TALK: Final = compile_phrases(
    """
    {cannot} {adverb}? {talk}
    {cannot} {adverb}? {talk} on/here/now/at/out_loud/freely/because/with
    {cannot}/{not} .. {talk} out_loud/aloud/freely/openly
    {cannot} .. {answer}
    {cannot} {answer}
    cant hear you/anyone
    {cannot} have/risk/let ..2 phone ..1 ring/ringing/go/going/rings/off/buzzing
    {not} want/let/risk/need ..2 phone ..1 ring/ringing/go/going/rings/goes/buzzing
    {cannot} be? overheard/heard/overhear
    whisper/whispering
    in/within earshot
    {not} comfortable/happy/confident/good/great/able/okay/ok {aloud} $
    {not} comfortable/happy/confident/good/great/able/okay/ok {aloud} on/over/to/out/at
    english ..3 bad/not_good/poor/no_good/weak/not_very ..3 phone/speak/speaking/talk/talking/spoken
    {aloud} makes/make me
    {cannot} be on ..2 phone
    {cannot} take/get/make/accept/have/receive/do/field ..2 {calling}/phonecall/phone
    {not} able/free/allowed/in_a_position/meant/supposed to {talk}/{answer}/{ring}
    {not} able/free/allowed/meant/supposed/ready {talk}/{answer}
    {not} ready/in_the_mood/in_a_state/in_a_place to {talk} $
    {not} ready/in_the_mood/in_a_state/in_a_place to {talk} to/with/on/yet/now anyone/someone/you/phone/just
    {not} feel like {aloud}
    {cannot}/{not}/too ..4 out_loud/aloud
    {cannot} get ..2 words out
    words ..1 dont/wont come
    wont/cant/dont see/get/hear ..1 call/calls/ring/ringing
    you/youll wont/not/never get through
    not ..3 talker
    {not} waste ..3 {ringing}
    {not} feel able/up/ready/comfortable/strong/brave to? {talk}
    {not} up to {aloud}/a_call/{phone}
    {not} want to? {talk} $
    {not} want to? {talk} to/with anyone/anybody/someone/noone/a_person/you/strangers/people $
    {not} want to? {talk} to/with anyone/anybody/someone/a_person/you on/over/just/yet/right/at/now/out
    {not} want to? {talk} yet/just_yet/right_now/now/out/loud/on/over/just
    wouldnt want/like to? {talk} ..2 phone
    too ..2 to {talk} $
    too ..2 to {talk} on/now/right/so/but/please/out/over
    {not} {answer} calls/phone/my_phone/the_phone/it/numbers/to_numbers
    {not} {answer} ..2 numbers/callers/caller/withheld/unknown
    i/ill {not} {answer} ..4 know/recognise
    block/blocks/blocked/blocking ..2 numbers/callers/withheld/unknown/caller_id
    wont {answer}
    {not} safe to/for ..4 {ring}/{talk}
    isnt safe to/for ..4 {ring}/{talk}
    not/isnt/never a? safe/good to {ring}/{talk}
    not/isnt/never/aint a? safe/good/great/right/ideal/brilliant time to? {ring}/{talk}
    bad/wrong/worst/awful/terrible/awkward time to? {ring}/{talk}
    unsafe/dangerous/risky to/for? ..2 {ring}/{talk}
    its/it_is/thats not safe now/right_now/rn/just_now/at_the_moment/atm/yet
    isnt safe now/right_now/rn/just_now/at_the_moment/atm/yet
    {not} safe to {writing}
    walls are/r/like thin/paper
    thin walls
    paper thin
    no privacy
    {not} ..2 any? privacy
    """,
    CONTACT_WORDS,
)
_WOULD_BE_HEARD: Final = compile_phrases(
    """
    if you/u {ring} ..2 {they} .. {hear}
    {hearers} ..2 {would} {hear}
    {hearers}/{someone} ..1 {would}? always? be? listening/earwigging
    if/when/case/incase ..3 {ever_ring} ..1 {hearers} ..2 see/sees/know/knows/find_out
    {unheard} .. {hear}
    {unheard} be able to hear
    {hearers} hears/overhears everything/me/every/my/it_all/all
    {hearers} ..2 answers ..2 phone/mobile/calls
    {hearers} ..1 picks_up ..2 phone/mobile/calls/first
    {hearers} .. {snoops} ..3 {calls_made}
    check/checks/checking ..1 calls/call_log/call_history
    itemised ..1 bill
    show/shows/comes/come ..1 on ..1 bill
    pays ..2 bill and/so
    phone/mobile/line ..1 tapped/bugged/hacked/tracked/monitored
    spyware/stalkerware/tracker on
    {hearers} ..1 grabs/takes/nicks/picks_up/snatches ..1 my/the phone/mobile when/if/whenever/before
    my/mine/our/all calls are/get/gets/is ..1 {bad}
    calls ..2 {shown} ..4 {screen}
    calls ..2 show/shows/come/comes/flash/pop up
    records/record/recording/logs/tracks/monitors/shows/screens ..2 calls
    {hearers} ..2 hear/hears/overhears everything/every/every_word/me/it_all/all
    phone/landline/it ..1 rings/ring ..3 loud/loudly/everywhere/downstairs/house/office
    {ring} ..2 and {unheard}/{they} ..2 {harm}/find_out/know
    phone .. connected/linked/hooked ..3 {screen}
    phone/landline/it .. rings/comes/goes ..3 {screen}
    if/when/incase/case/everytime/whenever ..3 {ever_ring} ..6 {harm}
    {harm} ..3 if/when/everytime/whenever/cause/because ..3 {ever_ring}
    {calling}/you_calling/phone_going/phone_ringing/{ringing} ..2 will/would/could/might/may/wud/gonna/always/itll ..4 {harm}
    wake/wakes/waking ..2 baby/kids/him/her/bairn/child/children/little/them/everyone/house/toddler ..4 if/when
    goes/go/gets/get/went mad/mental/ballistic/crazy/spare/nuts if ..3 phone rings/goes
    phone rings ..2 so dont
    """,
    CONTACT_WORDS,
)
_IF_ANOTHER_ANSWERS: Final = compile_phrases(
    """
    if/when/case/incase ..3 {ever_ring} ..4 {would} ..1 {answer}
    if/when ..3 {ring} ..1 {unheard} {answer}
    {hearers} always/usually/often/normally answers/answer/picks_up/gets/grabs
    anyone/someone_else/everyone could/can/might answer this/my/the phone
    """,
    CONTACT_WORDS,
)
_WHAT_TO_DO_THEN: Final = compile_phrases(
    "say/tell/pretend/ask/make_out/hang/hang_up/dont_say/act/just_hang", CONTACT_WORDS
)
_NO_CALLS_FOR_A_REASON: Final = compile_phrases(
    """
    {not} {ring} my/our/the {relatives} is/are/will/might/may/could/can/hears/checks/listens/has/gets
    alert/notification/notified/notifies ..4 call/calls/ring/rings
    noone is/are to {ring}
    noone must/should {ring}
    grateful/prefer/preferred/appreciate/appreciated/rather/better/best/glad/happier/kind/safer/good/like ..3 if noone/you_dont/you_didnt/you_wouldnt {ever_ring}
    if/when you {ring} ..8 please dont
    if/when you {ring} ..8 | ..2 dont $
    asking/ask/beg/begging you {not} to? {ring}
    """,
    CONTACT_WORDS,
)
_TEXT_ME: Final = re.compile(
    r"(?:(?:^|(?<=\| ))(?:(?:please|just|so|and|but|or) )*(?:text|message|write|email)"
    r"|(?:^|(?<=\| )|(?P<before>(?<!\S)[^ |?]+) )(?:can you |could you |please |just )*(?:text|message|email|write to) (?:me|us))"
    r"(?: back)?(?: please| thanks| x| ok| ta)*(?= \?| \||$)"
)
_WHO_TEXTS: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "to",
        "you",
        "dont",
        "didnt",
        "doesnt",
        "wont",
        "cant",
        "not",
        "never",
        "will",
        "would",
        "did",
        "does",
        "who",
        "when",
        "if",
        "has",
        "have",
        "had",
        "can",
        "could",
        "ill",
        "and",
        "or",
        "then",
        "either",
        "always",
        "still",
        "only",
        "people",
        "noone",
        "someone",
        "anyone",
        "everyone",
        "must",
        "might",
        "may",
        "also",
    ]
)
_RATHER_NOT: Final = compile_phrases(
    """
    {rather} not ..4 {texts}/{text}
    {not} {rather} ..4 {texts}/{text}
    {prefer} {calling}/to_talk/to_speak/talking/speaking ..2 than/to/over {text}
    than {text}/a_text
    {prefer} {calling}/to_talk/to_speak/talking/speaking ..2 than/to/over a? {text}
    """,
    CONTACT_WORDS,
)
_RATHER_TEXT: Final = compile_phrases(
    """
    {rather} .. {text} .. than/not/instead/over .. {ring}/{talk}/{calls}
    {rather} .. {text} .. than ..
    rather/prefer/preferred/prefered/easier/better/best/safer it/we/you? to? .. {writing}
    want/like you/u/it/this/everything/replies/reply to? ..2 {writing}
    {prefer} ..4 {text}
    {text} ..3 instead
    {text} me? rather_than/not/instead_of {ring}/{calling}/{talk}
    {text} .. not/dont {calling}/{talk}/{ring}
    {text} .. {best} for me
    a texter
    i only ever {text}
    {text} only
    text/texts/message/messages/written replies/reply/contact/messages/chat/responses/messaging? only
    {text} ..1 only $
    {text} ..1 only please/thanks/ta/x
    only use ..3 for {text}
    only ..1 {text}
    {text} me? only
    just/only {text} $
    just/only {text} me $
    just/only {text} me? please/back/instead/here/pls/if/when/cos/because/ok/thanks/ta/x/yeah/tho/though
    we/i/you/u just/only/always {text}
    could/can/please/will/would/wud you? {text} me? instead
    {by} ..1 text/texts/message/messages/whatsapp/texting/sms/messaging/email/chat
    in writing
    reply/answer/respond/get_back/write_back me? to? me? here/on_here/on_this
    {text} is/are/would_be/wud_be/be/works/will_be/r/does ..3 {best}
    {best} ..2 {by}/to/is/if_you/for_me_to ..1 {text}
    {text} ..1 suits/suit me/best
    instead of {ring}/{calling}/{talk}
    {text} please {not} {ring}
    keep/stick/stay/kept/keeping/sticking ..2 to/with/on/by/in/over ..2 {text}
    do/chat/talk/speak/communicate/sort ..3 on_here/through_here/here_instead/in_here/this_way/like_this
    keep/stay/carry_on ..2 on_here/through_here/in_here
    so/cos/because/therefore please/can_you/could_you/just/only/would_you/maybe/can_we/could_we? just? {text} $
    so/cos/therefore please/can_you/could_you/just/only/would_you/maybe/can_we/could_we? just? {text} me/us/back/please/instead/only/here/it/will_do/would_be/would/is/are/ok
    has/have/need/needs/got/gonna/going to? be ..2 {text}
    {text} it is/will_have_to_be/has_to_be
    happy/ok/okay/fine to/with {text} not/but_not/no
    """,
    CONTACT_WORDS,
)


def not_our_calls_hidden(said: str) -> str:
    """A heard text without what only sounds like a NO to calls."""
    said = _IN_COMPANY.sub("~", said)
    return _NOT_BY_TEXT.sub("~", _NOT_OUR_TALK.sub("~", _NOT_THIS_CALL.sub("~", said)))


def cannot_talk(calls: str) -> bool:
    """Return True where they cannot talk, or would be heard, now or ever."""
    return bool(_CANNOT_TALK.search(calls) or _WOULD_BE_HEARD.search(calls))


def forbids_calls(said: str, calls: str) -> bool:
    """Return True where the text says that they are not to be rung. `calls`: it, with the others' calls hidden."""
    return bool(
        _NO_CALLS.search(calls)
        or _CANNOT_HEAR_OR_SPEAK.search(calls)
        or _NO_CALLS_FOR_A_REASON.search(said)
        or (_IF_ANOTHER_ANSWERS.search(said) and not _WHAT_TO_DO_THEN.search(said))
    )


def would_rather_text(calls: str) -> bool:
    """Return True where texts are asked for in place of calls."""
    bare = _RATHER_NOT.sub("~", calls)
    return bool(_RATHER_TEXT.search(bare)) or _asks_to_be_texted(bare)


def _asks_to_be_texted(calls: str) -> bool:
    """Return True for a clause that is "text me please", or ends with it: not for the word TEXT alone."""
    return any(asked[0] != calls and asked["before"] not in _WHO_TEXTS for asked in _TEXT_ME.finditer(calls))
