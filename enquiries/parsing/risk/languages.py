# ruff: noqa: E501, RUF001 (a phrase is a line, also in Arabic)
"""Danger in languages other than English: what people write in the first distress, without accents.

A few dozen phrases of the two gravest tiers for each language; those of violence where they are plain. `..` is
up to three words between. A phrase counts wherever it stands, as in English; nothing is read of what denies it
but the words of denial before it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from enquiries.core.text import normalise
from enquiries.parsing.grammar.phrase_index import PhraseIndex
from enquiries.parsing.risk.finding import RiskLevel, Tier

_WELSH: Final = {
    Tier.SELF_HARM: """
isio/eisiau/moyn marw
isio/eisiau lladd fy/fi fy_hun/hun
lladd/ladd fy/fi hun/hunan
wedi cael digon ar/o_fyw/ac
dwim/dim isio/eisiau/moyn byw
ddim isio/eisiau/moyn byw/bod_yma
dwi/rwyn/rwy .. hunanladdol
hunanladdol/hunanladdiad
teimlo'n/teimlon hunanladdol
rhoi diwedd ar/i
dod/dod_a ..2 bywyd i_ben
methu/alla cario/mynd ymlaen
brifo/niweidio/torri fy hun/hunan
hunan niweidio
crogi fy hun
well .. hebddo i/fi
dim pwynt byw/cario/mynd
neidio oddi/off
am marw/farw
am/eisiau/isio .. diflannu
ddim yn gallu/medru cario/mynd ymlaen
ddim .. byw rhagor/mwyach
lladd eu_hun/ei_hun/ei_hunan
brifo/niweidio/torri ei hun/hunan
ffarwel
does dim/ddim pwynt
""",
    Tier.OVERDOSE: """
gorddos
cymryd/wedi_cymryd gormod
wedi llyncu ..3 tabledi
llyncu/cymryd .. holl/i_gyd .. tabledi
cymryd ..3 tabledi
gormod o dabledi/gyffuriau/gyffur
ddim/dim yn/n anadlu
ddim/dim yn/n deffro
methu/methun anadlu/deffro
anymwybodol
ambiwlans
gwefusau .. las/glas
ddim/dim .. anadlu/deffro/ymateb
methu/cau .. deffro/anadlu
wedi gorddosio
ffitio
wedi llewygu
""",
    Tier.SAFEGUARDING: """
fy nghuro/mwrw gan
fy/yn mwrw/mwrw_i/curo/nharo/taro i?
mae'n/maen/mae_en/mae_on fy mwrw/nharo/curo ..
bygwth fy lladd
ofn .. mynd adref/adra
curo/bwrw/taro/brifo fi/ni/plant/mam
mae/dwi ..2 ofn ..3 fe/fo/gwr/nghariad
""",
}
_POLISH: Final = {
    Tier.SELF_HARM: """
chce/chcem/chcialbym/chcialabym umrzec
chce sie/siebie zabic
zabic sie
zabije sie
nie chce .. zyc
nie chce mi sie zyc
nie mam .. po_co/sily/sensu zyc
samobojstwo/samobojstwie/samobojcze/samobojcza/samobojczy
mysli samobojcze
powiesic/powiesze sie
skoczyc/skocze z/pod
skonczyc z_tym/ze_soba/to_wszystko/z_zyciem
odebrac sobie zycie
podciac/podetne sobie zyly
tne sie
okaleczam sie
lepiej .. beze mnie
nie dam .. rady/juz_rady ..
nie widze .. sensu
zegnaj/zegnajcie
chce/chcialbym/chcialabym .. zniknac/umrzec/skonczyc
nie chce mi? sie? juz? zyc
nie chce juz ..
mam dosc zycia/wszystkiego
odbiore/odbierze/odebral sobie zycie
zabije/zabic/zabil/zabila siebie/sie
myslal/mysle/mysli ..2 o/ze ..1 smierci/samobojstwie/zabiciu
lepiej bylo by? beze
po co zyc
targnal/targnela sie ..
""",
    Tier.OVERDOSE: """
