"""The words of politeness, thanks and goodbyes, as people here text them: a phrase, then a comma."""


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(","))


BEFORE = _phrases("""
    hi, hello, hey, hiya, oh, ah, um, er, right, well, just, sorry, ok, okay, k, please, pls, plz, thanks,
    thank you, thx, ta, cheers, ok then, can i say, i said, could you, can you, would you, will you""")
"""What may stand before an answer and changes nothing."""

YES = _phrases("yes, yeah, yep, yea, yup, sure, y")

AFTER = _phrases("""
    please, pls, plz, thanks, thank you, thankyou, thanx, thx, ty, ta, cheers, many thanks, thanks very
    much, thank you very much, thank you so much, thanks so much, thanks a lot, mate, love, sir, madam, if
    possible, if you can, if thats ok, if thats okay, if thats alright, ok, okay, bye, then, ffs,
    for fucks sake, for gods sake,
    pal, hun, pet, bro, man""")
"""What may stand after it."""

FRIENDLY = frozenset(
    "👍🙏❤♥😊🙂👋😘😀😃😄😁☺🥰😍🤗👌💪🎉✌🤝💕💖💗💛💚💙💜🧡🩷🤍🌟⭐✨🌈🌻🌷🌸💐😇🙌👏🫶😉🥹🤞✅✔😎"
)

THANKS = _phrases("""
    thanks, much obliged, obliged, thank you, thankyou, thank u, thank ya, thanku, thanx, thnx, thnks,
    thks, thx, tysm, ty, ta, tar, ta very much, ta muchly, ta ever so, cheers, many thanks, much thanks,
    big thanks, huge thanks, thanks a million, thanks a bunch, diolch, diolch yn fawr, thanking you, much
    appreciated, appreciated, appreciate it, appreciate that, i appreciate it, i appreciate that, really
    appreciate it, really appreciate that, i really appreciate it, i really appreciate that, i do
    appreciate it, grateful, so grateful, very grateful, im so grateful, im very grateful, i am so
    grateful, i am very grateful, bless, bless you, bless ya, bless you all, god bless, god bless you, god
    bless you all, means a lot, it means a lot, that means a lot, means so much, it means so much, that
    means so much, means the world, it means the world, cant thank you enough, i cant thank you enough,
    cannot thank you enough, i cannot thank you enough""")

GOODBYES = _phrases("""
    bye, bye bye, byebye, goodbye, good bye, bfn, ta ta, ttfn, tara, ta ra, tata, cheerio, toodles, toodle
    pip, see ya, see you, see u, cya, c ya, laters, good night, goodnight, night, nite, night night,
    nighty night, nos da, hwyl, take care, you take care, take care of yourself, take care of yourselves,
    tc, look after yourself, look after yourselves, mind how you go, speak soon, talk soon, speak later,
    talk later, all the best, best wishes, regards, kind regards, kindest regards, warm regards, best
    regards, yours sincerely, lots of love, much love, with love, love to all, you too, u too, same to
    you, and you, and to you, likewise, good morning, good afternoon, good evening, good day, merry
    christmas, happy christmas, happy new year, happy easter""")

