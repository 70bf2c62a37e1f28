"""How clauses say that something is so under a condition, failed, or is not so, by language.

Each is a pattern of the words of a sentence: without accents and case, with one space between any
two, and `§` for the date in question.
"""

from collections.abc import Mapping

from ..cues import Saying

_FIRST = r"(?:^|[,:] )"
"""The beginning of a clause."""
_TO_DATE = r"(?: (?!(?:and|but|et|mais|und|aber|pero|ma|maar|ale|mas)\b)[^ §,]+){0,4} §"
"""A date that stands behind in the same clause."""

SAYINGS: Mapping[str, Mapping[Saying, str]] = {
    "en": {
        Saying.CONDITION: (
            r"\bwould\b|\bsubject to\b|\bprovided (?:that|you)\b|\bon condition\b"
            r"|\bwith (?:a|an|any|every|your next) [^§,]{0,25}(?:top ?up|recharge|refill)\b"
            r"|\bwith (?:[£$€] )?\d[^§,]{0,12} (?:top ?up|recharge|refill)\b"
            r"|\bto (?:extend|prolong)\b[^§]*§|\b(?:by|after) (?:topping|recharging)\b"
            r"|\b(?:after|upon|following) (?:confirmation|validation|approval)\b"
            rf"|{_FIRST}(?:top ?up|recharge|add) [^§]*\d[^§]* and (?:your|the|it)\b[^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:failed|unsuccessful|declined|rejected|pending|awaiting|being processed)\b"
            r"|\bnot (?:been )?(?:successful|completed|processed)\b|\bcould(?: not|n t) be\b"
        ),
        Saying.DENIAL: (
            r"\b(?:not|never|cannot|no longer|won t|isn t|don t|doesn t|wasn t|aren t|hasn t)"
            r"(?: (?:be|been|being|yet|due|to|going|longer))*"
            r" (?:valid|active|usable|available|extended|prolonged|expir\w+|expire|end|ending|last"
            rf"|deactivated|disconnected|lost|suspended|cancelled|terminated|deleted)\b{_TO_DATE}"
        ),
        Saying.HAPPENED: (
            r"\b(?:was|were|(?:has|have|had) been|got)(?: (?!not\b)\w+){0,2}"
            r" (?:deactivated|disconnected|lost|terminated|cancell?ed|deleted|recycled|removed"
            rf"|switched off|cut off|suspended|barred|restricted|paused){_TO_DATE}"
            rf"|\b(?:you|we)(?: have| ve)? (?:lost|deactivated|disconnected|cancelled){_TO_DATE}"
        ),
    },
    "fr": {
        Saying.CONDITION: (
            r"\ben (?:re)?chargeant\b|\bsous reserve\b|\ba condition\b|\bpourvu que\b"
            r"|\b(?:serai|resterai|aurai|pourrai|expirerai|prendrai)(?:t|ent)\b"
            r"|\bpour (?:prolonger|etendre)\b[^§]*§|\bavec \d[^§]{0,15} de recharge\b"
            r"|\bavec (?:une|votre prochaine|un|votre prochain) recharge(?:ment)?\b"
            r"|\bapres (?:sa |la )?(?:validation|confirmation|traitement|encaissement)\b"
            rf"|{_FIRST}rechargez? [^§]*\d[^§]* et [^§]*\b(?:sera|seront|rester(?:a|ont))\b[^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:echoue\w*|echec|refuse|refusee|rejete|rejetee|en attente)\b"
            r"|\ben cours de (?:traitement|validation)\b|\bn a pas (?:abouti|pu|ete)\b"
        ),
        Saying.DENIAL: (
            r"\b(?:n (?:est|a|ont|etait)|ne (?:sera|seront|sont|reste|restera)) (?:pas|plus|jamais)"
            r"(?: ete| encore)*"
            r" (?:valable|valide|acti|prolonge|etendu|utilisable|resilie|desactive|suspendu|perdu)"
            rf"\w*(?! que){_TO_DATE}"
            r"|\bn expire\w* (?:pas|plus|jamais)(?! que)\b"
            r"|\bne (?:prend|prendra|se termine|se terminera) (?:pas|plus)\b"
        ),
        Saying.HAPPENED: (
            r"\b(?:a|ont) (?:\w+ )?ete (?:\w+ )?(?:resilie|desactive|supprime|perdu|ferme|restitue"
            rf"|suspendu|coupe|bloque|restreint)\w*{_TO_DATE}"
            r"|\best (?:\w+ )?(?:resilie|desactive|supprime|perdu|ferme|suspendu|coupe|bloque)"
            rf"\w* depuis\b{_TO_DATE}|\bavez (?:\w+ )?perdu{_TO_DATE}"
        ),
    },
    "de": {
        Saying.CONDITION: (
            r"\b(?:ware|bliebe)\b|\bvorbehaltlich\b|\bunter der bedingung\b|\bvorausgesetzt\b"
            r"|\bmit (?:einer|der nachsten|ihrer nachsten|deiner nachsten) aufladung\b"
            r"|\bum [^§]*§ zu verlangern\b"
            r"|\bnach (?:der )?(?:bestatigung|zahlungseingang|freigabe)\b"
            r"|§[^§]* , (?:wenn|falls|sofern) (?!.*\b(?:nicht|mochten|mochtest|wollen)\b)"
            r"[^,]*(?:auflad|aufgeladen)"
            rf"|{_FIRST}lad(?:e|en sie) [^§]*\d[^§]* auf (?:, )?und [^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:fehlgeschlagen|gescheitert|abgelehnt|in bearbeitung|ausstehend)\b"
            r"|\bnicht erfolgreich\b|\bkonnte nicht\b|\bsteht noch aus\b"
        ),
        Saying.DENIAL: (
            r"\b(?:nicht|nie)(?: mehr)? (?:bis|am)(?: zum)? §(?: [^ ,]+){0,2}"
            r" (?:gultig|aktiv|verlangert|nutzbar|verfugbar|deaktiviert|gesperrt|geloscht)"
            r"|\b(?:nicht|nie)(?: mehr)? (?:gultig|aktiv|verlangert|nutzbar) bis(?: zum)? §"
            r"|\b(?:endet|gilt|verfallt|erlischt|lauft) nicht(?: mehr)?(?: am| bis)?(?: zum)? §"
            r"|\b(?:endet|gilt|verfallt|erlischt|lauft)(?: am| bis)?(?: zum)? § nicht\b"
        ),
        Saying.HAPPENED: (
            r"\bwurden?(?: (?!und\b)[^ §,]+){0,3} §(?: [^ ,]+){0,3} (?:deaktiviert|gesperrt"
            r"|geloscht|gekundigt|abgeschaltet|eingestellt|entzogen)\b"
            r"|§(?: [^ ,]+){0,3} (?:deaktiviert|gesperrt|geloscht|gekundigt|abgeschaltet) worden\b"
        ),
    },
    "es": {
        Saying.CONDITION: (
            r"\b(?:seria|habria|estaria|quedaria|tendria|caducaria|venceria)\b"
            r"|\b(?:recargando|al recargar|con una recarga|sujeto a|siempre que|a condicion)\b"
            r"|\bpara (?:prolongar|ampliar|extender)\b[^§]*§"
            r"|\btras (?:la |su )?(?:validacion|confirmacion)\b"
            rf"|{_FIRST}recarga [^§]*\d[^§]* y [^§]*\b(?:sera|seran|estara|tendra|valdra)\b[^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:ha fallado|fallo|fallid[oa]|rechazad[oa]|denegad[oa]|en tramite)\b"
            r"|\bpendiente\b(?! de consumir)|\bno se ha podido\b"
        ),
        Saying.DENIAL: (
            r"\bno (?:es|esta|estara|sera|fue|sigue|ha sido|se ha|han sido)(?: ya)?"
            r" (?:valid|activ|vigente|prolongad|ampliad|extendid|prorrogad|cancelad|suspendid"
            rf"|desactivad)\w*{_TO_DATE}"
            rf"|\bno (?:caduc|venc|expir|termin|finaliz)(?:a|ara|e|era){_TO_DATE}"
        ),
        Saying.HAPPENED: (
            r"\b(?:fue|fueron|ha sido|han sido)(?: \w+)? (?:desactivad|cancelad|suspendid|eliminad"
            rf"|perdid|dad[oa] de baja|bloquead)\w*{_TO_DATE}|\bha perdido{_TO_DATE}"
        ),
    },
    "it": {
        Saying.CONDITION: (
            r"\b(?:sarebbe|resterebbe|rimarrebbe|scadrebbe|avrebbe)\b"
            r"|\b(?:ricaricando|con una ricarica|a condizione|a patto)\b"
            r"|\bper (?:prolungare|prorogare|estendere)\b[^§]*§|\bcon \d[^§]{0,15} di ricarica\b"
            r"|\bdopo (?:la )?(?:conferma|convalida)\b"
            rf"|{_FIRST}ricarica [^§]*\d[^§]* e [^§]*\b(?:sara|saranno|restera)\b[^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:fallit[oa]|rifiutat[oa]|respint[oa]|in attesa|in elaborazione)\b"
            r"|\bnon (?:e )?(?:riuscit[oa]|andat[oa] a buon fine)\b"
        ),
        Saying.DENIAL: (
            r"\bnon (?:e|sara|resta|restera|verra|sono|sono stati|e stat[oa])(?: piu)?"
            r" (?:valid|attiv|prolungat|prorogat|estes|disattivat|sospes|cessat)"
            rf"\w*{_TO_DATE}|\bnon (?:scade|scadra|termina|terminera){_TO_DATE}"
        ),
        Saying.HAPPENED: (
            r"\b(?:e stat|sono stat|venne|fu)\w*(?: \w+)? (?:disattivat|cancellat|sospes|pers"
            rf"|eliminat|chius|cessat|bloccat)\w*{_TO_DATE}|\bhai perso{_TO_DATE}"
        ),
    },
    "nl": {
        Saying.CONDITION: (
            r"\b(?:zou|zouden)\b|\bop voorwaarde\b|\bonder voorbehoud\b"
            r"|\bmet een (?:opwaardering|herlading)\b|\bdoor [^§,]{0,25}op te waarderen\b"
            r"|\bom [^§]*§ te verlengen\b|\bmet \d[^§]{0,15} (?:opwaarder|herlad)(?:en|ing)\b"
            r"|\bna (?:de )?(?:bevestiging|goedkeuring)\b"
            r"|§[^§]* , (?:als|mits|indien) (?!.*\b(?:niet|wil|wilt)\b)[^,]*(?:opwaard|herlaad)"
            rf"|{_FIRST}(?:waardeer|herlaad) [^§]*\d[^§]* en (?:je|uw)\b[^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:mislukt|geweigerd|afgewezen|in behandeling)\b|\bniet (?:gelukt|verwerkt)\b"
        ),
        Saying.DENIAL: (
            r"\bniet (?:meer |langer )?(?:geldig|actief|bruikbaar|verlengd|geblokkeerd|afgesloten)"
            rf"{_TO_DATE}|\b(?:verloopt|vervalt|eindigt|stopt) niet{_TO_DATE}"
            r"|\bniet (?:meer )?(?:tot|op)(?: en met)? § (?:geldig|verlengd|afgesloten)\b"
        ),
        Saying.HAPPENED: (
            r"\b(?:is|zijn|werd|werden)(?: (?!en\b)[^ §,]+){0,3} §(?: [^ ,]+){0,2}"
            r" (?:afgesloten|gedeactiveerd|opgeheven|geblokkeerd|verwijderd|beeindigd|opgezegd)\b"
            r"|\b(?:is|zijn|werd|werden) (?:afgesloten|gedeactiveerd|opgeheven|geblokkeerd"
            rf"|verwijderd|beeindigd|opgezegd){_TO_DATE}"
        ),
    },
    "pl": {
        Saying.CONDITION: (
            r"\b(?:byloby|bylaby|bylby|bylyby|wygasloby)\b|\bpod warunkiem\b|\bdoladowujac\b"
            r"|\b(?:aby|zeby) (?:przedluzyc|wydluzyc)\b[^§]*§"
            r"|\bz doladowaniem za\b|\bpo (?:potwierdzeniu|zatwierdzeniu|zaksiegowaniu)\b"
            r"|§[^§]* , (?:jesli|jezeli) (?!.*\b(?:nie|chcesz)\b)[^,]*dolad"
            rf"|{_FIRST}doladuj [^§]*\d[^§]* (?:a|i) [^§]*\b(?:bedzie|beda)\b[^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:nieudan|odrzucon|oczekuj)\w*|\bnie powiodl\w*|\bw trakcie realizacji\b"
        ),
        Saying.DENIAL: (
            r"\bnie (?:jest|bedzie|zostal\w*|sa|beda)(?: juz)?"
            rf" (?:wazn|aktywn|przedluz|wydluz|wylacz|zablokowan)\w*{_TO_DATE}"
            rf"|\bnie (?:wygas|konczy|skonczy|trac|strac)\w*{_TO_DATE}"
        ),
        Saying.HAPPENED: (
            r"\bzosta[lł]\w*(?: \w+)? (?:wylacz|dezaktyw|zablokow|usuni|utracon|zawiesz|rozwiaz)"
            rf"\w*{_TO_DATE}|\b(?:utracil|straci[lł])\w*{_TO_DATE}"
        ),
    },
    "cs": {
        Saying.CONDITION: (
            r"\b(?:byl|byla|bylo|platil|platila) by\b|\bby (?:byl|platil)\w*|\bpod podminkou\b"
            r"|\b(?:chcete li prodlouzit|pro prodlouzeni|abyste prodlouzili)\b[^§]*§"
            r"|\bza predpokladu\b|\bs dobitim\b|\bpo (?:potvrzeni|schvaleni)\b"
            r"|§[^§]* , (?:pokud|kdyz|jestlize) (?!.*\b(?:ne|chcete))[^,]*dobi"
            rf"|{_FIRST}dobijte [^§]*\d[^§]* a [^§]*\bbude\b[^§]*§"
        ),
        Saying.FAILURE: r"\b(?:selhal|neuspesn|nezdaril|zamitnut|zpracovava)\w*|\bceka na\b",
        Saying.DENIAL: (
            r"\b(?:neni|nejsou|nebude|nebyl[aoiy]?)(?: jiz| uz)?"
            rf" (?:platn|aktivn|prodlouz|deaktiv|zrusen)\w*{_TO_DATE}"
            rf"|\b(?:neplati|nekonci|nevyprsi|neskonci|nepropadne){_TO_DATE}"
        ),
        Saying.HAPPENED: (
            r"\bbyl[aoiy]?(?: \w+)? (?:deaktiv|zrusen|zablokov|odpojen|ukoncen|vypnut|pozastaven)"
            rf"\w*{_TO_DATE}"
        ),
    },
    "pt": {
        Saying.CONDITION: (
            r"\b(?:seria|teria|estaria|ficaria|expiraria)\b|\bsujeito a\b|\bdesde que\b"
            r"|\b(?:carregando|ao carregar|com um carregamento)\b"
            r"|\bpara (?:prolongar|estender)\b[^§]*§"
            r"|\bapos (?:a )?(?:validacao|confirmacao)\b"
            rf"|{_FIRST}carregue [^§]*\d[^§]* e (?:o|a) [^§]*§"
        ),
        Saying.FAILURE: (
            r"\b(?:falhou|falhad[oa]|recusad[oa]|rejeitad[oa]|pendente|em processamento)\b"
            r"|\bnao foi possivel\b|\bsem sucesso\b"
        ),
        Saying.DENIAL: (
            r"\bnao (?:e|esta|sera|foi|fica|estara|foram)(?: mais)?"
            r" (?:valid|ativ|activ|prolongad|prorrogad|estendid|desativad|suspens)"
            rf"\w*{_TO_DATE}|\bnao (?:expir|termin|caduc)(?:a|ara){_TO_DATE}"
        ),
        Saying.HAPPENED: (
            r"\b(?:foi|foram|tem sido)(?: \w+)? (?:desativad|desactivad|cancelad|suspens|eliminad"
            rf"|perdid|desligad|bloquead)\w*{_TO_DATE}|\bperdeu{_TO_DATE}"
        ),
    },
    "zh": {
        Saying.CONDITION: (
            "(?:充值|增值|支付|缴费|繳費|确认|確認|审核|審核|验证|驗證)"
            "(?:成功|完成|通过|通過)(?:后|後)|(?:确认|確認|审核|審核)(?:后|後)"
        ),
        Saying.FAILURE: "失败|失敗|未成功|处理中|處理中|待确认|待確認|待支付|未到账|未到賬",
        Saying.DENIAL: (
            "(?:不会|不會|未能|无法|無法|不能|不再|并未|並未|并非|並非|尚未)[^,§]{0,12}§"
        ),
        Saying.HAPPENED: "已[^,§]{0,6}§|§[^,]{0,4}(?:已|起已)(?:被|经|經)?",
    },
}
