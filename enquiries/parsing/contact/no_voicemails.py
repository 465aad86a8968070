# ruff: noqa: E501 (a phrase is a line)
"""That no voicemail is to be left: in so many words, for another who would hear it, or since we are to hang up."""

from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

_NOT_OUR_VOICEMAIL: Final = compile_phrases(
    """
    {i}/he/she/they/noone/we never/didnt ..1 voicemail/leave
    {not} mind/forget/hesitate
    got/had/get/have/was/been no voicemail
    """,
    CONTACT_WORDS,
)
_NO_VOICEMAILS: Final = compile_phrases(
    """
    {never} {soft}? {soft}? voicemail
    {never} ..1 {dont_leave} me? a/any/the/it_on/it_to/anything/one? ..2 voicemail
    {never} {dont_leave} me? .. on the/my/a? voicemail/machine/phone/landline
    {never} {dont_leave} me? anything/nothing/one/a_msg/a_word/recordings/recording/a_trace
    {never} {dont_leave} me? a/any/the? {texts}
    voicemail ..12 {not} to? use/leave/bother/do
    {never} want/like/need/record/say ..1 a/any/no/your? voicemail/recording/recordings
    {not} .. voicemail please
    no more? voicemail
    {not} leave ..2 name/details/number/info/trace
    leave no/nothing/nowt ..1 message/messages/msg/trace/word/recording/on
    leave no messages/message/trace
    share/sharing ..2 voicemail/machine
    machine ..1 plays/comes/goes ..2 out/loud/speaker/to/through
    voicemail/machine ..8 hear/hears/listen/listens
    nothing/none/no_message/no_messages/no_msg ..1 on/to/in ..1 voicemail/machine/answer
    no recorded messages/message
    no leaving messages/voicemail/anything
    no recordings/recording
    voicemail no $
    {not} be? leaving .. voicemail
    {not}/no .. or/and/nor no? voicemail
    no {texts} on/to .. voicemail/machine
    no more? {texts} ..2 left
    no to ..1 voicemail
    hang/ring/cut up/off .. voicemail/machine/machine_picks/answer
    hang up if i/it/no/you/there/we/noone/nothing ..
    {hangs_up} .. if/when ..2 {none}
    if/when/unless ..2 {none} ..6 {hangs_up}
    voicemail .. {hang_up}
    voicemail .. {not} speak/talk
    voicemail .. {not} say $
    voicemail .. {not} say anything/nothing/owt/nowt/a_word/much
    voicemail .. put it/phone down
    voicemail ..6 | ..2 {not} use/leave it?
    {they}/kids/{relatives}/{hearers} .. {reads}/{snoops}/listens/listen/hears/hear/gets/get/plays/play/picks_up/check ..3 voicemail
    {they}/kids/{relatives}/{hearers} .. {snoops}/hear/plays/hears ..1 machine/messages_on
    voicemail ..2 is/are/isnt/arent/its ..2 shared/not_private/not_safe/joint/private/safe/secure/unsafe/on_loud/on_speaker/monitored/checked
    voicemail ..1 plays/comes/goes ..2 out/loud/speaker/to/through/on/off
    voicemail ..2 {bad}
    if i/it {not} .. hang up
    {not} talk/speak to/on the/my voicemail/machine
    {rather} no voicemail
    """,
    CONTACT_WORDS,
)


def forbids_voicemails(said: str) -> bool:
    """Return True where a heard text says that no voicemail is to be left."""
    return bool(_NO_VOICEMAILS.search(_NOT_OUR_VOICEMAIL.sub("~", said)))
