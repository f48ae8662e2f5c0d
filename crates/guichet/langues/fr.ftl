# Les mots de l'écran. Une clé par phrase ; aucune valeur personnelle n'y passe jamais.

nom-langue = Français
aller-au-contenu = Aller au contenu
bande-fictive = DONNÉES FICTIVES
menu = Menu principal
menu-recherche = Rechercher
menu-portefeuille = Mon portefeuille
menu-nouveau = Nouveau dossier
quitter = Quitter
abandonner = Abandonner
facultatif = facultatif
mot-cle = Aucune clé n'a répondu. Réessayez.
mot-reseau = Le serveur ne répond pas. Rien n'est perdu ; réessayez dans un instant.
attente = Un instant…
scripts-requis = Cairn signe chaque demande dans le navigateur : les scripts doivent être autorisés.

connexion-titre = Entrer dans Cairn
connexion-note = Votre clé ouvre ; aucun mot de passe n'est demandé.
connexion-bouton = Entrer avec ma clé
connexion-au-revoir = Au revoir. Ce poste ne garde rien.
personas-titre = Personnages de démonstration
personas-note = Ces personnes sont inventées, comme tous les dossiers de cette base.
reprise-titre = Reprendre
reprise-dialogue = Votre entrée a pris fin. Un geste de votre clé, et ce que vous avez tapé est envoyé.
reprise-bouton = Reprendre avec ma clé
changer-agent = Changer d'agent
reprise-inconnu-titre = Reprendre
reprise-inconnu = Ce navigateur n'est plus reconnu. Un geste de votre clé, et la page revient.
reprise-expire-titre = Reprendre
reprise-expire = Votre entrée a pris fin après un temps d'inactivité ou en fin de journée. Un geste de votre clé, et la page revient.
reprise-remplace-titre = Entrée sur un autre poste
reprise-remplace = Vous êtes entrée ou entré ailleurs depuis : un agent n'a qu'une entrée à la fois. Si ce n'était pas vous, prévenez votre responsable.
reprise-parti-titre = Vous avez quitté
reprise-parti = Cette entrée a été fermée. Un geste de votre clé, et la page revient.

recherche-titre = Rechercher une personne
recherche-champ = Nom, prénom, date de naissance ou numéro de dossier
recherche-aide = Les fautes de frappe sont permises. Flèches pour parcourir, Entrée pour ouvrir.
recherche-bouton = Rechercher
recherche-rien = Personne ne répond à cette recherche dans votre structure.
recherche-rien-aide = Essayez le nom seul, une autre orthographe, la date de naissance (12/05/2006) ou le numéro du dossier.
recherche-compte = { $n ->
    [one] { $n } personne.
   *[other] { $n } personnes.
}
recherche-premiers = Les { $n } premières sont montrées : précisez le prénom ou la date de naissance.

portefeuille-titre = Mon portefeuille
portefeuille-compte = { $n ->
    [one] { $n } jeune.
   *[other] { $n } jeunes.
}
portefeuille-touches = Flèches ou j et k pour parcourir, Entrée pour ouvrir.
portefeuille-vide = Vous n'êtes le référent de personne pour l'instant.
portefeuille-rang = Page { $n } sur { $pages }
pages = Pages
page-precedente = Précédente
page-suivante = Suivante

dossier-titre = Dossier
dossier-age = { $n ->
    [one] { $n } an
   *[other] { $n } ans
}
dossier-referent = Référent :
dossier-sans-referent = aucun
explication-portefeuille = Ouvert parce que vous êtes son référent.
explication-faible = Vous l'avez inscrit vous-même il y a moins d'un jour : cette ouverture est comptée avec celles que rien n'explique.
explication-aucune = Aucune explication connue : cette ouverture est comptée à part.
dossier-contact = Contact
dossier-rien = Rien n'est noté.
dossier-identifiants = Identifiants
dossier-reveler = Révéler
dossier-reveler-note = Compté et inscrit.
dossier-aucun-identifiant = Aucun identifiant n'est enregistré.
dossier-reste = { $n ->
    [one] Il vous reste { $n } révélation aujourd'hui.
   *[other] Il vous reste { $n } révélations aujourd'hui.
}
dossier-evenements = Évènements
dossier-aucun-evenement = Aucun évènement encore.
dossier-lectures = Qui a lu ce dossier
dossier-historique = Historique des modifications
retour-dossier = Retour au dossier
colonne-quand = Quand
colonne-qui = Qui
colonne-quoi = Quoi
colonne-pourquoi = Pourquoi
colonne-version = Version
agent-inconnu = auteur non connu
raison-aucune = sans explication connue
raison-portefeuille = référent
raison-autre = autre explication
duree-minutes = { $n } min

entretien-nouveau = Nouvel entretien
entretien-enregistrer = Enregistrer
touche-entree = Entrée
brouillon-repris = Brouillon de { $heure } repris.
brouillon-enregistre = Brouillon enregistré à
brouillon-attente = Brouillon pas encore enregistré : votre texte reste à l'écran.

nouveau-titre = Nouveau dossier
nouveau-note = Le nom, le prénom et la date de naissance suffisent pour commencer. Une personne déjà connue apparaît d'elle-même.
nouveau-creer = Créer le dossier

enrolement-titre = Lier vos clés
enrolement-etape = Clé { $n } sur { $total }
enrolement-premiere = Prenez la clé que vous utiliserez chaque jour : celle de ce poste, un téléphone ou une clé de sécurité.
enrolement-seconde = Prenez maintenant une seconde clé, différente, à garder en lieu sûr : elle servira si la première est perdue.
enrolement-bouton = Lier une clé
enrolement-refus = Cette clé n'a pas répondu, ou elle est déjà liée. Réessayez avec une autre.
enrolement-fini = Vos deux clés sont liées : vous pouvez entrer.

refus-introuvable-titre = Dossier introuvable
refus-introuvable = Ce dossier n'existe pas ou n'est pas dans votre structure.
refus-enrolement-titre = Adresse fermée
refus-enrolement = Cette adresse a déjà servi ou n'est plus valable : elle ne vit que quinze minutes.
refus-inconnue-titre = Page introuvable
refus-inconnue = Cette page n'existe pas.
refus-role-titre = Pas dans votre rôle
refus-role = Votre rôle ne permet pas cette action. Le refus est inscrit au journal.
refus-compte-titre = Compte fermé ou suspendu
refus-compte = Votre compte ne permet pas d'entrer pour l'instant. Voyez votre responsable de gestion de compte.
refus-attente-titre = Votre compte n'ouvre pas encore, ou n'ouvre plus
refus-attente = Il commence bientôt, ou il est en sommeil : le plus souvent, la formation est à passer ou à repasser.
refus-absent-titre = Compte introuvable
refus-absent = Ce compte n'existe pas, ou il n'est pas de ceux que vous suivez.
refus-budget-titre = Limite du jour atteinte
refus-budget = Vous avez atteint la limite du jour ({ $n } nouveaux dossiers ouverts, ou autant de créés). Ceux déjà ouverts restent accessibles ; la limite se renouvelle demain.
refus-budget-heure-titre = Beaucoup de dossiers en une heure
refus-budget-heure = Vous avez ouvert { $n } nouveaux dossiers depuis une heure : c'est la limite. Ceux déjà ouverts restent accessibles.
refus-budget-semaine-titre = Limite de la semaine atteinte
refus-budget-semaine = Vous avez ouvert { $n } nouveaux dossiers en sept jours : c'est la limite. Ceux ouverts aujourd'hui restent accessibles.
refus-budget-revelations-titre = Identifiants : limite du jour atteinte
refus-budget-revelations = Vous avez révélé { $n } fois des identifiants aujourd'hui : c'est la limite. Elle se renouvelle demain.
refus-budget-parties-titre = Parties délicates, impressions : limite du jour atteinte
refus-budget-parties = Vous avez déplié ou imprimé aujourd'hui autant de dossiers que votre rôle le permet. La limite se renouvelle demain.
refus-budget-lignes-titre = Listes : limite du jour atteinte
refus-budget-lignes = Les listes et la recherche vous ont montré { $n } personnes différentes aujourd'hui : c'est la limite. Celles que vous avez vues restent trouvables.
refus-inexplique-titre = Rien n'explique encore cette ouverture
refus-inexplique = Vous avez ouvert autant de dossiers sans explication que votre rôle le permet ({ $n } par jour, et un total par semaine). Ceux que votre travail explique s'ouvrent toujours. Le refus est inscrit au journal.
voies-titre = Ce qui ouvre ce dossier
voie-accueil = Le jeune est là ou au téléphone : l'accueil lui donne un ticket ou vous transmet son appel.
voie-collegue = Il vient plus tard : un collègue ou l'accueil pose son rendez-vous avec vous, ou l'inscrit à votre atelier.
voie-direction = Vous allez l'accompagner : votre direction vous confie son dossier, ou le portefeuille d'une collègue absente.
voie-essais = { $n ->
    [one] Encore { $n } demande sans explication, et votre compte est suspendu jusqu'à ce que deux personnes l'aient revu.
   *[other] Encore { $n } demandes sans explication, et votre compte est suspendu jusqu'à ce que deux personnes l'aient revu.
}
refus-tranche-titre = Un geste de votre clé pour continuer
refus-tranche = Vous avez ouvert { $n } nouveaux dossiers depuis votre entrée ou votre dernier geste. Un geste de votre clé en autorise { $n } de plus, en votre nom. Si vous n'en avez pas ouvert autant, ne le faites pas : quelqu'un se sert peut-être de votre poste.
tranche-bouton = En ouvrir jusqu'à vingt de plus
tranche-pas-moi = Ce n'est pas moi
refus-coupe-titre = Votre compte est suspendu
refus-coupe = Trop de dossiers ont été demandés sans explication. Plus rien ne s'ouvre par votre compte ; deux personnes de rôles différents le rétablissent : la direction, la gestion de compte, le DPO ou la vigie.
refus-coupe-faire = Appelez votre direction ou votre responsable de gestion de compte. Rien n'est perdu : vos brouillons vous attendent.
refus-fusible-titre = Trop d'ouvertures à la fois
refus-fusible = Un seuil de sécurité du réseau est atteint. Réessayez plus tard ; la vigie est prévenue.
refus-essai-titre = Période d'essai
saisie-doublon-probation = Quelqu'un de la structure ou d'ailleurs lui ressemble. Pendant votre probation, demandez à un collègue de vérifier et de vous confier son dossier.
refus-essai = Votre compte est en probation : il n'ouvre que les jeunes qu'un collègue vous a confiés depuis au moins un jour, ceux que vous avez créés, et cinq autres en tout.
refus-faits-titre = Limite du jour
refus-faits = Vous avez déjà dit attendre soixante jeunes aujourd'hui, ou repris deux portefeuilles cette semaine. Le refus est inscrit au journal.
refus-faits-faire = Un collègue ou l'accueil peut poser le rendez-vous ou l'inscription pour vous ; la direction peut confier un portefeuille.
refus-integrite-titre = Dossier gardé fermé
refus-integrite = Ce qui est stocké ne correspond pas à ce qui a été inscrit en dernier. Le dossier reste fermé ; l'écart est inscrit au journal sous le numéro { $n }.
refus-conflit-titre = Modifié entre-temps
refus-conflit = Quelqu'un d'autre a écrit dans ce dossier au même moment. Rien n'est perdu : réessayez.
refus-signature-titre = Demande refusée
refus-signature = Cette demande a déjà servi ou sa signature ne correspond pas. Un geste de votre clé, et la page revient.
refus-saisie-titre = À corriger
refus-saisie = Certains champs sont à corriger.
refus-illisible-titre = Demande illisible
refus-illisible = Cette demande n'est pas écrite comme ce site les écrit.
refus-etrangere-titre = Demande refusée
refus-etrangere = Cette demande ne vient pas d'une page de ce site.
refus-trop-long-titre = Trop long
refus-trop-long = Ce qui a été envoyé est trop long.
panne-contre-cle-titre = Un instant de patience
panne-contre-cle = Le second gardien des clés ne répond pas. Rien n'est perdu ; réessayez, la page reviendra d'elle-même.
panne-scelle-titre = Coffre fermé
panne-scelle = Le coffre attend sa clé après un démarrage. Rien n'est perdu ; la page reviendra d'elle-même.
panne-journal-titre = Un instant de patience
panne-journal = Le journal ne peut pas être écrit, et rien n'est montré sans être inscrit. Rien n'est perdu ; la page reviendra d'elle-même.
panne-base-titre = Un instant de patience
panne-base = La base de données ne répond pas. Rien n'est perdu ; la page reviendra d'elle-même.
panne-interne-titre = Une erreur de notre fait
panne-interne = Quelque chose n'a pas fonctionné. Donnez ce numéro à l'assistance : il suffit à retrouver l'incident.
erreur-numero = Numéro :
erreur-reessai = Nouvel essai dans quelques secondes…
retour-recherche = Retour à la recherche

saisie-champ-obligatoire = à remplir.
saisie-champ-trop-long = trop long.
saisie-champ-interdit = ne se change pas ici.
saisie-champ-mal-forme = mal écrit.
saisie-texte-vide = à remplir.
saisie-texte-trop-long = trop long : 8 000 caractères au plus.
saisie-duree-trop-longue = trop longue.
saisie-date-hors-limites = hors des limites.
saisie-requete-trop-courte = Tapez au moins deux lettres ou chiffres.
saisie-requete-trop-longue = Cette recherche est trop longue.
saisie-filtre-illisible = Ce filtre ne se lit pas.
saisie-filtres-trop-nombreux = Vous gardez déjà vingt filtres : oubliez-en un.
saisie-cle-illisible = La clé de ce navigateur n'a pas été lue. Rechargez la page.
saisie-cle-refusee = Cette clé ne peut pas être liée. Essayez-en une autre.
saisie-invalide = à corriger.

champ-genre = Type
champ-date = Date
champ-duree = Durée (minutes)
champ-texte = Ce qui s'est dit
champ-nom-naissance = Nom de naissance
champ-nom-usage = Nom d'usage
champ-prenom = Prénom
champ-autres-prenoms = Autres prénoms
champ-telephone-fixe = Téléphone fixe
champ-naissance = Date de naissance
champ-sexe = Sexe
champ-commune-naissance = Commune de naissance
champ-nationalite = Nationalité
champ-numero = Numéro
champ-voie = Adresse
champ-code-postal = Code postal
champ-commune = Commune
champ-telephone = Téléphone
champ-mail = Courriel
champ-nir = Numéro de sécurité sociale
champ-identifiant-france-travail = Identifiant France Travail
champ-niveau-formation = Niveau de formation
champ-situation = Situation
champ-entretien = Entretien
champ-logement = Logement
champ-sante = Santé
champ-iban = IBAN
champ-papier = Pièce
sexe-f = Féminin
sexe-m = Masculin

role-conseiller = conseil en insertion
role-accueil = accueil
role-referent_collectif = référence d'actions collectives
role-direction = direction
role-gestionnaire = gestion de compte
role-dpo = protection des données
role-vigie = vigie

classe-1 = identité
classe-2 = contact
classe-3 = identifiants
classe-4 = parcours
classe-5 = délicat
classe-6 = argent
classe-7 = papiers

# Pages
depuis-aujourdhui = aujourd'hui
depuis-hier = hier
depuis-jours = il y a { $n } jours
depuis-semaines = il y a { $n } semaines
depuis-mois = il y a { $n } mois
depuis-ans = il y a { $n } ans
jour-aujourdhui = Aujourd'hui
jour-1 = lundi
jour-2 = mardi
jour-3 = mercredi
jour-4 = jeudi
jour-5 = vendredi
jour-6 = samedi
jour-7 = dimanche
statut-actif = actif
statut-en-veille = en veille
statut-fin-accompagnement = fin d'accompagnement
jauge-label = Dossiers ouverts aujourd'hui
jauge-semaine = { $n ->
    [one] { $n } dossier ouvert en sept jours sur { $limite }
   *[other] { $n } dossiers ouverts en sept jours sur { $limite }
}
jauge-jour = { $n ->
    [0] Aucun dossier ouvert aujourd'hui sur { $limite }
    [one] { $n } dossier ouvert aujourd'hui sur { $limite }
   *[other] { $n } dossiers ouverts aujourd'hui sur { $limite }
}
menu-lectures = Mes lectures
palette-titre = Aller à
palette-champ = Un de mes jeunes, un numéro ou une action
palette-aide = Flèches pour choisir, Entrée pour ouvrir, Échap pour fermer. Ne cherche que parmi vos jeunes.
palette-bouton = Aller à…
palette-jeunes = Mes jeunes
palette-actes = Actions
palette-rien = Rien ne répond. La recherche de toute la structure est sur la page Rechercher.
palette-reponses = Réponses :
liste-masques = Les noms coupés sont ceux de jeunes que suit quelqu'un d'autre.
ariane = Vous êtes ici
modifier = Modifier
imprimer = Imprimer

personas-chercher = Chercher un nom, un rôle ou une mission locale
personas-aucun = Personne ne répond.
personas-premiers = Les { $n } premiers sur { $total } sont montrés.

recherche-attente = Recherche en cours…
recherche-creer = Créer un dossier avec ce nom

portefeuille-autres = Portefeuille
portefeuille-laisse = { $n ->
    [one] Les mots ci-dessus en laissent { $n } de côté.
   *[other] Les mots ci-dessus en laissent { $n } de côté.
}
portefeuille-vide-aide = Un jeune entre dans votre portefeuille quand vous créez son dossier ou qu'il vous est confié.
portefeuille-aucun = Aucun jeune ne correspond à cette phrase.
portefeuille-aucun-aide = Retirez un mot pour élargir.
phrase-label = Ce que montre la liste
phrase-mes-jeunes = Mes jeunes
phrase-jeunes = Les jeunes
phrase-a-moi = les miens
phrase-de = de
phrase-sans-referent = sans référent
phrase-structure = de toute la structure
phrase-actif = actifs
phrase-en-veille = en veille
phrase-fin-accompagnement = en fin d'accompagnement
phrase-age-mineur = mineurs
phrase-age-18-21 = de 18 à 21 ans
phrase-age-22-25 = de 22 à 25 ans
phrase-age-26-et-plus = de 26 ans et plus
phrase-sans-nouvelle = sans nouvelle depuis { $n } jours
phrase-nouveaux = arrivés depuis moins de { $n } jours
phrase-retirer = (retirer ce mot)
phrase-changer = Changer la phrase
phrase-appliquer = Montrer
phrase-tout = Tous mes jeunes
tri-nom = par nom
tri-plus-anciens = du plus ancien contact au plus récent
tri-plus-recents = du contact le plus récent au plus ancien
tri-age = du plus jeune au plus âgé
tri-creation = du dernier arrivé au premier
choix-de = De qui
choix-statut = Statut
choix-age = Âge
choix-sans-nouvelle = Sans nouvelle
choix-nouveaux = Arrivée
choix-tri = Ordre
choix-tous = tous
choix-collegue = ({ $n })
filtre-garder = Garder cette phrase
filtre-nom = Nom de cette phrase
filtre-nom-aide = Un nom pour vous seul : par exemple « à relancer ». Pas de nom de jeune.
filtre-enregistrer = Garder
filtre-oublier = Oublier
filtres-titre = Phrases gardées :

dossier-ne-le = Naissance :
dossier-referent-mot = Référent
dossier-completude = Complétude
dossier-delicat-note = Gardé fermé. Déplier est inscrit au journal, sous votre nom.
dossier-deplier = Déplier
dossier-inscrit = Cette lecture vient d'être inscrite sous votre nom.
dossier-fil = Fil du dossier
completude-partiel = partiel
completude-complet = complet
completude-justifie = justifié
completude-manque = Pour un dossier complet, il manque :
fil-filtrer = Filtrer
fil-touts = Tout
fil-contacts = Contacts
fil-modifications = Modifications
fil-lectures = Lectures
fil-rien = Rien de ce genre dans ce fil.
fil-creation = Dossier créé
fil-modification = Modifié
fil-champs = { $n ->
    [one] { $champs } et une autre partie
   *[other] { $champs } et { $n } autres
}
fil-lecture = { $n ->
    [one] Lu
   *[other] Lu { $n } fois
}
fil-revelation = { $n ->
    [one] Identifiants révélés
   *[other] Identifiants révélés { $n } fois
}
fil-impression = { $n ->
    [one] Imprimé
   *[other] Imprimé { $n } fois
}
fil-mandat = { $n ->
    [one] Lu pour une campagne d'appels (mandat)
   *[other] Lu { $n } fois pour des campagnes d'appels (mandats)
}
fil-plus-recent = Plus récent
fil-plus-ancien = Plus ancien

