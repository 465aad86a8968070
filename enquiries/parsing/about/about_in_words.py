# ruff: noqa: E501 (a phrase is a line)
"""Who help is for: the writer or another person.

It is read from who has the trouble: "my hubby is drinking himself daft" is for another, "my wife says i need to stop" for the
writer. A person who is only mentioned says nothing ("my dad doesnt know im texting"). Where both have it, or neither, we ask;
asking costs nothing.
"""

import re
from typing import Final

from enquiries.core.enums import About
from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases, one_of
from enquiries.parsing.plain_words import heard
from enquiries.parsing.vocabulary import RELATIVES, WORDS

_MORE_SUBSTANCES: Final = (
    "voddy/vod/vallies/vals/xans/zimmers/zopiclone/sniff/bugle/ching/charlie/beak/white/mkat/shrooms/mushrooms/acid/lsd/edibles/blow/hash/green/budweiser"
    "/lager/stella/prosecco/rum/tequila/spirits/bevvy/bevvies/swally/pints/cannys/fruit_machines/poker/scratchcards/roulette/horses/dogs/crypto"
)
_CONCEPTS: Final = {
    **WORDS,
    "relatives_s": "/".join(f"{each}/{each}s" for each in WORDS["relatives"].split("/")),
    "my": "my/our/a/the/me/his/her/this/one_of_my/mi/your",
    "substance": "drink/drugs/alcohol/booze/coke/cocaine/crack/heroin/brown/ket/ketamine/weed/cannabis/skunk/spice/meth/crystal/speed/mdma/pills"
    "/tablets/codeine/cocodamol/tramadol/diazepam/valium/xanax/benzos/pregabalin/gabapentin/lyrica/opiates/opioids/painkillers/fentanyl/oxy"
    "/morphine/methadone/subutex/gambling/betting/slots/bookies/gear/smack/rock/g/ghb/balloons/nos/nitrous/mcat/mkat/vodka/wine/beer/cider/gin"
    "/whisky/whiskey/cans/porn/sniff/substances/steroids/poppers/bingo/roulette/casino/vapes/edibles/bottle/base/phet/"
    + _MORE_SUBSTANCES,
    "trouble": "drinks/drinking/drank/drunk/uses/using/used/gambles/gambling/gambled/relapsed/relapse/relapsing/addict/addicted/addiction"
    "/addictions/alcoholic/alki/alky/junkie/junky/crackhead/habit/hooked/overdosed/binge/bingeing/binging/smokes/snorts/sniffs/injects"
    "/injecting/smoking/sniffing/snorting/rehab/detox/sober/clean/abusing/abuses/dependent/dependency/dependant/stealing/stole/steals/taking_stuff/taking_something/taking_things/on_something/hides_bottles/hiding_bottles/hides_it/off_his_face/off_her_face/off_my_face/off_their_face/out_of_it"
    "/off_his_head/off_her_head/off_my_head/wasted/stoned/high/smashed/steaming/bladdered/empties/in_denial/admit_it/get_help/accept_help"
    "/{substance}",
    "bad": "bad_way/state/mess/needs_help/need_help/needs_some_help/needing_help/needs_rehab/needs_detox/needs_to_stop/struggling/spiralling"
    "/out_of_control/wont_stop/cant_stop/wont_get_help/killing_himself/killing_herself/lost_control/needs_to_go/needs_support/wants_help"
    "/wants_to_stop/wants_to_quit/needs_treatment/needs_a/asked_for_help/problem/problems/issue/issues/ruining",
    "care": "help/support/advice/treatment/information/info/place/bed/call/rehab/detox/options/guidance/assessment/referral",
    "asking": "asking/texting/enquiring/inquiring/calling/ringing/here/looking/writing/contacting/messaging/reaching_out/wanting",
    "stop": "stop/quit/give_up/get_off/get_clean/get_sober/cut_down/come_off/detox/rehab/kick/sort/help/get_help/go_to_rehab/go_into_rehab"
    "/stopping/wean/control/cut_back/beat/change/taper/withdraw/treatment",
}
_GAP = rf"(?: (?!my (?!{RELATIVES})|(?:i|im|ive|id|ill|me|myself|we|says|said|thinks|told|tells|wants|knows?|know|died)(?= |$))[^ |?]+){{0,6}}?"


def _trouble_of_relative() -> re.Pattern[str]:
    """A person, and their trouble a few words on, with nothing about the writer between."""
    owner = r"(?:my|our|me|mi|a|the|her|his)(?: (?:own|best|older|younger|eldest|youngest|little|big|dear|poor|ex|new|adult|teenage|late|step|other|good|old|close|\d+|year|yr|yo|grown|up|beautiful|only))*"
    trouble = one_of(
        f"{_CONCEPTS['trouble']}/{_CONCEPTS['bad']}".replace("{substance}", _CONCEPTS["substance"])
    )
    return re.compile(rf"(?<!\S)(?:{owner} |^|(?<=\| ))(?:{RELATIVES})s?{_GAP} {trouble}(?!\S)")