ACKNOWLEDGED = _phrases("""
    ok, okay, its ok, its okay, its fine, its all good, its all fine, all okay, received, message
    received, text received, got your text, got your texts, got your message, got your messages, got the
    message, got the text, i got your text, i got your message, read it, seen it, i see, makes perfect
    sense, okey dokey, okey doke, okie dokie, okie doke, oki, okies, right you are, got that, sound, top
    man, top lass, top bloke, k, kk, right, righto, alright, alrighty, all right, all good, all fine, all
    sorted, all set, all done, sorted, fine, thats fine, that is fine, no problem, no probs, no prob, np,
    not a problem, no worries, no worry, dont worry, no bother, no rush, no need to worry, will do, i will
    do, will do that, i will, ill do that, i will do that, ill do, got it, gotcha, got ya, noted,
    understood, i understand, makes sense, that makes sense, fair enough, of course, absolutely,
    definitely, deal, yes thanks, yes thank you, yeah thanks, no thanks, no thank you, welcome, youre
    welcome, you are welcome, your welcome, my pleasure, pleasure, anytime, any time, cant wait, fab,
    fabulous, great, great stuff, lovely, lovely stuff, perfect, brilliant, brill, excellent, amazing,
    awesome, wonderful, fantastic, superb, super, smashing, grand, champion, magic, mint, belting, ace,
    wicked, cool, coolio, sweet, nice, nice one, good, good stuff, very good, good to know, thats great,
    that is great, thats good, thats brilliant, thats perfect, thats lovely, thats amazing, thats
    fantastic, thats wonderful, thats excellent, thats fab, thats brill, thats cool, thats kind, thats
    really kind, thats very kind, thats so kind, thats sweet, thats alright, thats ok, thats okay, thats
    helpful, thats really helpful, thats very helpful, thats so helpful, thats all, sounds good, sounds
    great, sounds lovely, sounds perfect, sounds like a plan, works for me, phew, yay, wow, aw, aww, ah,
    oh, happy days, see you then, see you there, speak then, talk then, until then, till then, very kind,
    so kind, really kind, very helpful, so helpful, really helpful, that helped, it helped, that really
    helped, it really helped, that helped a lot, it helped a lot, that helped so much, feel better, i feel
    better, i feel much better, i feel so much better, i feel a lot better, i feel a bit better, feel much
    better, feel so much better, feeling better, feeling much better, feeling a lot better, feeling a bit
    better, im fine now, im ok now, im okay now, im good now, ill think about it, i will think about it,
    will think about it, ill have a think, will have a think, ill let you know, i will let you know, will
    let you know, ill be in touch, i will be in touch, will be in touch, ill be there, i will be there,
    will be there, ill be ready, ill give it a go, i will give it a go, will give it a go, ill give it a
    try, i will give it a try, fingers crossed, thats a weight off, thats a weight off my mind, will pass
    it on, ill pass it on, i needed that, needed that, gr8, will see how it goes, ill see how it goes, we
    will see how it goes, tomorrow it is, glad i called, glad i rang, im glad i called, im glad i rang,
    pleased i called, im pleased i called, pleased i rang, im pleased i rang, glad i texted, im glad i
    texted, thats a relief, that is a relief, what a relief, were grateful, we are grateful, onwards and
    upwards, legend, star, you star, you legend, lifesaver, hero, angel, gem, lol, haha""")

BESIDE_THANKS = _phrases("""
    so much, very much, ever so much, ever so, a lot, lots, loads, a bunch, a million, a ton, tons,
    indeed, kindly, sincerely, again, once again, once more, anyway, anyways, though, all, everyone,
    everybody, both, guys, folks, team, lads, ladies, mate, pal, bud, buddy, love, luv, dear, darling,
    hun, hunny, hon, babe, duck, pet, hen, boss, sir, madam, miss, bro, fella, sweetheart, my love, my
    lovely, my dear, my friend, friend, my lover, big man, my man, my mate, a mill, with thanks, of you,
    of you all, chat, and, for now, now, then, today, tonight, earlier, yesterday, just now, already,
    honestly, really, truly, genuinely, to you, to you all, to you both, to all of you, to everyone there,
    to the team, and the team, and team, from me, from us, from all of us, from both of us, in advance,
    from the bottom of my heart, with all my heart, too, as well, hi, hello, hey, hiya, yes, yeah, yep,
    yup""")
"""What only goes with thanks."""

THANKS_FOR = _phrases("""
    thanks for, thank you for, thankyou for, thank u for, thx for, thanx for, ta for, cheers for, many
    thanks for, thanks so much for, thank you so much for, thanks very much for, thank you very much for,
    thanks again for, thank you again for, thanks a lot for, thanks ever so much for, grateful for, so
    grateful for, very grateful for, im so grateful for, im very grateful for, i am so grateful for, i am
    very grateful for, appreciate you, appreciate your, appreciate the, appreciate all, i appreciate you,
    i appreciate your, i appreciate the, i appreciate all, i really appreciate you, i really appreciate
    your, i really appreciate the, i really appreciate all, really appreciate you, really appreciate your,
    really appreciate the, really appreciate all, thanks to, thank you to, say thanks to, say thank you
    to, pass on my thanks to, please thank, please say thanks to, please say thank you to, please pass on
    my thanks to, have a, have an, hope you have a, hope you have an, you have a, enjoy your, enjoy the,
    good to, nice to, lovely to, great to, good talking, nice talking, lovely talking, great talking, good
    speaking, nice speaking, lovely speaking, great speaking, nice chatting, good chatting, lovely
    chatting, looking forward to, look forward to, i look forward to, im looking forward to, i am looking
    forward to""")
"""Anything may follow that does not ask, deny or tell."""