przedawkowal/przedawkowalem/przedawkowalam/przedawkowala/przedawkowanie/przedawkowac
wzial/wzialem/wzielam/wziela za_duzo/wszystkie/duzo/cale/garsc ..
polknal/polknalem/polknelam/polknela ..3 tabletki/tabletek/leki/prochy
za duzo lekow/tabletek/prochow
nie oddycha/oddycham
nie moze/moge oddychac
nie budzi sie
nie moge .. obudzic
nieprzytomny/nieprzytomna
stracil/stracila przytomnosc
karetke/karetka/pogotowie
sine/siny/sina usta/wargi
nie .. oddycha/reaguje/budzi
nie moge/moze .. dobudzic/obudzic
wzial/wziela/wzialem/wzielam/zazyl/zazyla/polknal/lyknal ..3 tabletek/tabletki/lekow/leki/prochow/heroiny/narkotykow
stracil/stracila ..1 przytomnosc
zemdlal/zemdlala
ma/mial/miala drgawki/atak
jest siny/sina
""",
    Tier.SAFEGUARDING: """
bije/pobil/uderzyl/dusil mnie/nas/dzieci/ja
grozi .. ze_mnie_zabije/zabiciem/nozem
zgwalcil/zgwalcona
boje sie .. go/meza/wracac/isc
mnie/nas/dzieci .. bije/bil/pobil/dusi/dusil/uderzyl/uderza
bije .. mnie/nas/dzieci/zone/mame
grozi .. mi/mnie/nam
boje sie ..3 meza/partnera/ojca/domu
""",
}
_ROMANIAN: Final = {
    Tier.SELF_HARM: """
vreau/vrea/as_vrea sa? mor/moara
vreau sa ma omor/sinucid
ma omor/sinucid
sa ma omor/sinucid/spanzur/arunc
nu .. vreau sa mai? traiesc
nu mai vreau sa traiesc
nu mai vreau viata
nu mai pot ..
nu mai are rost/sens
sinucidere/sinucid/sinucis/sinucigas/suicid
imi iau viata
sa imi iau zilele
sa termin cu/cu_viata/cu_tot
ma tai
tai venele
mai bine fara mine
mai bine mort/moarta
adio
vreau/vrea/gandesc/incercat .. mor/moara/omor/sinucid/dispar/dispara
sa mi iau viata/zilele
mi iau viata/zilele
nu .. vreau sa traiesc/traiesc
vreau/vrea sa moara/dispara
s a sinucis/spanzurat/omorat/taiat
m am saturat de viata/tot
""",
    Tier.OVERDOSE: """
supradoza/supradozaj
am luat prea multe/mult
am luat toate .. pastilele/medicamentele
am inghitit ..3 pastile/pastilele/medicamente
prea multe pastile/medicamente
nu respira/respir
nu se trezeste
nu pot sa respir
nu il/o pot trezi
inconstient/inconstienta
a lesinat
ambulanta/salvarea
buze .. vinete/albastre
nu .. respira/respir/raspunde/reactioneaza
nu .. trezeste/trezi/trezesc
a luat ..3 pastile/pastilele/medicamente/droguri
am luat ..3 pastile/pastilele/medicamente
a lesinat/cazut
e inconstient/inconstienta/vanat/vanata
are convulsii
""",
    Tier.SAFEGUARDING: """
ma bate/loveste/strange_de_gat/ameninta
m a batut/lovit/violat
bate copiii
mi e frica de el/sa_merg/acasa
ma/ne/il/o bate/loveste/strange/ameninta/violeaza
sotul/tata/partenerul ..2 bate/ameninta/loveste
mi e frica
""",
}
_SPANISH: Final = {
    Tier.SELF_HARM: """