nouveau-qui = Qui est-ce ?
nouveau-chercher = Continuer
nouveau-chercher-note = Cairn regarde d'abord si cette personne est déjà connue ici.
nouveau-suite = La suite du dossier
nouveau-suite-note = Rien n'est obligatoire ici. Ce qui est marqué « requis » fait un dossier complet ; il peut être ajouté plus tard.
aide-naissance = Jour, mois, année.
aide-telephone = Un téléphone ou un courriel suffit à un dossier complet.
aide-nir = 15 chiffres, clé comprise. Il ne sert qu'à reconnaître les doublons.
bilan-titre = À corriger
doublons-attente = Recherche des personnes proches…
doublons-aucun = Personne ne ressemble à cette personne dans votre structure.
doublons-titre = { $n ->
    [one] Est-ce cette personne ?
   *[other] Est-ce une de ces { $n } personnes ?
}
doublons-cest-elle = C'est cette personne
doublons-continuer = Aucune de ces personnes : continuer
doublons-creer = Aucune de ces personnes : créer le dossier
doublons-arret = Rien n'est encore créé : quelqu'un ressemble à cette personne. Rien de ce que vous avez saisi n'est perdu.
doublons-ailleurs = Cette personne semble connue de { $structure }. Si c'est elle, demandez-lui le transfert du dossier plutôt que d'en créer un second.
ressemblance-nir = même numéro de sécurité sociale
ressemblance-nom-naissance = mêmes nom et naissance
ressemblance-contact = même téléphone ou courriel
ressemblance-proche-naissance = nom proche, même naissance
ressemblance-proche = nom proche
niveau-1 = 1 (sans diplôme)
niveau-2 = 2 (brevet, CFG)
niveau-3 = 3 (CAP, BEP)
niveau-4 = 4 (baccalauréat)
niveau-5 = 5 (bac + 2)
niveau-6 = 6 (bac + 3 ou 4)
niveau-7 = 7 (bac + 5)
niveau-8 = 8 (doctorat)
niveau-c = formation non certifiante
niveau-x = jamais scolarisé

modifier-titre = Modifier
modifier-parties = Parties du dossier
modifier-enregistrer = Enregistrer
modifier-ecrit = Enregistré.
modifier-gardes = Enregistré. Quelqu'un d'autre avait changé entre-temps : { $champs }. Ce qu'il a écrit est gardé.
conflit-titre = Quelqu'un d'autre a changé le même champ
conflit-note = Rien n'est encore enregistré, et rien n'est perdu : choisissez pour chaque champ, puis enregistrez. L'autre valeur a été écrite par
conflit-mienne = Garder la mienne :
conflit-sienne = Garder la sienne :
conflit-vide = (rien)

feuille-contact = Fiche de contact
feuille-parcours = Fiche de parcours
feuille-numero = Dossier n°
feuille-par = Imprimé par
impression-note = L'impression est inscrite au journal, sous votre nom. Une feuille se range ou se détruit.

lectures-titre = Mes lectures
lectures-note = Ce que vous avez ouvert ces 30 derniers jours, tel que le journal le garde. Chaque dossier montre aussi ces lignes à qui l'ouvre.
lectures-vide = Aucune lecture ces 30 derniers jours.
lectures-vide-aide = La première apparaîtra ici dès que vous ouvrirez un dossier.
lectures-par-jour = Dossiers ouverts par jour
lectures-resume = { $n ->
    [one] { $n } ouverture en 30 jours, { $max } au plus en un jour. Un dossier compte une fois par jour.
   *[other] { $n } ouvertures en 30 jours, { $max } au plus en un jour. Un dossier compte une fois par jour.
}
lectures-trace = Dossiers ouverts par jour, sur 30 jours : les nombres sont dans le tableau qui suit.
lectures-tableau = Voir les nombres
lectures-colonne = Dossiers
lectures-parti = Dossier qui n'est plus dans votre structure
lecture-ouverture = ouvert
lecture-revelation = identifiants révélés
lecture-impression = imprimé
lecture-mandat = campagne d'appels (mandat)


# Composants
marque-obligatoire = obligatoire
marque-requis = requis
composants-titre = Composants
composants-note = Chaque élément des pages, dans chaque état, en clair et en sombre. Personne n'est montré ici.
composants-jetons = Couleurs, tailles, icônes
composants-actions = Boutons et signes
composants-saisie = Saisie
composants-messages = Messages
composants-listes = Listes
composants-cadres = Cadres
composants-couleurs = Couleurs
composants-tailles = Tailles
composants-icones = Icônes
comp-phrase = Première rencontre ; un projet dans la vente, à préciser ensemble.
comp-boutons = Boutons
comp-liens = Liens
comp-pastilles = Pastilles et statuts
comp-touches = Touches
comp-imprimer = Imprimer
comp-effacer = Effacer
comp-plus-tard = Plus tard
comp-enregistrement = Enregistrement…
comp-neutre = Alternance
comp-info = À savoir
comp-complet = Complet
comp-partiel = Partiel
comp-refuse = Refusé
comp-actif = Actif
comp-veille = En veille
comp-fin = Fin d'accompagnement
comp-champs = Champs
comp-aide = Comme sur la pièce d'identité.
comp-choix = Cases et choix
comp-case = Le jeune a été reçu avec un parent
comp-conflit = Deux valeurs, deux personnes
comp-mienne = Ce que vous avez tapé
comp-autre = Écrit à 14 h 02 par un collègue
comp-bilan = Ce qui est à corriger
comp-avis = Avis
comp-enregistre = Entretien enregistré.
comp-vide = Liste vide
comp-attente = Attente et progression
comp-import = Import
comp-import-texte = 340 lignes sur 2 000
comp-annonce = Annonce, avec retour
comp-annuler = Annuler
comp-jauge = Ma journée
comp-jour = Nouveaux dossiers aujourd'hui
comp-jour-calme = 12 sur 60
comp-jour-presque = 55 sur 60 : il en reste 5
comp-jour-plein = 60 sur 60 : la limite est atteinte
comp-phrase-titre = Filtres en une phrase
comp-filtre-debut = Jeunes
comp-filtre-et = et
comp-filtre-mot = sans entretien depuis 30 jours
comp-retirer = : retirer ce filtre
comp-personnes = Liste de personnes
comp-masquee = dossier d'une autre structure
comp-tableau = Tableaux
comp-grille = Lignes à corriger
comp-valeur = Valeur
comp-frise = Frise
comp-trace = Tracé
comp-mois = novembre 2026
comp-lecture = Lecture
comp-ariane = Fil d'Ariane et étapes
comp-etapes = Étapes
comp-etape-1 = Fichier
comp-etape-2 = Colonnes
comp-etape-3 = Vérifier
comp-faite = (faite)
comp-carte = Carte, définitions, dépliants
comp-dialogue = Dialogue
comp-palette = Palette de commandes
comp-palette-champ = Une personne ou une action
comp-palette-aide = Flèches pour choisir, Entrée pour ouvrir, Échap pour fermer.
comp-feuille = Feuille à imprimer
comp-feuille-titre = Liste des rendez-vous
comp-structure = Mission locale d'exemple
comp-imprime = imprimé par l'accueil

# Imports
menu-imports = Imports
imports-titre = Importer des dossiers
imports-note = Un fichier de tableur devient des dossiers. Rien n'est créé avant que vous ayez vu chaque ligne et signé.
imports-deposer = Donner un fichier
imports-fichier = Fichier, à choisir ou à déposer ici
imports-acceptes = CSV ou XLSX : 20 Mo, 10 000 lignes et 100 colonnes au plus. Le nom du fichier reste sur ce poste.
imports-lire = Lire le fichier
imports-modele = Modèle de fichier à remplir (CSV)
imports-sans-fichier = Choisissez d'abord un fichier.
imports-envoi = Envoi du fichier…
imports-lecture = Envoi et lecture du fichier : quelques secondes encore…
imports-miens = Mes imports
imports-ordre = Du plus récent au plus ancien
imports-aucun = Aucun import encore
imports-aucun-aide = Un fichier donné ici vous attend sept jours, visible de vous seul.
imports-colonne-fichier = Fichier
imports-colonne-etat = État
imports-colonne-suite = Suite
imports-retour = Tous mes imports
import-etat-essai = à corriger
import-etat-en-cours = en cours
import-etat-fait = fait
import-etat-interrompu = interrompu
import-etat-annule = annulé
import-suite-essai = À relire, puis à signer.
import-lignes = { $n ->
    [one] { $nombre } ligne
   *[other] { $nombre } lignes
}
import-faits = { $n ->
    [0] Aucun dossier créé.
    [one] { $nombre } dossier créé.
   *[other] { $nombre } dossiers créés.
}
import-trop-a-la-fois = Trop de fichiers arrivent en même temps. Rien n'est perdu : réessayez dans une minute.
import-gardes = { $n ->
    [0] Tous les dossiers créés ont été effacés.
    [one] { $nombre } dossier a été gardé : quelqu'un l'a ouvert ou y a écrit depuis l'import.
   *[other] { $nombre } dossiers ont été gardés : quelqu'un les a ouverts ou y a écrit depuis l'import.
}
import-avancement = { $faits } dossiers créés sur { $sur }.
import-progression = Dossiers créés
import-voir = Voir l'import
import-encours-note = Vous pouvez quitter cette page : l'import continue.
import-titre = Import
import-titre-essai = Import à corriger
import-titre-en-cours = Import en cours
import-titre-fait = Import fait
import-titre-interrompu = Import interrompu
import-titre-annule = Import annulé
import-interrompu = Aucun dossier n'a été créé deux fois. Reprenez où l'import s'est arrêté, ou annulez ce qui est fait.
import-fait = Chaque dossier est maintenant dans la recherche et dans le portefeuille de son référent.
import-format-csv = Lu comme un CSV séparé par { $delimiteur }, en { $codage }.
import-format-xlsx = Lu comme un classeur XLSX.
import-format-xlsx-feuilles = Lu comme un classeur XLSX de { $n } feuilles : seule la première qui n'est pas vide est importée.
import-delimiteur-point-virgule = des points-virgules
import-delimiteur-virgule = des virgules
import-delimiteur-tabulation = des tabulations
import-delimiteur-barre = des barres verticales
import-vues = Lignes montrées
import-vue-a-corriger = { $n ->
    [0] Rien à corriger
    [one] { $nombre } à corriger
   *[other] { $nombre } à corriger
}
import-vue-doublons = { $n ->
    [0] Aucun doublon
    [one] { $nombre } doublon possible
   *[other] { $nombre } doublons possibles
}
import-vue-pretes = { $n ->
    [0] Aucune prête
    [one] { $nombre } prête
   *[other] { $nombre } prêtes
}
import-vue-faites = { $n ->
    [0] Aucune faite
    [one] { $nombre } faite
   *[other] { $nombre } faites
}
import-vue-gardees = { $n ->
    [0] Aucun dossier gardé
    [one] { $nombre } dossier gardé
   *[other] { $nombre } dossiers gardés
}
import-vue-toutes = { $n ->
    [one] la seule ligne
   *[other] toutes les { $nombre } lignes
}
import-ecartees = { $n ->
    [one] { $nombre } ligne écartée.
   *[other] { $nombre } lignes écartées.
}
import-avertissements = { $n ->
    [one] { $nombre } ligne prête avec une remarque : à relire.
   *[other] { $nombre } lignes prêtes avec une remarque : à relire.
}
import-vide-a-corriger = Plus rien à corriger.
import-vide-doublons = Aucune ligne ne ressemble à quelqu'un d'autre.
import-vide-pretes = Aucune ligne n'est prête.
import-vide-faites = Aucun dossier de cet import n'existe.
import-vide-toutes = Ce fichier n'a plus de ligne.
import-colonnes = Ce que chaque colonne remplit
import-colonnes-ignorees = { $n ->
    [0] toutes les colonnes servent
    [one] { $nombre } colonne n'est pas importée
   *[other] { $nombre } colonnes ne sont pas importées
}
import-colonnes-aide = Deviné d'après les titres et les valeurs. Un changement relit toutes les lignes.
import-manquantes = Aucune colonne ne remplit ce que chaque dossier doit avoir :
import-colonne-ignoree = — ne pas importer
import-colonne-referent = Référent
import-colonne-statut = Statut
import-colonne-ligne = Ligne
import-grille = Lignes du fichier
import-grille-aide = Flèches pour aller de cellule en cellule, Tab d'une correction à la suivante. Entrée pour corriger, Entrée encore pour enregistrer, Échap pour revenir à ce qui était.
import-mettre = Mettre
import-ouvrir = ouvrir le dossier
import-double = Même personne que la ligne { $n }.
import-reprendre = Reprendre la ligne
import-ecarter = Écarter la ligne
import-autre-personne = Ce n'est pas la même personne
import-ligne-faite = faite
import-ligne-gardee = gardée
import-ligne-effacee = effacée
import-ligne-ecartee = écartée
import-ligne-prete = prête
import-ligne-a-corriger = à corriger
import-signer-titre = Créer les dossiers
import-signer-fera = { $n ->
    [one] { $nombre } dossier sera créé dans votre structure.
   *[other] { $nombre } dossiers seront créés dans votre structure.
}
import-signer-reste = { $n ->
    [one] { $nombre } ligne empêche encore l'import : corrigez-la, ou écartez-la.
   *[other] { $nombre } lignes empêchent encore l'import : corrigez-les, ou écartez-les.
}
import-signer-nom = L'import est inscrit au journal sous votre nom, avec le nombre et le contenu exact des lignes.
import-signer-retour = Pendant 30 jours, vous pouvez annuler tout l'import ; un dossier ouvert ou modifié depuis est gardé.
import-signer-rien = Aucune ligne n'est prête à être créée.
import-ecarter-fautives = { $n ->
    [one] Écarter la ligne fautive
   *[other] Écarter les { $nombre } lignes fautives
}
import-creer = { $n ->
    [one] Créer { $nombre } dossier
   *[other] Créer { $nombre } dossiers
}
import-continuer = { $n ->
    [one] Reprendre : { $nombre } dossier à créer
   *[other] Reprendre : { $nombre } dossiers à créer
}
import-oublier = Oublier ce fichier
import-oublier-note = rien n'est créé
import-oublier-texte = Les lignes et vos corrections seront effacées tout de suite. Sans geste de votre part, elles le seront au bout de sept jours.
import-oublier-bouton = Oublier le fichier
import-suite-titre = Suite
import-annuler = Annuler tout l'import
import-annuler-note = pendant 30 jours
import-annuler-texte = { $n ->
    [one] Le dossier créé par cet import sera effacé, et ses clés détruites : personne ne pourra plus le lire.
   *[other] Les { $nombre } dossiers créés par cet import seront effacés, et leurs clés détruites : personne ne pourra plus les lire.
}
import-annuler-garde = Un dossier que quelqu'un a ouvert ou modifié depuis est gardé, pour qu'on sache toujours qui a été lu ; la liste vous en est donnée ensuite. L'annulation est inscrite au journal sous votre nom.
import-annuler-bouton = { $n ->
    [one] Annuler l'import de { $nombre } dossier
   *[other] Annuler l'import de { $nombre } dossiers
}
ressemblance-meme-nir = Même numéro de sécurité sociale
ressemblance-nom-et-naissance = Même nom, même date de naissance
ressemblance-telephone-ou-mail = Même téléphone ou même courriel
ressemblance-nom-proche-et-naissance = Nom proche, même date de naissance
ressemblance-nom-proche = Nom proche

import-place-ligne = Ligne { $ligne } :
import-place-cellule = Cellule { $colonne }{ $ligne } :
import-fichier-vide = Ce fichier est vide. Vérifiez que c'est le bon, enregistrez-le, puis donnez-le de nouveau.
import-fichier-trop-gros = Ce fichier dépasse 20 Mo. Coupez-le en plusieurs, ou enregistrez la seule feuille utile en CSV.
import-fichier-pas-un-tableur = Ce fichier n'est pas une feuille de tableur. Enregistrez la feuille en CSV ou en XLSX.
import-fichier-mot-de-passe = Ce classeur est protégé par un mot de passe. Ouvrez-le, enregistrez-le sans mot de passe, puis donnez cette copie.
import-fichier-archive-abimee = Ce classeur est abîmé ou incomplet. Ouvrez-le dans votre tableur et enregistrez-le de nouveau, en XLSX ou en CSV.
import-fichier-archives-imbriquees = Ce fichier contient d'autres fichiers. Donnez la seule feuille des personnes, en CSV ou en XLSX.
import-fichier-bombe = Une fois décompressé, ce classeur est démesuré. Enregistrez la seule feuille utile en CSV.
import-fichier-classeur-abime = Ce classeur n'est pas écrit comme un XLSX. Ouvrez-le dans votre tableur et enregistrez la feuille en CSV.
import-fichier-octet-nul = Ce fichier est abîmé, ou n'est pas un texte. Enregistrez de nouveau la feuille en CSV.
import-fichier-guillemets = un guillemet est ouvert sans être fermé. Corrigez cette ligne, ou enregistrez le fichier en XLSX.
import-fichier-trop-de-lignes = Ce fichier a plus de 10 000 lignes. Coupez-le en plusieurs fichiers.
import-fichier-trop-de-colonnes = il y a plus de 100 colonnes. Ne gardez que celles qui servent.
import-fichier-cellule-trop-longue = plus de 2 000 caractères. Raccourcissez ce texte, ou enlevez cette colonne.
import-fichier-ligne-trop-longue = { $trouvees } cellules pour { $attendues } titres. Un séparateur se trouve sans doute dans une valeur : mettez-la entre guillemets, ou enregistrez le fichier en XLSX.
import-fichier-cellules-fusionnees = des cellules sont fusionnées. Défaites la fusion, puis enregistrez le fichier.
import-fichier-sans-entete = La première ligne n'a pas de titres de colonnes. Ajoutez-les ; le modèle à télécharger les donne.
import-fichier-sans-ligne = Ce fichier a des titres de colonnes et aucune ligne dessous. Vérifiez que c'est le bon fichier.
import-fichier-une-seule-colonne = Une seule colonne a été lue : le séparateur n'est pas reconnu. Enregistrez le fichier en CSV avec des points-virgules, ou en XLSX.
import-nature-archive = Ce fichier est une archive compressée. Sortez-en la feuille, et donnez-la en CSV ou en XLSX.
import-nature-base-de-donnees = Ce fichier est une base de données. Exportez-en les personnes en CSV.
import-nature-docx = Ce fichier est un texte Word. Copiez son tableau dans un tableur, et enregistrez-le en CSV ou en XLSX.
import-nature-html = Ce fichier est une page web, malgré son nom. Ouvrez-le dans votre tableur et enregistrez-le en CSV ou en XLSX.
import-nature-image = Ce fichier est une image. Il faut la feuille de tableur elle-même, en CSV ou en XLSX.
import-nature-inconnue = Ce fichier n'est pas une feuille de tableur connue. Enregistrez la feuille en CSV ou en XLSX.
import-nature-json = Ce fichier est en JSON. Exportez les mêmes personnes en CSV ou en XLSX.
import-nature-ods = Ce fichier est un classeur ODS de LibreOffice. Enregistrez-le en XLSX ou en CSV.
import-nature-office-ancien = Ce fichier vient d'un ancien logiciel de bureau. Enregistrez la feuille en CSV ou en XLSX.
import-nature-pdf = Ce fichier est un PDF. Il faut la feuille de tableur elle-même, en CSV ou en XLSX.
import-nature-programme = Ce fichier est un programme. Ne l'ouvrez pas, et signalez-le si vous ne savez pas d'où il vient ; donnez une feuille en CSV ou en XLSX.
import-nature-rtf = Ce fichier est un texte mis en forme. Copiez son tableau dans un tableur, et enregistrez-le en CSV ou en XLSX.
import-nature-xls = Ce fichier est un ancien classeur Excel (.xls). Ouvrez-le et enregistrez-le en XLSX ou en CSV.
import-nature-xlsb = Ce fichier est un classeur Excel binaire (.xlsb). Enregistrez-le en XLSX ou en CSV.
import-nature-xml = Ce fichier est en XML. Enregistrez la feuille en CSV ou en XLSX.
saisie-trop-d-imports = Trois fichiers vous attendent déjà : importez-en un, ou oubliez-le.
saisie-lignes-a-corriger = Des lignes sont encore à corriger, ou à écarter. La page les montre.
saisie-cellule-trop-longue = plus de 2 000 caractères.
saisie-ligne-trop-longue = plus de cellules que de colonnes.
saisie-colonne-en-double = Deux colonnes ne peuvent pas remplir le même champ.
saisie-fichier-vide = ce fichier n'a pas de ligne.
saisie-fichier-trop-gros = ce fichier contient trop de texte. Coupez-le en plusieurs.
saisie-trop-de-lignes = plus de 10 000 lignes. Coupez ce fichier en plusieurs.
saisie-trop-de-colonnes = plus de 100 colonnes. Ne gardez que celles qui servent.
saisie-numeros-en-double = deux lignes portent le même numéro.
champ-fichier = Fichier
champ-lignes = Lignes
champ-cellules = Cellule
champ-colonnes = Colonnes

