"""How Portuguese carriers say it."""

from ..cues import Cue, LanguageCues, Order, words

PORTUGUESE = LanguageCues(
    code="pt",
    decimal_mark=",",
    order=Order.DAY_FIRST,
    months=(
        "janeiro|jan",
        "fevereiro|fev",
        "marco|mar",
        "abril|abr",
        "maio|mai",
        "junho|jun",
        "julho|jul",
        "agosto|ago",
        "setembro|set",
        "outubro|out",
        "novembro|nov",
        "dezembro|dez",
    ),
    abbreviations=words("seg ter qua qui sex sab dom aprox incl max min nac p.ex sr sra tel"),
    letters=frozenset("ãõ"),
    phrases={
        Cue.REMAINS: (
            "restam|resta|restam lhe|resta lhe|ainda tem|ainda tens|ainda dispoe de|tem ainda"
            "|tens ainda|sobram|faltam lhe|ainda lhe restam|restam te|so tem|so lhe restam"
            "|ainda te restam|ainda tem disponiveis"
        ),
        Cue.LEFT: "restante*|disponiv*|por usar|por gastar|remanescente*|por consumir|por utilizar",
        Cue.HAVE: (
            "tem|tens|dispoe de|voce tem|possui|dispoes de|tem atualmente|tem neste momento"
            "|atualmente tem"
        ),
        Cue.ACCOUNT: (
            "o seu saldo|seu saldo|o teu saldo|teu saldo|saldo atual|saldo actual|saldo disponivel"
            "|novo saldo|saldo principal|o seu novo saldo|saldo do seu|saldo do cartao"
            "|saldo do seu cartao|saldo e de|saldo total|saldo bonus|saldo restante|saldo da conta"
            "|saldo promocional|saldo extra|saldo dinheiro|saldo do telemovel"
        ),
        Cue.CREDIT: "saldo|credito",
        Cue.USED: (
            "consumiu|consumidos|consumido|consumidas|gastou|gastos|ja gastou|ja consumiu|utilizou"
            "|utilizados|utilizado|usou|usados|consumo|consumos|ja utilizou|consumiste|gastaste"
            "|ja usou"
        ),
        Cue.SPENT: (
            "debitado|cobrado|fatura|factura|custo|custa|valor de|pagamento|pago|mensalidade"
            "|montante|descontado|foram debitados|foi debitado|preco|custou|compra"
        ),
        Cue.ADDED: (
            "carregamento|carregamento de|carregou|foi carregado|recarga|recarga de|carregado com"
            "|recebeu|adicionado|foram adicionados|creditado|foi creditado|adicionamos|carregado"
            "|carregamentos|transferiu|transferido|enviou|enviado|partilhou|ofereceu"
        ),
        Cue.GIFT: (
            "gratis|de oferta|oferta de|gratuito*|gratuita*|oferecemos|bonus de|oferecidos|extra"
        ),
        Cue.OFFER: (
            "ganhe|ganhas|receba|recebe|aproveite|aproveita|adira|aderir|ative|ativa|active|compre"
            "|compra ja|descubra|promocao|promocoes|campanha|subscreva|envie|ligue|clique|responda"
            "|escolha|com o carregamento|oferta|ofertas|desconto|usufrua|ao carregar|carregando"
            "|marque|aceda|va a|duplique|passatempo|mude|poupe|novo tarifario"
        ),
        Cue.WILL: "sera de|sera|serao|passara a|ficara com",
        Cue.FORMER: "saldo anterior|era de|era|saldo antes|antes do carregamento",
        Cue.NOT: "nao tem|nao tens|insuficiente|nao dispoe|nao e suficiente|sem saldo",
        Cue.ARRIVED: "bem vindo a|bem vindo ao|bem vinda a|bem vindos a|bem vindo aos",
        Cue.IS_IN: "esta em|chegou a|encontra se em",
        Cue.PAST: (
            "no mes passado|mes passado|mes anterior|ontem|na semana passada|tinha|restavam"
            "|pacote anterior|o seu pacote anterior|plano anterior|seu plano anterior"
            "|o seu ultimo pacote|tarifario anterior"
            "|tinhas|voce tinha"
        ),
        Cue.STARTS: "a partir de|desde|a contar de",
        Cue.DENIES: "nao|ja nao|nunca",
        Cue.EXHAUSTED: "esgotou|esgotado|esgotados|terminou|acabou|esgotaste",
        Cue.OF: "de|dos|dos seus|do|de um total de|das|dos teus|do seu",
        Cue.INCLUDED: "dos quais|das quais|incluindo|inclui|incluidos|sendo|do qual|incluido",
        Cue.TOTAL: "total|no total|ao todo|saldo total|soma",
        Cue.MAIN: "principal|saldo principal|saldo dinheiro",
        Cue.BONUS: (
            "bonus|promocional|adicionais|adicional|saldo bonus|saldo promocional|extra|saldo extra"
        ),
        Cue.OTHER: "outra conta|outro saldo",
        Cue.HOME: "nacional|nacionais|portugal|em portugal",
        Cue.ABROAD: "ue|europa|roaming|internacional|internacionais|estrangeiro|em roaming|na ue",
        Cue.SPECIAL: (
            "sessao|noite|redes sociais|apps|whatsapp|youtube|netflix|musica|video|fim de semana"
        ),
        Cue.PACK: (
            "tarifario|pacote|plano|aditivo|o seu pacote|o seu tarifario|plafond|moche|wtf|yorn"
            "|pack|franquia|seu servico"
        ),
        Cue.OR: "ou",
        Cue.EQUALS: "ou seja|equivalente a|equivalentes a|isto e",
        Cue.AND: "e|mais|bem como",
        Cue.FOR: (
            "por|por apenas|apenas|a partir de|desde|a|so|com um custo de|pelo preco de|no valor de"
        ),
        Cue.IN_ORDER: "para",
        Cue.PER: (
            "por mes|/mes|/ mes|mensal|mensais|mensalmente|por dia|/dia|ao dia|por mb|/mb|/gb"
            "|por minuto|/min|por sms|/sms|por semana|/semana|iva inc|iva incluido|cada 30 dias"
            "|por ano|/ano|ao mes|a cada 30 dias|/4 semanas|de desconto|cada mes|/30 dias"
        ),
        Cue.LESS_THAN: "menos de|mais de|inferior a|superior a|pelo menos|minimo|minimo de",
        Cue.UP_TO: "ate|maximo|max|no maximo",
        Cue.UNLIMITED: "ilimitad*|sem limite*",
        Cue.CALLS: "chamadas|minutos|voz|chamada",
        Cue.TEXTS: "sms|mensagens|mms",
        Cue.DATA: "dados|internet|net|dados moveis|3g|4g|5g",
        Cue.UNTIL: (
            "ate|ate ao dia|ate ao|ate dia|ate ao proximo dia|valido ate|validos ate|ate as|ate a"
        ),
        Cue.BEFORE: "antes de|antes do dia|ate dia|antes do",
        Cue.ON: "em|no dia|a|dia|data",
        Cue.IN: "em|dentro de|nos proximos|daqui a|no prazo de",
        Cue.STILL: "ainda|durante mais|por mais",
        Cue.VALID: (
            "valido|valida|validos|validas|validade|ativo ate|activo ate|valido ate|validos ate"
            "|data de validade|vigor|utilizaveis"
        ),
        Cue.USE: "usar|utilizar|a utilizar|gastar|usufruir|consumir|use|utilize",
        Cue.EXPIRES: (
            "expira|expiram|expirara|expirarao|termina|terminam|terminara|caduca|caducam"
            "|data de expiracao|prazo|acaba|acabam|fim da validade|expiracao"
        ),
        Cue.EXPIRED: "expirou|caducou|ja expirou|chegou ao fim|era valido|era valido ate",
        Cue.RESUMES: "reativad*|reactivad*|restabelecid*|desbloquead*",
        Cue.MULTIPLIED: "duplicado|e duplicado|duplica",
        Cue.NO_CREDIT: "nao tem saldo|ja nao tem saldo|nao tens saldo|ficou sem saldo",
        Cue.RECHARGE: (
            "carregar|carregue|carrega|carregue ja|efetue um carregamento|efectue um carregamento"
            "|faca um carregamento|recarregue|recarregar|recarrega|fazer um carregamento"
            "|efetuar um carregamento|proximo carregamento"
        ),
        Cue.TOP_UP: "carregamento",
        Cue.LINE: (
            "numero|o seu numero|cartao|o seu cartao|cartao sim|sim|linha|o seu cartao sim"
            "|teu cartao|seu numero|seu cartao|numero de telemovel"
        ),
        Cue.INCOMING: "receber chamadas|recebidas|receber",
        Cue.OUTGOING: "efetuar chamadas|efectuar chamadas|fazer chamadas|ligar",
        Cue.KEEP: "manter|para manter|conservar|mantenha|nao perder",
        Cue.LOSS: (
            "desativad*|desactivad*|cancelad*|perdera|perder|desligad*|desativacao|perde|inativo"
        ),
        Cue.STOPS: "suspens*|bloquead*|barrad*",
        Cue.RENEWS: (
            "renova|renova se|renovado|renovada|renovacao|proxima fatura|sera renovado|renovam se"
            "|proximo carregamento obrigatorio|sera renovada"
        ),
        Cue.SINCE: (
            "desde|a partir de|ativado em|activado em|desde o dia|ativo desde|aderiu em|efetuado em"
            "|de"
        ),
        Cue.AS_OF: "a data de|atualizado|dados de|em vigor a|atualizado em",
        Cue.FOREVER: "sem validade|nao expira|sem prazo",
        Cue.TODAY: "hoje|a meia noite",
        Cue.TOMORROW: "amanha",
        Cue.IF: "se tiver|caso|quando|se nao|assim que|no caso de|se o|se a|se|logo que",
        Cue.DUE: "a pagar|em divida|por pagar|por liquidar|em atraso|liquidar|pague",
        Cue.CODE: (
            "codigo de verificacao|codigo de seguranca|o seu codigo|o teu codigo|codigo e"
            "|palavra passe|password|codigo de acesso|codigo de confirmacao|codigo de ativacao"
            "|codigo :|codigo de utilizacao unica"
        ),
        Cue.SUSPECT: (
            "a sua encomenda|encomenda|verifique os seus|atualize os seus|reembolso|conta bloqueada"
            "|dados bancarios|ganhou|confirme os seus|multa|ctt|a sua conta foi|taxa alfandegaria"
            "|ganhe um iphone|ganha um iphone|ganhe um telemovel|ganhe um carro"
        ),
        Cue.ADVERT: "publicidade|para nao receber|envie parar|condicoes em|saiba mais|nao receber",
        Cue.ALMOST: "quase|quase todos|praticamente",
        Cue.SLOWS: "velocidade reduzida|velocidade",
        Cue.INSTEAD: "em vez de",
    },
    plain=(
        "o|a|os|as|um|uma|seu|sua|seus|teu|que|para|com|no|na|nos|nas|do|da|ao|foi|esta|ola|caro"
        "|cliente|obrigado|nao|por|lhe|sem|cartao de credito|mais info|info|continuar a"
        "|continuar a usufruir|e de|no seu|consulte|sem carregamento|e valido"
    ),
)
