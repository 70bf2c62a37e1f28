"""Sites to which carriers send their customers in texts, as data.

A text that names any other one is suspicious: also one with the link of a shortener that no
carrier is known to use, as nobody sees where it leads.
"""

from .cues import words

_OWN = (
    # France, Belgium, Switzerland, Luxembourg
    "orange.fr orange.com oran.ge sosh.fr sfr.fr red-by-sfr.fr bouyguestelecom.fr b-you.fr",
    "mobile.free.fr lapostemobile.fr lebara.fr lycamobile.fr nrjmobile.fr prixtel.com",
    "symamobile.com coriolis.com auchantelecom.fr reglomobile.fr youprice.fr telecoop.fr",
    "bouyguestelecom-pro.fr sfrbusiness.fr s-sfr.fr nordnet.com",
    # Réunion, the Antilles, Polynesia
    "orange.re sfr.re zeop.re sfrcaraibe.fr vini.pf",
    "base.be jimmobile.be mobile.carrefour.be mobilevikings.be orange.be proximus.be scarlet.be",
    "telenet.be lebara.ch lycamobile.ch salt.ch sunrise.ch swisscom.ch wingo.ch yallo.ch",
    "orange.lu post.lu tango.lu",
    # United Kingdom, Ireland
    "1pmobile.com asda.com asdamobile.com bt.com cmlink.com ctexcel.com ee.co.uk giffgaff.com",
    "idmobile.co.uk lebara.co.uk lebara.com lycamobile.co.uk o2.co.uk sky.com smarty.co.uk",
    "spusu.co.uk talkmobile.co.uk tescomobile.com three.co.uk virginmedia.com vodafone.co.uk",
    "voxi.co.uk 48.ie eir.ie gomo.ie lycamobile.ie tescomobile.ie three.ie vodafone.ie",
    # Germany, Austria
    "1und1.de alditalk.de alditalk-kundenportal.de blau.de congstar.de datapass.de",
    "edeka-smart.de fonic.de fraenk.de freenet.de freenet-mobilfunk.de ja-mobil.de klarmobil.de",
    "lebara.de lidl-connect.de lycamobile.de o2.de o2online.de ortelmobile.de pennymobil.de",
    "simyo.de t-mobile.de telekom.de vodafone.de winsim.de a1.net bob.at drei.at hot.at",
    "magenta.at spusu.at yesss.at",
    # Spain, Portugal, Italy
    "digimobil.es finetwork.com jazztel.com lebara.es lowi.es lycamobile.es masmovil.es",
    "movistar.es o2online.es orange.es pepephone.com simyo.es vodafone.es yoigo.com",
    "digi.pt lycamobile.pt meo.pt moche.pt nos.pt uzo.pt vodafone.pt woo.pt",
    "coopvoce.it fastweb.it ho-mobile.it iliad.it kenamobile.it lycamobile.it postemobile.it",
    "spusu.it tim.it verymobile.it voda.it vodafone.it windtre.it",
    # The Netherlands, Poland, Czechia
    "ben.nl hollandsnieuwe.nl kpn.com lebara.nl lycamobile.nl odido.nl simpel.nl simyo.nl",
    "t-mobile.nl vodafone.nl youfone.nl heyah.pl lycamobile.pl mobilevikings.pl nju.pl",
    "njumobile.pl orange.pl play.pl plus.pl t-mobile.pl virginmobile.pl",
    "mujkaktus.cz o2.cz sazkamobil.cz t-mobile.cz tescomobile.cz vodafone.cz",
    # Elsewhere in Europe
    "orange.ro orange.sk telekom.sk vodafone.gr vodafone.ua",
    # North and South America
    "att.com boostmobile.com cricketwireless.com h2owireless.com lycamobile.com lycamobile.us",
    "metrobyt-mobile.com mintmobile.com redpocket.com straighttalk.com t-mo.co t-mobile.com",
    "tello.com tracfone.com ultramobile.com usmobile.com verizon.com visible.com vzw.com",
    "bell.ca fido.ca freedommobile.ca koodomobile.com luckymobile.ca publicmobile.ca rogers.com",
    "telus.com virginplus.ca att.com.mx movistar.com.mx telcel.com claro.com.br claro.com.co",
    "tim.com.br vivo.com.br",
    # Asia, the Pacific, Africa
    "10010.cn 10010.com 10086.cn 10099.com.cn 189.cn chinamobile.com chinatelecom.com.cn",
    "chinaunicom.com 1010.com.hk clubsim.com.hk hkcsl.com smartone.com three.com.hk",
    "airtel.in bsnl.co.in jio.com myvi.in m1.com.sg simba.sg singtel.com starhub.com",
    "aldimobile.com.au amaysim.com.au boost.com.au optus.com.au telstra.com telstra.com.au",
    "vodafone.com.au lebara.com.au 2degrees.nz one.nz skinny.co.nz spark.co.nz globe.com.ph",
    "smart.com.ph im3.id indosatooredoo.com telkomsel.com tri.co.id xl.co.id ais.co.th ais.th",
    "dtac.co.th true.th celcomdigi.com hotlink.com.my maxis.com.my mtn.co.za mtn.ng orange.ci",
    "orange.ma orange.mg orange.sn safaricom.co.ke vodacom.co.za vodafone.com.eg",
    # Everywhere
    "1nce.com airalo.com breezesim.com esim-go.com esimaccess.com getnomad.app hologram.io",
    "holafly.com keepgo.com mobimatter.com silent.link simbase.com soracom.io thingsmobile.com",
    "truphone.com ubigi.com",
    "appgallery.huawei.com apps.apple.com play.google.com",
)
OWN_SITES = frozenset(site for row in _OWN for site in row.split())
"""Each stands for itself and for everything below it."""