remarque-champ-obligatoire = À remplir.
remarque-champ-trop-long = Trop long pour ce champ.
remarque-caractere-interdit = Un caractère invisible ou interdit s'y trouve : tapez la valeur de nouveau.
remarque-ecriture-non-latine = À écrire en lettres latines, comme sur la pièce d'identité.
remarque-chiffre-dans-un-nom = Un nom n'a pas de chiffre.
remarque-nom-sans-lettre = Un nom a au moins une lettre.
remarque-date-illisible = Date illisible : écrivez jour/mois/année.
remarque-date-inexistante = Ce jour n'existe pas dans le calendrier.
remarque-date-future = Cette date est à venir.
remarque-age-hors-limites = Âge hors des limites (10 à 60 ans).
remarque-annee-sur-deux-chiffres = L'année a deux chiffres : vérifiez le siècle.
remarque-sexe-inconnu = Écrivez F ou M.
remarque-niveau-inconnu = Niveau de formation inconnu : un chiffre de 1 à 8.
remarque-telephone-incomplet = Il manque des chiffres au numéro.
remarque-telephone-trop-long = Trop de chiffres : un seul numéro par cellule.
remarque-telephone-mal-forme = Ce n'est pas un numéro de téléphone.
remarque-mail-mal-forme = Ce n'est pas une adresse de courriel.
remarque-code-postal-mal-forme = Un code postal français a cinq chiffres.
remarque-nir-longueur = Un numéro de sécurité sociale a 15 chiffres avec sa clé.
remarque-nir-sans-cle = Il manque la clé, les deux derniers chiffres.
remarque-nir-caractere = Un caractère n'a pas sa place dans ce numéro.
remarque-nir-sexe = Le premier chiffre n'existe pas.
remarque-nir-cle = La clé ne correspond pas : un chiffre est faux.
remarque-nir-discordant-sexe = Ce numéro dit un autre sexe : vérifiez les deux.
remarque-nir-discordant-naissance = Ce numéro dit une autre naissance : vérifiez les deux.
remarque-identifiant-mal-forme = Un identifiant France Travail a 8 caractères, ou 11 chiffres.
remarque-iban-mal-forme = Ce n'est pas un IBAN.
remarque-date-hors-limites = Date hors des limites (1900 à 2100).
remarque-valeur-inconnue = Cette valeur n'est pas dans la liste : choisissez-la.
remarque-oui-non-inconnu = Répondez par oui ou par non.
remarque-nombre-mal-forme = Écrivez un nombre entier, en chiffres.
remarque-nombre-trop-grand = Ce nombre est trop grand pour ce champ.
remarque-rome-inconnu = Choisissez un métier dans la liste : son code a une lettre et quatre chiffres.
remarque-nir-mois = Le mois de ce numéro n'existe pas : vérifiez-le sur le document.
remarque-nir-lieu = Le lieu de naissance de ce numéro n'existe pas : vérifiez-le sur le document.
remarque-nir-ordre = Ce numéro est celui d'une personne inventée : il n'a pas sa place ici.
remarque-nir-specimen = C'est le numéro du spécimen de carte Vitale, pas celui d'une personne.
remarque-nir-discordant-lieu = Ce numéro dit un autre lieu de naissance : vérifiez les deux.
remarque-ntt-mal-forme = Ce n'est pas un numéro technique temporaire.
remarque-ine-mal-forme = Un INE a 11 caractères : 10 chiffres et une lettre, ou 9 chiffres et deux lettres.
remarque-allocataire-mal-forme = Un numéro d'allocataire a 7 chiffres et une lettre (CAF), ou est le numéro de sécurité sociale (MSA).
remarque-iban-cle = La clé de cet IBAN ne correspond pas : un caractère est faux.
remarque-rib-cle = La clé RIB de ce compte ne correspond pas : un virement serait rejeté.
remarque-siren-mal-forme = Un SIREN a neuf chiffres.
remarque-siren-cle = Aucune entreprise n'a ce SIREN : un chiffre est faux.
remarque-siret-mal-forme = Un SIRET a quatorze chiffres.
remarque-siret-cle = Aucun établissement n'a ce SIRET : un chiffre est faux.
remarque-uai-mal-forme = Un UAI a sept chiffres et une lettre.
remarque-uai-cle = La lettre de cet UAI ne correspond pas : un caractère est faux.
remarque-rna-mal-forme = Un numéro RNA est W suivi de neuf caractères.
remarque-date-ambigue = Rien ne dit si le jour vient avant le mois : le jour a été lu d'abord.
remarque-mois-en-premier = Dans cette colonne, le mois vient en premier.
remarque-dates-melangees = Cette date n'est pas écrite comme les autres de la colonne.
remarque-jour-mois-inverses = Le jour et le mois semblent échangés.
remarque-date-en-nombre = Un nombre de jours du tableur, lu comme une date.
remarque-nom-prenom-inverses = Le nom et le prénom semblent échangés.
remarque-zero-initial-perdu = Le tableur avait perdu le premier zéro : il est remis.
remarque-lettre-pour-chiffre = Une lettre est à la place d'un chiffre.
remarque-mail-domaine-douteux = Le domaine de l'adresse semble mal écrit.
remarque-nombre-arrondi = Le tableur a arrondi ce nombre : ses derniers chiffres sont perdus.
remarque-accents-abimes = Les accents ont été abîmés par une conversion.
remarque-formule = Une formule : mettez sa valeur à la place.
remarque-statut-inconnu = Statut inconnu : actif, en veille ou fin d'accompagnement.
remarque-double-dans-le-fichier = Cette personne est déjà dans une ligne au-dessus.
remarque-referent-inconnu = Aucun conseiller de la structure ne porte ce nom : le dossier vous sera confié.
remarque-connu-ailleurs = Une autre mission locale accompagne déjà cette personne : demandez-lui le transfert.
remarque-colonne-en-double = Deux colonnes remplissent ce champ : la première a été prise.

# Composants : que faire
erreur-maintenant = Réessayer maintenant
hors-ligne-titre = Pas de réseau
hors-ligne = Ce poste ne joint plus le serveur.
hors-ligne-faire = Les brouillons enregistrés sont gardés. La page reviendra d'elle-même dès que le réseau répond.
refus-introuvable-faire = Vérifiez le numéro avec le jeune, ou cherchez par son nom et sa date de naissance. S'il est suivi ailleurs, demandez un transfert à sa mission locale.
refus-enrolement-faire = Demandez à votre responsable une nouvelle adresse ; utilisez-la dans les quinze minutes.
refus-inconnue-faire = L'adresse a peut-être été mal recopiée. Repartez de la recherche ou de votre portefeuille.
refus-role-faire = Si votre travail le demande, parlez-en à votre responsable.
refus-compte-faire = Rien n'est perdu : vos dossiers et vos brouillons restent en place jusqu'à votre retour.
refus-attente-faire = « Mon compte » dit depuis quand et pourquoi. Rien n'est perdu : vos dossiers et vos brouillons restent en place.
refus-absent-faire = Repartez de la liste d'où vous venez.
refus-budget-faire = Votre direction, ou un parrain de votre structure, peut vous donner trente dossiers de plus pour aujourd'hui, depuis sa page « Limites du jour ». En attendant, continuez avec les dossiers déjà ouverts, ou demandez à un collègue d'ouvrir celui-ci.
refus-budget-heure-faire = Continuez avec les dossiers déjà ouverts ; dans quelques minutes, les suivants s'ouvrent.
refus-budget-semaine-faire = Votre direction, ou un parrain de votre structure, peut vous donner trente dossiers de plus pour aujourd'hui, depuis sa page « Limites du jour ». En attendant, continuez avec les dossiers déjà ouverts, ou demandez à un collègue d'ouvrir celui-ci.
refus-budget-revelations-faire = Votre direction, ou un parrain de votre structure, peut vous en donner cinq de plus pour aujourd'hui, depuis sa page « Limites du jour ». Si c'est urgent, demandez à un collègue de lire le numéro avec vous.
refus-budget-parties-faire = Le reste du dossier s'ouvre toujours. Si c'est urgent, demandez à un collègue.
refus-budget-lignes-faire = Les dossiers s'ouvrent toujours par votre agenda et par les listes déjà vues. Si votre travail en demande plus, parlez-en à votre direction.
refus-inexplique-faire = Prévenez celui ou celle qui peut le faire : dès que c'est fait, le dossier s'ouvre.
refus-tranche-faire = Le dossier demandé s'ouvre ensuite.
refus-fusible-faire = Réessayez dans quelques minutes. En attendant, les listes et votre portefeuille restent ouverts.
refus-essai-faire = Demandez à un collègue de vous confier ce jeune, ou à votre parrain de l'ouvrir avec vous.
refus-integrite-faire = Prévenez votre responsable et donnez-lui ce numéro. Rien n'est montré tant que l'écart n'est pas expliqué.
refus-conflit-faire = Revenez au dossier, regardez ce qui a changé, puis recommencez.
refus-saisie-faire = Revenez en arrière : votre saisie est restée dans la page.
refus-illisible-faire = Rechargez la page d'où vous venez. Si cela recommence, prévenez l'assistance.
refus-etrangere-faire = Si vous avez suivi un lien reçu par courriel, ne recommencez pas et prévenez votre responsable.
refus-trop-long-faire = Revenez en arrière et coupez le texte en deux entretiens.
panne-interne-faire = Revenez en arrière et réessayez : un entretien commencé est dans son brouillon.

# La formation : le cours, l'examen, le certificat.
formation-titre = Formation
formation-note = Un cours court, tiré de ce qui est arrivé, puis un examen. Sans certificat en cours, un compte s'endort.
formation-duree-agent = Le certificat vaut un an.
formation-duree-parrain = Le certificat vaut un an.
formation-duree-gestionnaire = Le certificat vaut six mois.
formation-etat-aucun = Vous n'avez pas encore de certificat : lisez le cours, passez l'examen, signez avec votre clé.
formation-etat-valable = Votre certificat est valable jusqu'au { $jour }.
formation-etat-rappel = { $n ->
    [one] Votre certificat prend fin le { $jour } : il reste { $n } jour. Repasser l'examen le prolonge.
   *[other] Votre certificat prend fin le { $jour } : il reste { $n } jours. Repasser l'examen le prolonge.
}
formation-etat-fini = Votre certificat a pris fin le { $jour } : votre compte dort. Passez le cours, puis demandez à votre direction de le réveiller ; rien n'est perdu.
formation-minutes = { $n ->
    [one] { $n } minute de lecture.
   *[other] { $n } minutes de lecture.
}
formation-questions = { $n ->
    [one] { $n } question.
   *[other] { $n } questions.
}
formation-seuil = Pour réussir : { $n } % de réponses justes, et toutes les questions vitales.
formation-commencer = Commencer le cours
formation-vers-examen = Passer l'examen
formation-imprimer = Ces écrans en une feuille, à imprimer
formation-rang = Écran { $n } sur { $total }
formation-touches = Flèches gauche et droite pour changer d'écran.
formation-retenir = À retenir
formation-version = Cours, version { $n }
formation-examen-titre = Examen
formation-examen-note = Lisez la scène, puis dites ce que vous feriez. Se tromper ne coûte rien : chaque erreur est expliquée, et l'examen se repasse aussitôt.
formation-une = Une seule réponse.
formation-plusieurs = Plusieurs réponses.
formation-question = Question { $n }
formation-rendre = Rendre l'examen
formation-blanches = { $n ->
    [one] { $n } question est sans réponse.
   *[other] { $n } questions sont sans réponse.
}
formation-score = { $n ->
    [one] { $n } réponse juste sur { $sur }.
   *[other] { $n } réponses justes sur { $sur }.
}
formation-recu-titre = Examen réussi
formation-manque-titre = Examen à repasser
formation-manque-vitale = Une question vitale est fausse : dans la vraie vie, quelqu'un serait entré.
formation-manque-note = Lisez les explications, puis recommencez quand vous voulez.
formation-faux-titre = Ce qui est à revoir
formation-vitale = vitale
formation-choisi = choisi à tort
formation-oublie = il fallait le choisir
formation-recommencer = Repasser l'examen
formation-relire = Relire le cours
formation-signer-titre = Signez avec votre clé
formation-signer-note = Ce geste inscrit votre certificat au journal : cours version { $version }, valable au plus jusqu'au { $jour }.
formation-signe = Certificat signé, et inscrit au journal.
saisie-formation-a-refaire = cet examen n'est pas réussi : il est à repasser.
formation-signer-bouton = Signer mon certificat

# Le geste : ce qu'une clé d'accès signe, en deux temps.
geste-titre = Vous allez signer
geste-note = Ce que vous lisez ici est ce que votre clé signe. Un geste que vous n'avez pas demandé se refuse.
geste-signer = Signer avec ma clé
champ-geste = Ce geste
saisie-habilitation-quota = le nombre permis pour cette semaine, ou en attente, est atteint.
saisie-habilitation-date = cette date ne convient pas : une fin vient après aujourd'hui, et au plus un an plus tard.

# Comptes : approuver, parrainer, arriver, qui peut quoi, lignées, histoire, campagnes.

compte-etat-amorce = attend ses clés
compte-etat-propose = attend une approbation
compte-etat-approuve = attend un parrain
compte-etat-attente = commence bientôt
compte-etat-probation = à l'essai
compte-etat-actif = en activité
compte-etat-sommeil = en sommeil
compte-etat-suspendu = suspendu
compte-etat-clos = clos
compte-cause-formation = formation à passer ou à repasser
compte-cause-echeance = fin de l'habilitation
compte-cause-campagne = pas confirmé lors de la revue des comptes
compte-cause-inusite = aucune entrée depuis longtemps
compte-cause-essai = essai terminé sans confirmation
compte-cause-attente = à réveiller par un responsable
lien-proposant = proposé par
lien-approbateur = approuvé par
lien-parrain = parrainé par

acces-titre = Qui peut quoi
acces-role = Fonction
acces-tous-roles = toutes
acces-etat = État
acces-tous-etats = tous, sauf clos
acces-tri-travaille = en activité ou à l'essai
acces-tri-arrive = pas encore entrés
acces-tri-arrete = en sommeil ou suspendus
acces-tri-bientot = une échéance dans les 30 jours
acces-tri-clos = clos
acces-choisir = Afficher
acces-combien = { $n ->
    [0] aucun compte.
    [one] { $n } compte.
   *[other] { $n } comptes.
}
acces-vide = Aucun compte ne répond à ce choix.
acces-vide-aide = Choisissez une autre fonction ou un autre état.
acces-colonne-qui = Qui
acces-colonne-fonction = Fonction
acces-colonne-droit = Peut
acces-colonne-etat = État
acces-parrain = et parrain
acces-amorce = ne peut rien encore : doit lier ses deux clés
acces-propose = ne peut rien encore : une approbation est attendue
acces-approuve = ne peut rien encore : un parrain est attendu
acces-attente = n'ouvre rien avant le { $jour }
acces-probation = ouvre les dossiers dont l'ouverture s'explique, à l'essai jusqu'au { $jour }
acces-sommeil = n'ouvre rien depuis le { $jour } : { $cause }
acces-sommeil-seul = n'ouvre rien : compte en sommeil
acces-suspendu = n'ouvre rien : compte suspendu, deux personnes doivent le rétablir
acces-clos = ne peut plus rien : compte clos
acces-role-conseiller = ouvre les dossiers de la structure jusqu'au { $jour }
acces-role-referent_collectif = ouvre les dossiers de la structure jusqu'au { $jour }
acces-role-direction = lit les dossiers de la structure, sans y écrire, jusqu'au { $jour }
acces-role-accueil = tient l'accueil, n'ouvre aucun dossier, jusqu'au { $jour }
acces-role-gestionnaire = s'occupe des comptes, n'ouvre aucun dossier, jusqu'au { $jour }
acces-role-dpo = lit le journal, n'ouvre aucun dossier, jusqu'au { $jour }
acces-role-vigie = surveille et coupe, n'ouvre aucun dossier, jusqu'au { $jour }
acces-avant-formation = Formation à repasser avant le { $jour }.
acces-avant-campagne = Compte à confirmer avant le { $jour }.

demande-nouveau = Nouveau compte
demande-renouvellement = Renouvellement
demande-cles = Clés perdues
demande-direction = Fonction de direction
demande-effet-nouveau = On demande un compte qui n'existe pas encore. Il n'ouvrira rien avant la présence d'un parrain et la fin de l'attente.
demande-effet-renouvellement = Le compte existe ; on demande qu'il continue jusqu'au jour ci-dessous.
demande-effet-cles = Les deux clés sont perdues. La personne devra se présenter devant un parrain avec deux nouvelles clés.
demande-effet-direction = La personne prendrait la fonction de direction ; le compte de la direction sortante sera clos le même instant.
demande-ceremonie = Cérémonie
demande-ceremonie-aide = Trop peu de personnes pouvaient être tirées au sort. Deux personnes de fonctions différentes doivent approuver, et l'attente dure sept jours. Le journal le dit.
carte-parrain = pourra parrainer
carte-prenom = Prénom
carte-nom = Nom
carte-mail = Adresse professionnelle
carte-fonction = Fonction au contrat
carte-debut = Premier jour
carte-jusqu = Dernier jour

approbations-titre = À approuver
approbations-vide = Aucune demande ne vous attend.
approbations-vide-aide = Quand le sort vous désigne, la demande apparaît ici.
approbations-combien = { $n ->
    [one] { $n } demande vous attend.
   *[other] { $n } demandes vous attendent.
}
approbations-note = Chacune se juge sur sa page, après comparaison. Prenez votre temps : sans réponse sous 24 heures, quelqu'un d'autre est tiré au sort.
approbation-comparaison = Comparer
approbation-tableau = La demande à côté de la liste du personnel
approbation-demande = Ce qui est demandé
approbation-rh = Liste du personnel
approbation-ecart = Écart
approbation-differe = diffère
approbation-sans-rh = Aucune ligne de la liste du personnel ne lui correspond. Appelez la structure, au numéro que vous connaissez déjà, avant d'approuver.
approbation-sans-carte = La fiche signée n'est plus lisible. Vous ne pouvez pas comparer : n'approuvez pas.
approbation-doubles = Même nom ou même adresse ailleurs
approbation-sans-double = Personne d'autre ne porte ce nom ni cette adresse.
approbation-qui = Qui demande
approbation-le = le
approbation-proposees = { $n ->
    [one] C'est sa seule demande depuis 30 jours.
   *[other] C'est l'une de ses { $n } demandes depuis 30 jours.
}
approbation-avis = Votre avis
approbation-aide = Les trois réponses se valent : refuser ou ne pas pouvoir juger ne vous sera jamais reproché.
approbation-oui = Approuver
approbation-non = Refuser
approbation-sans-avis = Je ne peux pas juger
approbation-attente = { $n ->
    [one] « Approuver » s'ouvre dans { $n } seconde.
   *[other] « Approuver » s'ouvre dans { $n } secondes, le temps de comparer.
}
approbation-prete = Vous pouvez approuver.
approbation-pas-a-vous = Cette demande n'attend pas, ou n'attend plus, votre avis.
rythme-avis = { $n ->
    [one] Vous avez rendu { $n } avis, dont { $refus } refus.
   *[other] Vous avez rendu { $n } avis, dont { $refus } refus.
}
rythme-temps = { $n ->
    [one] Votre temps habituel : { $n } seconde.
   *[other] Votre temps habituel : { $n } secondes.
}
mots-approuver = Vous approuvez ce compte :
mots-refuser = Vous refusez cette demande, qui prend fin :
mots-decliner = Vous ne pouvez pas juger ; une autre personne est tirée au sort pour :
mots-confirmer = Vous confirmez la fin de l'essai de :
mots-parrainer = Vous vous portez garant de :
mots-parrainer-presence = Cette personne est devant vous, et les quatre mots sont les mêmes sur vos deux écrans.
mots-lier = Vous liez l'identité présentée au compte de :
mots-certifier = Ce compte est toujours utile, tel qu'il est :
mots-clore = Vous fermez ce compte pour toujours :
mots-depart = Les droits prennent fin à la date choisie pour :

parrainages-titre = Parrainages
parrainages-note = Vous vous portez garant des personnes que vous avez devant vous, jamais à distance.
parrainages-signe = Les deux clés sont liées.
parrainages-signe-aide = Rien ne s'ouvre avant la fin de l'attente. D'ici là, la formation peut être suivie.
parrainages-vide = Personne ne vous attend.
parrainages-vide-aide = Les arrivées de votre structure apparaissent ici une fois approuvées.
parrainages-arrivees = À rencontrer
parrainages-a-rencontrer = à rencontrer
parrainages-cles-perdues = a perdu ses clés
parrainages-essais = À l'essai
parrainages-essai = À l'essai jusqu'au { $jour }. Sans confirmation, le compte s'endort ensuite.
parrainages-confirmer = Confirmer
parrainage-titre = Parrainer
parrainage-presence = La personne doit être devant vous, avec son téléphone et ses deux clés. Vérifiez son identité comme pour un contrat.
parrainage-adresse = Ouvrir son adresse
parrainage-ouvrir-aide = L'adresse sert une fois et vit cinq minutes. La personne la lit avec son téléphone.
parrainage-ouvrir = Ouvrir l'adresse
parrainage-rouvrir = Ouvrir une nouvelle adresse
parrainage-lire = Faites lire ce dessin par son téléphone, ou dictez l'adresse.
parrainage-qr = L'adresse, à lire avec un téléphone ; elle est aussi écrite en lettres.
parrainage-lettres = L'adresse :
parrainage-cinq-minutes = Elle n'est montrée que cette fois et se ferme dans cinq minutes.
parrainage-signer-titre = Comparer et signer
parrainage-cles = { $n ->
    [0] Aucune clé pour l'instant : cette page suit toute seule.
    [one] Une clé sur deux.
   *[other] Les deux clés sont faites.
}
parrainage-mots = Ces quatre mots doivent être les mêmes sur son téléphone :
parrainage-signer = Les mots sont les mêmes : je signe
parrainage-autres-mots = Si un seul mot diffère, ne signez pas : ouvrez une nouvelle adresse, et prévenez votre gestion de compte.
parrainage-federe = Lier une identité ProConnect
parrainage-federe-aide = La page de la personne montre un code de huit lettres, valable cinq minutes. Cette identité dit qui elle est ; elle ne donne aucun droit.
parrainage-code = Code
parrainage-lier = Lier

