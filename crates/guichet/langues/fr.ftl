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
explication-aucune = Aucune explication connue : cette ouverture est comptée à part.
dossier-ouvertures = { $n } sur { $limite } nouveaux dossiers aujourd'hui.
dossier-identite = Identité
dossier-contact = Contact
dossier-parcours = Parcours
dossier-rien = Rien n'est noté.
dossier-identifiants = Identifiants
dossier-masque = masqué
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
agent-inconnu = agent parti
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
nouveau-note = Seuls le nom, le prénom, la date de naissance et le sexe sont nécessaires pour commencer.
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
refus-enrolement = Cette adresse a déjà servi ou n'est plus valable : elle ne vit que quinze minutes. Demandez-en une autre.
refus-inconnue-titre = Page introuvable
refus-inconnue = Cette page n'existe pas.
refus-role-titre = Pas dans votre rôle
refus-role = Votre rôle ne permet pas cette action. Le refus est inscrit au journal.
refus-compte-titre = Compte fermé ou suspendu
refus-compte = Votre compte ne permet pas d'entrer pour l'instant. Voyez votre responsable de gestion de compte.
refus-budget-titre = Limite du jour atteinte
refus-budget = Vous avez ouvert { $n } nouveaux dossiers aujourd'hui, la limite. Ceux déjà ouverts restent accessibles ; la limite se renouvelle demain.
refus-fusible-titre = Trop d'ouvertures à la fois
refus-fusible = Un seuil de sécurité du réseau est atteint. Réessayez plus tard ; la vigie est prévenue.
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
saisie-champ-mal-forme = mal écrit.
saisie-texte-vide = à remplir.
saisie-texte-trop-long = trop long : 8 000 caractères au plus.
saisie-duree-trop-longue = trop longue.
saisie-date-hors-limites = hors des limites.
saisie-requete-trop-courte = Tapez au moins deux lettres ou chiffres.
saisie-requete-trop-longue = Cette recherche est trop longue.
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

genre-entretien-individuel = Entretien individuel
genre-atelier = Atelier
genre-information-collective = Information collective
genre-telephone = Téléphone
genre-courrier = Courrier ou courriel
genre-mediation = Médiation
genre-administratif = Administratif

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