_RELATIVE_TROUBLE: Final = _trouble_of_relative()
_NAMED: Final = {
    **_CONCEPTS,
    "ring": WORDS["ring"],
    "trouble": _CONCEPTS["trouble"].replace("{substance}", _CONCEPTS["substance"]),
}
_FOR_ANOTHER: Final = compile_phrases(
    """
    {care} .. for/with/about/on/regarding/re {my} ..2 {relatives}
    for {my} ..2 {relatives} {trouble}/please/who
    {care} for someone/a_loved_one/another
    help/support/get/getting/put/putting/take/admit/refer {my} ..2 {relatives} ..2 into/in/off/to/help/clean/sober/on
    help/support/helping/supporting/refer/referring {my} ..2 {relatives}
    {asking} .. for/about/on_behalf_of/re/regarding {my} ..2 {relatives}
    {asking} .. on_behalf_of/for_someone/about_someone
    on behalf of
    refer/referring/referral .. patient/client/resident/tenant/student
    about my ..2 {relatives} {trouble}
    {relatives}/he/she/they wants/want to? {stop}/get_off/come_off/get_clean/get_sober
    {ring}/call/phone me/us about my/a/the ..2 {relatives}/patient/client/resident
    its/it/is about my ..2 {relatives}
    a/my/our/one_of_our/one_of_my patient/patients/client/clients/resident/residents/tenant/tenants/service_user/service_users ..
    {care} for a/an ..5 man/woman/gentleman/lady/male/female/girl/boy/lad/person/patient/client/student/teenager/mum/mother/father/dad
    a patient of
    {my} {relatives} needs/need {sorting}
    cant get him/her/them to
    surgery/practice/receptionist/gp/nurse/social_worker/support_worker here
    worried/concerned/scared/frightened/worry .. about/for {my}/a ..2 {relatives}
    worried/sick .. about {relatives}
    {relatives} .. asking about
    someone/person i/we love/know/care/live ..
    mum/dad/parent/wife/husband/sister/brother/partner/son/daughter of/to a/an ..2 addict/alcoholic/user/drinker
    living/live/lives/married/dating/engaged/together/grew_up with/to a/an ..2 addict/alcoholic/user/drinker/gambler
    {substance} ..1 in/under ..3 {relatives_s}/his/her/their
    its/it_is/not_me/not_for_me/but {my} ..2 {relatives} $
    its/it_is/not_for_me_its {my} ..2 {relatives} he/she/hes/shes/who/they/that/im
    {my} {relatives} is/has/needs .. {trouble}/problem/help
    about {my} ..2 {relatives} {trouble}
    he/she/they/hes/shes/theyre .. {trouble}/needs_help/in_a_bad_way/wont_stop
    his/her/their {trouble}
    not for me {my} ..2 {relatives}
    its for {my} ..2 {relatives}
    {my} {relatives} {bad}
    {my} {relatives} is/are only? # and/hes/shes
    {my} # year/yr/yo/yrs old? .. {trouble}/{bad}/problem
    """,
    _NAMED
    | {
        "bad": _CONCEPTS["bad"],
        "sorting": "sorting/sortin/sorted/sectioning/saving/a_hand/seeing_to/looking_after",
    },
)
_I: Final = r"(?:i|im|ive|id|ill)"
_NOT_ANOTHER = rf"(?: (?!(?:he|she|they|hes|shes|theyre|his|her|their|him|them|my (?:{RELATIVES})|(?:{RELATIVES})s?|himself|herself|themselves|someone|anyone|you)(?= |$))[^ |?]+){{0,7}}?"
_TROUBLE_OF_MINE: Final = one_of(
    f"{_NAMED['trouble']}/drink/drinker/use/gamble/smoke/snort/inject/sniff/user/gambler/{_CONCEPTS['stop']}"
    "/relapse/slipped/lapsed/bender/withdrawing/withdrawal/withdrawals/rattling/clucking/units/pints/bottles/problem"
)
_MINE: Final = re.compile(rf"(?<!\S){_I}{_NOT_ANOTHER} {_TROUBLE_OF_MINE}(?!\S)")
_LEFT_OUT: Final = re.compile(
    r"(?:^|(?<=\| ))(?:(?:hi|hello|hey|please|just|really|desperately|so|and|but|ok|yes|think|badly|also|basically|well) )*"
    r"(?:(?:need|want|wants|wanting|trying|tried|struggling|been|got|have|lost|losing|spending|spent|cant|couldnt|back|started|having|ready|taking|fell|fallen"
    rf"|gone|keep|still|stuck|on|using|drinking|smoking|doing|hooked|addicted|sick of|tired of|fed up of|fed up with){_NOT_ANOTHER} {_TROUBLE_OF_MINE}"
    r"|relapsed|relapsing|withdrawing|hooked on|addicted to|drinking|struggling with (?:addiction|drink))(?!\S)"
)
"""A clause that begins without "I": need help with coke, relapsed last night."""
_OF_ANOTHER: Final = re.compile(
    rf"(?<!\S)(?:(?:{RELATIVES})s?|he|she|they|hes|shes|theyre|him|her|them)(?: (?!(?:i|im|ive|id|me|my|myself|we)(?= |$))[^ |?]+){{0,4}}?"
    r" (?:hooked|addicted|been \S+ing|cant stop|(?:get|gets|getting|got|come|comes|coming) (?:off|clean|sober)|get through|wants? (?:to )?(?:get|be)|want help)(?!\S)"
)
_COMPANY: Final = compile_phrases(
    "help {my} {relatives} is/are ..1 {present}", CONTACT_WORDS | {"my": "my/the/our/me"}
)
"""The keyword, and who is there: not for whom help is."""
_A_LIST: Final = re.compile(r" \| (?=\d+(?: |$))|(?<=\d) \| ")