arrivee-titre = Bienvenue
arrivee-etapes = Votre arrivée
arrivee-etape-1 = Vos deux clés
arrivee-etape-2 = Les quatre mots
arrivee-etape-3 = La formation
arrivee-etape-4 = Vos premiers dossiers
arrivee-etape-faite = faite
arrivee-etape-ici = en cours
arrivee-etape-apres = à venir
arrivee-cinq-minutes = Vous avez cinq minutes pour vos deux clés. Votre responsable est à côté de vous.
arrivee-mots = Lisez ces quatre mots à voix haute. Votre responsable doit voir les mêmes.
arrivee-mots-autres = S'ils diffèrent, dites-le : il ne faut pas signer. Cette page continue toute seule.
arrivee-signe = C'est signé
arrivee-formation = Une dizaine de minutes de lecture et quelques questions : il faut les avoir réussies pour ouvrir un dossier.
arrivee-commencer = Suivre la formation
arrivee-ouvre = Vos premiers dossiers s'ouvrent { $jour } à { $heure }.
arrivee-attente-pourquoi = Ce délai laisse à votre direction le temps de dire non si quelqu'un s'était trompé.

lignees-titre = Lignées
lignees-note = Qui a proposé, approuvé et parrainé qui. Deux personnes d'une même lignée ne s'approuvent jamais l'une l'autre.
lignees-vide = Aucun compte.
lignees-dessin = Dessin des lignées ; les mêmes faits sont dans le tableau qui suit.
lignees-trop = Trop de comptes pour un dessin lisible : le tableau dit tout.
lignees-tableau = Les mêmes faits, en tableau
lignees-structure = Structure

histoire-titre = Histoire du compte
histoire-exporter = Exporter avec les preuves
histoire-vide = Rien n'est encore inscrit.
histoire-par = par
histoire-signe = signé par clé
histoire-non-signe = inscrit sans clé
histoire-entree = entrée n°
histoire-verifier = Vérifier sans nous
histoire-verifier-aide = Le fichier exporté contient chaque entrée du journal telle qu'elle est, ce que la clé a signé, et le chemin de chacune jusqu'au point de contrôle signé par les deux organismes. Les outils publics du journal suffisent pour le vérifier ; aucun nom n'y figure.
pas-60 = Compte créé à la console
pas-62-1 = Clé liée
pas-62-2 = Clé faite à l'arrivée, en attente du parrain
pas-62-3 = Clé ajoutée
pas-62 = Clé liée
pas-63 = Clé retirée
pas-64-1 = Compte proposé
pas-64-2 = Renouvellement demandé
pas-64-3 = Nouvelles clés demandées
pas-64-4 = Fonction de direction demandée
pas-65-1 = Personne tirée au sort pour approuver
pas-65-2 = Trop peu de personnes pour un tirage : cérémonie
pas-66 = Approuvé
pas-67-1 = Refusé
pas-67-2 = Avis décliné
pas-68 = Parrainé, en présence
pas-69 = Arrêté par un veto
pas-70 = Fin de l'attente
pas-71 = Essai confirmé
pas-72 = Suspendu
pas-73 = Rétablissement demandé ou accordé
pas-74 = Mis en sommeil
pas-75 = Réveillé
pas-76 = Clos
pas-77 = Départ annoncé
pas-78 = Formation réussie
pas-79 = Confirmé lors de la revue des comptes
pas-80 = Identité fédérée liée
pas-81 = Quota relevé
pas-82 = Direction transmise
pas-83 = Secours déclaré
pas-84 = Fin de l'habilitation
pas-autre = Inscription { $n } ({ $regle })

campagne-titre = Revue des comptes
campagne-note = Un compte à la fois : regardez les faits, puis répondez. Certaines lignes ne correspondent à personne : elles gardent l'attention de tous.
campagne-avancement = Avancement
campagne-progres = { $n } sur { $sur }
campagne-vide = Rien à revoir pour l'instant.
campagne-vide-aide = Un compte apparaît ici trois semaines avant sa date.
campagne-derniere = { $n ->
    [0] Dernier dossier ouvert aujourd'hui.
    [one] Dernier dossier ouvert hier.
   *[other] Dernier dossier ouvert il y a { $n } jours.
}
campagne-jamais = Aucun dossier ouvert.
campagne-ouvertures = { $n ->
    [one] { $n } ouverture en 30 jours, dont { $sans } sans explication.
   *[other] { $n } ouvertures en 30 jours, dont { $sans } sans explication.
}
campagne-connexion = Dernière entrée le { $jour }.
campagne-inutilises = Jamais utilisé : { $actions }.
campagne-echeance = S'endort le { $jour } sans réponse.
campagne-utile = Toujours utile
campagne-inutile = Plus utile
campagne-clore = Fermer pour toujours
campagne-clore-aide = La personne est partie. Une personne qui revient aura un nouveau compte.
campagne-depart = Fin à une date
campagne-depart-aide = La personne part pour une autre structure : ses droits ici prennent fin ce jour-là.
campagne-depart-date = Premier jour sans droit ici
campagne-sommeil = Laisser s'endormir
campagne-sommeil-aide = Sans réponse, le compte s'endort le { $jour } et n'ouvre plus rien. Il se ferme après 90 jours de sommeil.
campagne-retour = Revenir à la revue
campagne-reprise = La revue reprend depuis le début
campagne-reprise-aide = Une ligne confirmée ne correspondait à personne. Chaque ligne est à relire, avec quelqu'un à côté de vous : la direction ou la protection des données ouvre sa page « Revue des comptes » et le dit.
campagne-a-cote = Quelqu'un vous attend
campagne-a-cote-aide = reprend sa revue des comptes et a besoin de vous à ses côtés.
campagne-a-cote-bouton = Je suis à ses côtés
campagne-fait-signe = C'est signé : le compte reste utile.
campagne-fait-retire = C'est fait.
campagne-fait-leve = La revue peut reprendre.
action-ouvrir = ouvrir un dossier
action-delicat = déplier ce qui est délicat
action-reveler = révéler un identifiant
action-imprimer = imprimer une fiche
action-ecrire = écrire dans un dossier
action-creer = créer un dossier
action-importer = importer un fichier
action-lister = voir des listes
action-chercher = chercher une personne
action-lectures = voir les lectures
action-contact = ouvrir le contact d'un jeune
action-agenda = voir les agendas, les ateliers et l'accueil
action-habiliter = proposer et approuver des comptes
action-parrainer = parrainer une arrivée
action-certifier = revoir les comptes de la structure
action-veiller = arrêter ou rétablir un compte
action-secourir = déclarer un secours
approbations-fait-approuve = C'est signé : la demande est approuvée.
approbations-fait-refuse = C'est signé : la demande est refusée.
approbations-fait-decline = C'est signé : quelqu'un d'autre va être tiré au sort.
parrainage-identite-liee = L'identité est liée. Elle ne donne aucun droit.
saisie-campagne-reprise = la revue reprend : quelqu'un doit d'abord dire qu'il est à vos côtés.
saisie-parrainage-cles = les clés ont changé ou leur temps est passé : comparez les mots à nouveau.
saisie-identite-code = ce code n'existe pas ou n'est plus valable : il vit cinq minutes.
saisie-date-illisible = cette date ne se lit pas.
refus-arrivee-titre = Adresse fermée
refus-arrivee = Cette adresse a déjà servi, ou ses cinq minutes sont passées.
refus-arrivee-faire = Dites-le à la personne qui vous accueille : elle en ouvre une autre sur son écran.

# Mon compte, les habilitations, les quotas.
menu-vigie = Alertes
menu-habilitations = Comptes
menu-approbations = Approbations
menu-parrainages = Parrainages
menu-acces = Qui peut quoi
menu-campagnes = Revue
menu-compte = Mon compte
moi-titre = Mon compte
moi-amorce = Votre compte attend vos deux clés.
moi-propose = Votre compte attend une approbation.
moi-approuve = Votre compte attend votre parrain et vos deux clés.
moi-attente = Vos clés sont liées. Votre travail commence le { $quand } ; d'ici là, vous pouvez suivre la formation.
moi-probation = Vous êtes à l'essai jusqu'au { $jusqu } : vous ouvrez peu de dossiers hors de votre portefeuille.
moi-actif = Votre compte est en activité. Votre habilitation va jusqu'au { $jusqu }.
moi-sommeil = Votre compte dort depuis le { $depuis } : { $cause }. Rien n'est perdu.
moi-sommeil-seul = Votre compte dort. Rien n'est perdu : un responsable le réveille.
moi-suspendu = Votre compte est suspendu. Deux personnes de deux fonctions le rétablissent.
moi-clos = Votre compte est clos.
moi-actions = Ce que je peux faire
moi-actions-aucune = Rien pour l'instant : l'état du compte, ci-dessus, dit pourquoi.
moi-essai = { $n ->
    [0] Il ne vous reste aucune ouverture sans explication pour tout l'essai.
    [one] Il vous reste { $n } ouverture sans explication pour tout l'essai.
   *[other] Il vous reste { $n } ouvertures sans explication pour tout l'essai.
}
moi-echeances = Jusqu'à quand
moi-pourquoi-droit = Votre gestionnaire demande le renouvellement ; une autre structure l'approuve.
moi-pourquoi-formation = L'examen réussi la prolonge. Le compte dort sans elle.
moi-pourquoi-campagne = Votre direction confirme que ce compte est toujours utile.
moi-liens = Qui a signé pour moi
moi-liens-aucun = Ce compte est un premier compte : il a été créé à la console, devant plusieurs personnes.
moi-lien-ailleurs = une personne d'une autre structure
moi-identites = { $n ->
    [one] { $n } identité ProConnect liée.
   *[other] { $n } identités ProConnect liées.
}
moi-parrainages = Qui j'ai à parrainer
moi-approbations = Les demandes qui m'attendent
moi-logins-tableau = Chaque entrée, et comment elle a pris fin
moi-logins = Mes dernières entrées
moi-logins-aucun = Aucune entrée pour l'instant.
moi-logins-fin = Fin
login-vivant = en cours
login-parti = vous avez quitté
login-remplace = remplacée par une entrée ailleurs
login-expire = trop longtemps sans activité
login-coupe = coupée avec le compte
moi-cles = Mes clés
moi-cles-note = Une clé sert, l'autre reste dans un tiroir. Si une clé est perdue, retirez-la avec l'autre ; si les deux le sont, voyez votre gestionnaire. Une clé ajoutée sert après quarante-huit heures : vous n'avez pas créé celle que vous voyez ici ? Retirez-la, et prévenez votre direction.
moi-cle = Clé
moi-cle-ici = celle de cette entrée
moi-cle-des = ne sert pas avant { $quand }
moi-cle-retirer = Retirer
moi-cle-ajouter = Ajouter une clé
mots-cle-ajoutee = Vous liez à votre compte la clé que vous venez de créer.
mots-cle-retiree = Vous retirez de votre compte la clé
alerte-titre = Ce n'est pas moi
alerte-note = Une entrée que vous ne reconnaissez pas, un geste que vous n'avez pas demandé, une clé perdue ou volée ?
alerte-ouvrir = Suspendre mon compte tout de suite
alerte-effet = Votre compte est coupé à l'instant, partout. Rien n'est effacé. Deux personnes de deux fonctions, dans votre structure, le rétabliront avec vous.
alerte-bouton = Ce n'est pas moi : suspendre mon compte
alerte-faite-titre = Votre compte est suspendu
alerte-faite = Plus personne n'entre avec ce compte. Vous avez bien fait, même si ce n'était rien.
alerte-numero = Numéro au journal : { $n }
alerte-ensuite = Maintenant
alerte-prevenir = Prévenez votre direction, par téléphone ou de vive voix, et donnez ce numéro.
alerte-poste = Laissez le poste allumé et débranché du réseau si vous pensez qu'il est en cause.
alerte-retablir = Deux personnes de deux fonctions rétablissent le compte une fois la cause connue.
fait-cle-ajoutee = La clé est liée à votre compte. Elle servira dans quarante-huit heures. Vous ne l'avez pas créée vous-même ? Retirez-la.
fait-cle-retiree = La clé ne sert plus.
bureau-titre = Comptes
bureau-note = Une demande ne donne rien seule : quelqu'un d'une autre structure l'approuve, puis un parrain, présent, se porte garant.
bureau-lignees = Qui a signé pour qui
bureau-places = { $n ->
    [0] Plus aucun nouveau compte possible cette semaine pour vous ({ $structure } pour la structure).
    [one] Encore { $n } nouveau compte possible cette semaine pour vous ({ $structure } pour la structure).
   *[other] Encore { $n } nouveaux comptes possibles cette semaine pour vous ({ $structure } pour la structure).
}
bureau-quota = { $n } nouveaux comptes par semaine jusqu'au { $jour }, demandé et pas encore accordé.
bureau-demandes = Demandes en attente
bureau-demandes-vide = Aucune demande n'attend.
bureau-demande-nouveau = Nouveau compte, demandé le { $jour }
bureau-demande-renouvellement = Renouvellement, demandé le { $jour }
bureau-demande-cles = Clés perdues, demande du { $jour }
bureau-demande-direction = Fonction de direction, demandée le { $jour }
bureau-attend-tirage = Le tirage au sort n'est pas encore fait.
bureau-attend-parrain = Approuvé : au tour du parrain, en présence.
bureau-attend-approbation = { $n ->
    [one] Attend { $n } approbation.
   *[other] Attend { $n } approbations.
}
bureau-echeances = Échéances des 30 jours
bureau-echeances-vide = Aucune échéance dans les 30 jours.
echeance-droit = habilitation jusqu'au { $jour }
echeance-formation = formation jusqu'au { $jour }
echeance-campagne = revue jusqu'au { $jour }
bureau-arretes = En sommeil ou suspendus
bureau-arretes-vide = Aucun compte n'est arrêté.
rh-titre = Liste du personnel
rh-aucune = Aucune liste déposée
rh-aucune-aide = Déposez la liste tenue par les ressources humaines : chaque ligne se propose en un clic, les doublons et les départs se voient.
rh-legende = Le personnel et ses comptes
rh-qui = Qui
rh-presence = Présence
rh-suite = Suite
rh-du-au = du { $debut } au { $fin }
rh-depuis = depuis le { $jour }
rh-jusqu = jusqu'au { $jour }
rh-proposer = Proposer
rh-clore = Clore
rh-connu = A déjà un compte
rh-rien = Rien à faire
rh-sans-compte = Sans compte
rh-double = même adresse qu'une autre ligne
rh-fichier = Nouvelle liste
rh-fichier-aide = CSV ou XLSX, avec un titre par colonne : prénom, nom, courriel, fonction, début, fin. Elle remplace la précédente et ne crée aucun compte.
rh-deposer = Déposer la liste
rh-trop-longue = Cette liste est trop longue : 1 000 lignes et 2 Mo au plus. Gardez seulement le personnel de la structure.
saisie-rh-lignes = 1 000 lignes au plus, et au moins une.
rh-sans-nom = Il manque une colonne « prénom » ou une colonne « nom ». Donnez ce titre à la première ligne, puis recommencez.
rh-sans-mail = Il manque une colonne « courriel ». Donnez ce titre à la première ligne, puis recommencez.
rh-vide = Aucune ligne ne porte de nom. Vérifiez que les noms sont bien sous le titre « nom ».
proposer-titre = Proposer un compte
proposer-note = Une personne, un compte, à son nom. Ce que vous écrivez ici est montré à qui approuve et comparé à la liste du personnel.
proposer-double = Quelqu'un porte déjà ce nom ou cette adresse
proposer-complet = Le nombre permis est atteint cette semaine : la demande peut partir, l'arrivée attendra.
proposer-mail-aide = L'adresse professionnelle de cette personne, jamais une boîte partagée.
proposer-fonction-aide = Comme dans le contrat.
proposer-role-aide = Une seule fonction par compte. La gestion de compte n'ouvre aucun dossier.
proposer-jusqu-aide = Un an au plus ; la fin du contrat si elle vient avant.
proposer-parrain-aide = Pour un responsable d'équipe : il pourra se porter garant d'un nouvel arrivant, en sa présence.
proposer-bouton = Relire et signer
mots-proposer = Vous demandez un nouveau compte. Il n'ouvre rien avant l'approbation d'une autre structure et la présence d'un parrain.
champ-nom = Nom
champ-fonction = Intitulé du poste
champ-role = Fonction dans Cairn
champ-debut = Premier jour de travail
champ-jusqu = Dernier jour de l'habilitation
champ-premier-jour = Premier jour sans droits ici
champ-parrain = Peut parrainer
champ-nombre = Nouveaux comptes par semaine
champ-cle = Cette clé
saisie-habilitation-nombre = entre 1 et 20.
saisie-habilitation-debut = le premier jour de travail s'écrit comme une date.
saisie-champ-requis = à remplir.
saisie-habilitation-boite-partagee = une boîte partagée n'est personne : donnez l'adresse de cette personne.
saisie-habilitation-parrain-gestionnaire = qui gère les comptes ne peut pas aussi parrainer.
saisie-habilitation-trop-vite = lisez la comparaison : l'approbation s'ouvre au bout de vingt secondes.
saisie-habilitation-deux-attendent = deux de vos demandes attendent déjà une approbation ; la troisième partira après.
fiche-titre = Compte
fiche-parrain = peut parrainer
fiche-amorce = est un premier compte, qui attend ses deux clés.
fiche-propose = n'a pas encore de compte : la demande attend une approbation.
fiche-approuve = n'a pas encore de compte : la demande est approuvée, un parrain doit se porter garant.
fiche-attente = a ses clés ; rien ne s'ouvre avant le { $quand }, pour laisser le temps de dire non.
fiche-probation = travaille depuis le { $depuis }, à l'essai jusqu'au { $jusqu }.
fiche-actif = travaille depuis le { $depuis } ; l'habilitation va jusqu'au { $jusqu }.
fiche-sommeil = a un compte qui dort depuis le { $depuis } : { $cause }.
fiche-suspendu = a un compte suspendu : rien ne s'ouvre.
fiche-clos = n'a plus de compte ici.
fiche-suspendu-le = Suspendu le { $quand }
fiche-par = par
fiche-retablir-premier = a demandé le rétablissement ; une seconde personne, d'une autre fonction, doit le signer.
fiche-retablir-deux = Deux personnes de deux fonctions le rétablissent.
fiche-demande = La demande
fiche-demandee-jusqu = Habilitation demandée jusqu'au { $jour }.
fiche-ceremonie = Trop peu de monde pour un tirage au sort : c'est une cérémonie, et le journal le dit.
fiche-a-signe = a signé
fiche-attendue = signature attendue
fiche-dates = Dates
date-ouvre = Première ouverture possible
date-probation = Fin de l'essai
date-droit = Fin de l'habilitation
date-formation = Fin de la formation
date-campagne = Prochaine revue
date-connexion = Dernière entrée
fiche-histoire = Son histoire, jusqu'aux signatures
fiche-carte = La carte qui a été signée
fiche-sans-carte = Pas de carte : c'est un premier compte, ou la carte ne répond plus à ce qui a été signé.
fiche-comparaison = La carte et la liste du personnel
fiche-terme = Donnée
fiche-colonne-carte = Carte
fiche-colonne-rh = Liste du personnel
fiche-differe = différent
fiche-semblables = Même nom ou même adresse
fiche-gestes = Ce que je peux signer
fiche-sans-geste = Rien à signer maintenant sur ce compte.
geste-renouveler = Renouveler l'habilitation
geste-cles = Refaire les clés perdues
geste-direction = Proposer pour la direction
geste-juger = Juger la demande
geste-parrainer = Parrainer l'arrivée
geste-veto = S'opposer
geste-confirmer = Confirmer l'essai
geste-retablir = Rétablir
geste-reveiller = Réveiller
geste-clore = Clore le compte
geste-muter = Départ vers une autre structure
geste-certifier = Toujours utile
geste-passer = Passer la direction
geste-secourir = Secourir pour un jour
geste-suspendre = Suspendre tout de suite
mots-renouveler = Vous demandez que l'habilitation continue, pour :
mots-cles = Les deux clés sont perdues. Vous demandez qu'une nouvelle paire soit liée, devant un parrain, pour :
mots-direction = Vous demandez la fonction de direction pour :
mots-veto = Vous vous opposez : la demande prend fin, le compte n'ouvrira rien, pour :
mots-retablir = La cause de la suspension est connue et close. Vous demandez le rétablissement de :
mots-reveiller = Cette personne travaille toujours ici. Vous réveillez le compte de :
mots-muter = Les droits prennent fin ici au jour choisi, pour :
mots-passer = La direction passe, et le compte de la direction sortante est clos. Elle passe à :
mots-secourir = Pour un jour, les causes de sommeil sont mises de côté. Trois personnes de trois structures le signent, pour :
mots-suspendre = Le compte est coupé à l'instant, sans clé. Il faudra deux personnes pour rétablir :
fait-proposition = Votre demande est signée. Une personne d'une autre structure est tirée au sort pour l'approuver.
fait-liste = La liste du personnel est à jour.
fait-renouvellement = Le renouvellement est demandé.
fait-cles = La demande de nouvelles clés est signée.
fait-direction = La demande pour la direction est signée.
fait-veto = Votre opposition est signée.
fait-confirmation = L'essai est confirmé.
fait-retablissement = Votre signature pour le rétablissement est inscrite.
fait-reveil = Le compte est réveillé.
fait-cloture = Le compte est clos.
fait-mutation = Le départ est inscrit.
fait-passation = La direction est passée.
fait-secours = Votre signature pour le secours est inscrite.
fait-suspension = Le compte est suspendu.
fait-quota = Votre signature est inscrite.
quotas-titre = Nouveaux comptes par semaine
quotas-note = Cinq nouveaux comptes par semaine pour une structure, deux par gestionnaire. Pour une saison, une direction demande plus, et la direction d'une autre structure l'accorde.
quotas-voir = Voir les quotas
quotas-attente = Demande en attente
quotas-attend-ailleurs = La direction d'une autre structure doit la signer dans les mêmes termes.
quotas-accord = { $n } nouveaux comptes par semaine jusqu'au { $jour }.
quotas-accorder = Accorder
quotas-demander = Demander plus
quotas-direction = Seule une direction demande ou accorde plus de comptes.
quotas-jusqu = Dernier jour
quotas-jusqu-aide = Trois mois au plus.
mots-quota-demande = Vous demandez, pour votre structure, plus de nouveaux comptes par semaine.
mots-quota-accorde = Vous accordez à la structure

