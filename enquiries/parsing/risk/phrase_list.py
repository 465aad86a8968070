# ruff: noqa: E501 (a phrase is a line)
"""The list of risk words, and of words that only look like them.

A line is a phrase. `|` parts words that may stand in one place, `_` joins words of one such choice, `?`
marks a word that may be missing, `...` stands for up to three words of any kind, `#` for a number of two
digits or more, `<18` for an age. Write words plainly: spelling is evened out on both sides. It makes no
claim of clinical validity.
"""

from enquiries.parsing.risk.finding import Tier

_MEDICINES = (
    "pill|pills|tablet|tablets|med|meds|medication|medicine|paracetamol|ibuprofen|codeine|painkillers|diazepam"
    "|valium|xanax|tramadol|methadone|insulin|antidepressants|sleepers|benzos|💊"
)
_SELF = "myself|my_self|himself|him_self|herself|her_self|themselves|themself|ourselves"
_MANY = "ten|dozen|fifteen|twenty|thirty|forty|fifty|sixty|hundred|#"
_TOOK = "took|taken|swallowed|downed|necked|popped"

_OVERDOSE = f"""
overdose|overdosed|overdosing|overdoses
over dose|dosed|dosing
od|ods|oding
{_TOOK} ... massive|huge|big|whole|entire amount|dose|quantity|lot|box|packet|pack|bottle|strip
{_TOOK} ... too_many|too_much
{_TOOK}|had|ate|eaten ... all|whole|entire|loads|lots|bunch|handful|bottle|pack|packs|packet|box|boxes|load|lot ... {_MEDICINES}
{_TOOK}|had|ate|eaten ... {_MANY} ... {_MEDICINES}
{_TOOK} them|it all
{_TOOK} the lot
taking loads|lots|load|handful|handfuls ... {_MEDICINES}
mixed|mixing ... {_MEDICINES} ... alcohol|vodka|drink|drinking|booze|wine|whisky
drank|drinking|drunk|vodka|alcohol|drink ... and|with|on|plus took? pills|tablets|meds
injected|injecting ... too_much|too_many|loads
bad batch|gear|pill|hit
i am dying
too many|much of? my|his|her|the? {_MEDICINES}
drank|drunk|drinking|swallowed bleach|antifreeze|poison
poisoned {_SELF}
💊 💊 💊
cant breathe
"""

# a person in this state does not text: it is about another person, unless the text says otherwise
SEEN_IN_OTHERS = """
not|isnt|aint|arent|wasnt|stopped|stops|barely|hardly|scarcely really|properly? breathing
hardly|barely|cant|struggling to? breathe
breathing is|has|seems|sounds? really|very|so|gone? slow|slowly|shallow|funny|weird|strange|stopped|stopping
wont|cant|doesnt|isnt|not|wouldnt|couldnt|unable to? be|get? him|her|them|my_son|my_daughter|my_mum|my_dad? to? wake|waking|rouse|woken
cant|wont wake|get my ... up
wont|cant|doesnt|isnt|not|aint|stopped respond|responding|responsive
no response from him|her|them
unresponsive
unconscious
consciousness
barely|hardly|semi|not conscious
wont|doesnt|isnt|not|cant come|coming|bring|get round|around|to|him_round|her_round
wont|cant open his|her|their eyes
eyes rolled|rolling|are_rolling|have_rolled|gone
slumped|lifeless|motionless|comatose|coma
knocked out
heart attack
stomach pumped
out cold
gone|went|is|all|and floppy|limp|stiff
cold and? blue|grey|stiff|clammy
is|are|looks blue
gone|going|turned|turning a? funny|strange|weird|horrible|different colour|color
wont|isnt|not move|moving
collapsed
has|have|is|just|he|she passed out
turning|turned|going|gone|went|lips|face|skin ... blue|purple
turning|lips|face|skin ... grey
blue lips|in_the_face
foaming|frothing at|from the|his|her|their? mouth
foaming|frothing
choking on ... vomit|sick|tongue
gurgling|convulsing|convulsions|seizing
having a|another|fits? fit|seizure|fits
fits now
is|are|started|keeps|been fitting
no pulse
cant find|feel ... pulse
heart has? stopped
think ... is dead|dying|died
is|are dying|dead on|in the? floor|bathroom|bed|sofa
is he|she|they dead|dying
need|needs|get|send|call me|us|him|her? an? ambulance
gave|given|need|used ... naloxone|narcan
"""

