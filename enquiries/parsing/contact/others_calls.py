# ruff: noqa: E501 (a phrase is a line)
"""What only sounds like a wish not to be rung, and is passed over before one is looked for.

Another person's calls ("he never rings me"), a time ("dont ring before 6"), another number ("dont call the police"), a
plea ("if nobody rings me"), talk of something else ("cant talk to my family").
"""

from typing import Final

from enquiries.parsing.contact.another_person import without_anothers_number
from enquiries.parsing.contact.screened_calls import without_screened_calls
from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

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
    i cant stop .. {ring}
    why/noone {not}? .. {ring}
    if/unless ..1 noone/you_dont/you_didnt/you_wont/u_dont/someone_doesnt/you ..1 {ever_ring} me ..1 im/i/ill
    if/unless ..1 noone/you_dont/you_didnt/you_wont/someone_doesnt ..1 {ever_ring}
    {not} {ring} ..1 landline/house_phone/home_phone | ..1 mobile
    wont/dont/cant/didnt/doesnt/never stop {ring}
    no calls for/from/about/since/yet/back/today/came/all
    had/got/get/getting/have/received/still/been no {calls}
    no phone signal/credit/number/charger/shop/contract
    {they} cant/wont/couldnt {hear}
    can anyone/someone/you/noone hear
    cant {ring} you/u/back/out/from/off/at
    {never}/no {soft}? {ring}/{calls} me? back? {until} ..2 {timeish}
    {never} {soft}? {ring} me? back? {untimely}
    no more? {calls} {untimely}/at_night/in_the_morning/in_the_evening/in_the_afternoon/on_weekends/at_weekends/at_the_weekend
    {cannot} {adverb}? {talk} ..1 {untimely}/at_night/in_the_morning/in_the_evening/in_the_afternoon/on_weekends/at_weekends/at_the_weekend
    {never} {soft}? {ring} me? .. {until} ..2 {timeish}
    {not} be? afraid/scared/hesitate/forget to? {ring}
    {not} hesitate to {ring}
    {not} forget .. {ring}
    {not} {ring} me a/an/names/that/mate/love/darling/darlin/hun/babe/sir/mr/mrs/miss/crazy/stupid/lazy
    {not} {ring} an/ambulance/for_an
    {not} {ring} it/that a/an/the/my/quits/off/what/addiction/in/love/drinking/being/anything/nothing/help
    {not} {ring} the/my/his/her/our/any police/cops/feds/law/filth/bizzies/polis/ambulance/work/boss/gp/doctor/school/mum/dad/wife/husband/partner/boyfriend/girlfriend/family/parents/son/daughter/brother/sister/ex/social/hospital/employer/job/office/nan/gran
    {not} {ring} police/cops/feds/bizzies/polis/work/999/111/him/her/them/social_services/anyone_else
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
    info/information/details/leaflet/link/address/number/prices ..1 by/over/via {text}
    in writing for
    {not} answer/reply/respond ..2 by/over/via {text}
    nothing/none ..1 by/over/via/through {text}
    {they} only/just {text}
    {they} prefers/prefer/likes/rather ..3 {text}
    """,
    CONTACT_WORDS,
)


def without_others_calls(said: str) -> str:
    """A heard text without what only sounds like a NO to calls."""
    said = _IN_COMPANY.sub("~", without_screened_calls(without_anothers_number(said)))
    return _NOT_BY_TEXT.sub("~", _NOT_OUR_TALK.sub("~", _NOT_THIS_CALL.sub("~", said)))
