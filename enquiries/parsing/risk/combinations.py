# ruff: noqa: E501 (a combination is a line)
"""Which concepts, near one another, mean which danger: a line is a combination, most of them two or three concepts.

Written in the language of `parsing.phrases` over the concepts of `vocabulary`. DANGER is answered with how to get help at once;
CONCERN is one grave concept alone, or an oblique one: staff are alerted, and nothing is said of it.
"""

from typing import Final

from enquiries.parsing.risk.finding import RiskLevel, Tier

LOOK_ALIKES: Final = """
od # do #
could/can murder a/an/some
murder a/an pint/curry/drink/burger/cuppa/brew/kebab
killing it
killing time
kill for a/some
dying to/for
dead keen/good/easy/proud/excited/happy/set/serious/chuffed/nice/nervous/simple/sure/tired/busy/right/quick/helpful
dead on/to_me/end/line/weight/pan/cert/wrong/phone/battery
glad to be alive
die hard
nearly died laughing/of
die/died laughing/of
overdose/overdosed/overdosing/od/oded on/of chocolate/netflix/work/telly/sugar/coffee/caffeine/cake/tv/love/crisps/food/sweets/carbs/christmas
cut {self} shaving/cooking/on/chopping/making
cut my finger/hand/thumb/foot ..
cant/wont get_up/wake_up in/for/early/on
goodbye to
says/said goodbye
take/takes/taking/do/does/doing/using/use/drink/smoke too many/much ..
hit me with/up/when/about
beaten to it/the
stopped breathing through
drink/drinking/it/this/drugs/coke/alcohol/booze/smoking/habit/cocaine/heroin/ket/addiction is/will/gonna/gonna/going_to/s? kill/killing me/him/her/us/them
want/wanted everything to stop being
took/taken/take it all in/on/back/out/away/off
bridge/station/river/cliff/pier inn/pub/road/street/house/hotel/cafe/club/lane/close/view/hall
wife/mum/dad/he/she/husband/boss/they/parents/partner/girlfriend would/will/d/ll? kill me if/when
wife/mum/dad/husband/boss/partner/girlfriend would/will/gonna kill me
end of my/his/her rope
moving/move house/home/in/out/on/forward/away/to/yet/flat/back/abroad/up/down
live/living with/in/near/at/there/next/on_my_own/alone/together/local/off/by_the
clean/sober/ok/fine/better/well/safe/good now
want it to be over the/drinking
want it over
could/can do with
gone over my/the/it/what/to
going over my/the/it/what/to/for
went over my/the/it/what/to
going under the/a anaesthetic/knife/general
heart set/attack_in/rate/problems/failure
kicked out
battery/phone/laptop/car about/going/gonna to? die
fits of giggles/rage/laughter/anger
fit of giggles/the_giggles/rage/laughter/coughing/temper
cold turkey on sugar/chocolate/caffeine/coffee/social_media
hit/hits/hitting the ..1 whisky/whiskey/vodka/wine/beer/gin/rum/cider/cans/coke/weed/drink/crack/heroin
die on me
taken/took my/his/her licence/car/time/turn/pick/advice/hat
give up drinking/drink/smoking/drugs/the/booze/weed/alcohol/gambling/coke/my_job/work
giving up drinking/drink/smoking/drugs/the/booze/weed/alcohol/gambling/coke
hurt myself at/playing/in/on work/football/the_gym/gym
cant live without the/my/a drink/weed/phone
killed off
dead mum/dad/gran/nan
buried my/him/her
shot of/at
took # years/hours/minutes/of_my/off
taken # weeks/days/months/years/hours/minutes
took a/the/my bus/day/week/while/break/look/test/course/photo/train/taxi/walk/picture/turn
took me/him/her/us #
took me/him/her/us to/for/years/ages/so/a
chest infection/freezer/of
died of embarrassment/laughing
head/feet/back/knee/knees/legs/teeth/tooth/shoes/stomach/throat/ears/hip/shoulder/feet is/are? killing me
killing me lol/haha
death of my/the/our marriage/relationship/business/career
be the death of my/the/our marriage/relationship
drowning in debt/work/paperwork/bills/emails/sorrows
drowning my/his/her/your/our sorrows
drown my/his/her sorrows
living hell
hanging on by/in
hanging out/around/fire/about
hang on/out/about
hanging from last_night
end of the/my line/road/tether/day/week/month/shift for/with/but/?
end of my tether
at my wits end
cliff edge with
punching above
stab at
take a stab
cut/cutting my/the/our/his/her? drinking/smoking/drink/units/intake/weed/hours/carbs/sugar/ties/corners/off/down/back/out
cut/cutting down/back/off/out/short/ties
cut up about
jump/jumping in/on the/a shower/bath/car/call/bus/train
jump/jumping at/ship/the_gun/through_hoops/to_conclusions/for_joy/queue/for_a
hit/hits/hitting the bottle/gym/drink/booze/sauce/town/road/roof/pubs/spot/sack/hay/beer/vodka/wine/gear/pipe/slots/casino/nail/rocks
hit/hits/hitting rock_bottom/me_hard/me_that/home/a_wall/me_like/me_how/the_big/my_limit
hitting it hard
beat/beats/beating/beaten by/this/it/the/that/my/these/cravings/addiction/odds/habit
get/smashed last/on/at/it/my
got/get smashed
fit in/for/well/me/you/us/and_healthy/into/around/with
fits in/into/well/me/my/around/with/perfectly
shot/shots of
shot in the dark
give it a shot
cry for help haha/lol
cries for help
gun licence/license/to_my_head_i
jump the gun nut
knife and fork
shake on/it_off/things_up/hands
shaking my/his/her head
shaking hands with/on
room/bed/ward/flat/table/platform/bus/gate/floor/number {age}
{age} weeks/months clean/sober/ago/in/off/old/programme/dry/free/of/into/without/since/on/waiting
{age} stone/days/hours/mins/minutes/miles/pints/units/cans/pm/am/quid/pounds/grams/bottles/st/times/bags/lines/mg/people/beers
{age} {yearold} ago/sober/clean/married/service/experience/in/of
since i/he/she was/were {age}
when i/he/she was/were {age}
from the age of {age}
age of {age}
at {age} i/he/she
kids/children/boys/girls are/is/aged ..2 {age} .. stay/stays/live/lives/who/aged ..
kids/children aged/age ..
kids/children are # ..
dont need an? ambulance
didnt need an ambulance
ambulance driver/crew/service/man/technician
work for/in the ambulance
paramedic
finished with coke/drink/booze/him/her/the/it_for_good/drugs/that/my_shift/work
die/dead like my/him/her
end up dead/like
ending up dead
dont want to die i want
dont want to die want
dont wanna end up
have got a gun licence
my uncle/aunt/cousin/mum/dad/brother/friend/mate took his/her own life
aged # #
aged # and
needles .. {child} at
want to live again/for/and
to live my/a life
passed my/his/her driving/test
passed my driving
cant go on living like_this with
cant do this anymore with my/him/her
cant do this without help
do this without
cant go on like this with
cant take it/this/much from/with/off him/her
cant cope with my/his/her/him
dont see the point of/in rehab/detox/aa/going_back/meetings/counselling
no point in/of rehab/detox/ringing/me_ringing/calling
whats the point in/of rehab/detox/it_if/meetings
seeing double
seeing/see my/the/a/an/you counsellor/doctor/gp/therapist/psych/someone/nurse/kids/mates/him/her/people_on
seeing things differently/clearly/clearer/straight
see people on/at/in
bleeding heart/radiators/me_dry
overdose training/kit/awareness/prevention
naloxone/narcan training/kit/course
overdose {years} ago
died of/from/after an? overdose
died {years} ago
lost my/a/our .. to overdose/suicide/drugs/heroin/drink
took his/her/their own life {years}
took his/her/their own life when/in/last/before
took/takes {drug} as_prescribed/prescribed/daily/every_day/for_my
i take/takes # .. a_day/daily/prescribed/mg/every_day/per_day
i take # {drug} a_day/daily
prescribed ..
on # mg
# mg ..
{drug} .. # mg
drink too much
drinks too much
drinking too much
drank too much
drunk too much
had too much to_drink/last/on_saturday/at_the
too much to drink
too many drinks/beers/pints/last_night/wines
taken too much on
taken on too much
taken too much time/off_you/of_your
taking too much on/time
asking too much
doing too much
had enough of drinking/drink/this_town/work/him/her/my_job
fed up of
pour/poured it/my/the drink away
havent/hasnt/not/never had/taken a/any overdose/anything
havent overdosed
havent taken anything
hasnt taken anything
not/never suicidal ..1 just
self service/help/esteem/employed/refer/referral/funded/pay/contained/catering
self_help/self_refer/selfish
killer headache/hangover
kill the cravings/pain_with/my_cravings
kill off my
dead hand
suicide squad/prevention/awareness/bereavement/hotline_volunteer
six feet away/apart/tall
fainted at the/blood
passed out drunk last
fell asleep
goodbye to drink/booze/alcohol/drugs/the/my_old/drinking/cocaine/coke
say goodbye to drink/booze/alcohol/drugs/the/my_old/drinking/cocaine/coke
ok goodbye
thanks goodbye
thank_you goodbye
bye for now
off the edge
on edge
nearly at the edge
train station/tracks_app/home/ticket
on the train
by the river walking
bridge the gap
burn/burnt/burning out/the_candle/bridges/money/a_hole/calories
violent/aggressive films/games
jumping in the shower
hurt his/her/my back/knee/leg/ankle/shoulder/feelings/arm/foot
hurt my/our family/mum/kids/wife/husband .. drinking/by/feelings/with
gutted
school run/holidays/governor/teacher/dinner/uniform/gates/mum
teach/teacher/work at/in/a a? school/college
take the kids to school
collect/pick .. school
scared of withdrawal/detox/rehab/relapsing/coming/needles/the_dentist/what_people/flying/losing/stopping/hospitals/failing
scared to ask/call/ring/talk/stop/go_to_rehab/come/say
frightened of detox/rehab/withdrawal
trapped in addiction/a_cycle/this_cycle/my_own/debt
trapped wind/nerve
feel trapped by
locked out/myself_out/down/lockdown
locked my phone
attacked by midges/a_dog
panic attack/attacks
heart of/goes_out/condition/to_heart/set/in_the_right/broken
broke/breaking/breaks my heart
breaks my heart
heart is/was/s broken/breaking/set/not_in
eyes open/opened/opener
off the rails
last chance with/at/to
has/have/had/s? beaten me/him/her ive/and/so/but
addiction/drink/this/it has/have beaten me
noone has taken/overdosed/had ..
not got/have any thoughts
headache/hangover/this will finish me
breakdown on/cover/service/recovery/van
thats me done/finished with the/drink/drugs/sniff/coke/booze
naloxone/narcan sessions/training/kits
bored/scared/worried/frozen/tired to death
like death
to death $
cant/couldnt take/cope/stand/bear any? more? ..1 of/with my/his/her/him/mums/dads/their
is suicide for
shot/killed/hanged/hung/drowned himself/herself in/when/before/years
gun to my head id
naloxone/narcan kit/kits
lose my life to
letter/letters to/for my ..3 why/about/saying
boss/mum/wife/dad/husband/mates/partner/coach will/would/gonna/ll murder/kill/strangle me
never/not felt/feel/been suicidal
getting/got/is on top of me
get/gets on top of
noone has/have overdosed/od
out cold by/every
out cold with the
bank/debt/debts/rent/job/work is/are strangling/killing/choking me
hangover/this will finish me off
end my relationship/marriage/contract/tenancy with/and
end/ending/ended my addiction/drinking/habit/relationship
hands/hand shake when/giving/doing
kick this/the/my habit
cant/cannot carry/go on paying/working/doing/buying/lending/supporting/covering/giving/with/funding/looking/lying/spending
cant do/take/cope this/it any_longer/anymore/any_more with my/him/her/our
the jump from/to/between
bottle/drink/this/it/coke/gambling beats me/him/her
work/works/working with knives/guns/needles
drink/drinking/it/this/drugs/coke/alcohol/booze is? going_to/gonna/will kill my/our/his/her career/marriage/liver/family/business/job/relationship/mum
took/taken/had/take 1/2/3/4/one/two/three/four/a_couple_of ..1 paracetamol/ibuprofen/nurofen/aspirin/painkillers/cocodamol/codeine for
took/taken/had/take 1/2/one/two/a_couple_of ..1 paracetamol/ibuprofen/nurofen/aspirin/painkillers
done/finished/through with ..1 weed/drugs/coke/drink/cocaine/heroin/booze/ket/alcohol/gear/crack/smoking/drinking
a plan to cut/stop/quit/get/reduce/taper
to die for
id die for ..1 a/an/to
thats/how/so/an odd
odd question/one/job/jobs
ended it with my/him/her
like the dead
feet/legs/arms/phone/battery are/is dead
cut myself off
bye all the best
tablets this morning as/like usual
no shakes/sweats/fits/withdrawals
no need for/of 999/an_ambulance/ambulance
kill two birds
kills me to/that/when
kill my appetite/buzz/mood
die/dead/dying wood/sea/leg/ringer/heat/centre/end_job/slow/cheap
bye for/bye/then/x
ok/thanks/thank_you/cheers/ta bye
bye/cheers thanks
cold turkey sandwich/sandwiches/curry/for_lunch
could/would strangle/throttle/murder/kill/swing_for him/her/them/you
knocked out by/of
passed out certificates/leaflets/flyers
note for/to the/my nurse/doctor/school/teacher/milkman/landlord/boss/neighbour/council
letter/letters to/from my/the/an? mp/council/landlord/boss/gp/doctor/judge/court/bank/school/solicitor
wake up before/until/till/early/on_time/in_time/at/by
cant/couldnt/wont go on monday/tuesday/wednesday/thursday/friday/saturday/sunday/weds/tues/thurs/holiday/the/a/my/there/tomorrow/with_the/facebook/line
had enough of coke/drink/drinking/it/him/her/this/that/feeling/the/being_hungover/you/waiting/my
rope in/me_in/him_in/her_in
burnt/burned/cut/bit/hit/hurt/broke/banged/bumped my ..1 hand/finger/tongue/head/thumb/toe/leg/ankle/hip/wrist_at/foot/hands/fingers
people are/were watching
watching the/tv/telly/film/football/match/telly/kids/a
not pregnant
gun shop/range/show/dog/metal
traffic on/at/over the bridge
abused as/when ..4 child/kid/little/young/boy/girl
prison/jail/court/probation for hitting/assault/beating
voices on/of/at
no point in? ringing/calling/texting/waiting/me/you/going
whats the point of/in a/the/having/this/that/rehab/all
funeral ..
got/get/gets beat by cravings/it/this/the
cold turkey works/is_it/or_detox
cold water/shower/and_flu/weather/feet/caller
had/has a/the cold
blue badge/bin/light/monday/cross/monday
feeling blue
out of the blue
confused about/by/which/what
shaking like a leaf with_nerves
shaking with nerves/excitement/anger
sick leave/note/pay/days
off sick
sick and tired
worried sick
rough area/idea/night/guess/patch/sleeper/sleeping/estimate
sweat it out/the_small
no sweat
hands are tied
hands on
in good hands
bit rough
"""