# ProConnect : dire qui l'on est n'ouvre rien.
proconnect-titre = Pas encore de clé ?
proconnect-note = ProConnect dit qui vous êtes et montre où en est votre compte. Il n'ouvre aucun dossier : seule votre clé ouvre.
proconnect-bouton = S'identifier avec ProConnect
proconnect-affluence = Trop de personnes s'identifient au même instant.
proconnect-affluence-faire = Réessayez dans quelques secondes.
proconnect-retour-titre = Retour de ProConnect
proconnect-retour = Un instant…
proconnect-retour-ailleurs = Rien n'a commencé dans cet onglet. Une identification commence et finit dans le même onglet, ne sert qu'une fois et ne se recharge pas. Si quelqu'un vous a envoyé cette adresse, fermez cette page.
proconnect-recommencer = Revenir à l'entrée
proconnect-connu-titre = Où en est mon compte
proconnect-bonjour = Bonjour
proconnect-manque = Ce qui manque
proconnect-manque-rien = Rien : votre clé suffit.
proconnect-manque-console = Vos deux clés, à l'adresse que votre mission locale vous a donnée.
proconnect-manque-approbation = L'approbation d'une personne tirée au sort dans une autre structure. Votre gestionnaire sait où en est la demande.
proconnect-manque-parrain = Vos deux clés, à faire avec votre parrain à côté de vous.
proconnect-manque-formation = La formation, à réussir. Elle se suit après être entré avec votre clé.
proconnect-manque-confirmation = La confirmation de votre essai par un parrain de votre structure.
proconnect-manque-renouvellement = Le renouvellement de votre habilitation, que votre gestionnaire demande.
proconnect-manque-revue = La revue de votre compte par votre direction.
proconnect-manque-reveil = Le réveil de votre compte par votre direction ou votre gestionnaire.
proconnect-manque-retablissement = Le rétablissement de votre compte, par deux personnes de deux fonctions. Voyez votre direction.
proconnect-manque-nouveau = Ce compte est clos pour toujours. Si vous travaillez encore ici, votre gestionnaire en propose un nouveau.
proconnect-dates = Dates
proconnect-rang-zero = Vous n'êtes pas entré : cette page ne montre que votre propre compte, et cette identification est inscrite au journal.
proconnect-continuer = Continuer avec votre clé
proconnect-quitter = Se déconnecter de ProConnect
proconnect-fin-passee = Cette page est trop ancienne pour fermer votre session chez ProConnect.
proconnect-fin-passee-faire = Sur un poste partagé, fermez tout le navigateur.
proconnect-inconnu-titre = Aucun compte ne porte cette identité
proconnect-inconnu = ProConnect dit qui vous êtes, mais aucun compte d'ici n'est lié à cette identité. Aucun n'a été créé : ProConnect n'en crée jamais.
proconnect-sans-compte = Vous arrivez ?
proconnect-sans-compte-faire = Demandez un compte à la direction ou au gestionnaire de votre mission locale. Deux autres personnes le signeront.
proconnect-parrain = Votre parrain est à côté de vous ?
proconnect-parrain-faire = Lisez-lui ces huit lettres : il lie cette identité à votre compte, avec sa clé.
proconnect-parrain-note = Elles servent une fois, pendant cinq minutes. Ne les donnez à personne par téléphone ni par message.
proconnect-avec-cles = Vous avez vos clés ?
proconnect-avec-cles-faire = Entrez comme d'habitude : l'identité ProConnect n'y ajoute rien.
proconnect-refus-rien = Rien n'a été créé ni changé. Ce n'est pas nécessaire pour entrer : votre clé suffit.
proconnect-refus-injoignable-titre = ProConnect ne répond pas
proconnect-refus-injoignable = ProConnect n'a pas répondu à temps.
proconnect-refus-injoignable-faire = Réessayez dans quelques minutes.
proconnect-refus-incompris-titre = La réponse de ProConnect n'est pas sûre
proconnect-refus-incompris = Ce qui est revenu de ProConnect ne se vérifie pas, et n'a pas été cru.
proconnect-refus-incompris-faire = Réessayez une fois. Si cela revient, prévenez la personne qui exploite Cairn, avec l'heure.
proconnect-refus-incomplet-titre = L'identité est incomplète
proconnect-refus-incomplet = ProConnect n'a pas transmis tout ce qui dit qui vous êtes : nom, adresse, employeur.
proconnect-refus-incomplet-faire = Demandez au service informatique de votre employeur de compléter votre identité professionnelle.
proconnect-refus-recommencer-titre = À recommencer
proconnect-refus-recommencer = Cette identification a déjà servi, ou plus de dix minutes ont passé.
proconnect-refus-recommencer-faire = Revenez à l'entrée et recommencez.
proconnect-refus-refuse-titre = ProConnect a dit non
proconnect-refus-refuse = L'identification a été abandonnée, ou votre compte ProConnect ne permet pas une authentification assez forte.
proconnect-refus-refuse-faire = Recommencez ; s'il le faut, activez d'abord la double authentification de votre compte ProConnect : une clé de sécurité ou une application.
proconnect-refus-reglage-titre = ProConnect ne reconnaît pas Cairn
proconnect-refus-reglage = Le réglage de ce service auprès de ProConnect n'est plus bon. Vous n'y êtes pour rien.
proconnect-refus-reglage-faire = Prévenez la personne qui exploite Cairn : la clé ou le secret est à renouveler.
proconnect-refus-faible-titre = Authentification trop faible
proconnect-refus-faible = Un mot de passe seul, ou un code reçu par courriel, ne suffit pas ici.
proconnect-refus-faible-faire = Activez chez votre fournisseur d'identité une clé de sécurité ou une application de codes, puis recommencez.
proconnect-refus-fournisseur-titre = Fournisseur d'identité non admis
proconnect-refus-fournisseur = Votre fournisseur d'identité n'est pas de ceux que ce service admet.
proconnect-refus-fournisseur-faire = Choisissez chez ProConnect celui de votre mission locale, ou voyez votre direction.
proconnect-refus-employeur-titre = Employeur non admis
proconnect-refus-employeur = L'employeur que donne ProConnect n'est pas de ceux que ce service admet.
proconnect-refus-employeur-faire = Si c'est pourtant le vôtre, votre direction le fait ajouter par la personne qui exploite Cairn.

# Les référentiels : communes, métiers, pays, par recherche.

referentiel-reponses = Réponses :
referentiel-rien = Rien ne répond. Vérifiez l'orthographe, ou tapez moins de mots.
referentiel-ancienne = Ancienne commune :
comp-referentiel = Valeur d'un référentiel, par recherche
comp-commune = Commune
comp-commune-aide = Nom, département ou code postal, par exemple saint pierre 17. Flèches pour choisir, Entrée pour prendre, Échap pour fermer.

# Agenda.
agenda-titre = Agenda
agenda-mon = Mon agenda
agenda-de = Agenda de
agenda-de-tous = Agenda de la structure
agenda-aller = Aller à un autre jour
agenda-avant = Avant
agenda-apres = Après
agenda-semaine = Semaine
agenda-du-au = du { $du } au { $au }
agenda-voir-jour = Voir le jour
agenda-voir-semaine = Voir la semaine
agenda-nouveau = Rendez-vous
agenda-plage = Absences et créneaux
agenda-feuille = Feuille du jour
agenda-changer = Choisir l'agenda
agenda-jour = Jour
agenda-qui = De qui
agenda-tous = Toute la structure
agenda-site = Lieu
agenda-tous-sites = Tous les lieux
agenda-sans-site = Sans lieu précisé
agenda-absents = Absents :
agenda-vide = Rien n'est prévu.
agenda-vide-aide = Prenez un rendez-vous, ouvrez des créneaux, ou choisissez un autre jour ou un autre agenda.
agenda-deborde = { $n } lignes dans la semaine : choisissez un jour.
agenda-compte = { $n ->
    [0] aucun rendez-vous
    [one] { $n } rendez-vous
   *[other] { $n } rendez-vous
}
agenda-rang = { $de } à { $a }
agenda-sur = sur { $n }
agenda-creneau = Créneau ouvert
agenda-libre = libre
agenda-ailleurs = une personne qui n'est plus dans la structure
agenda-retard = à préciser
agenda-dire-planifie = Reprendre
agenda-dire-present = Présent
agenda-dire-absent = Absent
agenda-dire-annule = Annuler
agenda-reporter = Reporter
agenda-autre = Autre…
agenda-retirer = Retirer
agenda-retirer-serie = Retirer la suite
agenda-reserve = { $n ->
    [one] Le rendez-vous est pris.
   *[other] { $n } rendez-vous sont pris.
}
agenda-sautes = { $n ->
    [one] Un jour férié a été sauté.
   *[other] { $n } jours fériés ont été sautés.
}
lignes-illisibles = { $n ->
    [one] Une ligne ne se lit pas : prévenez l'exploitant.
   *[other] { $n } lignes ne se lisent pas : prévenez l'exploitant.
}
agenda-nouveau-titre = Prendre un rendez-vous
agenda-report-titre = Reporter un rendez-vous
agenda-avec-qui = Avec qui
agenda-avec-qui-aide = Nom, prénom, date de naissance ou numéro. Entrée pour chercher, puis pour choisir.
agenda-ce-dossier = Pour le dossier d'où vous venez.
agenda-libres = Moments libres
agenda-autre-moment = un autre moment
agenda-debut = Heure
agenda-fin = Fin
agenda-duree = Durée en minutes
agenda-avec = Reçu par
agenda-personne = Jeune
agenda-objet = Objet
agenda-texte = Précision
agenda-texte-aide = Se lit dans l'agenda : rien de délicat ici.
agenda-repeter = Répéter
agenda-rythme = Rythme
agenda-rythme-une = une seule fois
agenda-rythme-semaine = chaque semaine
agenda-rythme-quinzaine = une semaine sur deux
agenda-rythme-mois = chaque mois, le même jour de la semaine
agenda-rythme-jours = du lundi au vendredi
agenda-fois = Combien de fois
agenda-repeter-aide = 104 fois au plus. Les jours fériés sont sautés.
agenda-reserver = Prendre ce rendez-vous
agenda-occupe = { $n ->
    [one] Rien n'est pris : ce moment est déjà occupé.
   *[other] Rien n'est pris : { $n } de ces moments sont déjà occupés.
}
agenda-par-dessus = Prendre quand même
agenda-plage-aucune = Votre fonction n'a pas d'agenda où poser une absence.
agenda-absence = Absence
agenda-motif = Motif
agenda-du = Du
agenda-au = Au (compris)
agenda-journee = Toute la journée
agenda-absence-aide = Les rendez-vous déjà pris restent : la page suivante les liste pour les reporter.
agenda-poser = Poser l'absence
agenda-creneaux = Créneaux ouverts
agenda-creneaux-aide = Les moments libres de ces créneaux sont proposés à la prise de rendez-vous. Les jours fériés sont sautés.
agenda-ouvrir-creneaux = Ouvrir ces créneaux
agenda-deplacer-titre = Rendez-vous à reporter
agenda-deplacer = { $n ->
    [one] L'absence est posée. Un rendez-vous tombe dessus.
   *[other] L'absence est posée. { $n } rendez-vous tombent dessus.
}
agenda-retour = Retour à l'agenda
agenda-feuille-titre = Rendez-vous du
agenda-feuille-note = Sans téléphone ni adresse. À détruire le soir.
agenda-feuille-vide = Aucun rendez-vous ce jour-là.
agenda-flux-titre = Mon agenda dans un autre logiciel
agenda-flux-aide = Une adresse secrète donne vos heures à un autre logiciel (téléphone, messagerie) : jamais un nom, jamais un dossier.
agenda-flux-depuis = Une adresse sert depuis le
agenda-flux-faire = Créer une adresse
agenda-flux-refaire = Créer une autre adresse : l'ancienne ne servira plus
agenda-flux-oublier = Fermer cette adresse
agenda-flux-une-fois = Cette adresse n'est montrée qu'une fois. Qui l'a lit vos heures : ne la donnez à personne.
agenda-flux-adresse = Adresse à copier
agenda-flux-mode = Dans l'autre logiciel, choisissez « ajouter un agenda par son adresse ». Il s'actualise au plus soixante fois par heure.
agenda-flux-nom = Agenda Cairn
agenda-flux-absence = Absence
agenda-flux-rendez-vous = Rendez-vous
ferie-jour-de-l-an = Jour de l'an
ferie-vendredi-saint = Vendredi saint
ferie-lundi-de-paques = Lundi de Pâques
ferie-fete-du-travail = Fête du travail
ferie-victoire-1945 = Victoire 1945
ferie-ascension = Ascension
ferie-lundi-de-pentecote = Lundi de Pentecôte
ferie-fete-nationale = Fête nationale
ferie-assomption = Assomption
ferie-toussaint = Toussaint
ferie-armistice-1918 = Armistice 1918
ferie-noel = Noël
ferie-saint-etienne = Saint-Étienne
ferie-abolition = Abolition de l'esclavage
saisie-champ-hors-liste = n'est pas dans la liste.
saisie-rdv-agent = cette personne ne reçoit pas ici.
saisie-atelier-animateur-essai = en période d'essai, on ne s'attribue pas la séance d'un collègue.
saisie-rdv-passe = ce jour est passé.
saisie-rdv-trop-loin = plus de deux ans devant.
saisie-rdv-aucun-jour = ce rythme ne donne aucun jour.
saisie-rdv-fois = entre 1 et 104.
saisie-rdv-statut = ce rendez-vous n'en est plus là : rechargez la page.
saisie-rdv-pas-encore = son jour n'est pas venu.
saisie-rdv-jour-passe = ne se reprend que le jour même.
saisie-plage-ordre = la fin vient après le début.
saisie-plage-hors-du-jour = dépasse minuit.
saisie-plage-trop-courte = cinq minutes au moins.
saisie-plage-trop-longue = trop long : douze heures, ou cent quatre jours, au plus.

# Ma journée
menu-journee = Ma journée
journee-titre = Ma journée
journee-compte = { $n ->
    [0] rien de prévu
    [one] un rendez-vous ou atelier
   *[other] { $n } rendez-vous et ateliers
}
journee-premier = le premier à
journee-arrivee = à l'accueil depuis
journee-inscrits = { $n ->
    [one] un inscrit
   *[other] { $n } inscrits
}
journee-tout-voir = Tout voir
journee-rien-aujourdhui = Aucun rendez-vous ni atelier aujourd'hui.
journee-remplace = Vous remplacez
journee-jusquau = jusqu'au
journee-ses-jeunes = { $n ->
    [one] Le jeune concerné
   *[other] Les { $n } jeunes concernés
}
journee-remplacee = répond pour vous jusqu'au
journee-remplacements = Voir les remplacements
journee-debut = Pour commencer
journee-debut-aide = Vous n'accompagnez encore personne. Cherchez quelqu'un dans le champ ci-dessus, créez un dossier, importez une liste, ou prenez un premier rendez-vous : votre journée s'écrira ici d'elle-même.
journee-en-retard = En retard
journee-arrive = Arrivé
journee-bientot = Se termine bientôt
journee-rien-en-retard = Rien en retard.
journee-rien-arrive = Personne n'attend, aucun appel à rendre, aucun dossier nouvellement confié.
journee-rien-bientot = Rien ne se termine bientôt.
journee-bientot-aide = « Bientôt » veut dire dans les { $n } jours : un choix de Cairn, à confirmer.
journee-rendez-vous-sans-statut = Rendez-vous passés sans statut
journee-a-rappeler = Absents à rappeler
journee-propositions-sans-resultat = Propositions sans résultat
journee-situations-finies = Situations finies, sans suite connue
journee-attendent = Attendent à l'accueil
journee-appels = Appels à rendre
journee-confies = Nouvellement confiés
journee-situations-finissantes = Situations qui se terminent
journee-veille-proche = Bientôt en veille, faute de contact
journee-ateliers-a-clore = Ateliers à clore dans la structure
choix-a-faire = À faire
phrase-a-faire-rendez-vous-sans-statut = dont un rendez-vous passé n'a pas de statut
phrase-a-faire-a-rappeler = absents, à rappeler
phrase-a-faire-propositions-sans-resultat = dont une proposition attend son résultat
phrase-a-faire-situations-finies = dont la situation est finie, sans suite connue
phrase-a-faire-attendent = qui attendent à l'accueil
phrase-a-faire-appels = qui ont appelé
phrase-a-faire-confies = confiés ces sept derniers jours
phrase-a-faire-situations-finissantes = dont la situation se termine bientôt
phrase-a-faire-veille-proche = bientôt en veille

# dossier : la page de la personne et le panneau

# Groupes et champs du dictionnaire
groupe-identite = Identité
groupe-sejour = Nationalité et séjour
groupe-contact = Contact
groupe-representants = Représentants légaux
groupe-famille = Famille
famille-sans-enfant = sans enfant à charge
deux-points = {" : "}
groupe-formation = Scolarité et diplômes
groupe-langues = Langues
groupe-mobilite = Mobilité
groupe-emploi = Emploi et projet
groupe-suivi = Suivi
groupe-logement = Logement
groupe-sante = Santé et freins
groupe-protection = Protection
groupe-ressources = Ressources
groupe-banque = Compte bancaire
groupe-identifiants = Identifiants
groupe-papiers = Pièces
champ-pays-naissance = Pays de naissance
champ-identite-justifiee = Identité justifiée par
champ-titre-sejour = Titre de séjour
champ-titre-sejour-fin = Fin du titre de séjour
champ-situation-familiale = Situation familiale
champ-enfants-a-charge = Enfants à charge
champ-garde-enfants = Garde des enfants
champ-representant1-nom = Représentant légal 1 : nom
champ-representant1-lien = Représentant légal 1 : lien
champ-representant1-telephone = Représentant légal 1 : téléphone
champ-representant1-mail = Représentant légal 1 : courriel
champ-representant2-nom = Représentant légal 2 : nom
champ-representant2-lien = Représentant légal 2 : lien
champ-representant2-telephone = Représentant légal 2 : téléphone
champ-representant2-mail = Représentant légal 2 : courriel
champ-ne-pas-contacter-parents = Ne pas contacter les parents
champ-complement-adresse = Complément d'adresse
champ-proposition = Propositions
champ-statut = Statut
champ-canaux-dangereux = Canaux dangereux
champ-canal-prefere = Canal préféré
champ-rappels-acceptes = Accepte les rappels de rendez-vous
champ-qpv = Quartier prioritaire (QPV)
champ-frr = Zone France ruralités (FRR)
champ-derniere-classe = Dernière classe suivie
champ-fin-scolarite = Fin de scolarité
champ-academie = Académie
champ-diplomes = Diplômes
champ-diplomes-precision = Diplômes : précisions
champ-langues = Langues parlées
champ-niveau-francais = Niveau de français
champ-permis = Permis
champ-locomotions = Moyens de déplacement
champ-perimetre-mobilite = Mobilité acceptée
champ-inscription-france-travail = Inscription à France Travail
champ-inscription-france-travail-date = Inscrit depuis le
champ-sans-emploi-depuis = Sans emploi depuis le
champ-metier-vise = Métier visé
champ-metier-vise-autre = Autre métier visé
champ-recensement = Recensement fait
champ-jdc = Journée défense et citoyenneté faite
champ-difficultes-logement = Difficultés de logement
champ-rqth = Reconnaissance de travailleur handicapé (RQTH)
champ-rqth-fin = Fin de la RQTH
champ-couverture-sante = Couverture santé
champ-freins = Freins
champ-mesure-protection = Mesure de protection
champ-protection-nom = Personne chargée de la mesure
champ-protection-telephone = Son téléphone
champ-situation-penitentiaire = Situation pénitentiaire
champ-itinerance = Mode de vie itinérant
champ-ase = Prise en charge par l'aide sociale à l'enfance
champ-notes-delicates = Notes délicates
champ-ressources = Ressources
champ-ressources-montant = Ressources par mois (euros)
champ-organisme-allocations = Organisme d'allocations
champ-ine = Identifiant national élève (INE)
champ-numero-allocataire = Numéro d'allocataire
champ-nir-etat = État du NIR
aide-ne-pas-contacter-parents = Affiché en premier partout où un téléphone se lit.
aide-canaux-dangereux = Ce que quelqu'un d'autre peut lire ou entendre. Affiché en premier partout.
aide-situation = En quelques mots, à l'arrivée. Les situations datées se tiennent dans le plan.
non-renseigne = Non renseigné
reponse-oui = Oui
reponse-non = Non
liste-a-confirmer = Liste à confirmer.
base-legale-a-confirmer = Base légale à confirmer.
a-confirmer = à confirmer

