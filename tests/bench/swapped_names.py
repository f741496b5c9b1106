"""Names of no annotated wall, in the forms that people give them: what a finder of names must not miss.

Two hundred first names and as many surnames, written by hand from the origins met in France; none was
looked up in the lexicon that the finder uses.
"""

FIRST_NAMES = """
Aïcha Abdelkader Adélaïde Agathe Ahmed Aïssatou Alban Albertine Alexis Ali Aliénor Alphonse Amandine Ambre
Amina Anatole Andrée Anne-Laure Anne-Sophie Antonin Apolline Armelle Arnaud Arthur Assia Astrid Audrey
Aurélien Awa Aymeric Aziz Bakary Baptiste Bastien Béatrice Benjamin Bérengère Bertrand Bilal Binta Blandine
Brahim Brigitte Bruno Camille Cédric Céline Chantal Charlène Chloé Christelle Christian Clara Claude
Clémence Clément Clothilde Constance Corentin Cyrille Dalila Damien Danièle Delphine Denis Diane Didier
Djamel Djibril Dominique Dorothée Édith Edmond Élodie Emmanuelle Enzo Erwan Estelle Étienne Eudes Fanny
Fatima Fatoumata Félicien Fernand Firmin Florence Florian Francine Francis François-Xavier Gaëlle Gaétan
Geneviève Germain Ghislaine Gilberte Gisèle Goran Guénolé Gwenaëlle Habib Hadrien Hakim Hamza Hassan Hélène
Henriette Hervé Houria Hugo Hyacinthe Ibrahima Ilona Inès Ingrid Irène Isabelle Ismaël Ivana Jacqueline
Jean-Baptiste Jean-Claude Jean-Marie Jérémy Joachim Joëlle Jordan Joséphine Juliette Justine Kader Karim
Karine Kévin Khadija Killian Laëtitia Lamia Laurence Laurent Leïla Léon Léopold Lionel Loïc Louane Louis
Lucette Lucie Ludivine Mahamadou Maëlys Malika Mamadou Manon Marc Margaux Marie-Claude Marie-Thérèse Marine
Marius Maryse Mathéo Maud Maxime Mehdi Mélanie Mickaël Mireille Mohamed Monique Morgan Mouna Myriam Nabil
Natacha Nathan Nawel Ndeye Nelly Noémie Norbert Odette Odile Olive Ousmane Pascale Paulette Pierre Pierre-
Yves Prudence Quentin Rachida Raymonde Régine Rose Salimata Samir Sandrine Sébastien Ségolène Séverine
Slimane Solange Soraya Stanislas Sylvie Tanguy Théo Thi-Lan Tiphaine Ugo Valentin Victor Violette Vladimir
Wassim Xavier Yann Yasmina Youssef Yvonne Zineb Zoé
""".split()[:200]

SURNAMES = """
Abdallah|Achour|Agbodjan|Allègre|Amrani|Andrianarisoa|Antunes|Arquembourg|Aubin|Azoulay|Bachelot|Bagayoko|
Baldé|Barthélémy|Baudouin|Bazin|Belhadj|Ben Amar|Ben Youssef|Benali|Benguigui|Berthelot|Bessières|Bianchi|
Bidault|Blanchard|Boisseau|Bonnefoy|Boucher|Bouhaddou|Boulanger|Bourdelle|Boutonnet|Brajkovic|Bretonneau|
Bréhier|Cadiou|Camara|Capdevielle|Carvalho|Castagnède|Chabrol|Chaouch|Charpentier|Chevallier|Cissokho|
Clément|Cohen|Coulibaly|Courtemanche|Cuvelier|Da Silva|Dacosta|Dagorn|De Almeida|De La Fontaine|De Villiers|
Debruyne|Delahaye|Delcourt|Demirel|Derrien|Deschamps|Dessertenne|Diarra|Dieudonné|Diop|Djaballah|Dos Santos|
Doucouré|Drouet|Duchêne|Dufresne|Duquesnoy|Echeverria|El Amrani|El Khattabi|Esnault|Espinasse|Fabre|
Fauconnier|Faucheux|Ferreira|Feuillâtre|Fofana|Fontaine|Fouquet|Gaillard|Garrigou|Gautier|Ghezali|Girardeau|
Gonçalves|Goujon|Grangier|Grosjean|Guéguen|Guillemot|Gueye|Haddad|Hamadouche|Hamelin|Hernandez|Hoarau|
Hubert|Iglesias|Issoufou|Jaouen|Jeanneau|Joubert|Kaczmarek|Kamara|Keïta|Kerbrat|Khelifi|Koné|Kowalski|
Labrousse|Lacaze|Lagarrigue|Lalanne|Larrieu|Lavigne|Le Bihan|Le Goff|Le Guennec|Leblanc|Lecomte|Lefèvre|
Legrand|Lelièvre|Lemoine|Lenoir|Leroux|Lévêque|Lhermitte|Lopez-Garcia|Loiseau|Mac Donald|Mahé|Maillard|
Makhloufi|Mangin|Marchand|Marquès|Martineau|Massé|Mazurier|Mbaye|Mendy|Mercier|Meunier|Mignot|Moulin|Muller|
N'Diaye|Nguyen|Nicolaï|Novak|O'Brien|Ouedraogo|Ouellet|Pageot|Papadopoulos|Pasquier|Pelletier|Pereira|Petit|
Phan|Pichon|Poirier|Ponthieux|Poulain|Prigent|Quéméneur|Rabearivelo|Rakotomalala|Ramdani|Renaudin|Ribeiro|
Rivière|Rocher|Roussel|Saïdi|Sanogo|Schmitt|Serrano|Sissoko|Soubeyran|Tahri|Tessier|Thévenot|Touré|Tran|
Traoré|Vandenberghe|Vasseur|Vanderstraeten|Verdier|Vigneron|Weiss|Yilmaz|Zerrouki|Zidani
""".replace("\n", "").split("|")[:200]

TITLES = ("M.", "Mme", "Mlle", "Mr", "Monsieur", "Madame", "Dr", "M")
