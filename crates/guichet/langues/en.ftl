# The words on screen. One key per sentence; no personal value ever passes through here.

nom-langue = English
aller-au-contenu = Skip to content
bande-fictive = FICTIONAL DATA
menu = Main menu
menu-recherche = Search
menu-portefeuille = My caseload
menu-nouveau = New file
quitter = Leave
abandonner = Cancel
facultatif = optional
mot-cle = No key answered. Try again.
mot-reseau = The server does not answer. Nothing is lost; try again in a moment.
attente = One moment…
scripts-requis = Cairn signs every request in the browser: scripts must be allowed.

connexion-titre = Enter Cairn
connexion-note = Your key lets you in; no password is asked for.
connexion-bouton = Enter with my key
connexion-au-revoir = Goodbye. This computer keeps nothing.
personas-titre = Demonstration characters
personas-note = These people are invented, and so is every file of this base.
reprise-titre = Resume
reprise-dialogue = Your login has ended. One gesture of your key, and what you typed is sent.
reprise-bouton = Resume with my key
changer-agent = Switch user
reprise-inconnu-titre = Resume
reprise-inconnu = This browser is no longer recognised. One gesture of your key, and the page comes back.
reprise-expire-titre = Resume
reprise-expire = Your login ended after some idle time or at the end of the day. One gesture of your key, and the page comes back.
reprise-remplace-titre = Entered elsewhere
reprise-remplace = You have since entered on another computer: each person has one login at a time. If that was not you, tell your manager.
reprise-parti-titre = You have left
reprise-parti = This login was closed. One gesture of your key, and the page comes back.

recherche-titre = Find a person
recherche-champ = Name, first name, date of birth or file number
recherche-aide = Typing mistakes are allowed. Arrows to move, Enter to open.
recherche-bouton = Search
recherche-rien = Nobody in your structure answers this search.
recherche-rien-aide = Try the surname alone, another spelling, the date of birth (12/05/2006) or the file number.
recherche-compte = { $n ->
    [one] { $n } person.
   *[other] { $n } people.
}
recherche-premiers = The first { $n } are shown: add a first name or a date of birth.

portefeuille-titre = My caseload
portefeuille-compte = { $n ->
    [one] { $n } young person.
   *[other] { $n } young people.
}
portefeuille-touches = Arrows or j and k to move, Enter to open.
portefeuille-vide = You are nobody's adviser for now.
portefeuille-rang = Page { $n } of { $pages }
pages = Pages
page-precedente = Previous
page-suivante = Next

dossier-titre = File
dossier-age = { $n ->
    [one] { $n } year old
   *[other] { $n } years old
}
dossier-referent = Adviser:
dossier-sans-referent = none
explication-portefeuille = Open because you are their adviser.
explication-aucune = No known explanation: this opening is counted apart.
dossier-ouvertures = { $n } of { $limite } new files today.
dossier-identite = Identity
dossier-contact = Contact
dossier-parcours = Pathway
dossier-rien = Nothing is noted.
dossier-identifiants = Identifiers
dossier-masque = masked
dossier-reveler = Reveal
dossier-reveler-note = Counted and recorded.
dossier-aucun-identifiant = No identifier is recorded.
dossier-reste = { $n ->
    [one] You have { $n } reveal left today.
   *[other] You have { $n } reveals left today.
}
dossier-evenements = Events
dossier-aucun-evenement = No event yet.
dossier-lectures = Who has read this file
dossier-historique = History of changes
retour-dossier = Back to the file
colonne-quand = When
colonne-qui = Who
colonne-quoi = What
colonne-pourquoi = Why
colonne-version = Version
agent-inconnu = departed agent
raison-aucune = no known explanation
raison-portefeuille = adviser
raison-autre = other explanation
duree-minutes = { $n } min

entretien-nouveau = New interview
entretien-enregistrer = Save
touche-entree = Enter
brouillon-repris = Draft of { $heure } restored.
brouillon-enregistre = Draft saved at
brouillon-attente = Draft not saved yet: your text stays on screen.

nouveau-titre = New file
nouveau-note = Only surname, first name, date of birth and sex are needed to begin.
nouveau-creer = Create the file

enrolement-titre = Bind your keys
enrolement-etape = Key { $n } of { $total }
enrolement-premiere = Take the key you will use every day: this computer's, a phone or a security key.
enrolement-seconde = Now take a second, different key, to be kept in a safe place: it serves if the first is lost.
enrolement-bouton = Bind a key
enrolement-refus = This key did not answer, or it is already bound. Try again with another one.
enrolement-fini = Both your keys are bound: you may enter.