PRAISE_OF = _phrases("""
    you lot are, you lot have been, you guys are, you guys have been, you all have been, thats put, that
    has put, thats set, youve put, you have put, everyone has been, everyone was, everyone there was, you
    have all been, youve all been, you have been, youve been, uve been, you were, you was, you are, youre,
    ur, you are all, youre all, u r, that was, thats been, that has been, this has been, it was, its been,
    what a, was""")
"""What follows must praise."""

PRAISING = _phrases("""
    great, amazing, lovely, brilliant, brill, kind, kindness, helpful, help, star, stars, legend, legends,
    wonderful, fantastic, good, nice, godsend, angel, angels, lifesaver, best, patient, supportive, gem,
    understanding, sweet, excellent, fab, fabulous, comforting, reassuring, useful, perfect, diamond,
    credit, awesome, pleasure, relief, rest, ease, superb, ace, hero, heroes, champion, caring""")

MEETING = _phrases("""
    see you, see u, see ya, ill see you, i will see you, speak, speak to you, speak to u, ill speak to
    you, i will speak to you, will speak to you, talk, talk to you, ill talk to you, will talk to you,
    catch you, chat, bye until, until""")
"""Words of time may follow."""

OF_TIME = _phrases("""
    soon, later, tomorrow, tomoz, tmrw, tonight, today, then, next, week, weekend, on, at, in, the, a,
    few, bit, couple, days, day, morning, afternoon, evening, around, about, there, again, all, both,
    after, lunch, time, mon, tue, tues, wed, thu, thur, thurs, fri, sat, sun, monday, tuesday, wednesday,
    thursday, friday, saturday, sunday, noon, midday, oclock""")

TELLING = _phrases("""
    but, can, could, would, will, wont, should, shall, may, might, must, please, pls, plz, why, when,
    what, whats, where, who, how, if, whether, need, needs, want, wants, wanted, wish, help me, not, no,
    never, none, nothing, nobody, dont, didnt, doesnt, isnt, wasnt, cant, cannot, couldnt, wouldnt,
    havent, hasnt, i, im, ive, ill, id, he, hes, she, shes, they, theyre, we, were, weve, is, are, was,
    has, had, keeps, still, however, although, except, unless, because, question, questions, ask, problem,
    problems, wrong, worse, bad, badly, awful, terrible, useless, rubbish, rude, late, joke, waste, shit,
    crap, liar, liars, missed, missing, relapsed, relapse, drunk, drank, drinking, using, overdose, die,
    dying, dead, kill, suicide, hurt, scared, afraid, pain, sick, ill, police, ambulance, urgent,
    emergency, call, ring, phone, text, asap, sorry, another, instead, change, cancel, move, different,
    stop, address, number, cost, price, complaint, complain, waiting, wait, hung, ignored, ignoring,
    disappointed, disgusted, disappointing""")
"""Words that ask, deny or tell something: a text with one of them is not only thanks."""

TELLING_ALONE = _phrases("""
    struggling, struggle, craving, cravings, drink, drinks, drinker, vodka, wine, beer, cider, booze,
    pills, tablets, meds, medication, methadone, script, prescription, heroin, coke, cocaine, crack, weed,
    drugs, using, withdrawal, withdrawals, withdrawing, shaking, shakes, sweating, vomiting, bleeding,
    seizure, fit, fits, worried, worry, worrying, lonely, alone, crying, cry, sad, low, depressed,
    anxious, panicking, panic, hate, angry, upset, desperate, tired, sleep, bed, beds, place, room,
    appointment, date, address, more, less, yet, back, forgot, remember, meant, actually, quick, update,
    news, lost, broke, broken, left, gone, leaving, hospital, doctor, gp, court, social, baby, pregnant,
    hit, hits, hitting, fight, fighting, shouting, threatened, violent, homeless, evicted, tell, told,
    know, let, give, send, sent, get, go, going, come, coming, find, check, book, rebook, booking,
    reschedule, rang, called, calling, ringing, speak, talk, until, instead, busy, now, when, soon, ready,
    help, helpline, he, she, they, it, later, other, second, thing, things, also, same, die, end, ended,
    over, everyone, world, life, sorry, stay, safe, alive, hungover, sober, clean, detox, rehab""")
"""Words that may tell something where nothing says what they are about."""

INNOCENT = _phrases("""
    on the phone, the call, your call, that call, the phone call, your phone call, a call, the text, your
    text, the texts, your texts, all you have done, all youve done, everything you have done, everything
    youve done, the chat we had, i needed that, when i needed it, when i needed you, when i needed it
    most, not judging, not judging me, not giving up on me, at such a difficult time""")
"""Phrases with such a word that tell nothing where thanks are explained."""
