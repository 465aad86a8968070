# ruff: noqa: E501 (a phrase is a line)
"""What a person asks of us, among the questions that every centre is asked."""

import re
from enum import StrEnum
from typing import Final

from enquiries.parsing.contact.screened_calls import screens_calls
from enquiries.parsing.grammar.phrases import compile_phrases
from enquiries.parsing.vocabulary import WORDS


class Question(StrEnum):
    """Kinds of questions that get an answer of their own. OTHER is any that only a person can answer."""

    BOT = "bot"
    COST = "cost"
    CONFIDENTIAL = "confidential"
    WHEN = "when"
    WHERE = "where"
    HOW = "how"
    WHO = "who"
    NUMBER = "number"
    RECEIVED = "received"
    OTHER = "other"


# In the order in which they are looked for: the first that is found is the one answered.
_PHRASES: Final = {
    Question.NUMBER: compile_phrases(
        """
        what/which number/numbers ..4 {ring}/rings/ringing/calling/phoning/come/coming/comes/show/shows/showing/appear/appears/display/expect/look_for/look_out_for
        what/which number is it/that
        what/whats is? your/ur phone? number
        what/who .. come/comes/show/shows/coming/showing up? as
        can/could/will/do i .. see/know/tell/recognise who/if ..1 rings/ring/ringing/calls/call/calling/you
        can/could/will/do/would i .. see/know/tell/recognise/get/have ..1 your/the number
        how will/do/would/can i know/tell/recognise ..2 you
        {will} ..6 withheld/private_number/no_caller_id/unknown_number/unknown_caller/hidden_number/caller_id
        is/are .. withheld/private_number/no_caller_id/unknown_number/unknown_caller/hidden_number
        {ring}/calling/ringing .. from/on ..1 withheld/private_number/unknown_number/hidden_number ?
        withheld/private_number/no_caller_id ?
        """,
        WORDS,
    ),
    Question.BOT: compile_phrases(
        """
        {are_you} .. bot/robot/chatbot/ai/human/machine/real/automated/computer/actual_person/chat_gpt/chatgpt
        is this .. bot/robot/chatbot/ai/human/machine/real_person/automated/computer/real/automatic/actual_person
        {talking_to} .. bot/robot/chatbot/ai/human/machine/person/computer/someone_real/real
        is there .. human/real_person/actual_person/person_there/person_reading/anyone_real
        real/actual person ?
        real person or
        does a/an/any real/actual? person/human ..
        bot ?
        are these automated/automatic ..
        is anyone .. reading/there/actually ..
        do i get a real/actual person
        """,
        WORDS,
    ),
    Question.COST: compile_phrases(
        """
        how many cost/costs/pay
        how much .. {cost}/is/are/does/for/do/would/will/a
        how much ?
        how much $
        on the? nhs
        {i}/have/got/ive no money
        what .. {cost}/price/prices/fees/fee/charge/charges
        {is_it} .. free/private_or/paid
        is/are {service} .. free/funded
        is it/this/treatment .. nhs
        free ?
        do/does/will/can/is you/i/we/it/this/they/there? .. {cost}/pay/charge/fee/fees/payment_plan/instalments/finance/on_finance
        do we have to pay
        do ive to pay
        {insurers}
        do you/u? .. nhs
        nhs funded/or_private/patients/referral
        i/we cant/couldnt/dont .. afford/have_any_money/have_the_money/have_money
        cant afford
        got/have no money
        funding/funded/bursary/bursaries/payment_plans/payment_plan/price_list/prices/grants
        {cost} of
        whats the {cost}/price/fee/damage
        on? benefits .. pay/afford/cover/covered/help
        universal credit
        medicaid/medicare/medical_card/vhi/laya
        pay monthly/weekly/in_bits
        """,
        WORDS,
    ),
    Question.CONFIDENTIAL: compile_phrases(
        """
        {is_it}/is_this/is/are/stay/stays/kept/keep/remain .. confidential/private/anonymous/discreet/secret/between_us
        confidential/anonymous/private ?
        confidential
        anonymously
        {will} .. {authorities} .. know/find/told/tell/contacted/see/informed/hear/get/take
        will/do/are/would/must .. tell/inform/contact/share/report/notify .. {authorities}
        will/do/are/would/must you .. tell/inform/report/share/pass
        you wont/not/never/dont tell/inform/contact/let/share .. {authorities}/know
        can/could {authorities} .. see/find/know/tell/get
        {will} anyone/people/they .. find_out/know/be_told/see
        who .. {will}/can/gets/else .. know/find_out/see/told/knows/sees
        who sees/reads/gets/knows .. this/these/it/that/what/my
        {will} social_services/social/police/ss ..
        {will} it/this .. record/records/show/appear/affect/on_my
        on my .. record/records ?
        tell .. {authorities} ?
        what do you do with .. {details}
        do you .. share/keep/store/sell .. {details}
        who do you .. tell/share
        is my/our .. {details} .. safe
        have/ive to give/say/use my? real? name
        """,
        WORDS,
    ),
    Question.HOW: compile_phrases(
        """
        how does/do/would/will/did it/this/that/treatment/rehab/detox/the ..
        how do/does/can/would/could/should i/we/you/u/he/she/someone/people/my/our ..
        how to
        how ?
        what happens/happen/will_happen/would_happen ..
        what is? next
        whats next/involved/the_process/the_next_step/it_involve/it_like/it_all_about/the_procedure/the_plan
        what do/does/should/would/can/will i/we/he/she .. do/need/have/bring/say
        what .. involve/involves/involved/process/steps/entail
        what do you/u do/offer/actually_do/provide
        what can/could you/u .. do/offer
        what help ..
        what kind/sort/type/types of help/treatment/support/rehab/programme
        can/could/may/do i/we/he/she .. refer/self_refer/referral/referred/come_in/get_in/book
        {how_do_i} ..
        is it/there .. waiting_list/wait_list/a_process
        explain ..
        """,
        WORDS,
    ),
    Question.WHEN: compile_phrases(
        """
        when .. you/someone/anyone/they/i .. ring/call/phone/ringing/calling/phoning/hear/contact/get/expect/be_in_touch
        whens/when_is .. ring/call/phone/ringing/calling/phoning/my_call/the_call
        what time .. you/someone/anyone/they/i .. ring/call/phone/ringing/calling/phoning/hear/expect/be_calling
        what time is/will .. call/someone/ring/it
        what time
        how long .. wait/until/till/til/before/take/will/be/for
        how long ?
        how soon ..
        how quick/quickly/fast ..
        any idea when/what_time/how_long
        any update/updates/news
        been ..2 hours/hour/minutes/mins/ages ..2 where/when/why/and
        is/are anyone/someone/you .. {going} .. ring/call/phone/contact
        are/r you .. ringing/calling/phoning ..
        will you/someone/anyone .. be? ring/call/phone/calling/ringing .. today/tonight/soon/tomorrow/or_what
        why .. not/noone/havent/hasnt/didnt/isnt .. ring/rang/rung/call/called/phone/phoned/contacted/get/got
        still .. waiting/no_call/not_heard/havent_heard/nothing/no_one/noone
        havent heard/had_a_call/had_anything ..
        noone has/as? rang/rung/called/phoned/contacted
        where is/are/s? .. call/callback
        when ?
        """,
        WORDS,
    ),
    Question.WHERE: compile_phrases(
        """
        where .. you/u/it/this/the/your/abouts/is/r/do_i ..
        whereabouts
        where ?
        {whats} .. address/location/postcode/post_code
        address ?
        address please
        your/ur/the ..2 address
        what/which area/town/city/part/county
        how far ..
        do you/u? .. cover/come_to/work_in/serve ..
        are you/u .. in/near/round/around/local/close
        are you .. local/nearby/far
        {is_it} .. near/in/far/local
        is it/there .. near/local/nearby/closer
        near me
        nearest
        got/have .. anywhere/anything/centre/one .. in/near
        do you/u? have a/any .. in/near
        """,
        WORDS,
    ),
    Question.WHO: compile_phrases(
        """
        who/whos .. this/you/u/these/texting/calling/rang/that/it/messaging/i_talking/am_i/im/i
        who/whos ?
        who is/are/r/am/was ..
        what is? this
        whose number ..
        name of your/the/this ..
        what are/r you/u
        whats this .. number/about/for/text/service/place/message/
        whats this
        what .. company/organisation/organization/charity/centre/place/number/service/clinic/people
        which .. company/organisation/centre/place/clinic/service/charity
        is this .. the? .. number/company/nhs/aa/centre/house/clinic/service/charity/helpline/rehab/line/council/samaritans/frank
        are you/u .. nhs/aa/na/charity/company/council/samaritans/frank/rehab/clinic/church/religious/doctor/doctors/nurse/counsellor/the
        where/how .. get/got/have my/this number
        are you .. a/an/the? legit/genuine/scam/qualified/regulated/cqc
        is this .. legit/genuine/scam/spam/wind_up/joke
        {your_name}
        """,
        WORDS,
    ),
    Question.RECEIVED: compile_phrases(
        """
        confirm/acknowledge .. receipt/received/receive/got/arrived/message/text/texts/enquiry/form/request
        please confirm ?
        did/have/has/if you/u/ya/anyone/someone/they .. get/got/received/receive/had/seen/see .. message/messages/text/texts/form/enquiry/request/email
        did you/u/ya/anyone/they .. get/receive .. it/this/that/mine ?
        have/has you/u/ya/anyone/they .. received .. it/this/that/mine/anything
        did/has/have/is my/this/that/it/the .. go/come/gone/came/get/going/coming through
        did/has my/this/that .. message/messages/text/texts/form/enquiry/request .. arrive/arrived/reach/reached/send/sent
        """
    ),
}
_REQUEST = compile_phrases(
    """
    can/could/would/will/please you/u/someone/anyone/one_of_you? please? just? {ring}/text/message/contact/help/get_back/speak/talk/get
    can/could/may i/we .. have/get/speak/talk/chat/be_rang/be_called/arrange/book/please/ask
    is it/this ok/okay/alright/possible .. {ring}/text
    can/could you/someone/anyone .. {ring}/text/message/help/contact
    can anyone help ..
    do/would you mind ..
    how are/r you/u
    how about/u/you
    would rather/prefer/like/love/be
    are you/u .. there
    anyone/anybody/someone/you/u there
    """,
    WORDS,
)
_BEGINS = compile_phrases(
    """
    can/could/would/will/do/did/am/have/has/should/may/shall i/ive/we/you/u/ya/it/this/that/these/they/he/she/my/our/your/the/a/any/anyone/someone/people/there/rehab/treatment/detox
    does/is/are/what/whats/which/when/where/who/why/how/wheres/whens
    any chance/idea/way/advice
    """
)
_STARTS_WITH: Final = re.compile(
    r"(?:(?:hi|hello|hey|hiya|please|and|but|so|also|ok|thanks|thank you|sorry|just wondering|wondering|quick question|one more question|question|if|um)"
    r" )*"
)
_STATEMENT: Final = re.compile(
    r"^(?:when|where|what|who|how|if|why|which) (?:i|im|ive|he|hes|she|shes|we|my|the|they|you|it|its)(?: |$)"
)
_ABOUT_THEMSELVES: Final = re.compile(
    r"(?<!\S)(?:what is|whats) (?:wrong|happening|going on)(?: \S+)? (?:with|to) (?:me|him|her|my)"
)


def question(said: str) -> Question | None:
    """The question in a heard text; None where nothing is asked of us."""
    asked = _clauses_that_ask(said)
    for kind, phrases in _PHRASES.items():
        if any(phrases.search(clause) for clause in asked):
            return kind
    if screens_calls(said):
        return Question.NUMBER
    return Question.OTHER if any(_is_another(clause) for clause in asked) else None


def _clauses_that_ask(said: str) -> list[str]:
    clauses = [each.strip() for each in said.split("|")]
    return [
        clause
        for clause in clauses
        if clause and not _STATEMENT.match(clause) and not _ABOUT_THEMSELVES.search(clause)
    ]


def _is_another(clause: str) -> bool:
    if _REQUEST.search(clause):
        return False
    bare = clause[_STARTS_WITH.match(clause).end() :]  # type: ignore[union-attr]  # the pattern also matches nothing
    if bare in {"", "?"}:
        return False
    begins = _BEGINS.match(bare)
    return clause.endswith("?") or (begins is not None and len(bare.split()) > 2)