_SELF_HARM = f"""
suicide|suicidal|suicides|suicidality
kill|killing|killed|kills|hurt|hurting|hurts|harm|harming|harmed|harms|cut|cutting|cuts|hang|hanging|hanged|hung {_SELF}
shoot|stab|drown|burn|burning|burned|end|ending|top|topping|topped|unalive|gas|starve|electrocute {_SELF}
unalive
self harm|harming|harmed|harms|injury|injuring|injured
want|wants|wanted|wanting|ready|trying|tried|need|needs|prefer|planning|rather|going to? just? die
want|wants|wanted|rather|better to? just? be? dead
feel|feels|feeling like dying|ending|jumping
wish|wishes|wished ... dead|died|die|gone|never_born|not_here|disappear|never_wake
wish ... never been born
wish i|he|she wasnt|werent|wasnt_even here|alive|around|born
better off dead|without_me
better off if i
better if i was|were|am dead|gone|not_here
dont|doesnt|didnt|not|never|no_longer|cant ... want to be here|alive|around
dont|doesnt|didnt|not|never|no_longer ... want to live|exist|wake|go_on|carry_on|keep_going|be_alive
dont|doesnt|didnt|cant|not|no_longer see|seeing a|any|the|no? reason|point|future|way_out|way_forward|tomorrow
cant go on
cant carry on
cant|dont|not keep going|living
cant do|take|cope|handle|stand|face this|it|life|things|much|with_this|with_it|with_life|another|any? anymore|any_more|any_longer|longer|no_more|day
cant live like_this|anymore|any_more|with_myself|with_it
dont|doesnt|not think|feel|know|believe|see ... can|could|able ... go_on|carry_on|keep_going|cope|live|survive|do_this
dont|doesnt|not|no_longer want this|my|his|her|any_more? life
lost|losing|lose|no the|all|my|any? will|hope
no hope|future|way_out left|anymore|for_me
no way out
nothing left anymore|to_give|in_me|inside|for_me
not worth it anymore|any_more|living
burden to|on everyone|everybody|my|them|you|people|him|her
am|being|just|such|only a? burden
cant|dont fight|keep_fighting|struggle anymore|any_more|it|this
make|making it all? stop|end
leave|leaving|out_of this world|earth|life
join|joining|be_with|see ... heaven
in|to|from heaven|hell soon|with|tonight
see you on_the_other_side|in_heaven|in_hell
my|his|her time to_go|to_die|is_up|has_come|is_over
not|never|wont going to|gonna? be here much|for_much|tomorrow|long|longer|anymore|any_more
if i was|were|am just? dead|gone|not_here
if i wasnt|werent here|alive|around
be dead soon|by|tomorrow|tonight|before
last day|night|time on|alive|here|you_hear|you_will
goodbye|farewell letter|letters|note|message|text|card
never see me|you|him|her|them again
stockpiled|stockpiling|saved|saving|hoarding|hoarded|counting|counted|lined ... {_MEDICINES}
enough pills|tablets|meds|medication|paracetamol|💊 to
how|way|ways to die|kill|end_it|hang|overdose
how many ... would|will|to|does ... kill|die|overdose
too|so hard to live|be_here|stay_alive
world|family|kids|children|life would|will|is be? better without me
dont|doesnt|not|no_longer want to do this|my life
dont|doesnt|not|no_longer want to be on|in|part this|the|of earth|world|planet|life
am|just ending it
let me|him|her die
should|deserve|ought to? be|have? dead|died
no reason|point|will|wish|desire to|in|of? live|living|life|carry_on|carrying_on|go_on|going_on|being_here|being_alive
no point anymore|any_more|being_here
nothing left? to live for
nobody|noone|no_one|who would|will|will_even|would_even|is_going_to miss|care|notice me|if
had|having enough of life|living|being_here|this_world
want|wants|wanted to stop existing|living|being_alive|breathing
dont|doesnt|not deserve|deserves to live|be_alive|be_here|exist
deserve|deserves to die|be_dead
life is|feels|seems so? pointless|over|meaningless|hopeless|finished|not_worth
everything is over|finished for me
what is the point of|in|to? living|life|going_on|carrying_on|anymore|being_here
end|ending|ended it_all|things|everything|it_now|it_tonight|it_for_good
end|ending my|his|her|their own? life|lives|pain|suffering|misery
want|wants|going|tried|trying|ready|plan|planning|might|could|should|just|tablets|pills|again to? just? end it
want|wants|wanted it|this|everything all? just? over|finished|done_with
want|wants|wanted it|everything|the_pain|this all|just? to just? end|stop|be_over
take|takes|taking|took|taken my|his|her|their own life|lives
take|taking my|his|her|their life
goodbye everyone|everybody|world|all|forever|cruel
bye everyone|everybody|world|forever|cruel
good bye everyone|world|all|forever
say|saying|said|wrote|written|writing my|his|her|final|last? goodbye|goodbyes
this|its is? my|the|a? goodbye|good_bye|final|last|the_end
final|last note|message|letter|goodbye|words
written|wrote|writing ... letter|letters|note ... kids|children|family|mum|everyone|wife|husband
tell my|the ... i love|loved|am_sorry
look after my ... when|after|once|if i am|die gone|dead
look after my ... for me
wont be here|around|alive tomorrow|much|anymore|any_more|long|in
wont|never hear from me again
when|once|after i am gone|dead
by the time you read|get|see
jump|jumping|jumped|throw|threw|step off|in_front|from|under|myself ... bridge|roof|train|window|cliff|building|car_park|bus|lorry|car|motorway|track|tracks
edge|ledge of a|the|this? roof|bridge|building|cliff|car_park|platform
am|is|standing at|on|by the|a bridge|cliff|tracks|railway|roof|ledge|motorway
going|want|wants|wanting|ready|about to jump|jump_off
standing|stood|sitting|sat|am|up on a|the|this? bridge|roof|ledge|tracks
in front of a|the train|bus|lorry|car
rope|noose around|round ... neck
i have|got got? a|the|my knife|blade|rope|razor|gun
slit|slitting|cut|cutting|slash|slashed|slashing my|his|her|their? wrists|wrist|arms|arm|legs|thighs|throat
been|started|keep|keeps|stop|back_to|am|is cutting again|myself|deep|my
started|been cutting
🔪
dont|doesnt|not|never|nor really? care|bothered if|whether i|he|she live|lives|die|dies|wake|wakes|overdose|am_dead
dont|wouldnt|not mind dying|being_dead
dont|wouldnt|not mind if i died|die|was_dead|didnt_wake
hope|hoping|pray|praying|hopes i|he|she dont|doesnt|never|wont|not wake
sleep ... never|not|dont|forever wake|waking
sleep forever
never wake up|again
thinking|thoughts|thought|think|thinks about|of just? ending|dying|death|hurting|harming|being_dead|not_being_here
do|doing|done|did something stupid|silly|daft|bad to? {_SELF}
do|doing something stupid|silly|daft
drive|driving ... into a|the tree|wall|river
drive|driving off a|the
not|isnt worth living
not worth being here
life ... not|isnt worth
want to disappear
given|giving|gave|give up on life|living
tired|sick of living|life|being_alive|being_here
done with life|living|this_world|being_alive
hate|hates being alive
risk|danger to {_SELF}
cant|dont|not trust myself
not|dont feel? safe with_myself|on_my_own|alone|by_myself
ready to go forever|now_goodbye
"""