quiero/quisiera/deseo/quiere morir/morirme/morirse
quiero/voy_a/quisiera/quiere matarme/suicidarme/matarse/suicidarse
me quiero/voy_a/quisiera morir/matar/suicidar
me voy a matar/suicidar
matarme/suicidarme/ahorcarme/colgarme
suicidio/suicida/suicidarse
no quiero .. vivir/seguir/estar_aqui
no tengo ganas de vivir
no puedo mas/seguir/seguir_asi
no aguanto mas
quitarme/quitarse la vida
acabar/terminar con todo/mi_vida/esto
cortarme/me_corto/hacerme_dano
me hago dano
mejor sin mi
mejor muerto/muerta
tirarme/saltar de/del/por/al
no vale la pena vivir
adios a todos/mundo
quiero/quiere/quisiera/ganas ..2 desaparecer/morir/morirme/matarme/suicidarme
no quiero/quiere ..2 vivir
ya no puedo ..
pensando/pienso/penso ..2 suicidio/matarme/morir/quitarme
se quiere/va_a morir/matar/suicidar
me corto/corte ..
intento/intentado/intente ..2 suicidarse/suicidarme/matarse/matarme
""",
    Tier.OVERDOSE: """
sobredosis
tome/he_tomado/tomo/me_tome demasiadas/demasiado/muchas/todas/un_monton ..
me he tomado ..
tome ..3 pastillas/tabletas
demasiadas pastillas
tragado/trague ..3 pastillas
no respira/respiro
no puede/puedo respirar
no despierta/se_despierta/reacciona/responde
no se despierta
inconsciente/desmayado/desmayada
ambulancia
labios .. azules/morados
no .. respira/reacciona/responde/despierta
ha/he/se tomado/tragado/tomo ..3 pastillas/todo/demasiado/demasiadas/medicamentos
muchas/demasiadas pastillas
se ha desmayado
esta azul/morado/inconsciente/convulsionando
""",
    Tier.SAFEGUARDING: """
me pega/golpea/maltrata/amenaza/ahorca/viola
me ha? pego/pegado/golpeado/violado/amenazado
pega a los/mis ninos/hijos
me va a matar
me quiere matar
tengo miedo de el/volver/mi_marido/mi_esposo
me/nos pega/golpea/maltrata/amenaza/encierra
marido/novio/padre/mujer ..3 pega/golpea/maltrata/amenaza
""",
}
_PORTUGUESE: Final = {
    Tier.SELF_HARM: """
quero/queria/quer morrer
quero/vou/queria/quer me? matar/suicidar
me quero matar
matar me/se
me matar
suicidio/suicidar/suicida/suicidar_me
nao quero .. viver/existir/estar_aqui
nao quero mais viver
nao tenho vontade de viver
nao aguento mais
nao consigo mais ..
acabar/terminar com tudo/a_minha_vida/isto/minha_vida
tirar a minha? vida
tirar minha vida
cortar me
me corto/corto_me
melhor sem mim
melhor morto/morta
enforcar me
atirar me/saltar da/de
adeus a todos
quero/queria/quer/vontade ..2 morrer/desaparecer/sumir/matar/suicidar
nao quero/quer ..2 viver
ja nao aguento
pensando/penso ..2 suicidio/morrer/matar
tentou/tentei ..2 matar/suicidar
""",
    Tier.OVERDOSE: """
overdose/sobredose
tomei/tomou demais/demasiados/muitos/todos/um_monte ..
tomei ..3 comprimidos/remedios
comprimidos a_mais/demais
engoli/engoliu ..3 comprimidos
nao respira/respiro
nao consigo/consegue respirar
nao acorda
nao consigo acordar
inconsciente/desmaiado/desmaiada/desmaiou
ambulancia
labios .. azuis/roxos
nao .. respira/acorda/reage/responde
tomou/tomei/engoliu ..3 comprimidos/remedios/tudo/pastilhas
esta azul/roxo/inconsciente/convulsionar
""",
    Tier.SAFEGUARDING: """
bate me/em_mim/nos/nas
me bate/bateu/ameaca/violou/espanca
ele bate ..
vai matar me
vai me matar
tenho medo dele/de_ir/do_meu
marido/namorado/pai/companheiro ..3 bate/agride/ameaca
bate na/no/nos/nas filha/filho/filhos/mae
""",
}
_FRENCH: Final = {
    Tier.SELF_HARM: """
