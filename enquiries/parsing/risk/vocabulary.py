# ruff: noqa: E501 (a concept is a list)
"""Concepts that signs of danger are made of, as the words in which people write them."""

from typing import Final

_DRUGS: Final = """
tablet tablets tabs pill pills meds med medication medicine capsules paracetamol paracetemol ibuprofen nurofen aspirin codeine cocodamol co_codamol
dihydrocodeine tramadol morphine oxycodone oxycontin oxy fentanyl painkillers painkiller diazepam valium vallies xanax xans zopiclone zimmers zopi
benzos benzo sleepers sleeping_tablets pregabalin pregabs lyrica gabapentin gabbies propranolol amitriptyline sertraline citalopram mirtazapine
mirtazipine fluoxetine prozac venlafaxine quetiapine antidepressants insulin warfarin blood_pressure_tablets heart_tablets patches methadone subutex
buprenorphine espranor script heroin brown gear smack h crack coke cocaine sniff ket ketamine k g ghb gbl mdma mandy molly ecstasy e es speed phet
meth crystal mcat spice mamba acid lsd shrooms mushrooms edibles vodka whisky whiskey gin rum hand_sanitiser sanitiser bleach antifreeze white_spirit
methanol aftershave mouthwash perfume rat_poison poison weedkiller stash takeaway_bottles takeaways strip strips blister packet packets box boxes
oramorph adhd_meds methylated_spirits meths nytol blood_thinners thinners antihistamines piriton calpol lithium beta_blockers sleeping_pills
medicines tranquillisers ritalin concerta modafinil laxatives vape weed cannabis skunk adderall naproxen cocodomols dhc mst temazepam lorazepam pingers gary garys downers uppers green_bottle dig monkey_dust dust pipe whizz wraps wrap zoppies xannies vallys pregas nitazenes nitazene yellows blues whites something stuff gear_off balloons petrol glue lighter_fluid gas aerosols drugs
"""
_CHILD: Final = """
baby toddler infant newborn child kid kids children bairn bairns wean weans son daughter grandson granddaughter grandkids grandchildren grandchild little_girl
little_boy little_one little_ones niece nephew little_sister little_brother wee_one bub bubba twins boys girls lads
"""
_PERSON: Final = """
he she they him her them hes shes theyre mum dad son daughter brother sister husband wife partner boyfriend girlfriend friend mate ex nan grandad lad
lass bloke cousin uncle auntie aunt kid baby child toddler someone neighbour flatmate housemate client patient
"""


def _words(listed: str) -> str:
    return "/".join(listed.split())


