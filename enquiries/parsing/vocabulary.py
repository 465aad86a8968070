# ruff: noqa: E501 (a phrase is a line)
"""Lists of words that phrases name: `{ring}` is any way to say it."""

from typing import Final

_RELATIVES: Final = """
son lad daughter lass child kid boy girl husband wife partner fiance fiancee ex mum dad parent parents brother sister nephew niece
cousin uncle aunt auntie aunty nan nana nanna gran grandma granny grandad granddad grandson granddaughter grandchild stepson
stepdaughter stepdad stepmum friend mate pal bestie boyfriend girlfriend colleague coworker neighbour flatmate housemate loved_one
family_member relative sons daughters kids friends mates other_half bloke man fella employee patient client resident tenant student
pupil lodger twin fella teenager baby_daddy sister_in_law brother_in_law mother_in_law father_in_law son_in_law daughter_in_law
"""
RELATIVES: Final = "|".join(
    sorted((each.replace("_", " ") for each in _RELATIVES.split()), key=len, reverse=True)
)
"""The people whom enquirers ask for, as a regular expression over plain words."""

WORDS: Final = {
    "not": "dont/never/not/no_need_to/mustnt/not_to/shouldnt/better_not/best_not/stop/avoid/pls_dont/wouldnt/refrain_from",
    "cannot": "cant/couldnt/unable_to/not_able_to/wont_able_to/wont_be_able_to/not_possible_to/impossible_to/not_allowed_to/isnt_possible_to/no_way_to"
    "/not_in_a_position_to/not_free_to/wont/not_gonna_be_able_to",
    "i": "i/im/id/ive/ill",
    "im": "im/i/am/being",
    "they": "he/she/they/hes/shes/theyre/it/mum/dad/husband/wife/partner/boyfriend/girlfriend/son/daughter/brother/sister/mate/friend"
    "/ex/people/family/parents/kids/boss/dealer/dealers/bank/nan/gran/hell/shell/everyone/someone",
    "them": "him/her/them/anyone/someone/my_mum/my_dad/my_wife/my_husband/my_work/my_gp",
    "someone": "hes/shes/theyre/he_is/she_is/husband_is/wife_is/mum_is/dad_is/partner_is/boyfriend_is/girlfriend_is/mums/dads/husbands"
    "/wifes/partners/boyfriends/girlfriends/someone_is/someones/hes_still/shes_still/hes_sat/hes_just/shes_just/kids_are/son_is"
    "/hes_always/daughter_is/parents_are/ex_is",
    "ring": "belling/ring/call/phone/dial/ringing/calling/phoning/dialling/bell/telephone/buzz/facetime",
    "ringing": "ringing/calling/phoning/talking/speaking/phone",
    "calls": "calls/call/ringing/calling/phoning/phonecall/ring/ring_backs/callbacks/callback/call_backs/rings/phone/telephone",
    "talk": "talk/speak/chat/talking/speaking/take_calls/take_a_call/take_phone/take_the_call/take_any_calls/make_calls/get_to_the_phone"
    "/come_to_the_phone/use_the_phone/use_my_phone/be_on_the_phone/go_on_the_phone/do_calls/do_phone/have_calls/receive_calls/get_calls"
    "/have_my_phone/be_heard/say_anything/say_much/be_overheard/do_a_call/do_a_phone/go_on_phone/use_phone/speak_up/take_phone_calls",
    "talking": "talking/speaking/being/chatting/going",
    "answer": "answer/answering/be_answering/picking_up/pick_up/pickup/answer_calls/answer_the_phone/answer_phone/answer_it/answer_the_door_or_phone/pick_it_up",
    "hear": "hear/overhear/be_listening/hear_me/hears/overhears",
    "hang_up": "hang_up/end_the_call/cut_off/put_the_phone_down",
    "rather": "rather/prefer/preferred/id_rather/want/like/easier/better/best/safer",
    "writing": "text/texts/texting/message/messages/messaging/sms/whatsapp/write/writing/email/emails/email_me",
    "texted": "text/write/writing/message/texting/messaging/sms/whatsapp/msging/text_me/text_back/messages_me",
    "texts": "texts/text/message/messages/sms/whatsapps/texting/whatsapp/replies/notifications",
    "reads": "reads/read/checks/check/sees/see/looks_at/goes_through/has/monitors/monitor/watches/opens/uses/gets/controls/tracks",
    "until": "until/till/til/before/after/between/unless_its_after/past/later_than/earlier_than/at/on/from/in_the/during/by",
    "timeish": "#/one/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve"
    "/morning/mornings/afternoon/afternoons/evening/evenings/tonight/tomorrow/noon/midday/midnight/monday/tuesday/wednesday/thursday"
    "/friday/saturday/sunday/weekend/weekends/half/quarter/lunch/lunchtime/day/daytime/mon/tue/tues/wed/thu/thurs/fri/sat/sun/night"
    "/nights/next_week/next_month/later/dinner/tea/teatime/then/dark",
    "untimely": "today/tonight/tomorrow/yet/later/early/late/too_early/too_late/this_morning/this_afternoon/this_evening/mornings"
    "/evenings/weekends/first_thing",
    "relatives": "/".join(_RELATIVES.split()),
    "voice_only": "vm_only",
    "are_you": "are_you/r_you/are_u/you_a/you_an/are_ya/is_you/youre_a/are_these",
    "talking_to": "talking_to/speaking_to/texting/speaking_with/talking_with/chatting_to/messaging",
    "is_it": "is_it/is_this/is_that/its/is_treatment/is_rehab/is_detox/is_the_call/is_the_service/are_you/is_everything/is_what_i_say",
    "cost": "cost/costs/price/expensive/dear",
    "service": "this/it/the_call/your_service/your_services/calls/you/rehab/treatment/detox/places",
    "insurers": "insurance/insured/bupa/axa/vitality/aviva/wpa/cigna/health_cover/simplyhealth/simply_health/benenden",
    "will": "will/does/do/would/did/are/is/can/could/have",
    "authorities": "gp/doctor/doctors/work/boss/employer/job/police/family/mum/dad/parents/husband/wife/partner/social_services/social_worker"
    "/social/probation/courts/court/school/uni/college/landlord/council/dvla/anyone/anybody/people/hr/manager/jobcentre/job_centre"
    "/dwp/immigration/home_office/army/nmc/gmc/the_school/my_gp/anyone_else/them/bank/insurance_company/ex",
    "details": "details/data/number/information/info/name/messages/texts/what_i_say/what_i_tell_you",
    "going": "going/meant/supposed/gonna/about_to/actually",
    "whats": "what_is/whats/what",
    "how_do_i": "how_do_i/how_can_i/how_do_we",
    "your_name": "whats_your_name/what_is_your_name/your_name",
}