_SAFEGUARDING = """
hit|hits|hitting|beat|beats|beating|punched|punches|kicked|strangled|choked|attacked|attacks|attacking|slapped|battered|threatened|threatens|threatening|raped|stabbed me|us|her|him|them|my|the
hurts|hurting me|us|my_kids|the_kids|my_children|the_children|my_mum
rape|raped|raping
wont|doesnt|not let|letting me|us|her leave|out|go
locked|locks me|us|her in|up|inside
holding|keeping|kept me|us|her here|prisoner|hostage|against|locked
scared|afraid|frightened|terrified of him|her|my_husband|my_wife|my_partner|my_boyfriend|my_dad|my_son|them
going|threatening|threatened|wants|tried to kill me|us|her|them|my
he|she|they|husband|partner|dad|boyfriend|brother|ex will kill me|us|her|them
domestic violence|abuse
sexual|sexually abuse|abused|assaulted|assault
abused|abusing|abuses|abusive me|us|her|child|children|kids|to
child|children|kids|baby|toddler ... not_safe|isnt_safe|arent_safe|unsafe|at_risk|in_danger|neglected|on_their_own|being_hit|being_hurt|being_abused
left|leaves|leaving the|my|her|his kids|baby|children|child alone|on_their_own
baby|kids|children alone with
forced|forcing|forces me|her to
has|got a knife|gun
not|isnt|dont|unsafe feel? safe|unsafe at_home|here|with_him|in_my_house
"""