OWN_HOSTS = frozenset({"free.fr", "www.free.fr"})
"""Below these, customers have pages of their own."""

NAMES_WITH_SITES = frozenset(
    label.replace("-", "") for site in OWN_SITES | OWN_HOSTS for label in site.split(".")[:-1]
) - {"apps", "apple", "appgallery", "co", "com", "google", "huawei", "mobile", "www"}
"""The names of those sites, nearly all of which are carriers' names."""

CARRIERS_SUFFIXES = words(
    "com net mobi fr be ch lu co.uk uk ie de at es pt it nl pl cz sk hu ro bg gr hr si dk se no fi"
    " ee lv lt is us ca com.mx com.br com.ar com.co cl com.pe com.au co.nz nz cn com.cn com.hk hk"
    " com.tw in co.in com.sg sg com.my my co.id id com.ph ph co.th co.jp jp co.kr kr vn co.za"
    " co.ke com.tr ma tn dz sn ci il co.il ae sa"
)
"""Where a carrier of which no site is known has a site of its own name."""

GENERIC_SUFFIXES = (
    "academy app art autos baby bar beauty best bet bid biz blog bond boutique business buzz cam",
    "care casa cash center cfd chat city claims click clothing cloud club codes com company",
    "contact credit cyou deals delivery dev digital direct email energy estate events exchange",
    "express fans fit fun fund fyi gift gifts global gold group guru hair help homes host icu",
    "info ink international jobs land legal lat life limited link live loan lol ltd market media",
    "mobi mobile mom money monster name net network news ninja one online org page party pics plus",
    "press pro promo pub quest recharge red rent rest review run sale sbs school services shop",
    "site social software solutions space store stream studio support surf tax team tech tel tips",
    "today top tools town trade vip wang web website win wiki work works world wtf xin xyz zip",
    "zone arpa asia cat coop edu eu gov int jobs mil museum post su travel",
)
COUNTRY_SUFFIXES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs",
    "bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee",
    "eg er es et fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn",
    "hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc",
    "li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na",
    "nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru",
    "rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st sv sx sy sz tc td tf tg th tj tk tl tm tn",
    "to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw",
)
WORDS_OF_TWO = words(
    "ac al am as at au be by co de do es et id il im in is it la ma me mo my na ne ni no om pm sa"
    " se si so st su to us va ve za"
)
"""Countries that are also words, as in `val.au 12/12` and `100 Min.in alle Netze`."""