je/jveux/veux veux? mourir/crever
envie de mourir/crever/me_tuer/en_finir/me_suicider
je/vais vais? me tuer/suicider/pendre/jeter/foutre_en_lair
me tuer/suicider/pendre
suicide/suicidaire/suicider
en finir ..
plus envie de vivre
veux/veut plus vivre
ne veux plus ..
je nen peux plus
jen peux plus
peux plus continuer
mettre fin a/mes_jours
me faire du? mal
me taillade/scarifie/coupe
mieux sans moi
mieux mort/morte
plus aucune raison de vivre
sauter du/de/par
adieu
veux/veut/voudrais/envie ..2 mourir/disparaitre/crever/en_finir
ne/nai veux/veut/plus ..2 vivre
pense/penser/pensees ..2 suicide/mourir/suicidaires
tente/essaye ..2 se/me tuer/suicider
se tuer/suicider/pendre
adieu
""",
    Tier.OVERDOSE: """
overdose/surdose
jai/ai pris trop/tous/toute/plein/une_boite/des ..4 medicaments/cachets/comprimes/pilules
pris trop de ..
avale ..4 medicaments/cachets/comprimes/boite/pilules
trop de medicaments/cachets/comprimes
respire plus/pas
ne respire ..
peux/peut plus/pas respirer
se reveille pas/plus
ne se reveille ..
inconscient/inconsciente/evanoui/evanouie
ambulance/samu/pompiers
levres .. bleues
respire/reveille/repond/reagit/bouge plus/pas
ne .. respire/reveille/repond/reagit
pris/avale ..3 medicaments/cachets/comprimes/pilules/boite/trop
est inconscient/inconsciente/bleu/bleue
fait une overdose
convulsions/convulse
""",
    Tier.SAFEGUARDING: """
me frappe/bat/tape/menace/etrangle/viole
ma frappe/frappee/battu/battue/viole/violee/menacee
frappe les/mes enfants
va me tuer
peur de lui/rentrer/mon_mari
mari/copain/pere/mec/compagnon ..2 frappe/bat/tape/menace/etrangle
il/elle nous frappe/bat/menace
jai peur ..2 lui/mari/rentrer
""",
}
_GERMAN: Final = {
    Tier.SELF_HARM: """
ich/will/moechte/mochte will? sterben
will/mochte/moechte .. sterben/nicht_mehr_leben
nicht mehr leben
nimmer leben
mich umbringen/toten/toeten/aufhangen/aufhaengen/ritzen
bringe mich um
bring mich um
umbringen
selbstmord/suizid/suizidal/selbstmordgedanken/suizidgedanken
will nicht mehr
kann nicht mehr
alles beenden
leben beenden/nehmen
mir das leben nehmen
ritze mich
schluss machen mit_allem/mit_dem_leben
besser ohne mich
besser tot
vom/von_der/von_einem dach/brucke/bruecke springen
keinen sinn mehr
lebt wohl
will/wollte/moechte/mochte .. sterben/verschwinden
will .. nicht mehr leben
sich umbringen/toten/aufhangen/das_leben_nehmen
denke .. an selbstmord/suizid/den_tod
mich/sich .. umbringen/toten/verletzen/ritzen
versucht ..2 sich/mich umzubringen
keine kraft mehr
""",
    Tier.OVERDOSE: """
uberdosis/ueberdosis/uberdosiert
zu viele/viel ..2 tabletten/pillen/medikamente/genommen
alle ..2 tabletten/pillen genommen/geschluckt
tabletten geschluckt/genommen
atmet nicht/kaum/nicht_mehr
kann/kriege nicht/keine atmen/luft
wacht nicht auf/mehr
nicht wach ..
bewusstlos/ohnmachtig/ohnmaechtig
krankenwagen/notarzt/rettungswagen
lippen .. blau
atmet/reagiert/antwortet/bewegt_sich nicht/kaum
wacht nicht/nicht_mehr ..
hat/habe ..4 tabletten/pillen/medikamente/zu_viel genommen/geschluckt
ist bewusstlos/ohnmachtig/blau
hat einen? krampfanfall/anfall
""",
    Tier.SAFEGUARDING: """