_FOR_MYSELF: Final = compile_phrases(
    """
    for me/myself
    its? me/myself that/who/with/whos/thats/needs/needing/drinking/using
    the one that/who/with/whos/thats/needs/needing/drinking/using
    told/asks/asked/wants/want/begged/begging/warned/telling/tells/made me to? ..3 {trouble}/{stop}
    wants/want/wanting/need me {stop}
    so do/am i
    hooked on ..
    been sniffing/using/drinking/snorting/smoking/gambling since/for/every/all
    get through a day/week/night without ..
    help? getting/get/coming/come off ..2 {substance}
    am on/off ..4 {substance}/{trouble}
    on too much {substance}
    i do/am too
    my own? {trouble}/using/habit/problem/recovery/drug/drugs/drink/usage
    want/need/trying/ready/like/have to? get/be clean/sober/off/help
    myself .. {stop}/{trouble}
    me and my .. both
    both of us
    me too
    {trouble} is/has killing/ruined/ruining/destroying me/my
    addicted to ..
    cant stop {trouble}/drinking/using
    """,
    _NAMED,
)
_FOR_RELATIVE: Final = re.compile(
    rf"(?:^|\| )(?:hi |hello |please |its |it is |this is |not for me )*for (?:my|our|me) (?:\S+ ){{0,3}}?(?:{RELATIVES})(?!\S)"
)
_I_NEED_HELP_WITH: Final = re.compile(
    rf"(?<!\S)im? (?:\S+ ){{0,2}}(?:need|want) (?:\S+ )?(?:help|support|advice) with (?!my (?:{RELATIVES})|someone|a )"
    rf"|(?<!\S)(?:need|want|wanting|looking for) (?:\S+ )?(?:help|support|advice) (?:with|for|on|about) (?:my |an? |the )?{_TROUBLE_OF_MINE}(?!\S)"
)
_BOTH_ARE_MINE: Final = compile_phrases("me and my/our/the ..2 {relatives}\nboth of us\nmyself and my", WORDS)
_NOT_THE_WRITER: Final = compile_phrases(
    """
    someone/person/man/woman/friend i/we love/know/care_about/live_with ..4 {trouble}
    for me {relatives}
    good/fine/ok/okay/best/better/easier/hard/harder/difficult/suits/suit/works/work/safer/great/bad/perfect for me
    not/isnt/wasnt/never for me
    living/live/lives/married/dating/engaged/together/grew_up with/to a/an ..2 addict/alcoholic/user/drinker/gambler
    help/helping/get/getting/support/supporting {my} ..2 {relatives}
    help/helping/get/getting/support/supporting him/her/them
    {substance} ..1 in/under ..3 {relatives_s}/his/her/their
    """,
    _NAMED,
)
_JUST_HELP: Final = re.compile(
    r"(?<!\S)(?:im? )?(?:(?:really|just|think|desperately|badly|do|am) )*(?:need|want|looking for)(?: (?:some|to get|your|any|a bit of|urgent))*"
    r" (?:(?:help|support|advice)(?= please| now| asap| today|$| \|| with| for| about)|(?:rehab|treatment|detox)(?= with| for| about))"
)


def about_in(said: str) -> About | None:
    """For whom a heard text asks, where it says so; else None, and we ask."""
    if _BOTH_ARE_MINE.search(said):
        return None
    said = _A_LIST.sub(" ", said)  # "son, 22, cannabis"
    in_trouble = bool(_RELATIVE_TROUBLE.search(said))
    said = said if in_trouble else _COMPANY.sub("~", said)
    other = in_trouble or bool(_FOR_RELATIVE.search(said) or _FOR_ANOTHER.search(said))
    mine = _is_mine(said, other)
    if other and not mine:
        return About.OTHER
    return About.SELF if mine and not other else None


def about_of_first_text(text: str) -> About | None:
    """For whom a text asks, from the text as it was written."""
    return about_in(heard(text))


def _is_mine(said: str, other: bool) -> bool:
    """Return True where the writer has the trouble. "I need help" says it only where no other person has it."""
    mine = _OF_ANOTHER.sub("him", _NOT_THE_WRITER.sub("him", _JUST_HELP.sub("~", said)))
    if _FOR_MYSELF.search(mine) or _MINE.search(mine):
        return True
    return not other and bool(_LEFT_OUT.search(mine) or _I_NEED_HELP_WITH.search(said))