# Bandeau
explication-creation = Ouvert parce que vous avez créé ce dossier.
explication-rendez-vous = Ouvert parce que vous avez rendez-vous avec cette personne.
explication-ticket = Ouvert parce que cette personne vous attend à l'accueil.
explication-appel = Ouvert parce que l'accueil vous a transmis son appel.
explication-remplacement = Ouvert parce que vous remplacez son référent.
explication-atelier = Ouvert parce que cette personne est inscrite à l'un de vos ateliers.
alerte-parents = Ne pas contacter les parents.
alerte-canaux = Canal dangereux, à ne jamais utiliser :
alerte-mineur = Mineur jusqu'au { $jour } : voir ses représentants légaux.
alerte-sejour = Son titre de séjour finit le { $jour }.
alerte-sejour-fini = Son titre de séjour est fini depuis le { $jour }.
alerte-a-confirmer = À confirmer avec la personne : { $parties }.
alerte-enregistree = enregistré, mais
statut-veille-le = jusqu'au { $jour } sans nouveau contact
statut-dernier-contact = dernier contact le { $jour }
statut-sans-contact = aucun contact depuis sa création
statut-fini-le = depuis le { $jour } ({ $motif })
statut-conservation = À effacer à partir du { $jour }.
statut-conservation-a-confirmer = À effacer au plus tôt à partir du { $jour } (à confirmer : les dispositifs, PACEA et CEJ, ne sont pas encore tenus ici, et un CEJ se conserve plus longtemps).
statut-titre = Statut de l'accompagnement
statut-terminer = Terminer l'accompagnement
statut-reprendre = Reprendre l'accompagnement
statut-reprendre-note = L'accompagnement redevient actif ou en veille selon la date du dernier contact.
statut-fin-note = Le dossier se lit toujours. Il se reprend d'un geste.
statut-jour = Dernier jour
statut-motif = Motif
statut-autre-situation = Une autre situation
champ-sortie = Situation à la sortie
ecrit-rendez-vous-pris = Enregistré, et le prochain rendez-vous est pris.
ecrit-rendez-vous-occupe = L'entretien est enregistré. Le prochain rendez-vous n'a pas été pris : il y a déjà quelque chose à cette heure. Reprenez-le par « Prendre rendez-vous ».
ecrit-confirme = Confirmé aujourd'hui, sous votre nom.
ecrit-statut = Le statut est changé.

# Plan
plan-titre = Plan
situation-ajouter = Ajouter
situation-titre = Situations
situation-nouvelle = Nouvelle situation
situation-corriger = Changer une situation
situation-toutes = Toutes ses situations
situation-aucune = Aucune situation n'est notée.
situation-prevu = prévue
situation-en-cours = en cours
situation-termine = terminée
situation-du-au = du { $debut } au { $fin }
situation-a-partir = à partir du { $debut }
situation-depuis = depuis le { $debut }
situation-terminer = Changer ou terminer
situation-dire-fin = Dire la fin réelle
situation-pourquoi = Pourquoi ce n'est pas compté ?
situation-chevauche = Deux situations « { $categorie } » se chevauchent depuis le { $jour } : c'est permis, vérifiez les dates.
situation-sans-suite = Rien n'est noté après le { $jour }.
motif-prevue = Elle n'a pas commencé.
motif-situation-inconnue = On ne sait rien de sa situation.
motif-type-a-confirmer = Ce type n'est dans aucune liste connue, ou n'était pas en usage à cette date.
motif-contrat-manquant = La nature du contrat n'est pas dite.
motif-rome-manquant = Le métier n'est pas dit.
motif-avant-accueil = Elle a commencé avant le premier accueil.
motif-action-sans-heure = Cette action ne compte aucune heure.
motif-hors-dispositif = La formation a commencé hors d'un dispositif.
motif-dispositif-non-tenu = Cairn ne tient pas encore les dispositifs.
motif-sans-prescription = Aucune mise en relation ne l'a prescrite.
motif-prescription-sans-suite = La mise en relation attend sa réponse, ou a été refusée.
motif-prescription-non-tenue = Cairn ne tient pas encore les mises en relation.
motif-faire-attendre-le-debut = Attendre le premier jour.
motif-faire-reprendre-contact = Reprendre contact.
motif-faire-choisir-le-type = Choisir un autre type.
motif-faire-dire-le-contrat = Dire le contrat.
motif-faire-chercher-le-metier = Chercher le métier.
motif-faire-rien-a-faire = Rien à faire.
motif-faire-ouvrir-un-dispositif = Ouvrir d'abord un dispositif.
motif-faire-prescrire = Faire une mise en relation.
motif-faire-saisir-la-reponse = Saisir la réponse.
motif-faire-verifier-ailleurs = Vérifier dans l'outil qui les tient.
prochain-titre = Prochain rendez-vous
prochain-prendre = Prendre rendez-vous
prochain-quand = { $jour } à { $heure }
prochain-aucun = Aucun rendez-vous à venir.
propositions-titre = Propositions en cours
propositions-aucune = Aucune proposition n'attend de résultat.
propositions-reste = { $n } autres attendent un résultat : répondez d'abord à celles-ci.
proposition-faite = proposé le { $jour }
proposition-terme = à faire pour le { $jour }
proposition-en-retard = sans résultat
offre-locale = Offre locale n° { $n }
champ-resultats-le = Résultat du
champ-resultats = Résultat
annuler = Annuler
fraicheur-dite = Confirmé le { $jour }
fraicheur-perimee = à confirmer depuis le { $jour }
fraicheur-confirmer = Toujours vrai
fraicheur-toujours = Toujours vrai aujourd'hui
dossier-classe-delicat = Santé, logement, protection
dossier-classe-argent = Ressources et compte bancaire
dossier-classe-identifiants = Identifiants
dossier-a-remplir = Rien n'est noté :
dossier-fermees = Ce qui reste fermé
dossier-notes-delicates = Notes délicates

# Panneau
panneau-rendez-vous = Rendez-vous du
panneau-delicat = Partie délicate
panneau-delicat-note = Santé, logement, justice, protection : rangé à part, jamais dans le fil.
panneau-propositions = Propositions
panneau-cherche = Chercher dans l'offre de service
panneau-situation = Sa situation change
panneau-nouvelle = Nouvelle situation
panneau-sans-suite = Aucun
panneau-autre-jour = Autre jour
champ-lieu = Lieu
champ-delicat = Ce qui est délicat
champ-propositions = Propositions
champ-type = Type de situation
champ-contrat = Contrat
aide-contrat = Pour un emploi ou une alternance.
champ-debut-situation = Premier jour de la situation
champ-fin-prevue = Fin prévue
champ-fin-situation = Fin réelle
champ-rome = Métier
champ-organisme = Employeur, école ou organisme
champ-lieu-situation = Commune
champ-heures = Heures par semaine
champ-origine = Origine
champ-remarque = Remarque
champ-fins = Se termine
champ-fins-le = le
champ-suivant = Prochain rendez-vous
champ-suivant-jour = Jour
champ-suivant-heure = Heure
champ-suivant-objet = Objet

# Fil
fil-quoi = Genre de lignes
fil-periode = Période
fil-auteur = Auteur
fil-tous-auteurs = Tous les auteurs
fil-toujours = Depuis toujours
fil-derniers-mois = { $n } derniers mois
fil-tout-montrer = Tout montrer
fil-rendez-vouss = Rendez-vous et ateliers
fil-situations = Situations
fil-un-rendez-vous = Rendez-vous
fil-partie-delicate = une partie délicate, rangée à part
fil-dementi = le rendez-vous n'est plus marqué « présent », l'évènement reste
fil-retirer = Retirer, c'était une erreur
presence-inscrit = inscrit
presence-en-attente = en attente
presence-present = présent
presence-absent = absent
presence-refus-tiers = refusé par l'organisme
presence-refus-jeune = refusé par la personne
presence-desinscrit = désinscrit

# Contact
contact-joindre = Joindre
contact-sans-telephone = Aucun téléphone n'est noté.
contact-corriger = Corriger
contact-dossier-entier = Ouvrir le dossier entier

# Ce que le coffre dit d'un formulaire
saisie-delicat-sans-ouverture = la partie délicate n'a pas été ouverte par ce formulaire.
saisie-change-entre-temps = quelqu'un d'autre l'a changé entre-temps : rechargez la page.
saisie-date-trop-loin = trop loin dans l'avenir.
saisie-fin-avant-debut = avant le premier jour.
saisie-ligne-deux-fois = nommé deux fois.
saisie-ligne-inconnue = n'existe plus.
saisie-pas-son-auteur = seul son auteur l'annule.
saisie-evenement-complete = a été complété depuis : il ne se retire plus.
saisie-trop-tard-pour-annuler = ne s'annule que le jour même : corrigez-le.
saisie-situation-sortie-absente = dites dans quelle situation la personne sort.
saisie-sortie-pas-en-cours = cette situation n'est pas vécue ce jour-là.
saisie-deja-termine = l'accompagnement est déjà terminé.
saisie-rendez-vous-deja = ce rendez-vous a déjà son évènement.
saisie-rendez-vous-inconnu = ce rendez-vous n'existe pas.
saisie-groupe-inconnu = cette partie ne se confirme pas ici.
saisie-categorie-absente = à choisir.
saisie-type-absent = à choisir.
saisie-type-inconnu = n'est pas dans la liste.
saisie-type-hors-categorie = n'est pas de cette catégorie.
saisie-contrat-absent = à choisir pour ce type de situation.
saisie-contrat-hors-type = ne va pas avec ce type de situation.
saisie-debut-absent = à remplir.
saisie-fin-prevue-avant-debut = avant le premier jour.
saisie-date-avant-naissance = avant sa naissance.
saisie-creation-future = après aujourd'hui.
saisie-terme-avant-creation = avant la proposition.
saisie-terme-trop-loin = trop loin dans l'avenir.
saisie-pas-un-resultat = n'est pas un résultat.
saisie-resultat-avant-creation = avant la proposition.
saisie-resultat-futur = après aujourd'hui.
saisie-sans-resultat = n'a pas de résultat.
champ-jour = Jour
champ-motif = Motif

# Ateliers (sessions collectives)
ateliers-titre = Ateliers et informations collectives
ateliers-nouveau = Nouvelle séance
ateliers-vues = Quelles séances
ateliers-a-venir = À venir
ateliers-mois = Par mois
ateliers-a-clore = { $n ->
    [0] À clore
   *[other] À clore ({ $n })
 }
ateliers-passes = Passées
ateliers-toutes = Toutes
ateliers-tous-sites = Tous
ateliers-mois-avant = Mois précédent
ateliers-mois-apres = Mois suivant
ateliers-vide = Aucune séance ici.
ateliers-vide-aide = Donnez une date à une offre : les conseillers pourront y inscrire des jeunes.
ateliers-rien-a-clore = Rien à clore : chaque séance passée a sa feuille.
ateliers-compte = { $n ->
    [one] Une séance.
   *[other] { $n } séances.
 }
ateliers-laisse = { $n ->
    [one] Une n'est pas montrée : choisissez une offre ou un site.
   *[other] { $n } ne sont pas montrées : choisissez une offre ou un site.
 }
ateliers-pour = Choisissez la séance où inscrire ce jeune.
ateliers-places = { $n ->
    [0] aucune place prise sur { $places }
    [one] une place prise sur { $places }
   *[other] { $n } places prises sur { $places }
 }
ateliers-sans-limite = { $n ->
    [0] personne d'inscrit, sans limite de places
    [one] un inscrit, sans limite de places
   *[other] { $n } inscrits, sans limite de places
 }
ateliers-attente = { $n ->
    [one] un en attente
   *[other] { $n } en attente
 }
atelier-etat-ouverte = ouverte
atelier-etat-close = close
atelier-etat-annulee = annulée
atelier-etat-a-clore = à clore
atelier-genre-atelier = Atelier
atelier-genre-information-collective = Information collective
atelier-offre = Offre
atelier-offre-aide = Une offre de la structure, ou une nouvelle.
atelier-offre-nouvelle = Nouvelle offre
atelier-nom = Nom de l'offre
atelier-genre = Type d'offre
atelier-service = Service
atelier-service-aide = À confirmer : aucune liste nationale n'est publiée.
atelier-jour = Jour
atelier-site = Site
atelier-sans-site = Sans site
atelier-places-aide = Vide : sans limite. Au-delà, on attend dans l'ordre des demandes.
atelier-limite-aide = Dernier jour, inclus. Vide : jusqu'au jour même.
atelier-texte = Consigne
atelier-texte-aide = Ce qu'il faut apporter, la salle. Jamais rien sur quelqu'un.
atelier-repeter = Répéter
atelier-rythme = Rythme
atelier-rythme-une = Une seule fois
atelier-rythme-semaine = Chaque semaine
atelier-rythme-quinzaine = Une semaine sur deux
atelier-rythme-mois = Chaque mois, le même jour de la semaine
atelier-nombre = Nombre de séances
atelier-repeter-aide = Les jours fériés sont sautés. La limite d'inscription suit chaque séance.
atelier-creer = Donner ces dates
champ-places = Places
champ-limite = S'inscrire jusqu'au
champ-animateur = Animateur
champ-heure-debut = Début
champ-heure-fin = Fin
champ-consigne = Consigne
champ-inscription = Inscription
atelier-limite-dite = Inscriptions jusqu'au { $jour }.
atelier-close-le = le { $jour }
atelier-illisibles = { $n ->
    [one] Une ligne ne se lit pas : prévenez l'exploitant.
   *[other] { $n } lignes ne se lisent pas : prévenez l'exploitant.
 }
atelier-oublies = { $n ->
    [one] Une personne n'est dite ni présente ni absente : rien n'est clos.
   *[other] { $n } personnes ne sont dites ni présentes ni absentes : rien n'est clos.
 }
atelier-oublies-aide = Elles sont dans la liste, avec leur numéro sur la feuille.
atelier-tous-absents = { $n ->
    [one] La dire absente et clore
   *[other] Les dire toutes absentes et clore
 }
atelier-revoir = Revenir à la feuille
atelier-annule-note = Séance annulée. Ces personnes étaient inscrites ou attendaient : prévenez-les.
atelier-qui = Inscrire quelqu'un
atelier-qui-la = Quelqu'un est venu sans être inscrit
atelier-qui-aide = Vos jeunes d'abord. Entrée cherche, Entrée sur un nom l'inscrit.
atelier-pas-miens = Personne parmi vos jeunes : voici les autres.
atelier-inscrire = Inscrire
atelier-inscrits = Inscrits
atelier-personne = Personne n'est inscrit.
atelier-personne-aide = Cherchez un nom ci-dessus, ou inscrivez depuis la page d'un jeune.
atelier-touches = Espace coche, les flèches changent de ligne, Entrée enregistre.
atelier-rang = N°
atelier-nom-colonne = Personne
atelier-statut = Où elle en est
atelier-gestes = Autres gestes
atelier-autre = Autre…
atelier-emarger = Enregistrer les présences
atelier-clore = Clore la séance
atelier-rouvrir = Rouvrir pour corriger
atelier-feuille = Feuille d'émargement
atelier-signature = Signature
atelier-signature-animateur = Signature de l'animateur :
atelier-modifier = Modifier la séance
atelier-changer-places = Changer le nombre de places
atelier-deplacer = Changer la date, l'animateur ou le site
atelier-annuler = Annuler la séance
atelier-annuler-aide = Les inscrits sont gardés dans la liste, pour être prévenus.
atelier-geste-absent = Absent
atelier-geste-inscrit = Remettre parmi les inscrits
atelier-geste-desinscrire = Désinscrire
atelier-geste-refus-jeune = Le jeune refuse
atelier-geste-refus-tiers = Refusé par un tiers
atelier-n-inscrits = { $n ->
    [one] un inscrit
   *[other] { $n } inscrits
 }
atelier-n-presents = { $n ->
    [one] un présent
   *[other] { $n } présents
 }
atelier-n-absents = { $n ->
    [one] un absent
   *[other] { $n } absents
 }
atelier-n-refus = { $n ->
    [one] un refus
   *[other] { $n } refus
 }
atelier-n-attente = { $n ->
    [one] un en attente
   *[other] { $n } en attente
 }
atelier-n-partis = { $n ->
    [one] un désinscrit
   *[other] { $n } désinscrits
 }
inscription-inscrit = Inscrit
inscription-en-attente = En attente, rang { $n }
inscription-present = Présent
inscription-absent = Absent
inscription-refus-tiers = Refusé par un tiers
inscription-refus-jeune = A refusé
inscription-desinscrit = Désinscrit
atelier-fait-cree = { $n ->
    [one] La séance est au programme.
   *[other] { $n } séances sont au programme ; voici la première.
 }
atelier-fait-inscrit = Inscription faite.
atelier-fait-attente = Toutes les places sont prises : rang { $n } dans l'attente.
atelier-fait-present = Présence notée.
atelier-fait-absent = Absence notée.
atelier-fait-refus = Refus noté.
atelier-fait-desinscrit = Désinscription faite.
atelier-fait-places = Nombre de places changé.
atelier-fait-deplace = Séance changée. Prévenez les inscrits.
atelier-fait-annule = Séance annulée.
atelier-fait-rouvert = Séance rouverte : la feuille peut être corrigée.
atelier-fait-emarge = Présences enregistrées.
atelier-fait-clos = Séance close : chaque présence est dans le parcours du jeune.
atelier-promus = { $n ->
    [one] Une personne qui attendait a maintenant une place : prévenez-la.
   *[other] { $n } personnes qui attendaient ont maintenant une place : prévenez-les.
 }
atelier-ecartees = { $n ->
    [one] Un jour férié a été sauté.
   *[other] { $n } jours fériés ont été sautés.
 }
saisie-atelier-passe = ce jour est passé.
saisie-atelier-trop-loin = plus de deux ans devant.
saisie-atelier-aucun-jour = ce rythme ne donne aucun jour.
saisie-atelier-fois = entre 1 et 104 séances.
saisie-atelier-limite-apres-debut = vient après la séance.
saisie-atelier-animateur = cette personne ne reçoit pas ici.
saisie-atelier-places = entre 1 et 1 000, ou vide.
saisie-atelier-ouvert = la séance est ouverte.
saisie-atelier-clos = la séance est close : rouvrez-la pour corriger.
saisie-atelier-annule = la séance est annulée.
saisie-atelier-limite-passee = la date limite est passée.
saisie-atelier-deja-inscrit = cette personne est déjà sur la feuille.
saisie-atelier-pas-inscrit = cette personne n'est pas sur la feuille.
saisie-atelier-complet = toutes les places sont prises.
saisie-atelier-attente-pleine = les places et la liste d'attente sont pleines.
saisie-atelier-moins-que-les-inscrits = moins que de personnes qui ont déjà une place.
saisie-atelier-pas-avant = son jour n'est pas venu.
saisie-atelier-trop-tard = ne se rouvre que le jour de la clôture et le lendemain.
saisie-atelier-statut-impossible = ne se dit pas de cette personne.
saisie-atelier-deja-emarge = quelqu'un a déjà émargé : la séance a eu lieu.
saisie-atelier-non-emarges = des inscrits ne sont dits ni présents ni absents : rechargez la page.

# Accueil, répartition, remplacements, qualité.

menu-agenda = Agenda
menu-ateliers = Ateliers
menu-accueil = Accueil
menu-repartition = Répartition
menu-qualite = Qualité
accueil-titre = Accueil
accueil-qui = Qui est là, qui appelle ?
accueil-champ = Nom, téléphone ou numéro de dossier
accueil-aide = Tapez, puis « Arrivé » si la personne est devant vous, « Appel » si elle a téléphoné.
accueil-rien-aide = Vérifiez l'orthographe. Pour un premier accueil, un conseiller crée le dossier.
accueil-precisions = Pour quelqu'un d'autre, ou avec un motif
accueil-pour = Pour
accueil-pour-defaut = Qui l'attend aujourd'hui, sinon son conseiller
accueil-pour-libre = Qui est libre
accueil-libre = pour qui est libre
accueil-pour-qui = pour
accueil-motif = Motif
accueil-motif-aucun = Sans motif
accueil-site-aucun = Sans précision
accueil-message = Message pour un appel
accueil-message-aide = Facultatif, et court : « rappeler avant midi ». Rien de délicat : ces mots se lisent à l'accueil.
accueil-arrive = Arrivé
accueil-appel = Appel
accueil-attendu = attendu à { $heure } par
accueil-suivi = suivi par
accueil-sans-referent = sans référent
accueil-attendent =
    { $n ->
        [0] Personne n'attend
        [one] Une personne attend
       *[other] { $n } personnes attendent
    }
accueil-attendent-vide = Cherchez la personne qui arrive, ou touchez « Arrivé » en face de son rendez-vous.
accueil-attente =
    { $n ->
        [0] à l'instant
        [one] depuis une minute
       *[other] depuis { $n } minutes
    }
accueil-attendus =
    { $n ->
        [0] Personne n'est attendu aujourd'hui
        [one] Un rendez-vous aujourd'hui
       *[other] { $n } rendez-vous aujourd'hui
    }
accueil-attendus-vide = Les rendez-vous pris dans les agendas paraissent ici, par heure.
accueil-arrivee-attend = arrivée à { $heure }
accueil-arrivee-pris = arrivée à { $heure }, en entretien
accueil-arrivee-clos = arrivée à { $heure }, terminé
accueil-arrivee-annule = annulé
accueil-appels =
    { $n ->
        [0] Aucun appel à rendre
        [one] Un appel à rendre
       *[other] { $n } appels à rendre
    }
accueil-appels-vide = Un appel transmis reste ici jusqu'à ce que le conseiller ait rappelé, sept jours au plus.
accueil-premiers =
    { $n ->
        [one] Le premier est ici ; les autres viennent à mesure.
       *[other] Les { $n } premiers sont ici ; les autres viennent à mesure.
    }
