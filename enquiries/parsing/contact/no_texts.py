# ruff: noqa: E501 (a phrase is a line)
"""That a person is not to be texted: in so many words, for another who would read it, or since they ask for calls alone."""

from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

_NOT_OUR_TEXT: Final = compile_phrases(
    """
    {they} {not} {texted}
    {they} {not} texts/messages
    {they}/you/noone {not} reply/respond/answer
    wont/dont/cant/didnt/doesnt/never stop {texted}/{texts}
    leave no {texts}
    {they} {cannot} .. {answer} .. {texts}
    {i}/we {not} {texted} much/often/a_lot/well/very
    {i} {not} {texted}
    dont/didnt/never/havent/cant/i_not get/got/have/had/receive/received/see/seen/saw any/a/the/your? {texts}
    got/had/have/seen/been/still/was no {texts}
    no {texts} came/come/has/have/arrived/received/yet/from/since/through/got/for/today
    {not} text and drive
    {texts} on/to .. voicemail/machine
    {not} {texted} {them}/my/the
    why/noone {not}? .. {texted}
    {not} {texted} before/after/until/till/til ..2 {timeish}
    {not} mind/have/forget/hesitate/know/think
    {not} just {text}
    only {ring} me? ..1 {until}/if/when/between/once/for
    {they} only/just {ring}
    only/just {ring}/{talk} to? me/her/him/us ..3 not/dont/never/and_not/noone/nobody_else ..2 {them}/{relatives}/anyone_else/noone/else/house/landline
    only/just {ring}/{talk} to? me/her/him/us on/here/with/if/when/at/after/before/between/personally/direct/directly
    {ring}/{talk} only ..2 to/with/me/her/him/on/if/when/at/after/before/between/my
    {texts} ..2 left
    just/only/so/but/please/instead/can_you/could_you {texted} me? back/here/please/thanks
    her/his phone/mobile/texts/messages
    """,
    CONTACT_WORDS,
)
_WHO_READS_THEM: Final = compile_phrases(
    "{not} {texted} me? my {relatives} ..1 pays/checks/sees/reads/looks/has/owns/monitors", CONTACT_WORDS
)
_NO_TEXTS: Final = compile_phrases(
    """
    {never} {soft}? {soft}? {texted}/text_messages
    {never} by/via/with text/texts/message/sms
    {never} be? sending ..2 {texts}
    {never} send me? any? more? {texts}/anything/things/stuff/nothing/one/them/me_any
    {never} want/need/like/accept you? to? any? more? {texted}/{texts}
    doesnt/didnt ..1 want/wish/like ..2 text_messages/texts
    doesnt/didnt ..1 want/wish/like to? be? receive/get/have/texted/sent ..1 texts/text_messages/text/messages
    {not} {ring} or/and/nor {texted}
    {texts} ..6 {not} send any/them/me/it
    {not} .. {texts} please/back/here
    no more? {texts}
    no voicemail or/and/nor no? {texts}
    no more? {texted} back/please/me
    no more? {texted} to? me
    no {texted} $
    {never} {soft}? {soft}? texts/messages/whatsapps
    stop the? ..1 texts/messages
    not/isnt safe to {texted}
    nothing/{never} ..3 in writing
    nothing/no written
    {not} reply/respond back? $
    {never} answer/reply/respond ..2 by/via/with/over text/message/texts
    over my shoulder
    phone/mobile ..1 tapped/bugged/hacked
    spyware/stalkerware on
    cant read $
    cant read or/and
    nothing/none ..1 by/via/over text/texts/message
    no reply/replies $
    no reply/replies please/back/to_this/here
    {texts} no $
    {texts} ..1 is/are/r ..1 out/banned $
    {texts} ..2 no_good/no_use/unsafe/not_safe/isnt_safe/arent_safe/not_private/arent_private/not_secure/dangerous/risky/not_an_option/isnt_an_option/not_possible/a_no/a_no_no/dont_work/wont_work/not_ok/not_okay/arent_ok/isnt_ok/a_bad_idea
    {not} reply/respond/write back? to_this/to_me/by_text/here/back/on_this/please
    {not} reply to
    {ring}/voice/calls/{talk} only
    only {ring} me/us? please/thanks/ta? $
    only {ring} me/us please? because/as/since/she/he/they/my/mum/hes/shes/dont/no
    no to ..1 {texts}/{texted}
    calls/call/phone only
    only calls/phonecall/phonecalls/ringing/calling/phoning
    only call/phone please/thanks $
    only call/phone $
    {ring} .. dont text
    {ring}/{calls} .. not/no text/texts/messages/texting
    {ring} me? rather_than/not/instead_of {texted}
    {prefer} ..4 {ring}/{talk}/{calls} ..3 than/to/over/not a? {texts}/{texted}
    {they}/{relatives}/{hearers} .. {reads} ..2 {texts}/whatsapp
    {they}/{relatives}/{hearers} ..2 {snoops} ..2 my/me/our {texts}/phone/mobile/whatsapp/inbox/sms
    {they} .. {reads} my/me/this/the mobile/phone/fone/iphone
    {they} goes/go/looks/look/checks/check through/at my/me/this phone/mobile/texts
    {they}/{relatives}/{hearers} ..2 knows/has/got/know/have ..2 my/me/the passcode/pin/password/pass_code/code/face_id
    {they}/{relatives} ..1 picks_up/grabs/takes/goes_on/uses/holds/keeps/looks_after/got/nicks/borrows ..1 my/this phone/mobile
    {relatives} .. {reads} my {texts}/phone/mobile
    my/me/mine/this phone/mobile/texts/messages ..1 is/gets/are/get/being/been checked/monitored/tracked/read/looked_at/searched/watched/inspected/seen
    {texts} come/comes/show/shows/pop/pops/appear/appears/flash/flashes/go/goes ..2 on/up/to
    {texts} ..2 {shown} ..3 {screen}
    {texts} are/r/get/gets shared/seen/read/synced/linked/forwarded/mirrored/checked/monitored
    shared/family/joint phone/mobile/ipad/tablet/computer/icloud/apple_id
    share/sharing/shares ..2 phone/mobile/ipad/tablet/icloud/handset
    {they}/{relatives}/{hearers} ..1 access ..2 handset/phone/mobile/texts
    {not} get texts
    cant get/receive/read/open/see {texts}
    cant read/see ..2 {texts}/messages/very/well/screen/properly/small/much
    {not} read/reading ..2 well/good/properly/english
    """,
    CONTACT_WORDS,
)


def forbids_texts(said: str) -> bool:
    """Return True where a heard text says that they are not to be texted."""
    return bool(_WHO_READS_THEM.search(said) or _NO_TEXTS.search(_NOT_OUR_TEXT.sub("~", said)))