_UNDER_18 = """
i am only|just|nearly|still? <18
he|she is only|just|nearly|still? <18
son|daughter|brother|sister|child|friend|who is only|just? <18
aged <18
<18 year|years|yr|yrs|y old|o
<18 yo
13yo|14yo|15yo|16yo|17yo|13y|14y|15y|16y|17y
under 18
in|at year 7|8|9|10|11
"""

_WITHDRAWAL = """
shaking|trembling
the shakes
bad|got|have|having shakes|tremors
seeing|hearing|sees|hears things|voices|people|spiders|insects|bugs|rats|shadows|stuff
hallucinating|hallucinations|hallucination|hallucinate
the|got|have|having dts|dt|horrors
delirium
had|having|have|has|been a|another|bad|two|three|more|having? fit|fits|seizure|seizures
fits|seizures since|after|when|from
in|having|bad|through|severe|horrible|awful|terrible|got|get|getting|the withdrawal|withdrawals|withdrawels
withdrawing
rattling|clucking
cold turkey
"""

LOOK_ALIKES = """
killing it|time|me|two
dying for|to|of a|an|some|thirst|see|know|meet|hear|get|laughter|embarrassment|boredom
i am dying for|to|of|inside
die laughing
want to die laughing|of_embarrassment|of_shame
going to die if|of|from|unless
to die for
overdose|overdosed|overdosing of|on work|chocolate|sugar|tv|telly|netflix|cake|coffee|caffeine|food|news|love|sun|sunshine|sleep|positivity|emails|football|social
overdoes|overdose|overdoses it
suicide squad|mission|prevention
take|takes too many|much
been taking too many|much
took|taken it all in|on|from|away|off
taken|took too much on|time|of_my|out_of|from|away
cant wake up in|for|on|early|when
cant|wont wake up in the morning|mornings
not waking up early|in|for
want|wants to live with|in|near|at|by|together
cut|cutting myself shaving|off|down|some|a_slice|a_break|out
cut himself|herself shaving|off|down
how to kill time|it
cant go on like normal
cant go on holiday|holidays|facebook|there|the|my|a|it|online|trips|nights
cant carry on a|the|conversation
hurt myself at|playing|falling|in_the_gym|running|working
hurt myself at the gym
going|gone|went blue with|for|in_the_polls
out of the blue
feeling|feel|felt blue
fitting in|a|the|into|my|new|his
is|are fitting in|a|the|into|my|new
collapsed sofa|deal|business
dead tired|on_my_feet|good|end|easy|line
shaking hands|my_head|his_head|her_head|things_up|off|it_off
seeing|sees things differently|clearly|more|from|through|better
seeing people about|again|at
hit|hits|hitting the bottle|drink|booze|gym|road|town|pub|sauce|sack|roof
hit me|him|her that|hard|like|with|up
beat me|him to|at
the last message|words|note
last message|note|letter i|you|was|from
say|said|saying goodbye to drink|drinking|booze|alcohol|drugs|the|my_addiction
goodbye|bye to drink|drinking|booze|alcohol|drugs
end it|things with|on|there
how to end it with
moving house|home|out|in|on|to|forward
not|isnt|wont moving|move house|home|out|in|on|to|forward
ready to end it with
taking|take my life back|in|into
kill|killing myself laughing|at_work|at_the_gym
hang|hanging|hung out|over|around
in the withdrawal queue
"""

PHRASES = {
    Tier.OVERDOSE: _OVERDOSE + SEEN_IN_OTHERS,
    Tier.SELF_HARM: _SELF_HARM,
    Tier.SAFEGUARDING: _SAFEGUARDING,
    Tier.UNDER_18: _UNDER_18,
    Tier.WITHDRAWAL: _WITHDRAWAL,
}