accueil-prendre = Recevoir
accueil-clore = Terminé
accueil-rappele = Rappelé
accueil-annuler = Annuler
accueil-masques = Les noms sont réduits : l'accueil reconnaît une personne, il ne lit pas son dossier.
agenda-arrivee = arrivée à { $heure }
repartition-titre = Répartition des dossiers
repartition-note = Par ordre alphabétique. Cette page ne nomme aucun jeune.
repartition-qui = Qui accompagne combien de jeunes
repartition-vide = Personne n'accompagne encore
repartition-vide-aide = Les comptes de conseillers paraissent ici dès qu'ils travaillent.
repartition-nom = Nom
repartition-total = En tout
repartition-absence = Absence
repartition-fermee = compte arrêté
repartition-voir = Voir et confier
repartition-sans-referent =
    { $n ->
        [one] Un dossier n'a pas de référent.
       *[other] { $n } dossiers n'ont pas de référent.
    }
remplacements-titre = Remplacements
remplacements-vide = Personne ne remplace personne en ce moment.
remplacement-repond = répond pour
remplacement-jusqu-au = jusqu'au
remplacement-terminer = Terminer maintenant
remplacement-reprendre = Reprendre le portefeuille d'un collègue
remplacement-confier = Faire reprendre un portefeuille
remplacement-de = Portefeuille de
remplacement-par = Repris par
remplacement-jusque = Jusqu'au
remplacement-choisir = Choisir
remplacement-bouton = Reprendre
remplacement-note = Soixante jours au plus. C'est inscrit au journal, et s'arrête tout seul. Les noms entiers du portefeuille se lisent après un jour, ou tout de suite si la direction le confie.
remplacement-note-direction = Soixante jours au plus. C'est inscrit au journal, et s'arrête tout seul.
remplacement-vous = Vous remplacez
remplacement-vous-jusqu-au = jusqu'au
remplacement-voir = Voir son portefeuille
remplacement-par-autre = vous remplace jusqu'au
remplacement-demain = Les noms entiers se lisent un jour après que vous l'avez demandé vous-même.
portefeuille-reprendre = Reprendre un portefeuille
portefeuille-a-revoir = Ce qui est à revoir
reaffecter-titre = Confier des dossiers
reaffecter-de = Dossiers de
reaffecter-personne = Dossiers sans référent
reaffecter-statuts = Statut
reaffecter-tous-statuts = Tous
reaffecter-vide = Aucun dossier ici
reaffecter-vers = Confier à
reaffecter-bouton = Confier les dossiers cochés
reaffecter-note = Chaque dossier est confié à part et inscrit au journal. Rien n'en est ouvert.
reaffecter-tous = Toute la page
reaffecter-fait = Confié
reaffecter-echec = Non confié
reaffecter-rien = Cochez au moins un dossier.
reaffecter-bilan = Confiés :
reaffecter-reessayer = Réessayer les autres
reaffecter-annuler = Rendre
reaffecter-deja = Déjà confié entre-temps à
qualite-titre = Qualité des dossiers
qualite-note = Ce qui est à revoir dans les dossiers de la structure. Chaque nombre mène à sa liste.
qualite-note-siens = Ce qui est à revoir dans vos dossiers. Chaque nombre mène à sa liste.
qualite-vide = Aucun dossier en cours
qualite-vide-aide = Les nombres viennent avec les premiers dossiers.
qualite-a-revoir = À revoir
qualite-sans-referent = Sans référent
qualite-sans-referent-aide = Personne n'accompagne ces jeunes.
qualite-rendez-vous = Rendez-vous sans suite
qualite-rendez-vous-aide = Passés, et personne n'a dit ce qu'ils sont devenus.
qualite-rendez-vous-court = Rendez-vous
qualite-situations = Situations finies
qualite-situations-aide = La dernière situation est terminée, et rien ne la suit.
qualite-situations-court = Situations
qualite-propositions = Propositions sans résultat
qualite-propositions-aide = Leur terme est passé ; sans terme, plus de { $n } jours ont passé.
qualite-propositions-court = Propositions
qualite-sans-contact = Sans contact
qualite-sans-contact-aide = Aucun contact depuis plus de { $n } mois : ces dossiers sont en veille.
qualite-sans-contact-court = Sans contact
qualite-a-confirmer = Parties à confirmer
qualite-a-confirmer-aide = Une partie au moins n'a pas été confirmée depuis son délai.
qualite-a-confirmer-court = À confirmer
qualite-parties-vides = Dossiers incomplets
qualite-parties-vides-aide = Une partie attendue n'a jamais été remplie.
qualite-parties-vides-court = Incomplets
qualite-a-confirmer-delai = (délai à confirmer)
qualite-ateliers = Ateliers à clore
qualite-ateliers-aide = Finis depuis hier au moins, et encore ouverts.
qualite-limite = Ces nombres sont faits sans ouvrir aucun dossier. Un champ vide dans une partie commencée ne se voit que dans le dossier.
qualite-contacts = Depuis le dernier contact
qualite-courants =
    { $n ->
        [one] Un dossier en cours.
       *[other] { $n } dossiers en cours.
    }
qualite-trace = Dossiers en cours par mois depuis le dernier contact : les mêmes nombres que le tableau
qualite-depuis = Dernier contact
qualite-dossiers = Dossiers
qualite-mois =
    { $n ->
        [0] Moins d'un mois
        [one] Un mois
       *[other] { $n } mois
    }
qualite-mois-plus = { $n } mois ou plus
qualite-mois-titre =
    { $n ->
        [0] Dernier contact depuis moins d'un mois
        [one] Dernier contact il y a un mois
        [12] Dernier contact il y a douze mois ou plus
       *[other] Dernier contact il y a { $n } mois
    }
qualite-par-portefeuille = Par portefeuille
qualite-par-portefeuille-note = Par ordre alphabétique : ce qui reste à faire, pour savoir où aider. Rien ici ne mesure le travail de quelqu'un.
qualite-chez = Dans le portefeuille de
qualite-liste-vide = Il n'y a plus rien à revoir ici
saisie-appel-pour-qui = choisissez qui rappellera : ce dossier n'a pas de référent qui reçoit.
saisie-passage-etat = un collègue s'en est déjà chargé : rechargez la page.
saisie-remplacement-soi = on ne se remplace pas soi-même.
saisie-remplacement-qui = cette personne n'accompagne pas de jeunes ici.
saisie-remplacement-long = soixante jours au plus ; au-delà, confiez les dossiers.
saisie-affectation-qui = cette personne n'accompagne pas de jeunes ici.

# Catalogue : ce qu'une structure change dans les listes.
menu-catalogue = Listes
menu-reperage = Repérage
catalogue-titre = Listes de la structure
catalogue-aide = Ce que proposent les formulaires. Ce que vous changez ici vaut pour toute votre structure, et pour elle seule, tout de suite.
catalogue-niveaux = Les valeurs nationales arrivent avec Cairn ; leur source est dite pour chaque liste.
catalogue-a-confirmer = à confirmer
catalogue-valeurs =
    { $n ->
        [one] une valeur nationale
       *[other] { $n } valeurs nationales
    }
catalogue-ajouts = { $n } à nous
catalogue-masquees =
    { $n ->
        [one] une masquée
       *[other] { $n } masquées
    }
catalogue-ajouter = Ajouter une valeur
catalogue-libelle-aide = Le mot que vos collègues choisiront. Jamais le nom d'une personne : il se lit dans toute la structure.
catalogue-parent-aide = Votre valeur en suit les règles (thème, durée, nature), et compte avec elle.
catalogue-les-valeurs = Valeurs
catalogue-valeurs-aide = Masquer une valeur la retire des formulaires. Ce qui a été écrit avec elle se lit toujours.
catalogue-masquee = masquée
catalogue-masquer = Masquer
catalogue-montrer = Proposer à nouveau
catalogue-close = n'est plus proposée au niveau national
catalogue-detaille = précise « { $mot } »
champ-libelle = Mot
champ-parent = Précise
liste-absences = Motifs d'absence
liste-lieux = Lieux
liste-motifs-accueil = Motifs de passage à l'accueil
liste-offre = Offre de service
liste-rdv-objets = Objets de rendez-vous
liste-situation-types = Types de situation
saisie-valeur-deja-la = cette valeur est déjà dans la liste.
saisie-derniere-valeur = c'est la dernière valeur proposée : gardez-en au moins une.
saisie-trop-d-ajouts = la liste a trop de valeurs ajoutées.

# Listes de repérage.
reperage-titre = Listes de repérage
reperage-vide = Aucune liste de repérage
reperage-vide-aide = Déposez le fichier reçu dans les imports, et dites que c'est une liste de repérage : les personnes se suivent alors ici.
reperage-recue = reçue le { $jour }
reperage-avancement = { $n } traitées sur { $total }
reperage-engage = engagé
reperage-engage-aide = Une structure compte comme engagée à partir de { $n } % de lignes traitées.
reperage-filtres = Ce qui est montré
reperage-tous = Toutes
reperage-derniere-issue = Dernier essai
reperage-toute-issue = Quel que soit le résultat
reperage-prioritaire = Prioritaires
reperage-a-traiter = À traiter
reperage-injoignable = Injoignables
reperage-traite = Traitées
reperage-a-effacer = À effacer
reperage-purge = Jamais jointes { $n } mois après la réception : ces personnes ne nous ont rien demandé.
reperage-purge-a-confirmer = (délai à confirmer)
reperage-purge-comment = Chaque jour où la structure travaille, Cairn retire de la liste celles dont le délai est passé. Leur dossier reste : l'effacer est un mandat.
reperage-retires = { $n ->
    [one] une personne jamais jointe a été retirée
   *[other] { $n } personnes jamais jointes ont été retirées
}
reperage-retires-le = { $n ->
    [one] Une personne jamais jointe retirée le { $jour }.
   *[other] { $n } personnes jamais jointes retirées le { $jour }.
}
reperage-retires-aide = Leur ligne et son histoire sont effacées, leur dossier reste.
catalogue-refusee = la liste nationale sert
catalogue-refusee-aide = Ce que la structure a changé dans cette liste n'est pas ce que dit le journal : la liste nationale sert. Si un changement vient d'échouer, refaites-le ; sinon, prévenez l'exploitant.
reperage-liste-vide = Personne ici
champ-issue = Ce que l'essai a donné
reperage-issue-aide = Choisissez, puis notez sur la ligne de la personne. Chaque essai reste dans l'histoire.
reperage-noter = Noter l'essai
import-reperage = C'est une liste de repérage
import-reperage-note = ruptures, décrocheurs, 16-18
import-reperage-aide = Chaque personne créée, et chacune déjà connue que vous écartez, est suivie dans la liste.
import-reperage-bouton = Suivre comme liste de repérage
champ-source = Source
champ-recue = Reçue le
champ-de-qui = De la part de
saisie-avant-reception = avant la réception de la liste.
saisie-trop-de-tentatives = cette ligne a déjà 50 essais.

# /referentiels/champs
champs-titre = Ce qu'un dossier peut contenir
champs-aide = Chaque donnée, la ligne du texte qui la permet, et qui la lit. Rien d'autre n'est gardé : un champ qui n'est pas ici n'existe pas.
champs-lu-par = lu par :

vigie-titre = Alertes
vigie-aide = Ce que les règles ont vu dans le journal. Une alerte désigne un compte et des nombres, jamais un jeune. Chaque consultation de cette page est inscrite.
vigie-vide = Rien à revoir.
vigie-vide-aide = Les règles qui veillent sont décrites ci-dessous.
vigie-personne = personne en particulier
vigie-regles = Les règles
vigie-regles-aide = Chacune lit les entrées du journal et rien d'autre. Ce qu'elle retire vaut aussitôt, pour un seul compte ; personne d'autre ne le voit.
vigie-non-couvert = Ce qu'aucune règle ne voit
vigie-bruit = bruit attendu : { $n } pour mille journées d'agent
vigie-note = consignée seulement
vigie-geste = un geste de la clé est demandé avant le prochain dossier
vigie-tranche = un geste tous les cinq dossiers, jusqu'à la fin de la connexion
vigie-listes = listes et recherche fermées pour la journée
vigie-connexion = connexion fermée ; l'agent peut se reconnecter
vigie-compte = compte suspendu, jusqu'à ce que deux personnes le rétablissent
vigie-lignee = compte suspendu ; ceux qu'il a créés ou approuvés sont à regarder
vigie-retablir = Voir le compte, le rétablir
vigie-retablir-aide = Deux personnes de fonctions différentes rétablissent un compte, d'un geste chacune. L'agent voit quelle règle l'a arrêté.
vigie-voir-compte = Voir le compte
vigie-compte-aide = Depuis la page du compte, vous pouvez aussi le suspendre.
vigie-alertes = Ce qui a été dit de ce compte
vigie-aucune = Rien.
vigie-entree = entrée { $n } du journal, compte { $compte }
vigie-usuel = { $max } dossiers au plus en un jour ; d'ordinaire { $usuel } dans cette structure pour cette fonction (médiane des 30 derniers jours, en pointillé).
vigie-usuel-seul = { $max } dossiers au plus en un jour ; personne d'autre n'a cette fonction dans cette structure pour comparer.

rallonges-titre = Limites du jour
rallonges-note = Vos collègues qui arrivent à la fin de ce que leur rôle leur permet de lire. Si leur journée l'explique (forum, journée d'appels, collègue absente), vous pouvez leur donner trente dossiers et cinq révélations de plus, une fois par jour et par personne qui donne, deux fois en tout. Vous signez de votre clé, et le journal garde votre nom.
rallonges-vide = Personne n'est près de sa limite
rallonges-vide-aide = Vos collègues apparaissent ici quand ils ont lu plus des trois quarts de ce que leur rôle permet.
rallonge-jour = Dossiers ouverts aujourd'hui
rallonge-semaine = Dossiers ouverts en sept jours
rallonge-revelations = Identifiants révélés aujourd'hui
rallonge-sur = { $n } sur { $limite }
rallonge-donnee = { $n ->
    [one] La journée a été prolongée une fois ; une autre personne peut la prolonger encore, quand les trois quarts en seront lus.
   *[other] La journée a été prolongée deux fois, ce qui est le plus.
}
rallonge-ailleurs = Structure { $code } : personne qui pourrait répondre n'y est connecté. Appelez avant de donner.
rallonge-bouton = Donner trente dossiers de plus
mots-rallonge = Vous donnez trente dossiers et cinq révélations de plus, aujourd'hui seulement, à
fait-rallonge = C'est fait : la page de votre collègue s'ouvre à nouveau.
rallonges-lien = Limites du jour des collègues
vigie-etendue = Qui ce compte a lu
menu-etendue = Étendue
etendue-titre = Qui a été lu
etendue-aide = Les personnes dont les données ont été montrées à des comptes, d'après le journal. Une personne y est le pseudonyme de son dossier : aucun nom n'est connu ici. Chaque consultation est inscrite avant d'être montrée.
etendue-reponse = La réponse
etendue-tout = Tout ce que vous pouvez demander.
etendue-logins = { $n ->
    [one] et une connexion
   *[other] et { $n } connexions
  }
etendue-jalon = question inscrite à l'entrée { $question } ; le point de contrôle cosigné porte { $n } entrées.
etendue-racine = Racine :
etendue-vide = Rien n'a été lu.
etendue-vide-aide = Dans cet intervalle, aucun de ceux que vous avez nommés n'a lu ni listé personne. Élargissez les dates, ou nommez d'autres comptes.
etendue-csv = Fichier pour l'autorité (CSV)
etendue-preuves = Preuves (JSON)
etendue-personnes = Personnes
etendue-certitude = Certitude
etendue-livre = lu, c'est certain
etendue-livraison-non-confirmee = lu peut-être : rien ne dit que la réponse est partie
etendue-liste-seulement = listé seulement
etendue-par-classe = Personnes par classe de données
etendue-classe = Classes
etendue-lectures = { $n } lectures, dont { $m } livrées
etendue-gestes = { $n } identifiants révélés, { $m } impressions
etendue-pages = { $n } pages de listes, { $m } lignes
etendue-non-nommes = dont { $n } pages et { $m } lignes dont les personnes ne sont pas connues
etendue-leurres = Leurres ouverts, qui ne désignent personne : { $n }
etendue-recherches = { $n } recherches exactes, { $m } réponses
etendue-alteree = La liste gardée pour l'entrée { $n } n'est pas celle que le journal engage : elle ne compte pas, et quelqu'un l'a changée.
etendue-courbe = Personnes lues au fil du temps
etendue-courbe-dite = Personnes lues au fil du temps : les nombres sont dans le tableau qui suit.
etendue-lues = Personnes lues
etendue-listees = Personnes listées seulement
etendue-voir-lues = Voir les personnes lues
etendue-voir-listees = Voir les personnes listées seulement
etendue-aucune = Personne.
etendue-table = Personnes, ce qui a été montré d'elles et quand
etendue-dossier = Dossier (pseudonyme)
etendue-champs = Champs
etendue-groupe = groupe
etendue-fois = Lectures
etendue-fois-liste = Listes
etendue-dont = non confirmé : { $classes }
etendue-question = Demander
etendue-question-aide = Ce que l'un ou l'autre de ceux que vous nommez a lu. Sans rien nommer : tout ce que vous pouvez demander.
etendue-sans-compte = Aucun compte dans cette structure.
etendue-structures-aide = Codes, comme 59512S00, séparés par une espace. Le premier dit aussi parmi quels comptes choisir.
etendue-au-aide = Ce jour compris.
etendue-logins-aide = Une connexion est une clé de navigateur : 32 chiffres hexadécimaux, comme dans le journal. Aucune adresse de réseau n'y est.
etendue-demander = Demander
etendue-choisir = Choisir parmi les comptes de cette structure
champ-comptes = Comptes
champ-structures = Structures
champ-logins = Connexions
champ-du = Du
champ-au = Au
saisie-compte-illisible = un compte n'a pas été reconnu : choisissez-le dans la liste.
saisie-structure-illisible = un code s'écrit comme 59512S00.
saisie-login-illisible = une connexion s'écrit en 32 chiffres de 0 à f.
saisie-jour-illisible = cette date n'existe pas : écrivez 2026-03-01.
saisie-jours-renverses = le dernier jour vient avant le premier.
saisie-etendue-trop-de-noms = deux cents comptes, connexions et structures au plus en une question.
saisie-etendue-trop-grande = plus de 100 000 personnes : réduisez les dates, ou demandez le fichier à la console (cairn etendue --csv).
dossier-lectures-aide = Les lectures de ce dossier, d'après le journal. Le dossier lui-même n'est pas ouvert. Cette consultation est inscrite.
dossier-lectures-vide = Personne n'a encore lu ce dossier.
dossier-lectures-vide-aide = La première lecture apparaîtra ici dès qu'elle aura lieu.
lecture-qui = Qui
lecture-pourquoi = Expliqué par
lecture-entree = Entrée
lecture-ailleurs = Un agent d'une autre structure :
lecture-inconnu = Un agent qui n'est plus connu
lecture-non-confirmee = livraison non confirmée
lecture-motif-aucune = rien de connu
lecture-motif-portefeuille = son portefeuille
lecture-motif-creation = la création du dossier
lecture-motif-rendez-vous = un rendez-vous
lecture-motif-ticket = un passage à l'accueil
lecture-motif-appel = un appel transmis
lecture-motif-remplacement = un remplacement
lecture-motif-atelier = un atelier
lecture-motif-bris = un bris de glace
champ-dossier = Dossier
etendue-dossier-aide = Son adresse, ou son identifiant de 32 chiffres : qui l'accompagne le lit dans la barre d'adresse. Le dossier n'est pas ouvert.
etendue-dossier-voir = Voir qui l'a lu
saisie-dossier-illisible = l'adresse d'un dossier finit par 32 chiffres de 0 à f.
fuite-titre = Vérifier une fuite supposée
fuite-lien = On dit que des données ont fui : vérifier si elles viennent d'ici
fuite-aide = Collez ce que l'on présente comme une fuite. La réponse est une proportion : personne n'est montré, aucune ligne n'est désignée, et rien de ce que vous collez n'est gardé. Noms avec date de naissance, téléphones, courriels et numéros de sécurité sociale sont comparés, les noms à ceux de votre structure. Chaque vérification est inscrite ; cinq par jour.
fuite-verdict = Réponse
fuite-aucune = Rien n'indique que ces données viennent d'ici.
fuite-partie = Une partie vient peut-être d'ici : environ { $n } % des personnes y sont connues.
fuite-toutes = Toutes ces personnes, ou presque, sont connues ici.
fuite-combien = { $n } lignes comparées, { $m } personnes différentes.
fuite-flou = La proportion est arrondie, et ses limites bougent un peu d'un fichier à l'autre : elle ne dit rien d'une personne.
fuite-communs = Comptes qui ont lu la moitié de ces personnes ou plus
fuite-en-a-lu = En a lu
fuite-part = environ { $n } %
fuite-entrees = Entrées du journal
fuite-sans-commun = Aucun compte n'a lu la moitié de ces personnes : si elles viennent d'ici, ce n'est pas par un seul compte.
fuite-fichier = Un fichier (CSV ou texte)
champ-fuite = Ou les lignes elles-mêmes
fuite-champ-aide = Mille lignes au plus, vingt personnes différentes au moins. Une personne par ligne ; les cellules sont séparées par des points-virgules, des virgules ou des tabulations.
fuite-verifier = Vérifier
saisie-fuite-trop-courte = moins de vingt personnes différentes : la réponse parlerait de quelqu'un, il n'y en a donc pas. Donnez tout ce que vous avez.
saisie-fuite-trop-longue = plus de mille lignes : donnez-en mille au hasard.
refus-budget-controles-titre = Vérifications : limite du jour atteinte
refus-budget-controles = Vous avez demandé { $n } vérifications aujourd'hui : c'est la limite.
refus-budget-controles-faire = Reprenez demain, ou demandez à la vigie si cela presse.

