"""A small wall with the themes that a facilitator would have made of it; written for these tests."""

WALL: dict[str, tuple[str, ...]] = {
    "crèche": (
        "2 ans d'attente pr une place en crèche",
        "pas assez de places en creche",
        "ouvrir des places en crèche pr les bébés",
        "la crèche ferme trop tôt le soir",
        "micro-crèche : encore une liste d'attente",
        "une crèche à horaires élargis",
        "place en crèche refusée sans explication",
    ),
    "bus": (
        "+ de bus le samedi soir",
        "bus trop rares le dimanche",
        "le bus de 7h12 est tjs plein",
        "un bus de nuit pr les jeunes",
        "TAD à réserver la veille, pas pratique",
        "transport à la demande inconnu des anciens",
        "TAD trop cher le week-end",
    ),
    "santé": (
        "aucun médecin à moins de 30 km",
        "8 mois pr un RDV chez l'orthophoniste",
        "le médecin part à la retraite, pas de remplaçant",
        "un dentiste à la maison de santé",
        "maison de santé : manque un pédiatre",
        "rdv médecin impossible en ligne",
        "dentiste : liste d'attente fermée",
    ),
    "logement": (
        "loyers trop chers pr les jeunes",
        "pas de petit logement à louer",
        "logement insalubre, proprio injoignable",
        "logements vides au centre bourg",
        "rénover les logements anciens",
        "un foyer de jeunes travailleurs (logement)",
        "louer sans garant : impossible",
    ),
}

TEXTS = [text for theme in WALL.values() for text in theme]
GOLD = [name for name, theme in WALL.items() for _ in theme]