er/sie/mann schlagt/schlaegt/wurgt/wuergt/bedroht/verprugelt/verpruegelt ..
schlagt/schlaegt mich/uns/die_kinder/meine
hat mich ..3 geschlagen/vergewaltigt/gewurgt/bedroht
will mich umbringen/toten
angst vor ihm/meinem_mann/nach_hause
mann/freund/vater/partner ..2 schlagt/schlaegt/bedroht/wurgt/wuergt
habe angst vor ihm/meinem
""",
}
_ARABIC: Final = {
    Tier.SELF_HARM: """
اريد/ابغى/بدي/عايز/عاوز ان? اموت/الموت
اريد/بدي/عايز/عاوز ان? اقتل/انتحر ..
اقتل نفسي
انتحار/الانتحار/انتحر/سانتحر/هنتحر
انهي/انهاء حياتي/كل
لا/مش/ما اريد/عايز/بدي ان? اعيش/عيش
تعبت من الحياة
لا استطيع الاستمرار/ان_استمر
اؤذي/اذي نفسي
اقطع نفسي/شراييني
الموت احسن/افضل
بدوني افضل/احسن
وداعا
كرهت حياتي
افكر/بفكر ..2 الانتحار/الموت
اختفي/الاختفاء
مش عايز/عاوز اعيش
حاول/حاولت ..1 الانتحار/انتحر
""",
    Tier.OVERDOSE: """
جرعة زائدة
جرعه زايده/زائده
اخذت/تناولت/بلعت/شربت ..3 حبوب/الحبوب/ادوية/اقراص/الدواء
اخذت كل ..
حبوب كثيرة/كتير/كثير
لا/ما/مش يتنفس/تتنفس/اتنفس/بيتنفس
لا/ما/مش يستطيع/استطيع/قادر التنفس/اتنفس
لا/ما/مش يستيقظ/تستيقظ/بيصحى/يصحى
فاقد/فاقدة الوعي
غائب عن الوعي
مغمى عليه/عليها
اسعاف/الاسعاف
شفتاه زرقاء
لا/ما/مش ..1 يتنفس/تتنفس/يصحى/تصحى/يرد
اخذ/اخذت/بلع/بلعت/شرب ..3 حبوب/ادوية/كثير
""",
    Tier.SAFEGUARDING: """
يضربني/ضربني/بيضربني/يهددني/اغتصبني/يخنقني
يضرب الاولاد/اطفالي/الاطفال
سوف يقتلني
سيقتلني/هيقتلني
خائفة/خايفة منه/من_زوجي
زوجي/ابي/هو ..1 يضربني/يهددني/بيضربني
""",
}
_BY_CODE: Final = {
    "cy": _WELSH,
    "pl": _POLISH,
    "ro": _ROMANIAN,
    "es": _SPANISH,
    "pt": _PORTUGUESE,
    "fr": _FRENCH,
    "de": _GERMAN,
    "ar": _ARABIC,
}
_INDEXES: Final = {code: PhraseIndex(phrases, {}) for code, phrases in _BY_CODE.items()}
_ENGLISH_TOO: Final = frozenset(
    "overdose suicide ambulance suicidal adieu adios ambulancia inconsciente umbringen".split()  # noqa: SIM905
)
_DENIED: Final = re.compile(r"(?:^| )(?:no|nu|nie|nao|pas|nicht|kein|keine|ddim|dim|لا|لست|مش)(?: \S+)?$")
_STRIPPED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ـ": ""}
)


LANGUAGES: Final = ("en", *_BY_CODE)
"""Those in which danger is looked for (ISO 639)."""


def in_other_languages(text: str, language: str | None = None) -> Iterator[tuple[Tier, RiskLevel, str]]:
    """Each sign of danger in a language other than English, with its words; in one `language` if that is given."""
    said = without_accents(text)
    for index in (each for code, each in _INDEXES.items() if language in (None, code)):
        for match, tier in index.find(said):
            if match[0] not in _ENGLISH_TOO and not _DENIED.search(said[: match.start()].rstrip()):
                yield tier, RiskLevel.DANGER, match[0]


def without_accents(text: str) -> str:
    """The text in lower case, without punctuation and marks: "Chcę umrzeć!" becomes `chce umrzec`."""
    apart = unicodedata.normalize("NFD", normalise(text).translate(_STRIPPED))
    return "".join(each for each in apart if not unicodedata.combining(each))