# Les gels : une structure, ou le réseau, arrêtés pour un incident.
gels-titre = Gels pour incident
gels-note = Un gel arrête toutes les lectures et tous les droits nouveaux d'une structure, ou du réseau, pour le temps d'un incident. Une personne gèle une structure un jour au plus, le réseau une demi-heure ; une seconde, d'un autre rôle ou d'une autre structure, prolonge jusqu'à trois jours. Deux autres personnes le lèvent avant l'heure. Rien n'est perdu : brouillons et rendez-vous restent en place.
gels-vide = Rien n'est gelé
gel-de-structure = Structure { $code }
gel-de-reseau = Tout le réseau
gel-quand = Depuis { $depuis }, jusqu'à { $jusqua }.
gel-par = Gelé par
gel-leve-par = Levée demandée par
gel-leve-attend = une seconde personne, d'un autre rôle ou d'une autre structure, doit la signer.
gel-lever = Lever le gel
gel-prolonger = Prolonger le gel
gel-autre = Vous ne pouvez ni le lever ni le prolonger : il y faut une personne qui ne l'a pas signé.
gel-duree-champ = Durée
gel-minutes = { $n } minutes
gel-heures = { $n ->
    [one] 1 heure
   *[other] { $n } heures
}
gel-structure-titre = Geler une structure
gel-structure-champ = Code de la structure
gel-structure-aide = Huit caractères, comme 59512S00.
gel-structure-bouton = Geler la structure
saisie-gel-structure = ce code n'est pas celui d'une structure.
saisie-gel-duree = choisissez une durée ; seul, un jour au plus pour une structure, une demi-heure pour le réseau.
saisie-gel-quota = trois gels par jour et par personne : demandez à quelqu'un d'autre.
gel-reseau-titre = Geler tout le réseau
gel-reseau-aide = Personne ne lit plus rien nulle part. À réserver à une attaque qui touche plusieurs structures à la fois.
gel-reseau-bouton = Geler le réseau
mots-gel = Vous arrêtez toutes les lectures et tous les droits nouveaux de la structure choisie, à l'instant.
mots-gel-deux = Vous prolongez, comme seconde personne, l'arrêt de toutes les lectures :
mots-gel-reseau = Vous arrêtez toutes les lectures et tous les droits nouveaux du réseau entier, à l'instant.
mots-degel = Vous êtes l'une des deux personnes qui lèvent le gel :
fait-gel = C'est fait : le gel tient dès maintenant.
fait-degel = C'est fait. Le gel tombe quand deux personnes l'ont levé.
gels-lien = Gels pour incident
refus-gel-titre = Tout est arrêté pour un incident
refus-gel = La vigie, ou votre direction, a gelé votre structure ou le réseau pour le temps d'un incident. Personne n'y lit de dossier. Votre compte n'est pas en cause.
refus-gel-faire = Rien n'est perdu : vos brouillons et vos rendez-vous restent en place. Votre direction sait jusqu'à quelle heure.

# Le bris de glace : un dossier d'une autre structure, pour quelqu'un qui en a besoin maintenant.
bris-titre = Dossier d'une autre structure
bris-note = Un jeune suivi ailleurs est devant vous, et sa situation n'attend pas le transfert. Appelez sa structure et lisez votre code à la personne qui a son dossier ouvert : elle vous le donne, vous dites pourquoi, et il s'ouvre quatre heures, sans identifiants ni parties délicates. Sa direction revoit chaque accès sous trois jours ouvrés.
bris-lien = Dossiers donnés à d'autres structures
doublons-bris = Cela n'attend pas le transfert
bris-code-titre = Votre code
bris-code-aide = Lisez-le au téléphone à votre interlocutrice ou interlocuteur de l'autre structure.
bris-code-note = Il sert dix minutes. Il ne dit rien de personne : sans un dossier ouvert en face, il ne vaut rien.
bris-par = Donné par
bris-jusqua = Ouvert pour vous jusqu'à { $quand }.
bris-a-prendre-jusqua = À prendre avant { $quand }.
bris-ouvrir = Ouvrir le dossier
bris-prendre = Prendre ce dossier quatre heures
bris-oublie = Le service a redémarré depuis. Demandez à nouveau ce dossier si vous en avez encore besoin.
bris-motif = Pourquoi maintenant
bris-motif-1 = La personne est devant moi et ne peut pas attendre
bris-motif-2 = Danger pour la personne ou pour quelqu'un
bris-motif-3 = La personne a déménagé, le transfert est demandé
bris-motif-4 = Un partenaire attend une réponse aujourd'hui
bris-a-revoir = À revoir
bris-a-revoir-note = Des personnes d'autres structures ont ouvert un dossier de la vôtre. Dites sous trois jours ouvrés si c'était nécessaire : sans réponse, elles ne peuvent plus le faire ; si ce ne l'était pas, trente jours durant.
bris-pris = Pris le { $depuis }, à revoir le { $avant } au plus tard.
bris-lectures = Qui a lu ce dossier
bris-justifie = C'était nécessaire
bris-injustifie = Ce ne l'était pas
bris-autre-revoit = Vous l'avez donné : quelqu'un d'autre de votre direction, ou le DPO, le revoit.
bris-vide = Aucun accès à revoir
don-titre = Donner ce dossier à une autre structure
don-retour = Le dossier
don-note = Quelqu'un d'une autre mission locale vous appelle, avec ce jeune devant elle ou devant lui. Il faut avoir ouvert ce dossier aujourd'hui. L'accès dure quatre heures, en lecture, sans identifiants ni parties délicates, et votre direction le revoit.
don-verifie = Est-ce bien la personne que vous avez au téléphone ? En cas de doute, raccrochez et rappelez sa structure par le numéro que vous connaissez.
don-code = Code lu au téléphone
don-code-aide = Huit lettres, sur la page « Dossier d'une autre structure » de votre interlocuteur.
don-code-inconnu = Ce code n'est à personne, ou plus. Demandez-le à nouveau : il sert dix minutes.
don-continuer = Voir qui c'est
don-bouton = Donner ce dossier
don-lien = Le donner à une autre structure
mots-bris-don = Vous donnez ce dossier, quatre heures en lecture, à
mots-bris-prise = Vous ouvrez, pour le motif choisi, un dossier de
mots-bris-justifie = Vous dites nécessaire l'accès de
mots-bris-injustifie = Vous dites que n'était pas nécessaire l'accès de
fait-don = C'est fait : le dossier est à prendre dans les dix minutes.
fait-prise = C'est fait : le dossier s'ouvre pour vous pendant quatre heures.
fait-revue = C'est fait : votre revue est inscrite.
explication-bris = Dossier d'une autre structure, ouvert par un bris de glace : en lecture, pour quatre heures.
saisie-bris-code = ce code n'est à personne, ou plus : il sert dix minutes.
saisie-bris-motif = choisissez pourquoi.
saisie-bris-quota = trois par jour et dix par mois ; et rien tant qu'un accès passé attend sa revue depuis plus de trois jours ouvrés, ou a été dit sans nécessité.
saisie-bris-impossible = il faut avoir ouvert ce dossier aujourd'hui, et le donner à quelqu'un d'une autre structure qui accompagne.

# Les mandats qui lisent : une campagne d'appels, proposée par un, approuvée par deux.
mandats-titre = Campagnes d'appels
mandats-note = Une campagne lit le prénom et le téléphone des inscrits d'un atelier, et rien d'autre. Qui la propose la reçoit, scellée à sa clé ; le ou la DPO, puis la direction ou un parrain, l'approuvent. Chaque personne lue est inscrite au journal et dans son dossier.
mandats-vide = Aucune campagne
mandats-vide-aide = Une campagne se prépare depuis la page d'un atelier, par qui accompagne des jeunes.
mandats-lien = Campagnes d'appels
mandat-nouveau-lien = Choisir un atelier
mandat-nouveau-titre = Préparer une campagne d'appels
mandat-nouveau-note = Seuls partiront le prénom et le téléphone de celles et ceux qui ont une place. La liste est celle d'aujourd'hui : qui s'inscrit après n'y sera pas.
mandat-page-titre = Campagne d'appels
mandat-personnes = { $n ->
    [one] 1 personne
   *[other] { $n } personnes
}
mandat-quand = de { $depuis } à { $jusqua }
mandat-illisible = Campagne dont le titre n'est plus celui qui a été signé
mandat-etat-propose = Attend des approbations
mandat-etat-approuve = Approuvée, commence
mandat-etat-en-cours = En cours
mandat-etat-suspendu = Suspendue : un gel, ou un signataire dont le compte est arrêté
mandat-etat-fait = Prête
mandat-etat-arrete = Arrêtée : rien n'en reste
mandat-etat-expire = Terminée sans avoir été lue
mandat-titre-champ = Pour quoi
mandat-titre-aide = Ce que liront les deux approbateurs, sans nom de jeune.
mandat-destinataire-champ = Clé du destinataire
mandat-destinataire-aide = La clé publique de qui appellera, qui commence par age1. Elle se fait avec « age-keygen » ; la clé secrète ne quitte pas son poste.
mandat-jusqu-champ = Dernier jour, sept jours au plus
mandat-proposer = Proposer la campagne
mandat-empreinte = empreinte
mandat-donnees = Ce qui part
mandat-donnees-dites = prénom, téléphone
mandat-par = Proposée et reçue par
mandat-approbations = Approuvée par
mandat-personne-encore = Personne encore.
mandat-attend-dpo = Il manque le ou la DPO de la structure.
mandat-attend-autre = Il manque la direction, ou un parrain.
mandat-approuver = Approuver la campagne
mandat-arreter = Arrêter la campagne
mandat-arreter-aide = Arrêter prend effet à la personne suivante ; ce qui était déjà lu est jeté, et elle ne reprend pas.
mandat-retirer = Retirer le fichier scellé
mandat-retirer-aide = Un fichier « .age », que seule la clé secrète du destinataire ouvre : age -d -i cle.txt campagne.csv.age
mandat-revoir = Voir où elle en est
mots-mandat-proposer = Vous proposez que le prénom et le téléphone des inscrits de cet atelier soient lus pour cette clé, et vous les recevrez scellés.
mots-mandat-approuver = Vous approuvez que le prénom et le téléphone de cette liste soient lus et scellés à la clé d'empreinte
fait-mandat-propose = C'est proposé. Le ou la DPO, et la direction ou un parrain, doivent maintenant l'approuver.
fait-mandat-approuve = C'est approuvé. La lecture commence dès que les deux approbations y sont.
fait-mandat-arrete = C'est arrêté. Rien de ce qui avait été lu n'est gardé.
saisie-mandat-titre = dites pour quoi, en cent vingt caractères au plus.
saisie-mandat-destinataire = ce n'est pas une clé publique age : collez la ligne entière qui commence par age1.
saisie-mandat-terme = choisissez un jour d'aujourd'hui à dans six jours.
saisie-mandat-vide = Personne n'a de place à cet atelier : inscrivez d'abord.
saisie-mandat-trop = mille personnes au plus par campagne : au-delà, il faudrait d'autres signatures, qui ne sont pas encore possibles ici.
saisie-mandat-quota = trois campagnes par semaine et par personne, mille personnes chacune au plus : attendez, ou demandez à quelqu'un d'autre.

# Le code dit par le jeune
code-titre = Un code sur son téléphone
code-note = Le jeune est avec vous, ou au bout du fil : six chiffres arrivent sur son téléphone, il vous les dit, son dossier s'ouvre pour vous. Vous ne voyez pas son numéro.
code-envoyer = Envoyer un code
code-envoye = Le message part. Le code sert quinze minutes.
code-champ = Les six chiffres qu'il vous dit
code-champ-aide = Cinq essais. Un code juste explique l'ouverture pendant quatre heures.
code-ouvrir = Ouvrir le dossier
code-autre-aide = Rien n'arrive ? Trois codes par jour au plus pour une même personne.
code-autre = Envoyer un autre code
voie-code = Le jeune est avec vous, ou au bout du fil, et a son téléphone : il vous dit le code qu'il reçoit.
accueil-code = Code
explication-code = Ouvert parce que cette personne vous a dit le code reçu sur son téléphone.
lecture-motif-code = un code dit par la personne
saisie-code-chiffres = tapez les six chiffres. Cet essai n'est pas compté.
saisie-code-faux-4 = ce n'est pas ce code. Il reste quatre essais.
saisie-code-faux-3 = ce n'est pas ce code. Il reste trois essais.
saisie-code-faux-2 = ce n'est pas ce code. Il reste deux essais.
saisie-code-faux-1 = ce n'est pas ce code. Il reste un essai.
saisie-code-faux-0 = Ce n'était pas ce code, et les cinq essais sont faits. Envoyez-en un autre.
saisie-code-perime = Aucun code n'attend : il a servi, ou ses quinze minutes sont passées. Envoyez-en un autre.
saisie-code-sans-relais = Un code ne peut pas être envoyé d'ici, ou pas par vous.
saisie-code-sans-telephone = Ce dossier n'a pas de téléphone portable : aucun code ne peut lui parvenir.
saisie-code-telephone-recent = Le téléphone de ce dossier a changé il y a moins de sept jours : aucun code n'y part encore.
refus-budget-codes-titre = Codes : limite du jour atteinte
refus-budget-codes = Une même personne reçoit au plus { $n } codes par jour, et vous en demandez au plus vingt.
refus-budget-codes-faire = L'accueil peut lui donner un ticket, ou vous transmettre son appel.
telephone-titre = Téléphones de la démonstration
telephone-note = Ces personnes sont inventées : leurs derniers messages se lisent ici. Cette page n'existe pas dans le programme livré.
telephone-vide = Aucun message encore.
telephone-finit = numéro qui finit par
# Les verdicts et les incidents.
menu-incidents = Incidents
vigie-files = Quelles alertes
vigie-a-revoir = À revoir ({ $n })
vigie-consignees = Consignées ({ $n })
vigie-revues = Revues ({ $n })
vigie-a-revoir-aide = Qui attend depuis le plus longtemps vient d'abord. Une personne regarde chaque alerte sous un quart d'heure de 9 h à 18 h en semaine, sous deux heures sinon.
vigie-vide-consignees = Rien n'est consigné sans verdict.
vigie-vide-revues = Aucune alerte n'a encore été revue.
vigie-attend = attend depuis { $age }
vigie-attend-tard = en retard : { $age }
vigie-attendent = { $n ->
    [one] Une alerte attend depuis { $age }.
   *[other] { $n } alertes attendent, la première depuis { $age }.
}
vigie-en-retard = en retard
vigie-reseau = Sans personne en particulier
vigie-verdict = Votre verdict
age-minutes = { $n } min
age-heures = { $n } h
age-jours = { $n } jours
verdict-aide = Appelez d'abord l'agent, par un numéro que vous connaissez. Dire une alerte fausse ne rend rien : un compte suspendu le reste jusqu'à ce que deux personnes le rétablissent. En cas de doute, ouvrez un incident : il se ferme d'un geste.
verdict-autre = Votre structure est gelée : le verdict revient à la vigie. Vous pouvez ouvrir un incident.
verdict-fausse = Fausse alerte
verdict-reseau = C'est regardé : rien à poursuivre
verdict-incident = Ce compte est dans l'incident { $n } : ses alertes se revoient là.
suite-attend = attend un verdict
suite-fausse = dite fausse
suite-par = par
suite-incident = incident { $n }, ouvert
suite-incident-clos = incident { $n }, clos
mots-ecarter = Vous dites fausses les alertes montrées, sur le compte de :
mots-ecarter-reseau = Vous dites revues les alertes qui ne visent personne en particulier.
fait-fausse = C'est inscrit : ces alertes ne vous attendent plus.
fait-fausse-suspendu = C'est inscrit. Le compte reste suspendu : rétablissez-le maintenant, une seconde personne d'une autre fonction signera après vous.
incidents-titre = Incidents
incidents-aide = Un incident réunit des comptes qu'une personne examine ensemble, de l'alerte au constat. Il ne coupe rien et ne rend rien. Chaque consultation de cette page est inscrite.
incidents-lien = Incidents ({ $n })
incidents-vide = Aucun incident ouvert
incidents-vide-aide = Un incident s'ouvre depuis la page d'un compte, quand une alerte ne s'explique pas au téléphone. Il réunit les comptes touchés, ce qui leur est arrivé, et mène à ce qu'ils ont lu. Une personne l'ouvre, une seconde le confirme.
incidents-vers-alertes = Voir les alertes
incidents-ouverts = Ouverts ({ $n })
incidents-clos = Clos ({ $n })
incident-numero = Incident { $n }
incident-par = ouvert par
incident-par-court = par
incident-age = ouvert depuis { $age }
incident-ouvert = ouvert
incident-confirme = confirmé
incident-infirme = fausse alerte
incident-ouvert-le = Ouvert le
incident-clos-le = clos le
incident-comptes = { $n ->
    [one] un compte
   *[other] { $n } comptes
}
incident-comptes-titre = Comptes concernés ({ $n })
incident-ailleurs = { $n ->
    [one] Et un compte d'une autre structure : la vigie seule agit alors sur cet incident.
   *[other] Et { $n } comptes d'autres structures : la vigie seule agit alors sur cet incident.
}
incident-ouvrir = Ouvrir un incident
incident-ouvrir-page = Voir l'incident { $n }
incident-voir-compte = Voir le compte, le suspendre
incident-retirer = Retirer
incident-ajouter = Ajouter ce compte
incident-ajouter-a = Ajouter ce compte à l'incident { $n }
incident-ajouter-champ = Un autre compte ; d'abord ceux dont une alerte attend
incident-etendue = Qui ces comptes ont lu
incident-geler = Geler une structure
incident-clore = Clore l'incident
incident-clore-aide = Clore revoit toutes les alertes de ces comptes montrées ici. « Confirmé » commence les délais de la loi (la CNIL sous 72 heures) : c'est une autre personne que celle qui a ouvert, d'une autre fonction ou d'une autre structure, qui le signe. Aucun compte n'est rétabli pour autant.
incident-confirmer = Confirmer : cela a eu lieu
incident-infirmer = Clore : fausse alerte
incident-second = Pour confirmer, il faut une autre personne que celle qui a ouvert : le DPO de la structure, ou la vigie d'une autre.
incident-autre = Vous pouvez lire cet incident ; ce sont la vigie, ou le DPO d'une structure seule concernée, qui agissent.
incident-par-jour = Dossiers lus par jour, tous comptes réunis
incident-frise = Ce qui s'est passé
incident-frise-vide = Rien dans la semaine qui précède l'ouverture, ni depuis.
incident-frise-coupee = Les { $n } dernières entrées sur { $total } ; chaque compte a son histoire entière.
mots-incident-ouvrir = Vous ouvrez un incident sur le compte de :
mots-incident-ajouter = Vous ajoutez à l'incident { $n } le compte de :
mots-incident-ajouter-ici = Vous ajoutez à cet incident le compte choisi.
mots-incident-retirer = Vous retirez de cet incident, dont les alertes attendront de nouveau, le compte de :
mots-incident-confirmer = Vous confirmez, comme seconde personne, que cela a eu lieu :
mots-incident-infirmer = Vous dites que ce n'était rien :
fait-incident-ouvert = L'incident est ouvert. Regardez maintenant qui ces comptes ont lu.
fait-incident-ajout = Le compte est ajouté.
fait-incident-retrait = Le compte est retiré ; ses alertes attendent de nouveau.
fait-incident-clos = L'incident est clos. Un compte suspendu le reste : deux personnes le rétablissent depuis sa page.
saisie-incident-quota = un incident réunit cinquante comptes au plus, et une personne en ouvre vingt par jour : demandez à quelqu'un d'autre.
saisie-incident-change = l'incident a changé depuis que vous l'avez lu : rechargez la page, regardez, et signez à nouveau.
saisie-incident-impossible = ce n'est pas possible maintenant : le verdict est déjà donné, ou il revient à quelqu'un d'autre. Rechargez la page.
saisie-incident-compte = choisissez un compte.
saisie-incident-verdict = dites si cela a eu lieu.
fait-entree-login = Connexion
fait-entree-login-fin = Fin de connexion
fait-entree-alerte = Alerte { $regle }
fait-entree-suspension = Compte suspendu
fait-entree-suspension-regle = Compte suspendu par la règle { $regle }
fait-entree-retablissement = Rétablissement signé
fait-entree-cloture = Compte fermé
fait-entree-gel = Structure gelée
fait-entree-levee = Levée du gel signée
fait-entree-mesure = Lectures restreintes par une règle
fait-entree-etape-2 = Incident ouvert
fait-entree-etape-3 = Compte ajouté
fait-entree-etape-4 = Compte retiré
fait-entree-etape-8 = Incident confirmé
fait-entree-etape-9 = Incident clos, fausse alerte
fait-entree-etape-10 = Alertes dites fausses
fait-entree-etape-31 = Accès à un dossier d'ailleurs, dit nécessaire
fait-entree-etape-32 = Accès à un dossier d'ailleurs, dit sans nécessité