CONCEPTS: Final = {
    "took": "took/taken/swallowed/ate/eaten/necked/downed/popped/dropped/done/did/drank/drunk/injected/smoked/sniffed"
    "/snorted/plugged/bumped/banged/munched/chewed/had/used/scoffed/ingested/put/shot_up/got_hold_of/found/got_into/got_at/tooken/tuk/gulped/given/gave/hoovered/bombed",
    "drug": _words(_DRUGS),
    "much": "too_much/too_many/to_many/to_much/way_too/all_my/all_of/all_the/all_his/all_her/whole/entire/a_load/loads/load_of/load/handful/handfull/handfuls/quantity/bunch/the_lot/em_all/them_all/all_at_once/at_once/it_all/all_in_one_go"
    "/in_one_go/cocktail/mixture/mix/double/triple/everything/shitload/shit_load/tonne/ton/bag_of/lots/lots_of/a_lot/heap/heap_of/heaps/pile/week's_worth/weeks_worth/months_worth/more_than/way_more/massive/whole_lot/litre/skinful/gram/grams/double_dose/several/stack/fistful/bucketload/so_many/so_much/too_meny/many_too/extra/twice/bottle_of/pack_of/box_of/packet_of/full_bottle/half_a_bottle",
    "sign": "blue/purple/grey/gray/clammy/floppy/limp/cold/unresponsive/unconscious/unconcious/collapsed/fitting/foaming/frothing/choking/gurgling/rattling/rattly/convulsing/twitching/zombie/confused/slurring"
    "/passed_out/pass_out/blacked_out/black_out/out_cold/knocked_out/cant_move/cant_stand/cant_walk/cant_talk/cant_see/cant_feel/cant_breathe/cant_breath/not_making_sense/isnt_making_any_sense/not_making_any_sense/making_no_sense/burning_up"
    "/boiling_hot/boiling/overheating/jaw/chest_pain/chest_pains/chest_hurts/heart/bleeding/vomiting/being_sick/throwing_up/drowsy/gone_under/going_under/gone_over/went_over/going_over/went_under/whiteying/whitey/nodding/gouching/gouched/seizure/fit"
    "/dont_feel_right/feel_like_dying/gonna_be_sick/going_to_pass_out/going_to_die/scared_to_sleep/scared_to_go_to_sleep/pains/pain/stiff/shaking/going_black/gone_black/dizzy/not_with_it/own_sick/sleepy/woozy/nodding/burning_up/cant_see_right/crushed/snorting_noises/hearts_going/heart_going/spaced/weird/rigid/sweating_buckets/burning_hot/cant_get_up/on_the_floor/sick_everywhere/puking/spinning/blurry/tight/numb/eyes/k_hole/khole",
    "wake": "wake/waking/woken/wake_up/rouse/rousing/respond/responding/come_round/coming_round/come_around/come_to/get_up/move/moving/breathing/breathe/breath/breething/breathin/talking/react/reacting/answering/answer/stir/stirring/shift/come_to/open_his_eyes/open_her_eyes/open_eyes/wake_him/wake_her/bring_him/bring_her/bring_them/bring_me",
    "cannot": "no/wont/cant/not/isnt/aint/barely/hardly/doesnt/didnt/stopped/never/no_longer/struggling_to/unable_to/hasnt/arent/wasnt/havent/nt",
    "self": "myself/my_self/meself/mesen/meself/mysen/mysel/mself/himself/herself/themself/themselves/him_self/her_self/me_self/ourselves/hisself/my_wrists/my_wrist/his_wrists/her_wrists",
    "harm": "kill/killing/kil/kll/top/topping/hang/hanging/hung/hurt/hurting/cut/cutting/harm/harming/stab/stabbing/drown/drowning/shoot/shooting/gas/gassing/string/slit/slitting/burn/burning/finish/finishing/do_in/off/offing/punish/punishing/starve/electrocute/set_fire/poison/poisoning/throw/throwing/chuck/suffocate/strangle/overdose/scratch/scratching/unalive/unaliving/od",
    "want": "want/wants/wanted/wish/wishes/wishing/wishin/hope/hoping/hopes/pray/praying/ready/going/gonna/goner/planning/plan/plans/thinking/think/thinks/thought/thoughts/decided/might/rather/trying/tried/need/about/feel_like/feeling_like/deserve/try/would/could/will/gunna/threatening/threatened/threatens/attempted/attempt/attempting/intend/talking/talks/talked/says/say/said/keeps/keep/just/considering",
    "die": "die/dead/dying/dieing/die_tonight/be_dead/not_be_here/not_exist/not_wake_up/never_wake_up/disappear_forever/be_gone/not_live/be_with_god/go_to_sleep_and_not_wake/sleep_forever/stop_existing/not_be_alive/death/be_no_more/cease_to_exist/not_be_around",
    "live": "live/be_here/be_alive/exist/wake_up/carry_on/go_on/goon/keep_going/continue/be_on_this_earth/be_around/living/existing/being_here/being_alive/carrying_on/going_on/see_tomorrow/see_another_day/see_the_morning",
    "end": "end/ending/ended/finish/finishing",
    "it_all": "it/it_all/things/everything/my_life/his_life/her_life/their_life/this_life/my_live/me_life/all_of_it/the_pain/my_suffering/life/this/me/meself",
    "point": "point/reason/purpose/future/hope/way_out/way_forward/other_way/another_way/light",
    "place": "bridge/cliff/cliffs/cliff_edge/roof/rooftop/multistorey/multi_storey/car_park/ledge/railway/train_tracks/tracks/platform/train_line/tower_block/flats/motorway/viaduct/balcony/top_of_the/river/canal/pier/beachy_head/weir/edge",
    "means": "rope/noose/razor/razors/blade/blades/hosepipe/hose/knife/gun/ligature/belt/pills/tablets/scissors/exhaust/bag/dressing_gown_cord/insulin/petrol/bleach/plastic_bag/cord",
    "farewell": "goodbye/goodbyes/good_bye/farewell/last_words/last_text/last_message/final_goodbye",
    "violence": "hit/hits/hitting/beat/beats/beating/beaten/punched/punches/punching/kicked/kicks/kicking/strangled/strangles/strangling/choked/chokes/slapped/slaps/slapping/battered/batter/batters/battering/attacked/attacks/attacking/raped"
    "/rapes/hurts/hurting/hurt/headbutted/shoved/pushed/pushes/threw/throws/dragged/burnt/burned/bit/bites/stabbed/abuses/abused/abusing/assaulted/molested/touched/smacked/smacks/leathered/bashed/thumped/pinned/whacked/whipped/grabbed/lamped/lumped/nutted/jumped/violent/aggressive/pulled_my_hair/twatted/chinned/leathers/belted/throttled/spat/punch/kick/strangle/slap",
    "hurt": "kill/hurt/batter/stab/harm/beat/do/shoot/murder/strangle/smash/hit/attack/rape/bury/burn/petrol_bomb/get/find/punch/slap/knife/throttle/bray/glass/end",
    "victim": "me/us/her/him/them/my/mum/mam/dad/wife/kids/baby/son/daughter/sister/brother/children/child/girlfriend/boyfriend/nan/his/someone/people/partner/husband/nana/gran",
    "threat": "threatening/threatened/threatens/threat/threats/says_hell/said_hell/says_he_will/said_he_would/gonna/going/wants/want/going_to/about_to/promised/will/hell/shell/theyll/coming/swears/warned",
    "weapon": "knife/knives/gun/machete/bat/axe/acid/hammer/blade/shotgun/crossbow/sword/pistol/air_rifle/screwdriver/crowbar/firearm",
    "child": _words(_CHILD),
    "person": _words(_PERSON),
    "age": "8/9/10/11/12/13/14/15/16/17/eight/nine/ten/eleven/twelve/thirteen/fourteen/fifteen/sixteen/seventeen",
    "yearold": "yr/yrs/yo/year/years/year_old/yr_old/yrs_old/y_o/yearold/yro/y/old/yr_olds",
    "stop": "stopped/stopping/stop/without/since/no/off/ran_out/run_out/havent_had/hasnt_had/not_had/last/withdrawing/withdrawal/withdrawals/withdrawl/came_off/coming_off/come_off/quit/cold_turkey/detoxing/detox/missed/going_without/skipped/gone_without/lost/until_i/till_i/til_i/if_i_dont/when_i_dont/unless_i/clean/dry/sober/took_away/poured/rattling/stopping",
    "substance": "drink/drinking/drank/drinks/alcohol/booze/drugs/valium/diazepam/methadone/script/vodka/beer/cider/heroin/gear/brown/benzos/xanax/pregabs/pregabalin/g/ghb/tramadol/codeine/cans/wine/oxy/subutex/tablets/meds/hit/using/zopiclone/gabapentin/spice/ket/opiates/bottle",
    "withdrawal_sign": "shaking/shakes/shaky/shake/sweating/sweats/sweat/trembling/tremors/tremor/trembles/vomiting/throwing_up/being_sick/sick/cramps/rough/jittery/cant_sleep/hallucinating/hallucinations/confused/hands/palpitations/heart_racing/heart_pounding/agitated/delirious/restless/retching/shivering/aching/ill/diarrhoea/goosebumps/skin_crawling/cant_keep_anything_down/cant_keep_water_down/wobbly/twitching/headache",
    "seeing": "seeing/seein/sees/see/saw/hearing/hears/feel/feels/feeling/imagining",
    "unreal": "spiders/bugs/insects/rats/mice/things/shadows/people/faces/ants/snakes/shapes/demons/stuff/figures/creatures/beetles/dead_people/cats/little_men/worms/flies",
    "fit": "fit/fits/fitted/fitting/seizure/seizures/convulsion/convulsions/seizured/fitt",
    "watch": "watching/following/listening/spying/tracking/poisoning/bugging/recording/filming/plotting/coming/out_to_get/after/whispering/talking_about/reading_my/reading_his",
    "years": "years/year/yrs/decades/decade/months/ages",
    "unborn": "pregnant/preggers/expecting/up_the_duff/weeks_gone/months_gone/unborn/preg/bump/trimester/having_a_baby/with_child",
    "using": "using/use/smoking/smoke/drinking/drink/taking/ket/crack/coke/heroin/weed/alcohol/methadone/stop/stopping/drugs/withdrawal/script/detox/subutex/pills/tablets/gear/cant_stop/sniff/clean/relapsed/addicted/cocaine/wine/vodka/cannabis/codeine/valium/brown/speed/quit",
}
