"""French words that say nothing of a subject: left out of lexical similarity and of theme names.

Every list is folded (lower case, no accents) because contributions are typed with or without them.
The closed classes (articles, pronouns, prepositions, conjunctions, auxiliaries) follow the usual
French grammars; the last group holds the words that frame any wish on any wall (« il faut », « plus »).
"""

from facilitator.domain.contribution import fold

_ARTICLES = "le la les l un une des du de d au aux"
_PRONOUNS = """
    je j tu il elle on nous vous ils elles me m te t se s lui leur leurs eux moi toi soi y en ce c cet
    cette ces ca cela ceci celui celle ceux celles mon ton son ma ta sa mes tes ses notre votre nos vos
    qui que qu quoi dont ou quel quelle quels quelles lequel laquelle lesquels lesquelles auquel duquel
    chacun chacune aucun aucune autre autres autrui certain certaine certains certaines meme memes
    quelque quelques quelqu plusieurs tel telle tels telles tout toute tous toutes rien
    quiconque chaque divers diverses quelqu'un
"""
_PREPOSITIONS = """
    a dans par pour en vers avec sans sous sur chez entre contre depuis pendant durant avant apres
    devant derriere malgre selon hors jusque jusqu des lors afin parmi via outre voici voila pres loin
    travers cause grace face
"""
_CONJUNCTIONS = """
    et ou mais donc or ni car que quand lorsque puisque si comme comment pourquoi combien alors ainsi
    aussi sinon tandis soit cependant pourtant toutefois parce
"""
_ADVERBS = """
    ne n pas plus moins tres trop peu assez beaucoup bien mal mieux pire encore deja toujours jamais
    souvent parfois ici la dedans dehors oui non ensuite enfin puis surtout notamment
    seulement vraiment peut-etre tant tellement autant plutot presque environ etc ailleurs
    maintenant aujourd hui aujourd'hui demain hier vite ensemble partout nulle part mdr lol svp stp ok ex
    davantage plein certes evidemment simplement uniquement juste voire bref bcp
"""
_AUXILIARIES = """
    etre avoir faire aller pouvoir devoir vouloir falloir savoir mettre venir dire voir
    suis es est sommes etes sont ete etais etait etions etiez etaient serai sera serons seront serait
    seraient sois soit soient fut ai as a avons avez ont avais avait avaient aura auront aurait
    auraient aie ait aient eu fais fait font faisait faites fera ferait fasse vais va vont allons ira irait
    peux peut pouvons pouvez peuvent pourrait pourraient puisse dois doit devons doivent devrait devraient
    veux veut veulent voudrait faut faudrait sait savent sais met mettent vient viennent dit disent
    voit voient etant ayant
"""
_FRAMING = """
    chose choses truc trucs cas fois genre sorte type maniere facon niveau point exemple idee question
    besoin manque probleme attention merci bonjour bravo super top genial important importante importants
    importantes necessaire necessaires possible possibles vrai vraie vrais vraies jour jours an ans annee
    annees mois heure heures minute minutes semaine semaines euro euros gens monde
"""

_UNITS = "h min km e eur kg cm m2"


def word_set(*groups: str) -> frozenset[str]:
    """The folded words of texts in which spaces part them."""
    return frozenset(fold(word) for group in groups for word in group.split())


FUNCTION_WORDS = word_set(_ARTICLES, _PRONOUNS, _PREPOSITIONS, _CONJUNCTIONS, _ADVERBS, _AUXILIARIES, _UNITS)
"""Folded words and forms that carry no subject by themselves."""

STOPWORDS = FUNCTION_WORDS | word_set(_FRAMING)
"""`FUNCTION_WORDS`, and the words that frame a wish on any wall."""


def is_stopword(word: str) -> bool:
    """Whether ``word`` (any case, any accents) is a stop word or a single letter."""
    folded = fold(word)
    return len(folded) < 2 or folded in STOPWORDS
