# ruff: noqa: E501 (a phrase is a line)
"""How words are spelt in texts, for those that rules look for: the word, then the other ways in which people write it."""

WAYS = """
dont: dnt donr dony dobt dotn domt dnot donot don't doont dunt dinnae dinny dinna divnt divvent divent divvnt doan | do not | don t | do nt | dont ever | dont you dare | dont dare | please not to
cant: cnt cabt cany catn carnt canny cannae cannot | can not | can t
wont: wnt | will not
didnt: didn dint | did not
doesnt: dosnt dosent dusnt | does not
isnt: | is not
wouldnt: wudnt woudnt | would not
shouldnt: shudnt | should not
havent: avent | have not
im: | i am
ive: av | i have
id: | i would
ill: | i will
youre: | you are | you re
hes: | he is | he s
shes: | she is | she s
theyre: | they are
its: | it is
weve: | we have
you: u ya yous yas ye yu
your: ur yor
are: r
only: onyl onli ony onky onley olny
prefer: perfer prefur preffer
thanks: thx thnx tnx
please: pls plz plse plese pleas pleez pleeze plis
call: cll cal caal coll clal caall
calls: clals cals callls phonecalls fonecalls | phone calls | telephone calls
ring: rng rign rinf rimg rin wring
rather: rathar ratha | id sooner | i would sooner | would sooner | i sooner | much sooner | sooner you | id much rather
phone: phne phoen pone phome blower fone fon phn telephone tel
text: texr tect tetx tezt txt tex tx texed txtt | text message
texts: tetxs textss txts txs | text messages
messaging: msging mesaging
texting: txtin texin txting
message: msg mssg mesg messge mesage messege
messages: msgs mssgs mesages
voicemail: vm vms voicemails voicmail ansaphone ansafone answerphone answermachine answerfone | voice mail | voice mails | voice message
    | voice messages | answer phone | answer machine | answering machine | answering service | leave a message | leave message
    | leave me a message | leave any message | leave any messages | leave messages | leave me any messages | leave the message
answer: answr anser anwser answe
deaf: deff deef
anyone: any1 anybody ne1 whoever
someone: some1 sum1 somebody
noone: no1 nobody | no one
because: cos coz cuz bcos bc becoz
before: b4 bfore befor
tomorrow: tomorow tommorow tommorrow tomorro tomoro tomoz tomo morra tmrw tmr tmw 2moro 2morrow 2mora 2moz | the morra | the morn | the morrow
tonight: tonite 2nite 2night tonyt
today: 2day tday
later: l8r latr
great: gr8
what: wot wat
whats: wots wats | what is | what s
who: hu
whos: | who is | who s
with: wiv
my: mi ma
be: b
just: jus jist juss
to: tae
the: teh
have: hae
our: wor oor
no: nae
off: aff
little: wee
night: neet nite
mum: mam mom mummy mammy mother mama
mums: mams moms mummys
dad: da daddy father
husband: hubby hubbie
wife: missus mrs missis misses
boyfriend: bf boyf fella
girlfriend: gf gfriend
brother: bro bruv brov
sister: sis
friend: frend freind
number: numba nummber num numb
wrong: wrang rong wrng worng
confidential: confidental confedential confidental
insurance: insurence
drinking: drinkin drinkn
using: usin
gambling: gamblin
ringing: ringin
calling: callin
anything: owt anyfing anythin
nothing: nowt nuffin nothin
minutes: mins min minute
hours: hrs hr hour
want: wana wanna | want to
speak: speek spek speack spk
talk: tlk tlak takl tak
next: nxt
now: atm | at the moment | at the mo | rite now
more: mair
dead: deid ded
was: wis wiz
youve: yeve uve yuve
about: aboot abt bout
back: bk bak
not: nt
going: gonna gunna goin | going to
something: summat sommat somethin somfin summet
much: mutch
half: haf
when: whn wen
work: wrk werk
mate: m8 mayte
midnight: midnite
available: availible avail avalable
interested: intrested
"""

DAYS_ELSEWHERE = {
    "yfory": "tomorrow", "fory": "tomorrow", "mañana": "tomorrow", "manana": "tomorrow", "jutro": "tomorrow", "demain": "tomorrow",
    "morgen": "tomorrow", "amanhã": "tomorrow", "amanha": "tomorrow", "heno": "tonight", "wieczorem": "tonight",
    "heddiw": "today", "heute": "today", "dzisiaj": "today", "dziś": "today", "hoy": "today", "hoje": "today",
}  # fmt: skip
"""Days in other languages, as people put them into English: "can you ring fory after 10"."""