COMBINATIONS: Final = {
    (Tier.OVERDOSE, RiskLevel.DANGER): """
overdose/overdosed/overdosing/overdoses/overdosin/od/oded/ods/oding/odd_on/odeed/ovadosed/ovderose
over does/dose/dosed/doses/dosing of/on/?
over does/dosed
{took} .. {much} ..5 {drug}
{took} .. {drug} .. {much}
{took} .. {drug} {much}
{took} {much} {it_all}
{took} .. the lot
{took} em/them/it all
{took} .. # .. {drug}
{took} .. # of .. {drug}
{took} ten/twelve/fifteen/twenty/thirty/forty/fifty/sixty/dozens/dozen/hundred .. {drug}
{took} .. too_much/too_many/too_meny/to_many
too many/meny/much {drug}
{drug} .. too_much/too_many
{took} .. {drug} ..8 {sign}
{took} .. {drug} | ..8 {sign}
{sign} ..6 {took} .. {drug}
used on_top/ontop ..
{took} .. a/the? {drug} ..4 dont_feel/feel_weird/feel_funny/feel_ill/feel_really_ill/feel_awful
{cannot} .. {wake}
{cannot} {wake} ..
{person} .. {cannot} .. {wake}
trying to wake/rouse
{person} .. blue
lips/fingers/face .. blue/grey/purple
turned/turning/gone/going/went/goes .. blue/grey/gray/purple/limp/floppy
turned/gone/went/goes .. stiff/cold/yellow $
going/goin/gone/went over $
cold and ..
mix/mixed/mixing/mixin .. {drug} ..4 {sign}
hes/shes/theyre/is/are blue/unconscious/unconcious/unresponsive/limp/floppy/lifeless/grey
unconscious/unresponsive/unconcious/lifeless
passed/blacked out .. {cannot}
passed out .. # hours/hrs/minutes
passed/blacked/passing/blacking out .. drink/drank/{drug}
collapsed
{drug} .. collapsed/unconscious/passed_out/fitting/foaming
foaming/frothing at/from
fitting/convulsing now/again/help/on_the/in_the/and
having a/another fit/seizure
is/hes/shes/am/im fitting
choking on .. vomit/sick
swallowed ..2 tongue
breathing is/his/her/really/so/funny/weird/very .. slow/shallow/rattly/rattling/funny/weird/noisy/heavy/strange
breathing .. rattly/rattling/gurgling/shallow
snoring .. {cannot}
snoring funny/weird/really_loud/like ..
no pulse
barely/hardly breathing/alive/responding/conscious/there/awake
cant/not/isnt/stopped/struggling/difficulty/hard/trouble ..2 breathe/breathing/breath/breathin/breething/breething
gone/going/went/goin under ..
gone/going/went over on
in a k_hole/khole/k hole
k hole ..
heart .. stopping/stopped/stops/racing_so/going_to_explode/gonna_explode/beating_out/pounding_out/skipping/burst
chest pain/pains/tight/hurts .. coke/cocaine/sniff/speed/drugs/{took}
{took} .. chest
{took} .. load .. {sign}
{took} ..3 more than ..3 should/normal/usual/prescribed/meant/supposed/told/said
{took} .. way more
lost count of how many/much
999 $
999 now/please/quick
paramedic/paramedics/emergency_services/ambulance_service ..
load/bag/wrap/baggie ..3 burst/inside
cant/cnt tell if ..2 breathing/alive
cant/couldnt get a peep/word/sound/squeak ..
dropped after ..
collapsed/dropped/keeled .. come/help/quick
topped up on ..
stop breathing
stops breathing
{child} .. drank/ate/swallowed/drunk/licked ..5 my/the/his/her
# year old ..2 drank/ate/swallowed/drunk/took
chest ..4 crushed/crushing/exploding/burning/bursting ..
double lot of ..
mix of ..3 {drug}
# patches
two/three/four/five/six ..2 patches
cant get him/her/them up/awake/to_wake/to_respond/to_come_round
making ..2 noises
load of blues/yellows/whites/valium
not waking/wakin/wakeing up?
child/baby/babby/bairn/toddler ..3 in his/her/their mouth
subbie/methadone/tablet/pill in his/her ..1 mouth
needle still in
needle in
vomited/vomiting/sick .. choking
choking ..
grinding ..2 teeth ..
doesnt know who ..
had # ..1 {drug}/pingers/pills/eckies/dabs
whole tub/pot/sheet/jar/packet/box ..
had a lot and/i ..
cant feel my face/arms/hands
cant/couldnt stay awake
fitting what/please/now/help
{person}/friends/mates/hes/shes/is fitting
paramedics ..
black stuff ..
like coffee ..
took # of them
took # of ..
room is? going black/spinning
that many ..1 {drug}
talking/talkin gibberish/rubbish/nonsense
{took} ..2 full strip/box/bottle/pack
swallowed/swallow/took/necked/had every/whole/hole ..5 {drug}
swallow/swallowing/take/taking/neck/necking every/all/whole/hole ..5 {drug}
every one/single/last ..2 of my/his/her {drug}
{drug}/tablets/box/bottle/packet .. gone/missing/empty ..4 asleep/sofa/floor/bed
asleep .. {drug} gone/missing/empty
all her/his/my/their {drug} gone/missing
the whole/hole box/bottle/packet/lot/strip/bag
banged/hit/smacked/cracked ..2 head ..8 {cannot}/{sign}/not_making/words/slurring
needle ..3 arm/leg/vein/groin
chest/chests ..2 {cannot} ..1 moving/movin/going
chest ..4 tight/tightness/pain/pains/hurting/hurts
cant see straight
pain down/in ..2 left arm
about to pass out
gonna/going_to pass out
ate/eaten/eat ..2 wraps/stash/bag/baggies
hardly/barely/cant keep ..2 head/eyes up/open
cant keep eyes open
too much tramadol/{drug}
injecting/injected .. bye
💉💉
syringe syringe
gone over ..
emptied/finished/polished_off the/a/my/whole ..2 packet/pack/box/bottle/tub/strip/lot
{took} # weeks/days/months worth
got/gone through ..2 # ..2 box/boxes/packets/packs/bottles/strips
got/gone through two/three/four/five/whole/all .. box/boxes/packets/packs/bottles/strips
# {drug} .. taken/took/had
drank/drunk/drink/drinking ..4 {drug} ..4 {took} ..4 {drug}
{took} ..4 {drug} ..4 {drug} ..4 {sign}
drink/drinks/drinking the? hand_sanitiser/sanitiser/bleach/antifreeze/white_spirit/methanol/aftershave/meths/methylated_spirits/petrol
drank/drunk/drink meths/methylated_spirits
double dose ..
take/takes/taking all ..3 {drug}
she/he say/says ..2 take/takes/took ..2 all/everything
chest ..6 after ..6 {drug}/sniffing/line/lines/coke/gram
heart ..6 after ..6 {drug}/sniffing/line/lines/coke/gram
heart going ..
cant feel my heart/heartbeat/pulse
im/i_am/were/we_are dying here
dying here
send someone/help/anyone quick/now/please/fast
please send someone/help/ambulance
everything is? going/gone black
lying/lay/laid/led/sat in his/her/their/my own sick/vomit/blood/mess
not with it
cant/couldnt get any? sense/response/reaction out
mixed up/wrong .. insulin/tablets/meds/dose
took/taken the wrong ..2 {drug}
massive/big shot/hit/line of? .. {sign}/feel/going
a massive shot
{took} .. wont/cant/not .. {wake}
throwing/coughing/vomiting/spitting/puking/bringing/sicking/pissing/shitting/passing/sick up? ..2 blood
blood in my/his/her sick/vomit/poo/wee/stool
blood everywhere/all_over/coming/pouring
bleeding .. pregnant/badly/heavily/out/everywhere/from
pregnant .. bleeding/overdosed/overdose/{took}
drank/drinking/drunk/downed/swallowed .. hand_sanitiser/sanitiser/bleach/antifreeze/white_spirit/methanol/petrol/aftershave/perfume/mouthwash/screenwash/poison
{child} .. {took} .. {drug}/tablet/vape/weed/edible/drink
{child} .. {took} .. my/his/her/our/mums/dads/nans ..
{child} .. {took} one/some ..
{child} .. found .. {drug}/needle
swallowed .. stash/baggie/bag/wrap/battery/needle
{much} patches
{took} .. patches
empty packets/packet/blister/blisters/bottles/boxes .. everywhere/by/next/beside/around/all_over/of
found .. empty ..4 packets/packs/blister/boxes/bottles
need/call/calling/send/get/want/ring/phone/rang/snd/called an? ambulance/ambo/paramedics
ambulance
ambulance please/now/quick/asap/needed/required/here/on_the_way
ring/call/phone/dial/called/rung 999
999 for me
someone .. dying
hes/shes/theyre/im/i_am/is dying
think/feel im/i_am/i_might_be/hes/shes dying/going_to_die/gonna_die
im going to die
eyes .. rolled/rolling/wide_open/back/pinned/open
lying/lay/laid/slumped/found .. {cannot} .. {wake}
slumped ..
like a zombie ..
spiked ..4 {sign}
spiked .. cant
been/was/got spiked
dodgy/bad/moody/dirty/fake {drug}
dodgy/bad pill/batch/gear .. {sign}
{drug} .. cant move/feel/stand/walk/see/breathe/wake
on the floor ..4 {cannot}/{sign}
on the floor .. eyes
floppy
whiteying
head injury ..
hit .. head .. {cannot}/blood/sick/unconscious
fell ..6 {cannot} .. {wake}
fell .. stairs .. blood/head
gouching/gouched/nodding/gouchin out/bad/hard/off
drunk/drank/drinking so_much/too_much/that_much .. {cannot}/{sign}
alcohol poisoning
paralytic ..
hypo ..
injected/banged .. insulin
pills pills pills
pills .. goodnight/goodbye/sleep/bye
""",
    (Tier.OVERDOSE, RiskLevel.CONCERN): """
{took} .. {drug} .. {sign}
passed/blacked out
blackouts
passing out
dont feel/feeling right/well/good .. {took}/{drug}
{took} something off
{took} ..3 {drug}
swallowed ..
swallow ..
{drug} ..3 gone/missing
overdose/overdosed/overdosing/od/odd
died/die/dying/dead ..3 {drug}/drugs/overdose
bump/line/hit/dab of ..
unwell/poorly/ill .. {drug}/tablets
{took} .. and .. scared/worried/panicking/freaking
how much .. too much
how many .. safe/ok
ambulance
999
naloxone/narcan/naxolone
feel/feeling really? weird/funny/strange/faint/dizzy/out_of_it .. {took}/{drug}/help
what if .. {took}
drowsy ..
palpitations
heart racing/pounding
is it dangerous/safe to mix/take/have
off his/her/my face/tits/nut/head
in hospital .. {drug}/drink/overdose
""",
    (Tier.SELF_HARM, RiskLevel.DANGER): """
{harm} {self}
{harm} .. {self} ..
{harm} my/his/her/me wrists/wrist/arms/throat/legs/arm/neck/veins
{self} .. {harm}
kms/kys
kms tonight/fr/now/lol
ctb
unalive
suicide/suicidal/suicidle/sucidal/suicid/suiside/sucide/suicidial/sewicide/suwerside/suicde
{want} ..4 {die}
{want} ..4 {end} {it_all}
{want} ..3 {harm} {self}
i am/im {end} {it_all}
{end} it all/now/tonight/today/for_good/soon
{end} my/his/her/me/their own? life/live/days
{end} it .. tonight/now/today/soon/before
im {end} it
{end} {it_all} tonight/now/today
i/he/she/will/ill/hell/shell {end} {it_all} ?
{cannot}/dont/doesnt/not .. want/see .. {live}
not sure i? want to? {live}
dont know if i want to {live}
dont/doesnt/didnt/no_longer/not want/wanna/wanted to? .. {live}
dont/doesnt want .. life
dont want this life
cant {live} $
cant {live} like_this/anymore/any_more/any_longer/no_more/much_longer/living/without/with_this/with_life/x
couldnt/dont_think_i_can/dont_know_if_i_can/dont_know_how_i_can {live}
cant do this .. life/anymore | ..
cant face another/tomorrow/the/life/today
done with life/living/this_life/it_all/this_world/everything
im done with this life
tired/sick/fed_up/had_enough of living/life/being_alive/existing/breathing/being_here
tired of this life
no/any/see/whats/what/without ..3 {point} .. {live}/anymore/any_more/without/of_me/left/to_it_all
{cannot}/dont/no/not see/have/any/another .. {point}
cant see another way
no other way
no way out
no {point} in anything/living/going/carrying/me/life/anymore/left
dont see any/the/a {point} ..
whats the {point} of/in me/living/life/being/going/carrying/it_all/anything/carrying_on
nothing/noone/no_reason left? .. live/stay/stick_around/be_here/carry_on
nothing left for/to
no reason to
better off without me/him/her/us
better off dead/if_i/gone/if_i_wasnt/if_i_was
be better off if ..
everyone/family/kids/they/world/mum .. better .. without
better without me
everyone/family/kids/they/world/mum/all/people/wife/husband/everybody/children/mam/dad/yous ..6 without me
id/i_would/i_might be gone/dead/better_off_dead
wouldnt be here if/only/without
if it wasnt/werent for .. id/i_would/i
dont_think/dont_know_if/wont/not/cant/might_not/may_not ..3 make it through/to/till/until/past ..
might not be here ..
ready to give up $
ready to give up on everything/life/living/myself
give up on everything/life/living/myself
giving up on life/everything/living
want to give up $
cant keep living/going/doing_this/fighting
no fight left
nothing to live for
life .. not worth
not worth living
i give up $
last chance before i
dont want to exist
catching the bus
whats the point in any/it/anything/living/all
swallow everything ..
swallow/take everything ..
then its/it_will_be sorted/over/done/finished
look/looking after the dog/cat/kids ..2 for_me/when/after
cant get hold of him/her ..
dose ..4 fatal/lethal/kill
fatal/lethal ..1 dose/amount
would all my {drug} ..
want it over with
want it over $
want it to be over
no use to anyone/anybody
weight round ..
breathe easier/happier/better without/if
out of the picture
might as well be/die/end/top/kill
life insurance
wrong side of ..2 railings/fence/barrier/bridge
railings ..
noone knows where i/he/she am/is
bottle and ..2 tablets/pills/{drug} ..
fine to the/my crisis/doctor/nurse ..2 but
ive got a plan
done with living/livin/it_all/being_alive
cant see me/myself making/getting/being/reaching ..
found/finding someone/somewhere/home to/for ..2 dog/cat/pets/kids
nothing else? keeping me
nothing left keeping
cut down by
wish he/she/they/you hadnt/had_left ..
how long .. take to die
heart gives/give/giving out
so its over
be with my wife/husband/mum/dad/nan/son/daughter/baby/brother ..3 passed/died/gone/heaven
something/summat/sommat/somethin stupid
think about it every night/day
made my peace
made peace with
lied to ..4 crisis/doctor/nurse/gp/hospital
love you all ..6 bye
be good to each_other
fresh cuts/marks/scars
cuts ..3 arms/legs/wrists/thighs
cuts all
deserve better than me
get over it ..
theyd get over
this is it then
everyone hates me
world is better
death soon
soon death
dont/doesnt/didnt think ill/i_will/hell/shell be here
no want/wanna to? live
i/ive/have/got/made a plan and/to/for/tonight/ready/x
have a plan $
do/doing/done {self}/me/him/her in
thats me finished/done/gone/out
be enough ..3 finish/die/kill/end/do_it
would ..8 {drug} ..4 be enough
no longer want ..
dont/doesnt really? want to be alive/alife/here
strength to keep/carry/go/live
no strength left
everyone is? sick of me
im/i_am ..2 in the way
in everyones/everyones/peoples way
cant take/stand/bear the pain ..
stubbing ..4 on/out
burning ..2 arms/arm/legs/leg/skin
found a home for ..
sorted my/the? will ..
deal with it after
better off when/if ..3 dead/gone/buried
dead and buried
away/going/gone/off/heading/walking/headed ..2 to? the bridge/cliff/railway/tracks/river/cliffs/station/water
not coming back
only reason i/he/she havent/hasnt/hadnt/not
havent done it yet
gone off ..6 letter/note
letter/note on the ..8 us/me/mum/table
forgive me ..
love you all/mum/dad ..3 bye/goodbye/sorry
i love you .. bye/goodbye
bye .. love you
wont be hearing/seeing from? me ..
in the ground
rather be in/dead/under/buried
gonna/going to? do it tonight/now/today/last_night/this_time
was/were going to do it
nearly did it
think/thinking/thought about is? .. ways/doing_it
ways to do it
ways of doing it
looking/staring/looked at the/my/these/all_the ..1 pills/tablets/rope/knife/blade/razor/bottle_of_pills/bridge/tracks
want/wants/wanted out $
want/wants/wanted out of this? life/world/here/everything
want to disappear ..
how long .. bleed/die/starve/drown
bleed/bleeding out
beachy head
forth/severn/humber/clifton/tay/tyne bridge
cant be arsed/bothered being/living/with_life/to_live
being alive ..
left his/her/my ..3 phone .. letter/note
letter/note .. left his/her
said/saying/says/say his/her/their/my goodbyes/goodbye
my/his/her time on/here ..3 done/up/over/finished/run_out
itll/it_will/will be too late ..
too late by the time
wish ..2 dead
tied .. round/around/to ..2 beam/neck/tree/door/banister/rafters
took a razor/blade/knife to my/his/her/{self}
everyone/they/kids/family .. would be happier/better_off
banging his/her/my head ..
voices telling ..3 kill/die/hurt/end/jump
feel dead inside
wish it would/was all? end/over
wish i could disappear/die/sleep_forever
make it stop forever
stop the pain forever
out of my misery
put me/myself out of
say my goodbyes
final message/text/night/day
this is it for me
cant be saved
too far gone
want the pain/it/this to be over forever
kill me now please
someone kill me
walk/walking/go/wade/swim/drive into/in the? sea/river/lake/canal/traffic/water
under the influence .. wall
haning/hanging/hang from
wanted to hang/die/kill/end
{self} .. rope/blade/knife/razor
cut/cutting/cuts my/his/her arms/arm/wrists/legs/wrist/thighs/stomach
scratching/slicing/slashing my/his/her arms/arm/wrists/legs/skin
overdose .. on_purpose/deliberately/to_die/again/tonight
gonna/going/want/wanna/about/thinking/ready to? take .. all/whole/overdose/pills/tablets/lot/enough
gonna/going/want/wanna to? od/overdose
just/such/only/being a burden
im .. burden ..
{farewell} everyone/everybody/world/mum/mam/dad/my/cruel/all/forever/kids/x | sorry
{farewell} everyone/everybody/world/cruel/forever
sorry .. {farewell}
{farewell} .. sorry
final goodbye
say/saying/said/text/texted/sent ..3 {farewell}/bye
tell my/him/her/them .. sorry/love/loved
tell .. i love/loved them/him/her
look after my/the kids/dog/cat/mum/baby/family .. gone/when
this/its is? .. last time/text/message/night/day/goodbye/you
last time youll/you/anyone .. hear/see
sorry to everyone/everybody/you_all/all
sorry for everything
left/leaving/wrote/written/found/writing a/my/the/her/his/letters/notes? ..2 note/notes/letter/letters/will
note .. missing/gone
when/once/after im/ive_gone/i_am gone/not_here/dead
wont/wouldnt be here/around/alive/much_longer ..
wont see/be_here tomorrow/the_morning/christmas/morning/another
see you on the other side
on/at/near/off/by/top_of/up/over/under ..3 {place} ..
sat/sitting/stood/standing/parked/going/walking ..3 {place}
jump/jumping/jump_off/jumped/throw/step ..2 off/from/in_front/under/out
gonna/going/want/ready/about/threatened/threatening to? jump
ill jump
got/have/with/holding/bought/buying/made/using/sat/through ..3 {means} ..3 ready/now/here/tonight/in_my/to_my/round/around/saved/hidden
{means} .. {self}/ready/wrists/neck/arms/throat/veins
parked .. hosepipe/exhaust/engine
in the bath with
rope/noose
i/he/she/been/keeps/shes/hes/daughter/son/started self/selfharm harm/harmed/harming/harms
selfharm/selfharming/selfharmed/selfharms
self harm/harming/harmed
cut/cutting too deep/again/so_deep/to_deep
{person}/been/im/started/started_to cutting again/herself/himself/myself/tonight/her_arms
hope/pray/wish/praying/wishing/hoping ..3 dont/not/never wake/live/survive
dont wake up
never wake up
not wake up
sleep forever/and_never
go to sleep and
not safe .. on_my_own/with_myself/tonight/alone/from_myself/to_be_alone/by_myself
safe from myself
cant keep/trust {self}/myself safe/?
dont trust myself ..
scared of/what .. {self}/i_might_do/ill_do/i_will_do/myself
scared i/ill/im/i_might/i_will .. {self}/do_something
do something stupid/silly/bad
something stupid tonight
ready to go/die/leave
checking/check out for_good/of_life/of_this
six feet under
meet my maker
be/join/see/joining ..3 in heaven/heaven/up_there
only/one reason/thing/person .. here/alive/going/stopping
thing/person stopping/keeping me/him/her
lost everything .. no/nothing
lost the will
lost all hope
given up .. life/living/on_life
given up on
take my/his/her/their own life
take my life
taking my own
took my own
life isnt/is_not/not/aint/isn't worth/living ..
not worth living/being_here/it_anymore
wish i/id/he/was/were ..3 dead/never_born/never_been_born/gone/not_here
wish i/id wasnt/werent here/alive/born
wish i wasnt
wish i hadnt woken
hate being alive
hate living/my_life_so
thinking/thoughts/thought/think of/about ..3 dying/death/ending/not_being/suicide/jumping/hanging/turning/crashing/driving_into
thoughts of/about ending/killing/dying/harming/not_being
thoughts .. ending
thought about/of ending/doing_it/killing/jumping
dark thoughts ..4 {die}/{self}/life
voices/head/voice .. kill/die/jump/cut/end
head keeps saying/telling
how many/much ..5 kill/die/od/finish/overdose/lethal/do_it/be_enough
how many {drug} .. take/would/will/does/to/can
how much {drug} .. would/to/will/be ..
lethal dose
painless/quickest/quick/easiest/best way .. die/go/end/kill/out
turning/turn/pull/yank/steer the? wheel
drive/driving/crash/drove/walk/step/run ..3 into/off/in_front_of ..3 wall/tree/bridge/lorry/traffic/sea/river/train/car/road/cliff/canal/bus
walk out in_front/into
neck/take/swallow/down/necking/taking/drop the lot
take them/em all
all my {drug} tonight/ready/saved/lined
stockpiling/stockpiled/saved_up/saving_up/hoarding/collecting .. {drug}
pills/tablets lined_up/ready/in_front/saved/in_my_hand/in_hand
paid off everything
sorted .. will/funeral/everything_out ..4 gone/when_im
planned/planning .. funeral/goodbye
tried/trying/attempt/attempted/attempting ..4 {end}/hang/kill/od/overdose/jump/suicide/drown/life/myself
tried to {end}/kill/hang/jump/drown/do_it/do_myself
threatening/threatened/threatens/talking/saying/says ..6 jump/{die}/{end}/himself/herself/themselves/suicide/overdose
threatening/threatened/threatens to? set ..2 fire
looking at/up suicide/ways/methods
been looking up .. ways/how
goodbye .. phone/off/missing/cruel
gone missing .. note/suicidal/pills
dont want to be found
off the {place}
under a train/lorry/bus
front of a train/lorry/bus/car
nobody/noone would/will miss/notice/care
end of the road for me
world .. better .. without
cant live like/with/without ..
dont deserve to live/be_here
deserve to die
should be dead
let me die/go
just let me
rather be dead
rather die
starving myself
top meself/myself/himself/herself
string .. up
it all to stop/end
just want it all to
just want it/everything/the_pain/this to end/stop/be_over
cannot/cant take any_more/anymore/it_anymore/this_anymore | goodbye/sorry
🔫
☠️
⚰
""",
    (Tier.SELF_HARM, RiskLevel.CONCERN): """
cant do this/it/life anymore/any_more/no_more
cant take/cope/stand/bear it? this? anymore/any_more/much_more/much_longer
cant anymore
cant cope
cant go/carry on
cant face
no hope
hopeless
no point $
whats the point $
whats the point anymore
had enough $
noone cares/would_care
given up
want it/this/everything to stop/end
want it all to
hate myself
hate my life
suicide/suicidal
killed/killing/kill {self}
end/ending/ended it ..
dead
death
die
dying
funeral
grave
burden
only reason
only thing
without me
better off
no future
nothing left
nobody/noone ..2 miss/care/cares
cant keep going
cant take ..3 pain
cant live ..
goodnight/bye ..2 everyone/all
cut/cuts/cutting/burning/hurting {self}
the bridge
a note
in the way
worthless
useless
waste of space/oxygen/air/life
all alone
so alone
dont care .. live/die/happens/anymore/if_i
life .. over/pointless/shit/meaningless/not_worth
my life is
broken
in a dark/bad/black/low place/hole
dark place
really/so/very/feeling/been low
depressed
empty inside
dark thoughts
intrusive thoughts
please tell my
i/im sorry mum/dad/mam/everyone/to
crisis team
in crisis
mental breakdown
breakdown
section/sectioned
""",
    (Tier.SAFEGUARDING, RiskLevel.DANGER): """
{violence} .. {victim}
{violence} {victim}
{violence} the/my/our/his/her {child}
been/got/getting/gets/was/being ..2 beaten/battered/hit/punched/attacked/raped/assaulted/strangled/abused/stabbed/slapped/kicked/leathered/jumped
{threat} .. {hurt} {victim}
{threat} to? {hurt} {victim}
{threat} to? {hurt}/break/burn/smash/cut/petrol my/the/her/his/our/us
{threat} with ..
hell/shell/theyll/he_will/she_will/gonna/going {hurt} {victim}
{hurt} {victim} if/when/again/tonight/one_day
kill me/us/her/him/them/my
want to hurt/kill/stab/hit/shake him/her/them/someone/my/the
i want/might/could/gonna/nearly/going/feel_like/wanna to? hurt/hit/kill/harm/shake/smother/batter/stab him/her/them/my/the/someone/baby
scared/afraid/frightened/terrified im/ill/i_will/i_might/il ..4 hurt/hit/harm/do/shake/baby/him/her
i hit my/him/her/the
lost it and hit
il do it again
{weapon} .. {victim}/house/drinking/threat/threatening/room/hand/here/at_me/on_me/to_my/under/bed/throat
{person} .. {weapon}
got/has/have/with/had/pulled/holding/grabbed/keeps/carrying a/my/the/his? {weapon}
gonna/going ..3 do/stab/knife/shoot/glass him/her/them/someone
hands/hand/hold round/around/on/over ..2 throat/neck/mouth
by the throat
pinned me
on top of me
raped/rape/sexually/molested/groomed/groping/forced_himself
touched me/her/him/my
forced/forces/forcing/made/makes/making me/her/him/them to? have_sex/sleep/do_things/prostitute/sell/deal/carry/take
sleep with/him/people for drugs/money
pimp/pimping/trafficked/trafficking/cuckooed/cuckooing/county_lines
hes/shes/theyve/he_has/has/got/keeps/have/keep/keeping/kept .. trapped/locked/prisoner/hostage/locked_in/captive
wont/doesnt/not/never let me/us/her .. leave/go/out/leave_the_house/see
cant leave the_house/him/the_flat/or_hell/because
locked me/us/her/the_door/in/him ..
locked myself/ourselves in/bathroom/bedroom
locked in the
ive/were/we_are/im hiding/hid in/from/under/upstairs
hiding from
took/taken/takes/taking/hidden/hid my/the/her keys/phone/passport/money/bank_card
smashing/smashed/trashing/wrecking/kicking .. house/place/door/up/everything/windows/phone/room/tv
kicking off ..4 kids/scared/door
scared/terrified/frightened/afraid for/of my/our/his/her life/safety
scared/terrified/frightened/afraid of him/her/my/what_hell/what_he/them/going_home/dad/mum
scared to go/be/stay/leave/sleep home/at_home/in/here/with/him
scared hell/shell/he_will/he_might/theyll
{child} .. {violence}
{child} .. needles/crackhouse/crackheads/dealers/crack_house/druggies
needles ..8 {child}
{child} .. hungry/not_eaten/havent_eaten/hasnt_eaten/starving/havent_been_fed/no_food/filthy/alone/home_alone/on_their_own/on_her_own/on_his_own/neglected/neglect/left
{child} .. not_safe/isnt_safe/in_danger/at_risk/unsafe
leaves/left/leaving/leave .. {child} .. alone/on_their_own/on_her_own/on_his_own/own/with_strangers/in_the_car
driving/drives/drove/drive .. {child} .. drunk/drink/pissed/off/high/stoned
drunk/drinking/high .. driving/drives .. {child}/school_run
passed out/drunk/asleep .. {child} .. alone/crying/up/with
{child} .. scared/terrified/hiding/crying/screaming ..
dealers/they/people are? threatening/after/coming ..
owe/owes ..4 dealer/dealers/money ..4 break/kill/hurt/threat/threatening/come_for
break my/his/her/our legs/arms/fingers/jaw
domestic violence/abuse
abusive
he checks/reads/tracks my phone ..6 {hurt}/{violence}/batter/kill
batter/leather/kill/murder/brayed/bray me
strangled/strangling/choking/choked me/her
black eye/eyes
bruises/bruised ..
violent .. {victim}/when/pushed/me/drunk/drinking/using/towards/again
he gets/is/was/turns/goes/becomes violent/aggressive/nasty_with_his_fists
she gets/is/was/turns violent
my .. is/was/gets/turns violent
throws/threw things/stuff/bottle/plates/bottles/glass .. at/me/my
abuse/abused/abusing .. me/her/him/kids/child/nan/mum/elderly
stealing/steals/taking .. nan/nans/mums/grandmas pension/money/tablets/medication
elderly ..4 hit/abuse/steals/neglect
cut off/away from .. family .. him
gun
""",
    (Tier.SAFEGUARDING, RiskLevel.CONCERN): """
burns/burnt/burning me/her/him with
in front of the/my/her/his ..1 {child}/bairns/kids/children
doing crack/heroin/drugs/coke in front
reads/checks everything/my_texts/my_phone
dealers in and out
dealers coming/going/living/staying/using
taken over my/our/his/her/the flat/house/home/place
glassed/bottled me/him/her
feel like/want to stab/stabbing/hit/hitting/hurt/hurting/kill/killing/punching him/her/them/someone
frightened/scared/afraid of? what i might/could/will do ..
dont dare go/leave/tell/say ..
makes/made/making her/me/him go with men/people/blokes
leaves/leave/left ..3 brother/sister/baby/kids/him ..2 by himself/herself/themselves/himself
no food ..4 {child}
{child} .. sleeping/sleeps/playing/plays next_to/near/beside/by ..3 {drug}/pipes/foil/needles
put/putting/putting_in ..2 windows through/in
and then me
get a hiding/kicking/beating/battering/slap
give/gives/gave me a hiding/kicking/beating/battering/slap/black_eye
shooting up ..
squeezed/squeezes/grabbed/gripped ..3 windpipe/neck/throat
windpipe
by the neck/hair/throat
against/up_against the wall
kicking/kicked/booting/smashing/punching ..2 door/doors/windows ..2 in/down/through
hiding upstairs/in/under/behind/outside/at
smashed/broke/cracked/hit/threw ..4 over/at/round my/his/her ..1 head/face
having sex with me/her
had sex with me when/while/without
knocking/knocks/knocked/slapping/throwing/pushing/shoving her/me/him/us/mum about/around
chucks/throws/launches/lobs ..2 at me/us/her/mum/kids
crack pipes/pipe ..
pipes/foil/needles/syringes ..8 {child}
{child} .. shooting_up/using/smoking_crack
house where ..4 shooting/using/dealing/selling/smoking
if i/we dont pay ..
dealer/dealers .. using/taken_over/living_in/in my flat/house/room/home
not allowed in my own ..
no food in/at the? house/fridge/home
{child} .. dirty/filthy/unwashed/hungry/no_food/neglected/starving
drunk/drinking/pissed/high/stoned ..2 driving us/me/them/her/him/kids
held/keeps/kept/holding me/us/her hostage/prisoner/captive/against_my_will
forces/force/forcing me/her/us to? stay/go/do/have
steals/stealing/takes/hides my meds/medication/tablets/methadone/money/pension/cards
broke/broken/breaks/fractured my/her/his arm/jaw/nose/ribs/rib/wrist/cheekbone/fingers
chucked/threw/flung/kicked/dragged/hurled me/her/him/us down/against/across/into/out
wont/doesnt/never give me/us/back my/our? passport/phone/money/keys/card/bank_card
touches/touched/touching her/him/me/kids/children
waiting/waits/sat/sits outside my/our work/house/flat/home/school
follows/following/stalking/stalks me
saw/seen/watched/watches his/her/their/me/mum/dad .. inject/injecting/use/using/smoke/overdose
boyfriend is # ..
groomed ..
shook/shaken/shaking/dropped/smothered/slapped/smacked my/the/our {child}
pension/money/savings/benefits/card .. stolen/taken/nicked/robbed .. by/off/for
financial abuse
scared of
scared to go home
frightened of
controlling ..
controls ..
hes/shes/getting/gets/turned/turning/is/very? violent/aggressive/abusive
threatening/threatens/threatened
not safe here/at_home/in_this/with_him
dont/doesnt feel safe
im/i_am not safe
he/she/dad/mum/husband/partner/boyfriend/they scares/scare/frightens/frighten/terrifies/terrify me
unsafe
social/social_services .. {child} .. taken/take/away
{child} {age} .. {using}
my/our/her/his son/daughter/nephew/niece/grandson/granddaughter/brother/sister/child/kid/lad/lass/boy/girl is/just/turned/hes/shes/aged/s? ..2 {age}
my/our/her/his son/daughter/nephew/niece/grandson/granddaughter/brother/sister/child/lad/lass/boy/girl .. {age} {yearold}
my/our/her/his {age} {yearold} ..
daughters/sons/nieces/nephews/lads {age} and/on/using/taking/smoking/drinking/shes/hes
{child} .. in the/that house .. {using}/crackheads/dealers/addict/druggies
kids/baby/children/toddler/grandkids .. {using} .. around/in_front/front
around the kids/children/baby
using/drinking/smoking around/in_front_of the/my/our {child}
vulnerable
exploited
debt .. dealer
owe .. dealer
homeless ..
county lines
""",
    (Tier.UNDER_18, RiskLevel.DANGER): """
i/i_just turn/turned/turning {age} ..
turning {age} next/in/on/soon
my age is {age}
i am/im/am/im_only/im_just/i_just_turned/just_turned/only {age} ?
im/i_am/am/aged/only/just/turned/nearly ..1 {age}
im/i_am ..1 {age} {yearold}
i am only {age}
{age} {yearold} girl/boy/lad/lass/male/female/student/and_i/here/and_im
{age} {yearold} ?
{age} f/m/female/male
f/m {age}
{age} ..1 cant/cannot stop
m17/f17/m16/f16/m15/f15/m14/f14
age/aged {age}
im/i_am in year 7/8/9/10/11/12/13/seven/eight/nine/ten/eleven
still at/in school/college/sixth_form ..
im/i_am/i ..3 at school/high_school/secondary
my gcses/gcse/a_levels/mocks/exams_at_school/sats
doing/sitting/taking/got/studying ..2 gcses/gcse/my_gcses/mocks/a_levels
teenager ..1 myself
im a minor/child/kid/teenager/teen/schoolgirl/schoolboy
under 18/eighteen/16/age
my teacher/head_of_year/form_tutor/school_nurse/school ..
cant tell my parents
""",
    (Tier.WITHDRAWAL, RiskLevel.DANGER): """
{fit} .. {stop} ..3 {substance}
{stop} .. {substance} ..8 {fit}
{stop} .. {substance} | ..8 {fit}
had/having/have/has/get/gets/got/getting/going_to/gonna a/another/some? {fit}
{fit} when/if/whenever/after/since/from/without/because ..
{fit} .. | .. {stop} ..
dts/d_ts/delirium
the dts
{seeing} ..2 {unreal} ..3 wall/walls/crawling/floor/room/bed/there/arent_there/not_there/everywhere/on_me/ceiling
{seeing} things/spiders/bugs/insects/shadows/demons/rats/faces/snakes
{unreal} .. crawling
bugs/spiders/insects/ants ..4 skin/wall/walls/bed/me
hallucinating/hallucinations/hallucinate/halucinating/hallucinated
hearing things ..
man/woman/people/someone/figures/kids ..5 isnt/arent/not_really there
legs wont/cant stop ..
cant keep legs still
i shake/retch/sweat ..3 drink/until/unless
need a? drink every morning/to_stop ..
noone/nobody else can see ..
{unreal} ..4 about/on the floor/wall/bed/ceiling
doesnt/dont know where he/she/i is/am
{withdrawal_sign} .. and ..2 know where
day # ..2 no/without/off ..1 {substance}
cant/couldnt even? hold/lift/write ..
took/taken ..2 {substance} off/away_from ..4 {withdrawal_sign}
hands are? going ..
talking/talks to people who/that arent/isnt/not ..1 there
talking to ..2 not there
people who arent there
{stop} ..6 {substance} ..10 {withdrawal_sign} .. confused/seeing/fit/seizure/delirious
confused .. shaking
trembling .. confused
""",
    (Tier.WITHDRAWAL, RiskLevel.CONCERN): """
{stop} ..4 {substance} ..10 {withdrawal_sign}
{stop} ..4 {substance} | ..8 {withdrawal_sign}
{withdrawal_sign} ..8 {stop} ..4 {substance}
{withdrawal_sign} ..4 | ..4 {stop} ..4 {substance}
{withdrawal_sign} .. {withdrawal_sign} ..6 {stop}/drink/drinking/methadone/script
{stop} ..6 {withdrawal_sign} .. {withdrawal_sign}
withdrawal/withdrawals/withdrawing/withdrawl/withdrawls/withdraw
rattling/clucking/rattlin/cluckin/strung_out/roasting
cold turkey
the shakes
got the shakes/sweats
{withdrawal_sign} .. in the morning ..4 drink
{withdrawal_sign} until/till/til/unless/if i/he/she ..3 {substance}/drink
cant/couldnt hold/lift/drink ..2 cup/glass/pen/phone
hands .. that_bad/shaking/shake/trembling
hands shaking/shake/trembling/tremble
poured .. drink .. away
{stop} ..4 {substance} ..8 in bits/jerking/dying/agony/rough_as/climbing_the_walls/bad_way
# days off ..3 {substance}/{drug}
in bits ..4 {stop}
jerking ..
the rattle
hands wont stay/stop/keep ..
run out/ran_out of ..2 {substance}/{drug}
no script/methadone/meds/valium/pregabs/diazepam/subutex ..
need a/to? drink to stop/steady/function/get_up
""",
    (Tier.PSYCHOSIS, RiskLevel.CONCERN): """
hearing voices
voices in/telling/tell/told/saying/say/keep/wont/are ..
god/jesus/devil is? telling/told/talks/speaking/talking ..
been replaced
replaced by
chips/chip in
people ..4 listening/watching/after/following me/us/him
{watch} .. through .. wall/walls/tv/phone/pipes/camera/cameras/window
theyre/they_are/people_are/everyone_is/neighbours_are/someone_is/hes/police_are/government ..3 {watch}
neighbours .. {watch}
thinks ..4 {watch}
thinks .. god/jesus/messiah/chosen/the_devil
poisoning .. through/food/him/me/pipes
paranoid/paranoia ..
psychosis/psychotic/psycosis/schizo/schizophrenic/manic
tv/radio/telly is? talking/sending/messages
cameras/microphones/chips/chip in the/my/his
out to get
possessed
devil/demons ..3 telling/me/in/talking
not making sense .. days
hasnt slept .. days
""",
    (Tier.PREGNANCY, RiskLevel.CONCERN): """
{unborn} ..10 {using}
# weeks gone ..
{using} ..10 {unborn}
{unborn} | ..8 {using}
{using} .. | ..4 {unborn}
{unborn} and/but ..
im/shes/is/girlfriend/wife/partner ..2 {unborn}
""",
}
