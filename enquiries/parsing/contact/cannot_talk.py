# ruff: noqa: E501 (a phrase is a line)
"""Why a call would not do: they cannot talk or hear, would be heard, or another person sees or takes their calls."""

from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

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
    cant {ring} now/right_now/rn/just_now
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
    if/incase/case {hearers} ..1 heard/hears/hear/overheard/overhear
    {not}/{cannot} want/let/have/risk him/her/them/my/the/anyone/people/everyone/kids/someone ..2 hear/hearing/overhear/overhearing
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


def cannot_talk(calls: str) -> bool:
    """Return True where they cannot talk, or would be heard, now or ever."""
    return bool(_CANNOT_TALK.search(calls) or _WOULD_BE_HEARD.search(calls))


def cannot_use_a_phone(calls: str) -> bool:
    """Return True where they, or their phone, cannot hear or speak."""
    return bool(_CANNOT_HEAR_OR_SPEAK.search(calls))


def another_answers(said: str) -> bool:
    """Return True where another person would answer, and no word of what to say then."""
    return bool(_IF_ANOTHER_ANSWERS.search(said)) and not _WHAT_TO_DO_THEN.search(said)
