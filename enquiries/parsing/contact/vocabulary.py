# ruff: noqa: E501 (a phrase is a line)
"""Lists of words for the rules on calls, texts and voicemails, besides those of every rule."""

from typing import Final

from enquiries.parsing.vocabulary import WORDS

CONTACT_WORDS: Final = {
    **WORDS,
    "never": "{not}/hold_off/hold_off_on/hold_off_from/under_no_circumstances/on_no_account/by_no_means/no_point/no_point_in/no_use/no_good/rather_not/prefer_not"
    "/prefer_not_to/rather_you_dont/rather_you_didnt/rather_ye_didnt/prefer_you_dont/prefer_you_didnt/prefer_if_you_didnt/prefer_it_if_you_didnt/rather_noone"
    "/prefer_noone/instead_of/rather_than/without/anything_but/anything_except/anything_other_than/not_by/not_via/not_over/not_on/no_need_for/not_interested_in",
    "adverb": "really/ever/even/actually/safely/easily/always/physically/properly/just",
    "soft": "to/ever/even/be/just/please/bother/try/trying/attempt/attempting/go/go_and/you/dare/keep/start/do_anything_like/actually/suddenly/use/using/the/a/an/any/any_more/more/get/getting/have/having/by/on/need",
    "rung": "rang/rung/called/phoned/telephoned/belled/dialled",
    "ever_ring": "{ring}/{rung}/rings/calls/phones/phone_goes/phone_rings/phone_went/phone_rang/phone_ringing/phone_going/phone_buzzes/mobile_rings/mobile_goes",
    "calling": "calls/a_call/call/calling/ringing/phoning/telephoning/phones/the_phone/talking_on/speaking_on/on_the_phone/callbacks/a_callback",
    "phone": "phone/phones/telephone/calls/call/a_call/ringing/calling/phoning",
    "aloud": "talking/speaking/chatting",
    "bad": "no_good/no_use/no_go/not_good/isnt_good/arent_good/not_safe/isnt_safe/arent_safe/unsafe/dangerous/risky/a_risk/too_risky/not_an_option/isnt_an_option/arent_an_option"
    "/no_option/not_possible/isnt_possible/arent_possible/impossible/not_allowed/arent_allowed/isnt_allowed/banned/forbidden/out_of_the_question/off_the_table/off_limits/difficult"
    "/hard/harder/really_hard/very_hard/too_hard/tricky/awkward/a_no/a_no_no/a_problem/dont_work/doesnt_work/wont_work/not_work/never_work/not_working/not_gonna_work/wouldnt_work/not_ideal/isnt_ideal/arent_ideal"
    "/not_great/arent_great/isnt_great/scary/too_much/not_for_me/arent_for_me/isnt_for_me/terrifying/frightening/stressful/overwhelming/triggering/blocked/barred/disabled/diverted/monitored/recorded/logged/listened/checked"
    "/intercepted/supervised/screened/not_private/isnt_private/arent_private/not_secure/bad/awful/a_nightmare/worse/not_convenient/isnt_convenient/a_bad_idea/not_a_good_idea/isnt_a_good_idea/inconvenient"
    "/not_suitable/isnt_suitable/unsuitable/useless/pointless/not_accessible/arent_accessible/inaccessible/not_advisable/not_wise/hell/torture/beyond_me/dont_mix",
    "dread": "hate/hates/hated/dread/scared/terrified/afraid/frightened/anxious/anxiety/nervous/panic/panics/panicky/freeze/struggle/struggles/cope/go_to_pieces/fall_apart/phobia/phobic"
    "/terrible/rubbish/awful/useless/hopeless/crap/shit/shite/bad/stressed/crumble/clam_up/tongue_tied/flustered/shy/awkward/uncomfortable/shaky/seize_up/shut_down/stutter/stammer"
    "/cant_face/cant_do/cant_handle/cant_bear/cant_stand/cant_manage/cant_cope_with/couldnt_face/couldnt_do/couldnt_handle/dont_do/dont_like/dont_use/never_use/dont_enjoy/dont_want_to_be/dont_get_on_with/avoid/not_good/no_good/not_great/not_confident/not_comfortable/not_brave_enough",
    "harm": "hear/hears/heard/overhear/kill/kills/killed/mad/mental/kick_off/kicks_off/ballistic/spare/nuts/crazy/ape/dead/caught/trouble/hurt/hit/hits/beat/batter/suspicious/suspect/wake/wakes"
    "/smash/smashes/lose_it/lose_his/lose_her/loses_it/flip/flips/rage/angry/furious/explode/explodes/guess/twig/twigs/notice/kick_me_out/throw_me_out/go_off/goes_off/go_off_on_one/disaster/danger/carnage/murder/hell_to_pay/give_me_away/out_me/wants_to_know_who/ask_who/demand/his_nut/her_nut/battered/kicking/thrown_out/hiding/slap/murdered/killed/worth_living",
    "hearers": "{they}/tenants/carer/carers/manager/landlord/roomie/cellmate/padmate/pad_mate/nurse/nurses/lodgers/guests/visitors/children/bairns/weans/toddler/grandkids/folks/residents/patients/inmates/girls/men/women/old_man/old_lady/lass/lads/everybody/anyone/my_ex/gaffer/supervisor/team/class/{relatives}/colleagues/neighbours/flatmates/housemates/roommate/roommates/office/house/ward/mother/father/them/others/customers/staff/whole_house/whole_office/whole_family/missus/in_laws",
    "would": "will/ll/might/may/could/can/would/always/always_will/is_gonna/are_gonna/gonna/is_going_to/just",
    "unheard": "dadll/mumll/husbandll/wifell/partnerll/kidsll/boyfriendll/girlfriendll/everyonell/someonell/peoplell/hed/shed/theyd/hell/shell/theyll/itll/dadd/mumd/everyoned",
    "prefer": "rather/rathe/prefer/prefered/preferred/preference_is/preferably/happier/happiest/more_comfortable/comfortable/easier/safer/better_at/better_with/better_in/better_by/better_on/best_by/best_with/best_via/best_over/good_at/find_it_easier",
    "text": "text/texts/texting/message/messages/messaging/sms/whatsapp/write/writing/email/emails/type/typing/written/text_chat/textin/texted/dm",
    "best": "better/best/easier/easiest/safer/safest/preferred/preferable/only/what_i_need/the_way/all_i_can_do/all_i_can/all_i/only_way/my_only",
    "by": "over/by/via/through/using/thru/on",
    "dont_leave": "leave/leaving/left/do/use/using",
    "present": "here/back/home/listening/watching/awake/up/around/about/nearby/downstairs/upstairs/next_door/just_here/right_here/still_here/hovering/looking"
    "/in_the_room/in_the_next_room/in_next_room/next_room/in_the_other_room/in_other_room/in_the_same_room/in_same_room/in_the_living_room/in_the_lounge/in_the_bedroom/in_the_bath/in_the_shower/in_the_garden/in_the_hall/at_home/in_home/in_the_house/in_the_car/in_the_kitchen/in_bed/in_bed_next_to_me/next_to_me/beside_me/near_me/behind_me/with_me/opposite_me/on_the_sofa/through_the_wall/coming_up_the_stairs",
    "came": "walked_in/come_in/came_in/got_in/got_home/come_home/came_home/got_back/come_back/came_back/turned_up/pulled_up/parked_up/walked_through_the_door/woke_up/woken_up/appeared/arrived",
    "broken": "broke/broken/knackered/bust/busted/fucked/doesnt_work/not_working/dont_work/isnt_working/gone/packed_in/smashed/dead/not_work/playing_up/faulty/buggered/goosed",
    "shown": "show/shows/come/comes/go/goes/pop/pops/appear/appears/flash/flashes/ring/rings/sync/syncs/get_sent/announce/announces/play/plays/connect/connects/ping/pings/land/lands/are_on/read_out",
    "screen": "ipad/tablet/laptop/car/watch/tv/telly/computer/alexa/speaker/speakers/bluetooth/lock_screen/screen/icloud/macbook/mac/bill/statement/landline/house/pc/his_phone/her_phone/their_phone/dads_phone/mums_phone/family",
    "snoops": "{reads}/listens/listen/listening/listens_in/listen_in/listening_in/looks/look/looking/goes_through/go_through/going_through/goes_on/gone_through/went_through/reading/checking/seeing/nosey/nosy/snoops/snoop/snooping/reads_through/spies/spying/access_to/has_access/got_access/have_access/can_see/can_read/can_access/can_get_into/monitoring/tracking/sees/scrolls",
    "calls_made": "calls/call_log/call_logs/call_history/phone_log/phone_bill/bill/bills/itemised_bill/phone_records/who_rings/who_calls/who_phones/who_rang/who_called/whos_called/whos_rang/whos_ringing/missed_calls/call/call_list/ringing/phone_calls",
    "voice": "voicemail/vm/message/messages/msg/a_word/anything/nothing/owt/one/recording/recordings/recorded/it/any",
    "none": "no_answer/noone_answers/noone_picks/i_dont/i_cant/i_miss/i_dont_answer/i_dont_pick/it_goes/voicemail/machine/it_rings_out/unanswered",
    "hangs_up": "hang_up/hangup/hang/ring_off/cut_off/cut_it/cut_the_call/end_it/end_the_call/put_it_down/put_phone_down/put_the_phone_down/say_nothing/dont_say/dont_speak/dont_talk/drop_the_call/ring_out/just_go/disconnect",
}
