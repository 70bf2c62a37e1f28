"""Words of texts that are about something else than a line: phrases in any language, by theme.

None is used of a line by a carrier, but for the means of payment among them: where a text only
says how to top up, they do not count.
"""

_THEMES = (
    # Banks
    "bank|banks|banking|banque|banco|banca|sparkasse|volksbank|barclays|hsbc|lloyds|natwest",
    "santander|bbva|caixabank|unicredit|intesa|rabobank|revolut|credit agricole|bnp paribas",
    "societe generale|mbank|pko|ceska sporitelna|银行|銀行|信用卡|还款|還款|chase|wells fargo",
    "citibank|capital one|monzo|starling|n26|credit mutuel|caisse d'epargne|boursorama|fortuneo",
    "boursobank|commerzbank|postbank|targobank|belfius|abn amro|bunq|sabadell|ibercaja|postepay",
    "pekao|csob|novobanco|hdfc|icici|microfinance|iban|wise|bankinter|fineco|mediolanum",
    # Loans
    "payday loan|loan approved|your loan|personal loan|darlehen|sofortkredit|ratenkredit|pozyczk*",
    "chwilowk*|pujck*|lening|emprestimo pessoal|prestamo personal|prestito personale|贷款|貸款",
    # Wallets, vouchers and points
    "paypal|paytm|phonepe|venmo|klarna|uber eats|uber trip|your uber|uber cash|bizum|支付宝",
    "翼支付|和包余额|和包支付|微信支付|財付通|余额宝|八達通|八达通|octopus|orange money",
    "airtel money|mtn money|moov money|free money|mobile money|tigo money|momo|mpesa|m pesa",
    "ecocash|vodafone cash|orange cash|e wallet|ewallet|wallet|portefeuille|cash app|zelle",
    "satispay|swile|edenred|sodexo|pluxee|izly|lydia|sumeria|wero|payconiq|blik|gcash|gopay|ovo",
    "shopeepay|alipay|wechat pay|google pay|apple pay|amazon pay|steam|playstation|xbox|nintendo",
    "lyf|lyf pay|街口|街口支付|line pay|全支付|悠遊付",
    "zalando|flixbus|ebay|amazon|paysafecard|neosurf|transcash|钱包|錢包|零钱|零錢|京东|e卡",
    "购物卡|礼品卡|会员卡|储值卡|商场|超市|starbucks|clubcard|nectar|payback|carte de fidelite",
    "carte fidelite|loyalty|points fidelite|cheque cadeau|carte cadeau|gift card|gift voucher",
    "geschenkkarte|tarjeta regalo|carta regalo|bons d'achat|bon d'achat|ticket restaurant",
    "titre restaurant|titres restaurant",
    "tu tarjeta regalo|su tarjeta regalo|tu tarjeta de regalo|tarjeta de regalo|votre carte cadeau",
    "ihre geschenkkarte|deine geschenkkarte|la tua carta regalo|cadeaukaart|je cadeaukaart",
    "uw cadeaukaart|karta podarunkowa|twoja karta podarunkowa|cartao presente|darkova karta",
    "uber :|bolt :|lyft :|deliveroo :|just eat :|glovo :|lieferando :",
    # Accounts and cards that are no line's, in words that no carrier uses for a top-up
    "achat cb|virement recu|virement emis|virement de|retrait dab|retrait de|compte courant",
    "compte cheque*|livret a|cash withdrawal|current account|savings account|sort code",
    "card ending|card payment|card purchase|paiement cb|paiement par cb|paiement carte",
    "kartenzahlung|girokonto|lastschrift|uberweisung von|transferencia recibida|transferencia de",
    "compra con tarjeta|pago con tarjeta|bonifico|pagamento carta|pagamento con carta",
    "betaalrekening|pinbetaling|geldopname|pinpas|przelew przychodzacy|przelew wychodzacy",
    "platnosc karta|platba kartou|compra com cartao|levantamento|储蓄卡|儲蓄卡|借记卡|支出|卡消费",
    "卡支付|刷卡|转账|转入|取款",
    # Meals
    "cantine|cantines|kantine|mensa|comedor|canteen|school lunch|lunch money|school meals",
    "refectoire|restaurant scolaire|restauration scolaire|stolowka|jidelna|食堂|饭卡|餐卡|校园卡",
    "一卡通|悠遊卡|悠游卡|愛金卡|icash|ipass|羊城通|岭南通|嶺南通|深圳通|市民卡",
    # Transport and parking
    "navigo|oyster|ov chipkaart|chipkaart|tarjeta de transporte|abono transporte",
    "carte de transport|titre de transport|titres de transport|travelcard|railcard|bahncard",
    "deutschlandticket|monatskarte|jahreskarte|bilet|jizdenka|bonobus|abbonamento atm|公交|公交卡",
    "地铁|etc账户|etc卡|etc余额|交通卡|加油站|油卡|车位|停车|parking|parkings|stationnement",
    "parkschein|parkzeit|parkplatz|parkeer*|sosta|parcheggio|aparcamiento|estacionamiento",
    "parkowanie|parkovani|estacionamento|easypark|ringgo|paybyphone|peage|telepeage|maut|pedaggio",
    "telepass|presto card|opal card|myki|clipper card|navegante|bilhete unico|viva viagem",
    "fahrten|fahrkarte|einzelfahrt*|streifenkarte|mehrfahrtenkarte|rides left|rides remaining",
    "trips left|trips remaining|trajets restants|voyages restants|viajes restantes|corse residue",
    "corse rimaste|ritten over|przejazdow|zbyva jizd|viagens restantes|次卡|乘车",
    # Bicycles, scooters and cars to share
    "velib*|velo'v|velov|vlille|nextbike|swapfiets|veturilo|bikemi|bicimad|bicing|donkey republic",
    "call a bike|santander cycles|citi bike|lime pass|bike sharing|bike share|car sharing",
    "carsharing|sharenow|单车|單車|骑行卡|騎行卡|youbike",
    # Software, and what is read, heard and learned
    "*vpn|vpn|surfshark|cyberghost|加速器|office 365|microsoft|copilot|chatgpt|openai|adobe|canva",
    "duolingo|linkedin|tinder|strava|audible|kindle|lastpass|1password|bitwarden",
    "xbox game pass|game pass",
    # Space for files
    "storage|stockage|speicherplatz|cloudspeicher|speicher|spazio|almacenamiento|armazenamento",
    "opslagruimte|opslag|uloziste|miejsca na dysku|dysk|dysku|disque|disk|festplatte|postfach",
    "mailbox|boite mail|icloud|onedrive|dropbox|google one|google drive|cloud|网盘|雲端硬碟|云盘",
    "云空间|存储空间|存储|剩余空间|硬盘",
    # Sport and leisure
    "gym|gyms|fitness|basic fit|membership|salle de sport|club de sport|mitgliedschaft",
    "lidmaatschap|sportschool|gimnasio|palestra|silownia|silownie|karnet|multisport|posilovna",
    "ginasio|健身|视频会员|腾讯视频|爱奇艺|优酷|会员将|skipass|ski pass|forfait de ski",
    "forfait ski|remontees mecaniques|piscine|museum|musee|library|bibliotheque",
    "sessions left|classes left|entries left|lessons left|seances restantes|eintritte|sesiones",
    "zajecia|wejsc|vstupu|warranty|garantie|garantia|garanzia|gwarancja|保修",
    "boite de reception|abonnement op|subscription to|mediatheque|bucherei|biblioteca",
    # Contracts, papers and what else runs out
    "assurance|assurances|mutuelle|insurance|versicherung*|verzekering|assicurazione|polizza",
    "polisa|polisy|ubezpieczen*|pojisteni|pojistka|pojistne|seguro de|seguro automovel",
    "seguro auto|su seguro|tu seguro|seu seguro|保险|保險|车险|医保|社保|保单|votre bail|le bail",
    "bail|loyer|mietvertrag|lease|rent|tenancy|alquiler|affitto|huurcontract|passeport|passport",
    "reisepass|pasaporte|passaporto|paspoort|paszport|护照|carte d'identite|identity card",
    "personalausweis|permis de conduire|driving licence|driving license|fuhrerschein|rijbewijs",
    "patente di guida|prawo jazdy|ridicsky prukaz|titre de sejour|residence permit|驾驶证|身份证",
    "签证|nom de domaine|domain name|certificat|certificate|zertifikat|certificado|certificato",
    "antivirus|norton|mcafee|your mot|mot test|controle technique|hauptuntersuchung|car tax",
    "vignette|ordonnance|prescription|rezept|receta",
    # Utilities
    "edf|engie|gaz|electricite|electricity|strom|gas meter|electric meter|meter|compteur",
    "stromzahler|elettricita|bolletta|电费|電費|水费|水費|燃气费|燃气|物业费|房租|eau|water bill",
    "council tax|impots",
    # Parcels and orders
    "dhl|dpd|gls|hermes paket|hermes bote|fedex|chronopost|colissimo|mondial relay|colis prive",
    "postnl|bpost|inpost|royal mail|evri|yodel|usps|seur|ctt expresso|ninja van|lalamove",
    "ihr paket liegt|ihr paket wartet|ihr paket kommt|ihr paket wurde zugestellt|dein paket liegt",
    "dein paket wartet|dein paket kommt|dein paket wurde zugestellt|ihr paket ist unterwegs",
    "dein paket ist unterwegs|顺丰|順豐|圆通|中通|韵达|申通|菜鸟|丰巢|豐巢|黑貓宅急便|宅急便|宅配",
    "parcel|parcels|your order is ready|order is ready|for collection|out for delivery|packchen",
    "pacco|pakje|paczka|zasilka|przesylka|zasilku|encomenda|colis|votre commande|paketshop",
    "packstation|paket liegt|paket wartet|paket wurde|paket ist|tu pedido|su pedido|abholung",
    "click and collect|快递|快件|包裹|驿站|取件|外卖|美团|netflix :|spotify :|disney :|disney+ :",
    "amazon :|deezer :|canal+ :",
)
STRANGERS = "|".join(_THEMES)