refus-introuvable-titre = File not found
refus-introuvable = This file does not exist or is not in your structure.
refus-enrolement-titre = Address closed
refus-enrolement = This address has already served or is no longer valid: it lives fifteen minutes only. Ask for another one.
refus-inconnue-titre = Page not found
refus-inconnue = This page does not exist.
refus-role-titre = Not in your role
refus-role = Your role does not allow this. The refusal is recorded in the journal.
refus-compte-titre = Account closed or suspended
refus-compte = Your account does not let you in for now. See your account manager.
refus-budget-titre = Today's limit reached
refus-budget = You have opened { $n } new files today, the limit. Those already open stay available; the limit renews tomorrow.
refus-fusible-titre = Too many openings at once
refus-fusible = A safety threshold of the network is reached. Try later; the watch is informed.
refus-integrite-titre = File kept shut
refus-integrite = What is stored is not what was last recorded. The file stays shut; the difference is recorded in the journal under number { $n }.
refus-conflit-titre = Changed meanwhile
refus-conflit = Somebody else wrote in this file at the same moment. Nothing is lost: try again.
refus-signature-titre = Request refused
refus-signature = This request has already served or its signature does not match. One gesture of your key, and the page comes back.
refus-saisie-titre = To correct
refus-saisie = Some fields need correcting.
refus-illisible-titre = Unreadable request
refus-illisible = This request is not written as this site writes them.
refus-etrangere-titre = Request refused
refus-etrangere = This request does not come from a page of this site.
refus-trop-long-titre = Too long
refus-trop-long = What was sent is too long.
panne-contre-cle-titre = A moment of patience
panne-contre-cle = The second key-holder does not answer. Nothing is lost; try again, the page will come back by itself.
panne-scelle-titre = Vault closed
panne-scelle = The vault waits for its key after a start. Nothing is lost; the page will come back by itself.
panne-journal-titre = A moment of patience
panne-journal = The journal cannot be written, and nothing is shown without being recorded. Nothing is lost; the page will come back by itself.
panne-base-titre = A moment of patience
panne-base = The database does not answer. Nothing is lost; the page will come back by itself.
panne-interne-titre = A failure of ours
panne-interne = Something did not work. Give this number to the help desk: it is enough to find the incident.
erreur-numero = Number:
erreur-reessai = Trying again in a few seconds…
retour-recherche = Back to the search

saisie-champ-obligatoire = to be filled in.
saisie-champ-trop-long = too long.
saisie-champ-mal-forme = badly written.
saisie-texte-vide = to be filled in.
saisie-texte-trop-long = too long: 8,000 characters at most.
saisie-duree-trop-longue = too long.
saisie-date-hors-limites = out of bounds.
saisie-requete-trop-courte = Type at least two letters or digits.
saisie-requete-trop-longue = This search is too long.
saisie-cle-illisible = This browser's key could not be read. Reload the page.
saisie-cle-refusee = This key cannot be bound. Try another one.
saisie-invalide = to be corrected.

champ-genre = Kind
champ-date = Date
champ-duree = Duration (minutes)
champ-texte = What was said
champ-nom-naissance = Birth name
champ-nom-usage = Name in use
champ-prenom = First name
champ-autres-prenoms = Other first names
champ-telephone-fixe = Landline
champ-naissance = Date of birth
champ-sexe = Sex
champ-commune-naissance = Place of birth
champ-nationalite = Nationality
champ-numero = Number
champ-voie = Address
champ-code-postal = Postcode
champ-commune = Town
champ-telephone = Telephone
champ-mail = E-mail
champ-nir = Social security number
champ-identifiant-france-travail = France Travail identifier
champ-niveau-formation = Level of education
champ-situation = Situation
champ-entretien = Interview
champ-logement = Housing
champ-sante = Health
champ-iban = IBAN
champ-papier = Paper
sexe-f = Female
sexe-m = Male

genre-entretien-individuel = One-to-one interview
genre-atelier = Workshop
genre-information-collective = Group information
genre-telephone = Telephone
genre-courrier = Letter or e-mail
genre-mediation = Mediation
genre-administratif = Administrative

role-conseiller = adviser
role-accueil = front desk
role-referent_collectif = group activities
role-direction = management
role-gestionnaire = account management
role-dpo = data protection
role-vigie = watch

classe-1 = identity
classe-2 = contact
classe-3 = identifiers
classe-4 = pathway
classe-5 = delicate
classe-6 = money
classe-7 = papers
