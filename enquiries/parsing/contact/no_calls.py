# ruff: noqa: E501 (a phrase is a line)
"""That a person is not to be rung, as a text says it in so many words."""

from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

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
    doesnt/didnt ..1 want/wish/like to? be? receive/get/have/take/rung/telephoned/phoned ..1 {calls}/{rung}
    doesnt/didnt ..1 want/wish/like ..1 phone_calls/calls
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
    phone/phones is/are/r? out_of_the_question/a_no/a_no_go
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
_NO_CALLS_FOR_A_REASON: Final = compile_phrases(
    """
    {not} {ring} my/our/the {relatives} is/are/will/might/may/could/can/hears/checks/listens/has/gets
    alert/notification/notified/notifies ..4 call/calls/ring/rings
    noone is/are to {ring}
    make_sure/ensure/see_that/promise/guarantee ..1 noone {ever_ring}/telephones
    {not} have/let/get/ask anyone/someone/people {ring}
    do/does you/someone/they/anyone have to {ring} me
    do i/we have to {talk} on ..1 phone
    without {aloud}/having_to_talk/having_to_speak
    i said/meant text/texts/texting/messages
    noone must/should {ring}
    grateful/prefer/preferred/appreciate/appreciated/rather/better/best/glad/happier/kind/safer/good/like ..3 if noone/you_dont/you_didnt/you_wouldnt {ever_ring}
    if/when you {ring} ..8 please dont
    if/when you {ring} ..8 | ..2 dont $
    asking/ask/beg/begging you {not} to? {ring}
    """,
    CONTACT_WORDS,
)


def forbids_calls(said: str, calls: str) -> bool:
    """Return True where they are not to be rung. `calls`: the text without others' calls."""
    return bool(_NO_CALLS.search(calls) or _NO_CALLS_FOR_A_REASON.search(said))
