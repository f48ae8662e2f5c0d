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
explication-faible = You recorded that yourself less than a day ago: this opening is counted with those that nothing explains.
explication-aucune = No known explanation: this opening is counted apart.
dossier-contact = Contact
dossier-rien = Nothing is noted.
dossier-identifiants = Identifiers
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
agent-inconnu = author not known
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
nouveau-note = Surname, first name and date of birth are enough to begin. A person who is already known appears by themselves.
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
refus-enrolement = This address has already served or is no longer valid: it lives fifteen minutes only.
refus-inconnue-titre = Page not found
refus-inconnue = This page does not exist.
refus-role-titre = Not in your role
refus-role = Your role does not allow this. The refusal is recorded in the journal.
refus-compte-titre = Account closed or suspended
refus-compte = Your account does not let you in for now. See your account manager.
refus-attente-titre = Your account does not open yet, or no longer does
refus-attente = It starts soon, or it is asleep: most often the course is to be taken, or taken again.
refus-absent-titre = Account not found
refus-absent = This account does not exist, or is not one that you look after.
refus-budget-titre = Today's limit reached
refus-budget = You have reached today's limit ({ $n } new files opened, or as many created). Those already open stay available; the limit renews tomorrow.
refus-budget-heure-titre = Many files within an hour
refus-budget-heure = You have opened { $n } new files within an hour: that is the limit. Those already open stay available.
refus-budget-semaine-titre = This week's limit reached
refus-budget-semaine = You have opened { $n } new files in seven days: that is the limit. Those opened today stay available.
refus-budget-revelations-titre = Identifiers: today's limit reached
refus-budget-revelations = You have revealed identifiers { $n } times today: that is the limit. It renews tomorrow.
refus-budget-parties-titre = Delicate parts, prints: today's limit reached
refus-budget-parties = You have unfolded or printed as many files today as your role allows. The limit renews tomorrow.
refus-budget-lignes-titre = Lists: today's limit reached
refus-budget-lignes = Lists and searches have shown you { $n } different people today: that is the limit. Those whom you have seen can still be found.
refus-inexplique-titre = Nothing explains this opening yet
refus-inexplique = You have opened as many files without explanation as your role allows ({ $n } a day, and a total a week). Those that your work explains always open. The refusal is in the journal.
voies-titre = What opens this file
voie-accueil = The young person is here or on the phone: the front desk gives a ticket or passes the call on to you.
voie-collegue = They come later: a colleague or the front desk books their appointment with you, or enrols them in your workshop.
voie-direction = You are going to accompany them: your director entrusts you with the file, or with an absent colleague's caseload.
voie-essais = { $n ->
    [one] { $n } more request without explanation, and your account is suspended until two people have reviewed it.
   *[other] { $n } more requests without explanation, and your account is suspended until two people have reviewed it.
}
refus-tranche-titre = A gesture of your key to go on
refus-tranche = You have opened { $n } new files since you signed in or since your last gesture. A gesture of your key authorises { $n } more, in your name. If you have not opened that many, do not make it: somebody may be using your computer.
tranche-bouton = Open up to twenty more
tranche-pas-moi = This is not me
refus-coupe-titre = Your account is suspended
refus-coupe = Too many files were asked for without explanation. Nothing opens through your account any more; two people of different roles restore it: director, account manager, DPO or watch officer.
refus-coupe-faire = Call your director or your account manager. Nothing is lost: your drafts wait for you.
refus-fusible-titre = Too many openings at once
refus-fusible = A safety threshold of the network is reached. Try later; the watch is informed.
refus-essai-titre = Probation
saisie-doublon-probation = Somebody here or elsewhere looks like this person. While on probation, ask a colleague to check and to entrust the file to you.
refus-essai = Your account is on probation: it opens only the young people that a colleague entrusted to you at least a day ago, those you created, and five others in all.
refus-faits-titre = Limit of the day
refus-faits = You have already said that you expect sixty young people today, or taken over two caseloads this week. The refusal is in the journal.
refus-faits-faire = A colleague or the front desk can book or enrol for you; your director can entrust a caseload.
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
saisie-champ-interdit = is not changed here.
saisie-champ-mal-forme = badly written.
saisie-texte-vide = to be filled in.
saisie-texte-trop-long = too long: 8,000 characters at most.
saisie-duree-trop-longue = too long.
saisie-date-hors-limites = out of bounds.
saisie-requete-trop-courte = Type at least two letters or digits.
saisie-requete-trop-longue = This search is too long.
saisie-filtre-illisible = This filter cannot be read.
saisie-filtres-trop-nombreux = You already keep twenty filters: forget one.
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

# Pages
depuis-aujourdhui = today
depuis-hier = yesterday
depuis-jours = { $n } days ago
depuis-semaines = { $n } weeks ago
depuis-mois = { $n } months ago
depuis-ans = { $n } years ago
jour-aujourdhui = Today
jour-1 = Monday
jour-2 = Tuesday
jour-3 = Wednesday
jour-4 = Thursday
jour-5 = Friday
jour-6 = Saturday
jour-7 = Sunday
statut-actif = active
statut-en-veille = dormant
statut-fin-accompagnement = support ended
jauge-label = Files opened today
jauge-semaine = { $n ->
    [one] { $n } file opened in seven days out of { $limite }
   *[other] { $n } files opened in seven days out of { $limite }
}
jauge-jour = { $n ->
    [0] No file opened today out of { $limite }
    [one] { $n } file opened today out of { $limite }
   *[other] { $n } files opened today out of { $limite }
}
menu-lectures = My readings
palette-titre = Go to
palette-champ = One of my young people, a number or an act
palette-aide = Arrows to choose, Enter to open, Escape to close. Only searches your own young people.
palette-bouton = Go to…
palette-jeunes = My young people
palette-actes = Acts
palette-rien = Nothing answers. The search of the whole structure is on the Search page.
palette-reponses = Answers:
liste-masques = Names cut short are those of young people whom somebody else follows.
ariane = You are here
modifier = Edit
imprimer = Print

personas-chercher = Search a name, a role or a mission locale
personas-aucun = Nobody answers.
personas-premiers = The first { $n } of { $total } are shown.

recherche-attente = Searching…
recherche-creer = Create a file with this name

portefeuille-autres = Caseload
portefeuille-laisse = { $n ->
    [one] The words above leave { $n } out.
   *[other] The words above leave { $n } out.
}
portefeuille-vide-aide = A young person enters your caseload when you create their file or when they are entrusted to you.
portefeuille-aucun = Nobody answers this sentence.
portefeuille-aucun-aide = Remove a word to widen it.
phrase-label = What the list shows
phrase-mes-jeunes = My young people
phrase-jeunes = Young people
phrase-a-moi = mine
phrase-de = of
phrase-sans-referent = without adviser
phrase-structure = of the whole structure
phrase-actif = active
phrase-en-veille = dormant
phrase-fin-accompagnement = whose support ended
phrase-age-mineur = minors
phrase-age-18-21 = aged 18 to 21
phrase-age-22-25 = aged 22 to 25
phrase-age-26-et-plus = aged 26 and over
phrase-sans-nouvelle = without news for { $n } days
phrase-nouveaux = arrived less than { $n } days ago
phrase-retirer = (remove this word)
phrase-changer = Change the sentence
phrase-appliquer = Show
phrase-tout = All my young people
tri-nom = by name
tri-plus-anciens = oldest contact first
tri-plus-recents = latest contact first
tri-age = youngest first
tri-creation = last arrived first
choix-de = Whose
choix-statut = Status
choix-age = Age
choix-sans-nouvelle = Without news
choix-nouveaux = Arrival
choix-tri = Order
choix-tous = all
choix-collegue = ({ $n })
filtre-garder = Keep this sentence
filtre-nom = Name of this sentence
filtre-nom-aide = A name for you alone, such as “to call back”. No young person's name.
filtre-enregistrer = Keep
filtre-oublier = Forget
filtres-titre = Kept sentences:

dossier-ne-le = Born:
dossier-referent-mot = Adviser
dossier-completude = Completeness
dossier-delicat-note = Kept shut. Unfolding is recorded in the journal, under your name.
dossier-deplier = Unfold
dossier-inscrit = This reading has just been recorded under your name.
dossier-fil = Timeline
completude-partiel = partial
completude-complet = complete
completude-justifie = evidenced
completude-manque = For a complete file, this is missing:
fil-filtrer = Filter
fil-touts = Everything
fil-contacts = Contacts
fil-modifications = Changes
fil-lectures = Readings
fil-rien = Nothing of this kind in this timeline.
fil-creation = File created
fil-modification = Changed
fil-champs = { $n ->
    [one] { $champs } and one other part
   *[other] { $champs } and { $n } others
}
fil-lecture = { $n ->
    [one] Read
   *[other] Read { $n } times
}
fil-revelation = { $n ->
    [one] Identifiers revealed
   *[other] Identifiers revealed { $n } times
}
fil-impression = { $n ->
    [one] Printed
   *[other] Printed { $n } times
}
fil-mandat = { $n ->
    [one] Read for a calling campaign (mandate)
   *[other] Read { $n } times for calling campaigns (mandates)
}
fil-plus-recent = Newer
fil-plus-ancien = Older

nouveau-qui = Who is it?
nouveau-chercher = Continue
nouveau-chercher-note = Cairn first looks whether this person is already known here.
nouveau-suite = The rest of the file
nouveau-suite-note = Nothing is mandatory here. What is marked “required” makes a complete file; it can be added later.
aide-naissance = Day, month, year.
aide-telephone = A phone number or a mail is enough for a complete file.
aide-nir = 15 digits, key included. It only serves to recognise duplicates.
bilan-titre = To be corrected
doublons-attente = Looking for similar people…
doublons-aucun = Nobody looks like this person in your structure.
doublons-titre = { $n ->
    [one] Is it this person?
   *[other] Is it one of these { $n } people?
}
doublons-cest-elle = It is this person
doublons-continuer = None of these people: continue
doublons-creer = None of these people: create the file
doublons-arret = Nothing is created yet: somebody looks like this person. Nothing you typed is lost.
doublons-ailleurs = This person seems to be known to { $structure }. If it is them, ask there for the transfer of the file rather than creating a second one.
ressemblance-nir = same social security number
ressemblance-nom-naissance = same name and birth
ressemblance-contact = same phone or mail
ressemblance-proche-naissance = similar name, same birth
ressemblance-proche = similar name
niveau-1 = 1 (no diploma)
niveau-2 = 2 (brevet, CFG)
niveau-3 = 3 (CAP, BEP)
niveau-4 = 4 (baccalauréat)
niveau-5 = 5 (two years after the baccalauréat)
niveau-6 = 6 (three or four years after the baccalauréat)
niveau-7 = 7 (five years after the baccalauréat)
niveau-8 = 8 (doctorate)
niveau-c = training without certification
niveau-x = never at school

modifier-titre = Edit
modifier-parties = Parts of the file
modifier-enregistrer = Save
modifier-ecrit = Saved.
modifier-gardes = Saved. Somebody else had meanwhile changed: { $champs }. What they wrote is kept.
conflit-titre = Somebody else changed the same field
conflit-note = Nothing is saved yet, and nothing is lost: choose for each field, then save. The other value was written by
conflit-mienne = Keep mine:
conflit-sienne = Keep theirs:
conflit-vide = (nothing)

feuille-contact = Contact sheet
feuille-parcours = Pathway sheet
feuille-numero = File no.
feuille-par = Printed by
impression-note = Printing is recorded in the journal, under your name. A sheet is filed or destroyed.

lectures-titre = My readings
lectures-note = What you opened these last 30 days, as the journal keeps it. Each file also shows these lines to whoever opens it.
lectures-vide = No reading these last 30 days.
lectures-vide-aide = The first will appear here as soon as you open a file.
lectures-par-jour = Files opened per day
lectures-resume = { $n ->
    [one] { $n } opening in 30 days, { $max } at most in one day. A file counts once a day.
   *[other] { $n } openings in 30 days, { $max } at most in one day. A file counts once a day.
}
lectures-trace = Files opened per day, over 30 days: the numbers are in the table that follows.
lectures-tableau = See the numbers
lectures-colonne = Files
lectures-parti = File that is no longer in your structure
lecture-ouverture = opened
lecture-revelation = identifiers revealed
lecture-impression = printed
lecture-mandat = calling campaign (mandate)


# Composants
marque-obligatoire = mandatory
marque-requis = required
composants-titre = Components
composants-note = Every element of the pages, in every state, light and dark. Nobody is shown here.
composants-jetons = Colours, sizes, icons
composants-actions = Buttons and signs
composants-saisie = Input
composants-messages = Messages
composants-listes = Lists
composants-cadres = Frames
composants-couleurs = Colours
composants-tailles = Sizes
composants-icones = Icons
comp-phrase = First meeting; a plan in retail, to be worked out together.
comp-boutons = Buttons
comp-liens = Links
comp-pastilles = Badges and statuses
comp-touches = Keys
comp-imprimer = Print
comp-effacer = Erase
comp-plus-tard = Later
comp-enregistrement = Saving…
comp-neutre = Apprenticeship
comp-info = To know
comp-complet = Complete
comp-partiel = Partial
comp-refuse = Refused
comp-actif = Active
comp-veille = Dormant
comp-fin = Support ended
comp-champs = Fields
comp-aide = As on the identity document.
comp-choix = Boxes and choices
comp-case = The young person came with a parent
comp-conflit = Two values, two people
comp-mienne = What you typed
comp-autre = Written at 14:02 by a colleague
comp-bilan = What is to be corrected
comp-avis = Notices
comp-enregistre = Interview saved.
comp-vide = Empty list
comp-attente = Waiting and progress
comp-import = Import
comp-import-texte = 340 rows of 2,000
comp-annonce = Message, with undo
comp-annuler = Undo
comp-jauge = My day
comp-jour = New files today
comp-jour-calme = 12 of 60
comp-jour-presque = 55 of 60: 5 left
comp-jour-plein = 60 of 60: the limit is reached
comp-phrase-titre = Filters as a sentence
comp-filtre-debut = Young people
comp-filtre-et = and
comp-filtre-mot = without an interview for 30 days
comp-retirer = : remove this filter
comp-personnes = List of people
comp-masquee = file of another structure
comp-tableau = Tables
comp-grille = Rows to correct
comp-valeur = Value
comp-frise = Timeline
comp-trace = Plot
comp-mois = November 2026
comp-lecture = Reading
comp-ariane = Breadcrumb and steps
comp-etapes = Steps
comp-etape-1 = File
comp-etape-2 = Columns
comp-etape-3 = Check
comp-faite = (done)
comp-carte = Card, definitions, unfoldable parts
comp-dialogue = Dialog
comp-palette = Command palette
comp-palette-champ = A person or an action
comp-palette-aide = Arrows to choose, Enter to open, Escape to close.
comp-feuille = Sheet to print
comp-feuille-titre = List of appointments
comp-structure = Example mission locale
comp-imprime = printed by the front desk

# Imports
menu-imports = Imports
imports-titre = Import dossiers
imports-note = A spreadsheet becomes dossiers. Nothing is created before you have seen every row and signed.
imports-deposer = Give a file
imports-fichier = File, to choose or to drop here
imports-acceptes = CSV or XLSX: 20 MB, 10,000 rows and 100 columns at most. The name of the file stays on this computer.
imports-lire = Read the file
imports-modele = Model file to fill in (CSV)
imports-sans-fichier = Choose a file first.
imports-envoi = Sending the file…
imports-lecture = Sending and reading the file: a few more seconds…
imports-miens = My imports
imports-ordre = Newest first
imports-aucun = No import yet
imports-aucun-aide = A file given here waits for you for seven days; nobody else sees it.
imports-colonne-fichier = File
imports-colonne-etat = State
imports-colonne-suite = Next
imports-retour = All my imports
import-etat-essai = to correct
import-etat-en-cours = running
import-etat-fait = done
import-etat-interrompu = interrupted
import-etat-annule = taken back
import-suite-essai = To be read through, then signed.
import-lignes = { $n ->
    [one] { $nombre } row
   *[other] { $nombre } rows
}
import-faits = { $n ->
    [0] No dossier created.
    [one] { $nombre } dossier created.
   *[other] { $nombre } dossiers created.
}
import-trop-a-la-fois = Too many files are arriving at once. Nothing is lost: try again in a minute.
import-gardes = { $n ->
    [0] Every dossier that was created has been erased.
    [one] { $nombre } dossier was kept: somebody has opened it or written in it since the import.
   *[other] { $nombre } dossiers were kept: somebody has opened them or written in them since the import.
}
import-avancement = { $faits } dossiers created out of { $sur }.
import-progression = Dossiers created
import-voir = See the import
import-encours-note = You may leave this page: the import goes on.
import-titre = Import
import-titre-essai = Import to correct
import-titre-en-cours = Import running
import-titre-fait = Import done
import-titre-interrompu = Import interrupted
import-titre-annule = Import taken back
import-interrompu = No dossier was created twice. Go on where the import stopped, or take back what was made.
import-fait = Each dossier is now in the search and in the caseload of its adviser.
import-format-csv = Read as CSV separated by { $delimiteur }, in { $codage }.
import-format-xlsx = Read as an XLSX workbook.
import-format-xlsx-feuilles = Read as an XLSX workbook of { $n } sheets: only the first one that is not empty is imported.
import-delimiteur-point-virgule = semicolons
import-delimiteur-virgule = commas
import-delimiteur-tabulation = tabs
import-delimiteur-barre = vertical bars
import-vues = Rows shown
import-vue-a-corriger = { $n ->
    [0] Nothing to correct
    [one] { $nombre } to correct
   *[other] { $nombre } to correct
}
import-vue-doublons = { $n ->
    [0] No duplicate
    [one] { $nombre } possible duplicate
   *[other] { $nombre } possible duplicates
}
import-vue-pretes = { $n ->
    [0] None ready
    [one] { $nombre } ready
   *[other] { $nombre } ready
}
import-vue-faites = { $n ->
    [0] None done
    [one] { $nombre } done
   *[other] { $nombre } done
}
import-vue-gardees = { $n ->
    [0] No dossier kept
    [one] { $nombre } dossier kept
   *[other] { $nombre } dossiers kept
}
import-vue-toutes = { $n ->
    [one] the only row
   *[other] all { $nombre } rows
}
import-ecartees = { $n ->
    [one] { $nombre } row left aside.
   *[other] { $nombre } rows left aside.
}
import-avertissements = { $n ->
    [one] { $nombre } row ready with a remark: to be read again.
   *[other] { $nombre } rows ready with a remark: to be read again.
}
import-vide-a-corriger = Nothing left to correct.
import-vide-doublons = No row looks like somebody else.
import-vide-pretes = No row is ready.
import-vide-faites = No dossier of this import exists.
import-vide-toutes = This file has no row left.
import-colonnes = What each column fills
import-colonnes-ignorees = { $n ->
    [0] every column is used
    [one] { $nombre } column is not imported
   *[other] { $nombre } columns are not imported
}
import-colonnes-aide = Guessed from the titles and the values. A change reads all rows again.
import-manquantes = No column fills what every dossier must have:
import-colonne-ignoree = — do not import
import-colonne-referent = Référent
import-colonne-statut = Status
import-colonne-ligne = Row
import-grille = Rows of the file
import-grille-aide = Arrows go from cell to cell, Tab from one correction to the next. Enter to correct, Enter again to save, Escape to go back to what was there.
import-mettre = Put
import-ouvrir = open the dossier
import-double = Same person as row { $n }.
import-reprendre = Take the row again
import-ecarter = Leave the row aside
import-autre-personne = This is not the same person
import-ligne-faite = done
import-ligne-gardee = kept
import-ligne-effacee = erased
import-ligne-ecartee = left aside
import-ligne-prete = ready
import-ligne-a-corriger = to correct
import-signer-titre = Create the dossiers
import-signer-fera = { $n ->
    [one] { $nombre } dossier will be created in your structure.
   *[other] { $nombre } dossiers will be created in your structure.
}
import-signer-reste = { $n ->
    [one] { $nombre } row still stands in the way: correct it, or leave it aside.
   *[other] { $nombre } rows still stand in the way: correct them, or leave them aside.
}
import-signer-nom = The import is recorded in the journal under your name, with the number and the exact content of the rows.
import-signer-retour = For 30 days you may take back the whole import; a dossier opened or changed since is kept.
import-signer-rien = No row is ready to be created.
import-ecarter-fautives = { $n ->
    [one] Leave the faulty row aside
   *[other] Leave the { $nombre } faulty rows aside
}
import-creer = { $n ->
    [one] Create { $nombre } dossier
   *[other] Create { $nombre } dossiers
}
import-continuer = { $n ->
    [one] Go on: { $nombre } dossier to create
   *[other] Go on: { $nombre } dossiers to create
}
import-oublier = Forget this file
import-oublier-note = nothing is created
import-oublier-texte = The rows and your corrections are erased at once. If you do nothing, they are after seven days.
import-oublier-bouton = Forget the file
import-suite-titre = Next
import-annuler = Take back the whole import
import-annuler-note = for 30 days
import-annuler-texte = { $n ->
    [one] The dossier created by this import will be erased, and its keys destroyed: nobody will be able to read it any more.
   *[other] The { $nombre } dossiers created by this import will be erased, and their keys destroyed: nobody will be able to read them any more.
}
import-annuler-garde = A dossier that somebody has opened or changed since is kept, so that it can always be told who was read; you are given the list afterwards. Taking back is recorded in the journal under your name.
import-annuler-bouton = { $n ->
    [one] Take back the import of { $nombre } dossier
   *[other] Take back the import of { $nombre } dossiers
}
ressemblance-meme-nir = Same social security number
ressemblance-nom-et-naissance = Same name, same date of birth
ressemblance-telephone-ou-mail = Same telephone or same e-mail
ressemblance-nom-proche-et-naissance = Near name, same date of birth
ressemblance-nom-proche = Near name

import-place-ligne = Row { $ligne }:
import-place-cellule = Cell { $colonne }{ $ligne }:
import-fichier-vide = This file is empty. Check that it is the right one, save it, then give it again.
import-fichier-trop-gros = This file is larger than 20 MB. Cut it into several, or save only the useful sheet as CSV.
import-fichier-pas-un-tableur = This file is not a spreadsheet. Save the sheet as CSV or XLSX.
import-fichier-mot-de-passe = This workbook is protected by a password. Open it, save it without a password, then give that copy.
import-fichier-archive-abimee = This workbook is damaged or incomplete. Open it in your spreadsheet program and save it again, as XLSX or CSV.
import-fichier-archives-imbriquees = This file holds other files. Give only the sheet of the people, as CSV or XLSX.
import-fichier-bombe = Once inflated, this workbook is out of all proportion. Save only the useful sheet as CSV.
import-fichier-classeur-abime = This workbook is not written as an XLSX. Open it in your spreadsheet program and save the sheet as CSV.
import-fichier-octet-nul = This file is damaged, or is not a text. Save the sheet as CSV again.
import-fichier-guillemets = a quote is opened and never closed. Correct this row, or save the file as XLSX.
import-fichier-trop-de-lignes = This file has more than 10,000 rows. Cut it into several files.
import-fichier-trop-de-colonnes = there are more than 100 columns. Keep only those that are used.
import-fichier-cellule-trop-longue = more than 2,000 characters. Shorten this text, or remove this column.
import-fichier-ligne-trop-longue = { $trouvees } cells under { $attendues } titles. A separator probably stands inside a value: put it in quotes, or save the file as XLSX.
import-fichier-cellules-fusionnees = cells are merged. Undo the merging, then save the file.
import-fichier-sans-entete = The first row has no column titles. Add them; the model file gives them.
import-fichier-sans-ligne = This file has column titles and no row below. Check that it is the right file.
import-fichier-une-seule-colonne = Only one column was read: the separator is not recognised. Save the file as CSV with semicolons, or as XLSX.
import-nature-archive = This file is a compressed archive. Take the sheet out of it, and give it as CSV or XLSX.
import-nature-base-de-donnees = This file is a database. Export its people as CSV.
import-nature-docx = This file is a Word text. Copy its table into a spreadsheet, and save that as CSV or XLSX.
import-nature-html = This file is a web page, whatever its name says. Open it in your spreadsheet program and save it as CSV or XLSX.
import-nature-image = This file is an image. The spreadsheet itself is needed, as CSV or XLSX.
import-nature-inconnue = This file is not a spreadsheet that is known here. Save the sheet as CSV or XLSX.
import-nature-json = This file is JSON. Export the same people as CSV or XLSX.
import-nature-ods = This file is an ODS workbook of LibreOffice. Save it as XLSX or CSV.
import-nature-office-ancien = This file comes from an old office program. Save the sheet as CSV or XLSX.
import-nature-pdf = This file is a PDF. The spreadsheet itself is needed, as CSV or XLSX.
import-nature-programme = This file is a program. Do not open it, and report it if you do not know where it comes from; give a sheet as CSV or XLSX.
import-nature-rtf = This file is a formatted text. Copy its table into a spreadsheet, and save that as CSV or XLSX.
import-nature-xls = This file is an old Excel workbook (.xls). Open it and save it as XLSX or CSV.
import-nature-xlsb = This file is a binary Excel workbook (.xlsb). Save it as XLSX or CSV.
import-nature-xml = This file is XML. Save the sheet as CSV or XLSX.
saisie-trop-d-imports = Three files are waiting for you already: import one, or forget it.
saisie-lignes-a-corriger = Rows are still to be corrected, or left aside. The page shows them.
saisie-cellule-trop-longue = more than 2,000 characters.
saisie-ligne-trop-longue = more cells than columns.
saisie-colonne-en-double = Two columns cannot fill the same field.
saisie-fichier-vide = this file has no row.
saisie-fichier-trop-gros = this file holds too much text. Cut it into several.
saisie-trop-de-lignes = more than 10,000 rows. Cut this file into several.
saisie-trop-de-colonnes = more than 100 columns. Keep only those that are used.
saisie-numeros-en-double = two rows have the same number.
champ-fichier = File
champ-lignes = Rows
champ-cellules = Cell
champ-colonnes = Columns

remarque-champ-obligatoire = To be filled in.
remarque-champ-trop-long = Too long for this field.
remarque-caractere-interdit = It holds an invisible or forbidden character: type the value again.
remarque-ecriture-non-latine = To be written in Latin letters, as on the identity card.
remarque-chiffre-dans-un-nom = A name has no digit.
remarque-nom-sans-lettre = A name has at least one letter.
remarque-date-illisible = Unreadable date: write day/month/year.
remarque-date-inexistante = No calendar has this day.
remarque-date-future = This date is yet to come.
remarque-age-hors-limites = Age out of bounds (10 to 60).
remarque-annee-sur-deux-chiffres = The year has two digits: check the century.
remarque-sexe-inconnu = Write F or M.
remarque-niveau-inconnu = Unknown level of education: a digit from 1 to 8.
remarque-telephone-incomplet = Digits are missing.
remarque-telephone-trop-long = Too many digits: one number a cell.
remarque-telephone-mal-forme = This is not a telephone number.
remarque-mail-mal-forme = This is not an e-mail address.
remarque-code-postal-mal-forme = A French postal code has five digits.
remarque-nir-longueur = A social security number has 15 digits with its key.
remarque-nir-sans-cle = The key, its last two digits, is missing.
remarque-nir-caractere = A character has no place in this number.
remarque-nir-sexe = No number begins with this digit.
remarque-nir-cle = The key does not match: a digit is wrong.
remarque-nir-discordant-sexe = This number says another sex: check both.
remarque-nir-discordant-naissance = This number says another birth: check both.
remarque-identifiant-mal-forme = A France Travail identifier has 8 characters, or 11 digits.
remarque-iban-mal-forme = This is not an IBAN.
remarque-date-hors-limites = Date out of range (1900 to 2100).
remarque-valeur-inconnue = This value is not in the list: choose one.
remarque-oui-non-inconnu = Answer yes or no.
remarque-nombre-mal-forme = Write a whole number, in digits.
remarque-nombre-trop-grand = This number is too large for this field.
remarque-rome-inconnu = Choose a trade in the list: its code has a letter and four digits.
remarque-nir-mois = The month in this number does not exist: check it on the document.
remarque-nir-lieu = The place of birth in this number does not exist: check it on the document.
remarque-nir-ordre = This number belongs to an invented person: it has no place here.
remarque-nir-specimen = This is the number of the specimen health card, not a person's.
remarque-nir-discordant-lieu = This number says another place of birth: check both.
remarque-ntt-mal-forme = This is not a temporary technical number.
remarque-ine-mal-forme = An INE has 11 characters: 10 digits and a letter, or 9 digits and two letters.
remarque-allocataire-mal-forme = A benefit number has 7 digits and a letter (CAF), or is the social security number (MSA).
remarque-iban-cle = The key of this IBAN does not match: a character is wrong.
remarque-rib-cle = The RIB key of this account does not match: a transfer would be rejected.
remarque-siren-mal-forme = A SIREN has nine digits.
remarque-siren-cle = No company has this SIREN: a digit is wrong.
remarque-siret-mal-forme = A SIRET has fourteen digits.
remarque-siret-cle = No establishment has this SIRET: a digit is wrong.
remarque-uai-mal-forme = A UAI has seven digits and a letter.
remarque-uai-cle = The letter of this UAI does not match: a character is wrong.
remarque-rna-mal-forme = An RNA number is W followed by nine characters.
remarque-date-ambigue = Nothing tells the day from the month: the day was read first.
remarque-mois-en-premier = In this column the month comes first.
remarque-dates-melangees = This date is not written as the others of the column.
remarque-jour-mois-inverses = Day and month look exchanged.
remarque-date-en-nombre = A count of days of the spreadsheet, read as a date.
remarque-nom-prenom-inverses = Name and first name look exchanged.
remarque-zero-initial-perdu = The spreadsheet had lost the first zero: it is put back.
remarque-lettre-pour-chiffre = A letter stands where a digit must be.
remarque-mail-domaine-douteux = The domain of the address looks misspelt.
remarque-nombre-arrondi = The spreadsheet rounded this number: its last digits are lost.
remarque-accents-abimes = Accents were broken by a conversion.
remarque-formule = A formula: put its value instead.
remarque-statut-inconnu = Unknown status: active, on hold or end of support.
remarque-double-dans-le-fichier = This person already stands in a row above.
remarque-referent-inconnu = No adviser of the structure has this name: the file will be given to you.
remarque-connu-ailleurs = Another mission locale already accompanies this person: ask them for the transfer.
remarque-colonne-en-double = Two columns fill this field: the first was taken.

# Composants : que faire
erreur-maintenant = Try again now
hors-ligne-titre = No network
hors-ligne = This computer no longer reaches the server.
hors-ligne-faire = Saved drafts are kept. The page comes back by itself as soon as the network answers.
refus-introuvable-faire = Check the number with the young person, or search by name and date of birth. If another mission locale follows them, ask it for a transfer.
refus-enrolement-faire = Ask your manager for a new address, and use it within fifteen minutes.
refus-inconnue-faire = The address may have been copied wrongly. Start again from the search or from your caseload.
refus-role-faire = If your work calls for it, talk to your manager.
refus-compte-faire = Nothing is lost: your files and drafts stay in place until you are back.
refus-attente-faire = "My account" says since when, and why. Nothing is lost: your files and drafts stay in place.
refus-absent-faire = Start again from the list you came from.
refus-budget-faire = Your director, or a sponsor of your structure, can give you thirty files more for today, from the page "Today's limits". Meanwhile, go on with the files already open, or ask a colleague to open this one.
refus-budget-heure-faire = Go on with the files already open; in a few minutes the next ones open.
refus-budget-semaine-faire = Your director, or a sponsor of your structure, can give you thirty files more for today, from the page "Today's limits". Meanwhile, go on with the files already open, or ask a colleague to open this one.
refus-budget-revelations-faire = Your director, or a sponsor of your structure, can give you five more for today, from the page "Today's limits". If it is urgent, ask a colleague to read the number with you.
refus-budget-parties-faire = The rest of the file still opens. If it is urgent, ask a colleague.
refus-budget-lignes-faire = Files still open from your agenda and from the lists already seen. If your work needs more, talk to your director.
refus-inexplique-faire = Tell whoever can do it: once it is done, the file opens.
refus-tranche-faire = The file that you asked for opens next.
refus-fusible-faire = Try again in a few minutes. Meanwhile the lists and your caseload stay open.
refus-essai-faire = Ask a colleague to entrust this young person to you, or your sponsor to open the file with you.
refus-integrite-faire = Tell your manager and give this number. Nothing is shown until the difference is explained.
refus-conflit-faire = Go back to the file, look at what has changed, then try again.
refus-saisie-faire = Go back: what you typed is still in the page.
refus-illisible-faire = Reload the page you come from. If it happens again, tell the support desk.
refus-etrangere-faire = If you followed a link from an e-mail, do not try again, and tell your manager.
refus-trop-long-faire = Go back and split the text into two interviews.
panne-interne-faire = Go back and try again: an interview you had begun is in its draft.

# The course: reading, exam, certificate.
formation-titre = Training
formation-note = A short course, drawn from what happened, then an exam. Without a current certificate, an account falls asleep.
formation-duree-agent = The certificate holds for a year.
formation-duree-parrain = The certificate holds for a year.
formation-duree-gestionnaire = The certificate holds for six months.
formation-etat-aucun = You have no certificate yet: read the course, take the exam, sign with your key.
formation-etat-valable = Your certificate holds until { $jour }.
formation-etat-rappel = { $n ->
    [one] Your certificate ends on { $jour }: { $n } day left. Taking the exam again extends it.
   *[other] Your certificate ends on { $jour }: { $n } days left. Taking the exam again extends it.
}
formation-etat-fini = Your certificate ended on { $jour }: your account is asleep. Take the course, then ask your director to wake it; nothing is lost.
formation-minutes = { $n ->
    [one] { $n } minute of reading.
   *[other] { $n } minutes of reading.
}
formation-questions = { $n ->
    [one] { $n } question.
   *[other] { $n } questions.
}
formation-seuil = To pass: { $n }% of right answers, and every vital question.
formation-commencer = Begin the course
formation-vers-examen = Take the exam
formation-imprimer = These screens on one sheet, to print
formation-rang = Screen { $n } of { $total }
formation-touches = Left and right arrows go from screen to screen.
formation-retenir = To remember
formation-version = Course, version { $n }
formation-examen-titre = Exam
formation-examen-note = Read the scene, then say what you would do. Mistakes cost nothing: each one is explained, and the exam can be taken again at once.
formation-une = One answer.
formation-plusieurs = Several answers.
formation-question = Question { $n }
formation-rendre = Hand in the exam
formation-blanches = { $n ->
    [one] { $n } question has no answer.
   *[other] { $n } questions have no answer.
}
formation-score = { $n ->
    [one] { $n } right answer out of { $sur }.
   *[other] { $n } right answers out of { $sur }.
}
formation-recu-titre = Exam passed
formation-manque-titre = Exam to be taken again
formation-manque-vitale = A vital question is wrong: in real life, somebody would have got in.
formation-manque-note = Read the explanations, then start again whenever you like.
formation-faux-titre = What to look at again
formation-vitale = vital
formation-choisi = wrongly chosen
formation-oublie = should have been chosen
formation-recommencer = Take the exam again
formation-relire = Read the course again
formation-signer-titre = Sign with your key
formation-signer-note = This gesture writes your certificate in the journal: course version { $version }, good until { $jour } at the latest.
formation-signe = Certificate signed, and written in the journal.
saisie-formation-a-refaire = this exam is not passed: take it again.
formation-signer-bouton = Sign my certificate

# The gesture: what a passkey signs, in two passes.
geste-titre = You are about to sign
geste-note = What you read here is what your key signs. Refuse any gesture that you did not ask for.
geste-signer = Sign with my key
champ-geste = This act
saisie-habilitation-quota = the number allowed this week, or waiting, is reached.
saisie-habilitation-date = this date does not fit: an end comes after today, and at most a year later.

# Accounts: approving, vouching, arriving, who may what, lineages, history, reviews.

compte-etat-amorce = waits for its keys
compte-etat-propose = waits for an approval
compte-etat-approuve = waits for a parrain
compte-etat-attente = begins soon
compte-etat-probation = on probation
compte-etat-actif = active
compte-etat-sommeil = asleep
compte-etat-suspendu = suspended
compte-etat-clos = closed
compte-cause-formation = course to take, or to take again
compte-cause-echeance = end of the grant
compte-cause-campagne = not confirmed at the review of accounts
compte-cause-inusite = no sign-in for a long time
compte-cause-essai = probation ended without confirmation
compte-cause-attente = to be woken by a manager
lien-proposant = proposed by
lien-approbateur = approved by
lien-parrain = vouched for by

acces-titre = Who may do what
acces-role = Function
acces-tous-roles = all
acces-etat = State
acces-tous-etats = all but closed
acces-tri-travaille = active or on probation
acces-tri-arrive = not in yet
acces-tri-arrete = asleep or suspended
acces-tri-bientot = something ends within 30 days
acces-tri-clos = closed
acces-choisir = Show
acces-combien = { $n ->
    [0] no account.
    [one] { $n } account.
   *[other] { $n } accounts.
}
acces-vide = No account answers this choice.
acces-vide-aide = Choose another function or another state.
acces-colonne-qui = Who
acces-colonne-fonction = Function
acces-colonne-droit = May
acces-colonne-etat = State
acces-parrain = and parrain
acces-amorce = may do nothing yet: must bind two keys
acces-propose = may do nothing yet: an approval is awaited
acces-approuve = may do nothing yet: a parrain is awaited
acces-attente = opens nothing before { $jour }
acces-probation = opens dossiers whose opening is explained, on probation until { $jour }
acces-sommeil = has opened nothing since { $jour }: { $cause }
acces-sommeil-seul = opens nothing: account asleep
acces-suspendu = opens nothing: account suspended, two persons must restore it
acces-clos = may do nothing any more: account closed
acces-role-conseiller = opens the dossiers of the structure until { $jour }
acces-role-referent_collectif = opens the dossiers of the structure until { $jour }
acces-role-direction = reads the dossiers of the structure, without writing, until { $jour }
acces-role-accueil = keeps the front desk, opens no dossier, until { $jour }
acces-role-gestionnaire = looks after accounts, opens no dossier, until { $jour }
acces-role-dpo = reads the journal, opens no dossier, until { $jour }
acces-role-vigie = watches and cuts, opens no dossier, until { $jour }
acces-avant-formation = Course to take again before { $jour }.
acces-avant-campagne = Account to be confirmed before { $jour }.

demande-nouveau = New account
demande-renouvellement = Renewal
demande-cles = Lost keys
demande-direction = Function of direction
demande-effet-nouveau = An account that does not exist yet is asked for. It will open nothing before a parrain was present and the wait has ended.
demande-effet-renouvellement = The account exists; it is asked that it goes on until the day below.
demande-effet-cles = Both keys are lost. The person will have to come before a parrain with two new keys.
demande-effet-direction = The person would take the function of direction; the outgoing direction's account closes at the same instant.
demande-ceremonie = Ceremony
demande-ceremonie-aide = Too few people could be drawn by lot. Two people of different functions must approve, and the wait lasts seven days. The journal says so.
carte-parrain = may vouch for others
carte-prenom = First name
carte-nom = Name
carte-mail = Professional address
carte-fonction = Function in the contract
carte-debut = First day
carte-jusqu = Last day

approbations-titre = To approve
approbations-vide = No demand waits for you.
approbations-vide-aide = When the lot falls on you, the demand appears here.
approbations-combien = { $n ->
    [one] { $n } demand waits for you.
   *[other] { $n } demands wait for you.
}
approbations-note = Each is judged on its page, after a comparison. Take your time: without an answer within 24 hours, somebody else is drawn.
approbation-comparaison = Compare
approbation-tableau = The demand beside the staff list
approbation-demande = What is asked
approbation-rh = Staff list
approbation-ecart = Difference
approbation-differe = differs
approbation-sans-rh = No line of the staff list matches. Call the structure, at a number you already know, before you approve.
approbation-sans-carte = The signed card cannot be read any more. You cannot compare: do not approve.
approbation-doubles = Same name or same address elsewhere
approbation-sans-double = Nobody else bears this name or this address.
approbation-qui = Who asks
approbation-le = on
approbation-proposees = { $n ->
    [one] This is the only demand in 30 days.
   *[other] This is one of { $n } demands in 30 days.
}
approbation-avis = Your answer
approbation-aide = The three answers weigh the same: refusing, or not being able to judge, will never be held against you.
approbation-oui = Approve
approbation-non = Refuse
approbation-sans-avis = I cannot judge
approbation-attente = { $n ->
    [one] “Approve” wakes in { $n } second.
   *[other] “Approve” wakes in { $n } seconds, the time to compare.
}
approbation-prete = You may approve.
approbation-pas-a-vous = This demand does not wait, or no longer waits, for your answer.
rythme-avis = { $n ->
    [one] You gave { $n } answer, with { $refus } refused.
   *[other] You gave { $n } answers, with { $refus } refused.
}
rythme-temps = { $n ->
    [one] Your usual time: { $n } second.
   *[other] Your usual time: { $n } seconds.
}
mots-approuver = You approve this account:
mots-refuser = You refuse this demand, which ends:
mots-decliner = You cannot judge; another person is drawn for:
mots-confirmer = You confirm the end of the probation of:
mots-parrainer = You vouch for:
mots-parrainer-presence = This person stands before you, and the four words are the same on both screens.
mots-lier = You bind the identity just shown to the account of:
mots-certifier = This account is still needed, as it is:
mots-clore = You close this account for ever:
mots-depart = Rights end on the day chosen for:

parrainages-titre = Newcomers
parrainages-note = You vouch for people who stand before you, never from afar.
parrainages-signe = Both keys are bound.
parrainages-signe-aide = Nothing opens before the wait ends. Until then, the course can be taken.
parrainages-vide = Nobody waits for you.
parrainages-vide-aide = Newcomers of your structure appear here once approved.
parrainages-arrivees = To meet
parrainages-a-rencontrer = to meet
parrainages-cles-perdues = lost both keys
parrainages-essais = On probation
parrainages-essai = On probation until { $jour }. Without confirmation, the account falls asleep after that.
parrainages-confirmer = Confirm
parrainage-titre = Vouch for
parrainage-presence = The person must stand before you, with a phone and two keys. Check the identity as for a contract.
parrainage-adresse = Open the address
parrainage-ouvrir-aide = The address serves once and lives five minutes. The person reads it with a phone.
parrainage-ouvrir = Open the address
parrainage-rouvrir = Open a new address
parrainage-lire = Have the phone read this drawing, or say the address aloud.
parrainage-qr = The address, to be read with a phone; it is written in letters too.
parrainage-lettres = The address:
parrainage-cinq-minutes = It is shown this once and closes in five minutes.
parrainage-signer-titre = Compare and sign
parrainage-cles = { $n ->
    [0] No key yet: this page follows by itself.
    [one] One key of two.
   *[other] Both keys are made.
}
parrainage-mots = These four words must be the same on the phone:
parrainage-signer = The words are the same: I sign
parrainage-autres-mots = If a single word differs, do not sign: open a new address, and tell your account management.
parrainage-federe = Bind a ProConnect identity
parrainage-federe-aide = The person's page shows a code of eight letters, valid for five minutes. This identity says who somebody is; it gives no right.
parrainage-code = Code
parrainage-lier = Bind

arrivee-titre = Welcome
arrivee-etapes = Your arrival
arrivee-etape-1 = Your two keys
arrivee-etape-2 = The four words
arrivee-etape-3 = The course
arrivee-etape-4 = Your first dossiers
arrivee-etape-faite = done
arrivee-etape-ici = now
arrivee-etape-apres = to come
arrivee-cinq-minutes = You have five minutes for both keys. Your manager is beside you.
arrivee-mots = Read these four words aloud. Your manager must see the same.
arrivee-mots-autres = If they differ, say so: nothing must be signed. This page goes on by itself.
arrivee-signe = It is signed
arrivee-formation = About ten minutes of reading and some questions: they must be passed before a dossier opens.
arrivee-commencer = Take the course
arrivee-ouvre = Your first dossiers open { $jour } at { $heure }.
arrivee-attente-pourquoi = This wait lets your direction say no if somebody had made a mistake.

lignees-titre = Lineages
lignees-note = Who proposed, approved and vouched for whom. Two people of one lineage never approve each other.
lignees-vide = No account.
lignees-dessin = Drawing of the lineages; the same facts are in the table below.
lignees-trop = Too many accounts for a drawing that can be read: the table says everything.
lignees-tableau = The same facts, as a table
lignees-structure = Structure

histoire-titre = History of the account
histoire-exporter = Export with proofs
histoire-vide = Nothing is recorded yet.
histoire-par = by
histoire-signe = signed by key
histoire-non-signe = recorded without a key
histoire-entree = entry no.
histoire-verifier = Check without us
histoire-verifier-aide = The exported file holds each entry of the journal as it stands, what the key signed, and the way of each to the checkpoint signed by both organisations. The journal's public tools are enough to check it; no name is in it.
pas-60 = Account made at the console
pas-62-1 = Key bound
pas-62-2 = Key made on arrival, waiting for the parrain
pas-62-3 = Key added
pas-62 = Key bound
pas-63 = Key withdrawn
pas-64-1 = Account proposed
pas-64-2 = Renewal asked for
pas-64-3 = New keys asked for
pas-64-4 = Function of direction asked for
pas-65-1 = Approver drawn by lot
pas-65-2 = Too few people for a lot: ceremony
pas-66 = Approved
pas-67-1 = Refused
pas-67-2 = Answer declined
pas-68 = Vouched for, present
pas-69 = Stopped by a veto
pas-70 = End of the wait
pas-71 = Probation confirmed
pas-72 = Suspended
pas-73 = Restoration asked for or granted
pas-74 = Put to sleep
pas-75 = Woken
pas-76 = Closed
pas-77 = Departure announced
pas-78 = Course passed
pas-79 = Confirmed at the review of accounts
pas-80 = Federated identity bound
pas-81 = Quota raised
pas-82 = Direction handed over
pas-83 = Emergency declared
pas-84 = End of the grant
pas-autre = Record { $n } ({ $regle })

campagne-titre = Review of accounts
campagne-note = One account at a time: look at the facts, then answer. Some lines stand for nobody: they keep everybody attentive.
campagne-avancement = Progress
campagne-progres = { $n } of { $sur }
campagne-vide = Nothing to review for now.
campagne-vide-aide = An account appears here three weeks before its date.
campagne-derniere = { $n ->
    [0] Last dossier opened today.
    [one] Last dossier opened yesterday.
   *[other] Last dossier opened { $n } days ago.
}
campagne-jamais = No dossier opened.
campagne-ouvertures = { $n ->
    [one] { $n } opening in 30 days, { $sans } of them unexplained.
   *[other] { $n } openings in 30 days, { $sans } of them unexplained.
}
campagne-connexion = Last sign-in on { $jour }.
campagne-inutilises = Never used: { $actions }.
campagne-echeance = Falls asleep on { $jour } without an answer.
campagne-utile = Still needed
campagne-inutile = No longer needed
campagne-clore = Close for ever
campagne-clore-aide = The person has left. Somebody who comes back will have a new account.
campagne-depart = End on a day
campagne-depart-aide = The person leaves for another structure: rights here end that day.
campagne-depart-date = First day without rights here
campagne-sommeil = Let it fall asleep
campagne-sommeil-aide = Without an answer, the account falls asleep on { $jour } and opens nothing any more. It closes after 90 days of sleep.
campagne-retour = Back to the review
campagne-reprise = The review begins again
campagne-reprise-aide = A line that was confirmed stood for nobody. Each line is to be read again, with somebody beside you: the direction or the data protection officer opens her page “Review of accounts” and says so.
campagne-a-cote = Somebody waits for you
campagne-a-cote-aide = begins the review of accounts again and needs you beside her.
campagne-a-cote-bouton = I am beside her
campagne-fait-signe = Signed: the account is still needed.
campagne-fait-retire = Done.
campagne-fait-leve = The review may go on.
action-ouvrir = open a dossier
action-delicat = unfold what is delicate
action-reveler = reveal an identifier
action-imprimer = print a sheet
action-ecrire = write in a dossier
action-creer = create a dossier
action-importer = import a file
action-lister = see lists
action-chercher = search for a person
action-lectures = see readings
action-contact = open how to reach a young person
action-agenda = see agendas, workshops and the front desk
action-habiliter = propose and approve accounts
action-parrainer = vouch for a newcomer
action-certifier = review the accounts of the structure
action-veiller = stop or restore an account
action-secourir = declare an emergency
approbations-fait-approuve = Signed: the demand is approved.
approbations-fait-refuse = Signed: the demand is refused.
approbations-fait-decline = Signed: somebody else will be drawn.
parrainage-identite-liee = The identity is bound. It gives no right.
saisie-campagne-reprise = the review begins again: somebody must first say that they are beside you.
saisie-parrainage-cles = the keys have changed or their time is over: compare the words again.
saisie-identite-code = this code does not exist or is no longer valid: it lives five minutes.
saisie-date-illisible = this date cannot be read.
refus-arrivee-titre = Address closed
refus-arrivee = This address has served, or its five minutes are over.
refus-arrivee-faire = Tell the person who welcomes you: they open another one on their screen.

# My account, accounts and demands, quotas.
menu-vigie = Alerts
menu-habilitations = Accounts
menu-approbations = Approvals
menu-parrainages = Newcomers
menu-acces = Who may what
menu-campagnes = Review
menu-compte = My account
moi-titre = My account
moi-amorce = Your account waits for your two keys.
moi-propose = Your account waits for an approval.
moi-approuve = Your account waits for your sponsor and your two keys.
moi-attente = Your keys are bound. Your work begins on { $quand }; until then, you may take the course.
moi-probation = You are on probation until { $jusqu }: you open few files outside your own list.
moi-actif = Your account is active. Your grant lasts until { $jusqu }.
moi-sommeil = Your account has slept since { $depuis }: { $cause }. Nothing is lost.
moi-sommeil-seul = Your account sleeps. Nothing is lost: a manager wakes it.
moi-suspendu = Your account is suspended. Two people of two roles restore it.
moi-clos = Your account is closed.
moi-actions = What I may do
moi-actions-aucune = Nothing for now: the state of the account, above, says why.
moi-essai = { $n ->
    [0] You have no unexplained opening left for the whole probation.
    [one] You have { $n } unexplained opening left for the whole probation.
   *[other] You have { $n } unexplained openings left for the whole probation.
}
moi-echeances = Until when
moi-pourquoi-droit = Your account manager asks for the renewal; another structure approves it.
moi-pourquoi-formation = Passing the exam extends it. Without it, the account sleeps.
moi-pourquoi-campagne = Your director confirms that this account is still needed.
moi-liens = Who signed for me
moi-liens-aucun = This is a first account: it was made at the console, before several people.
moi-lien-ailleurs = somebody of another structure
moi-identites = { $n ->
    [one] { $n } ProConnect identity bound.
   *[other] { $n } ProConnect identities bound.
}
moi-parrainages = Whom I have to vouch for
moi-approbations = Demands that wait for me
moi-logins-tableau = Each sign-in, and how it ended
moi-logins = My last sign-ins
moi-logins-aucun = No sign-in yet.
moi-logins-fin = End
login-vivant = under way
login-parti = you left
login-remplace = replaced by a sign-in elsewhere
login-expire = too long idle
login-coupe = cut with the account
moi-cles = My keys
moi-cles-note = One key serves, the other stays in a drawer. If one is lost, remove it with the other; if both are, see your account manager. A key that is added serves after forty-eight hours: you did not make the one that you see here? Remove it, and tell your direction.
moi-cle = Key
moi-cle-ici = the one of this sign-in
moi-cle-des = of no use before { $quand }
moi-cle-retirer = Remove
moi-cle-ajouter = Add a key
mots-cle-ajoutee = You bind to your account the key that you have just made.
mots-cle-retiree = You remove from your account the key
alerte-titre = This is not me
alerte-note = A sign-in that you do not recognise, a gesture that you did not ask for, a key lost or stolen?
alerte-ouvrir = Suspend my account at once
alerte-effet = Your account is cut at once, everywhere. Nothing is erased. Two people of two roles, in your structure, will restore it with you.
alerte-bouton = This is not me: suspend my account
alerte-faite-titre = Your account is suspended
alerte-faite = Nobody enters with this account any more. You did well, even if it was nothing.
alerte-numero = Number in the journal: { $n }
alerte-ensuite = Now
alerte-prevenir = Tell your director, by telephone or in person, and give this number.
alerte-poste = Leave the computer on and off the network if you think that it is involved.
alerte-retablir = Two people of two roles restore the account once the cause is known.
fait-cle-ajoutee = The key is bound to your account. It will serve in forty-eight hours. You did not make it yourself? Remove it.
fait-cle-retiree = The key no longer serves.
bureau-titre = Accounts
bureau-note = A demand gives nothing alone: somebody of another structure approves it, then a sponsor, present, vouches.
bureau-lignees = Who signed for whom
bureau-places = { $n ->
    [0] No new account left this week for you ({ $structure } for the structure).
    [one] { $n } new account left this week for you ({ $structure } for the structure).
   *[other] { $n } new accounts left this week for you ({ $structure } for the structure).
}
bureau-quota = { $n } new accounts a week until { $jour }, asked for and not granted yet.
bureau-demandes = Demands that wait
bureau-demandes-vide = No demand waits.
bureau-demande-nouveau = New account, asked for on { $jour }
bureau-demande-renouvellement = Renewal, asked for on { $jour }
bureau-demande-cles = Lost keys, demand of { $jour }
bureau-demande-direction = Function of director, asked for on { $jour }
bureau-attend-tirage = The lot has not been drawn yet.
bureau-attend-parrain = Approved: the sponsor comes next, in person.
bureau-attend-approbation = { $n ->
    [one] Waits for { $n } approval.
   *[other] Waits for { $n } approvals.
}
bureau-echeances = Ends within 30 days
bureau-echeances-vide = Nothing ends within 30 days.
echeance-droit = grant until { $jour }
echeance-formation = course until { $jour }
echeance-campagne = review until { $jour }
bureau-arretes = Asleep or suspended
bureau-arretes-vide = No account is stopped.
rh-titre = Staff list
rh-aucune = No list yet
rh-aucune-aide = Give the list that human resources keep: each line is proposed at one click, doubles and leavers show.
rh-legende = Staff and their accounts
rh-qui = Who
rh-presence = Presence
rh-suite = Next
rh-du-au = from { $debut } to { $fin }
rh-depuis = since { $jour }
rh-jusqu = until { $jour }
rh-proposer = Propose
rh-clore = Close
rh-connu = Has an account already
rh-rien = Nothing to do
rh-sans-compte = Without account
rh-double = same address as another line
rh-fichier = New list
rh-fichier-aide = CSV or XLSX, with a title for each column: first name, last name, email, function, start, end. It takes the place of the one before and makes no account.
rh-deposer = Give the list
rh-trop-longue = This list is too long: 1,000 lines and 2 MB at most. Keep only the structure's staff.
saisie-rh-lignes = 1,000 lines at most, and at least one.
rh-sans-nom = There is no “first name” column or no “last name” column. Give the first line this title, then try again.
rh-sans-mail = There is no “email” column. Give the first line this title, then try again.
rh-vide = No line bears a name. Check that names stand under the title “last name”.
proposer-titre = Propose an account
proposer-note = One person, one account, in her name. What you write here is shown to who approves, and compared with the staff list.
proposer-double = Somebody bears this name or this address already
proposer-complet = The number allowed this week is reached: the demand may go, the arrival will wait.
proposer-mail-aide = This person's professional address, never a shared mailbox.
proposer-fonction-aide = As in the contract.
proposer-role-aide = One function for each account. Managing accounts opens no file.
proposer-jusqu-aide = A year at most; the end of the contract if it comes first.
proposer-parrain-aide = For a team leader: she will be able to vouch for a newcomer, in her presence.
proposer-bouton = Read again and sign
mots-proposer = You ask for a new account. It opens nothing before another structure approves it and a sponsor stands by.
champ-nom = Last name
champ-fonction = Job title
champ-role = Function in Cairn
champ-debut = First day of work
champ-jusqu = Last day of the grant
champ-premier-jour = First day without rights here
champ-parrain = May vouch for newcomers
champ-nombre = New accounts a week
champ-cle = This key
saisie-habilitation-nombre = between 1 and 20.
saisie-habilitation-debut = the first day of work is written as a date.
saisie-champ-requis = to be filled in.
saisie-habilitation-boite-partagee = a shared mailbox is nobody: give this person's own address.
saisie-habilitation-parrain-gestionnaire = who manages accounts may not vouch as well.
saisie-habilitation-trop-vite = read the comparison: approving opens after twenty seconds.
saisie-habilitation-deux-attendent = two of your demands wait for approval already; the third will go afterwards.
fiche-titre = Account
fiche-parrain = may vouch for newcomers
fiche-amorce = has a first account, which waits for its two keys.
fiche-propose = has no account yet: the demand waits for an approval.
fiche-approuve = has no account yet: the demand is approved, a sponsor must vouch.
fiche-attente = has her keys; nothing opens before { $quand }, so that there is time to say no.
fiche-probation = has worked since { $depuis }, on probation until { $jusqu }.
fiche-actif = has worked since { $depuis }; the grant lasts until { $jusqu }.
fiche-sommeil = has an account that has slept since { $depuis }: { $cause }.
fiche-suspendu = has a suspended account: nothing opens.
fiche-clos = has no account here any more.
fiche-suspendu-le = Suspended on { $quand }
fiche-par = by
fiche-retablir-premier = asked to restore it; a second person, of another role, must sign.
fiche-retablir-deux = Two people of two roles restore it.
fiche-demande = The demand
fiche-demandee-jusqu = Grant asked for until { $jour }.
fiche-ceremonie = Too few people for a lot: this is a ceremony, and the journal says so.
fiche-a-signe = has signed
fiche-attendue = signature awaited
fiche-dates = Dates
date-ouvre = First opening possible
date-probation = End of probation
date-droit = End of the grant
date-formation = End of the course
date-campagne = Next review
date-connexion = Last sign-in
fiche-histoire = Its history, back to the signatures
fiche-carte = The card that was signed
fiche-sans-carte = No card: this is a first account, or the card no longer answers what was signed.
fiche-comparaison = The card and the staff list
fiche-terme = Datum
fiche-colonne-carte = Card
fiche-colonne-rh = Staff list
fiche-differe = differs
fiche-semblables = Same name or same address
fiche-gestes = What I may sign
fiche-sans-geste = Nothing to sign now about this account.
geste-renouveler = Renew the grant
geste-cles = Replace lost keys
geste-direction = Propose as director
geste-juger = Judge the demand
geste-parrainer = Vouch for the arrival
geste-veto = Object
geste-confirmer = Confirm the probation
geste-retablir = Restore
geste-reveiller = Wake
geste-clore = Close the account
geste-muter = Leaves for another structure
geste-certifier = Still needed
geste-passer = Hand over as director
geste-secourir = Rescue for a day
geste-suspendre = Suspend at once
mots-renouveler = You ask that the grant goes on, for:
mots-cles = Both keys are lost. You ask that a new pair be bound, before a sponsor, for:
mots-direction = You ask for the function of director for:
mots-veto = You object: the demand ends, the account will open nothing, for:
mots-retablir = The cause of the suspension is known and over. You ask to restore:
mots-reveiller = This person still works here. You wake the account of:
mots-muter = Rights here end on the chosen day, for:
mots-passer = The function of director moves on, and the outgoing director's account is closed. It goes to:
mots-secourir = For a day, causes of sleep are set aside. Three people of three structures sign it, for:
mots-suspendre = The account is cut at once, without a key. It will take two people to restore:
fait-proposition = Your demand is signed. Somebody of another structure is drawn by lot to approve it.
fait-liste = The staff list is up to date.
fait-renouvellement = The renewal is asked for.
fait-cles = The demand for new keys is signed.
fait-direction = The demand for the director's function is signed.
fait-veto = Your objection is signed.
fait-confirmation = The probation is confirmed.
fait-retablissement = Your signature to restore it stands in the journal.
fait-reveil = The account is awake.
fait-cloture = The account is closed.
fait-mutation = The departure stands in the journal.
fait-passation = The function of director was handed over.
fait-secours = Your signature for the rescue stands in the journal.
fait-suspension = The account is suspended.
fait-quota = Your signature stands in the journal.
quotas-titre = New accounts a week
quotas-note = Five new accounts a week for a structure, two for each account manager. For a season, a director asks for more, and the director of another structure grants it.
quotas-voir = See the quotas
quotas-attente = Demand that waits
quotas-attend-ailleurs = The director of another structure must sign it in the same words.
quotas-accord = { $n } new accounts a week until { $jour }.
quotas-accorder = Grant
quotas-demander = Ask for more
quotas-direction = Only a director asks for more accounts, or grants them.
quotas-jusqu = Last day
quotas-jusqu-aide = Three months at most.
mots-quota-demande = You ask, for your structure, for more new accounts a week.
mots-quota-accorde = You grant to the structure

# ProConnect: saying who one is opens nothing.
proconnect-titre = No key yet?
proconnect-note = ProConnect says who you are and shows where your account stands. It opens no file: only your key does.
proconnect-bouton = Identify with ProConnect
proconnect-affluence = Too many people are identifying themselves at the same moment.
proconnect-affluence-faire = Try again in a few seconds.
proconnect-retour-titre = Back from ProConnect
proconnect-retour = One moment…
proconnect-retour-ailleurs = Nothing began in this tab. An identification begins and ends in the same tab, serves once, and cannot be reloaded. If somebody sent you this address, close this page.
proconnect-recommencer = Back to the sign-in page
proconnect-connu-titre = Where my account stands
proconnect-bonjour = Hello
proconnect-manque = What is missing
proconnect-manque-rien = Nothing: your key is enough.
proconnect-manque-console = Your two keys, at the address that your mission locale gave you.
proconnect-manque-approbation = The approval of somebody drawn by lot in another organisation. Your account manager knows where the request stands.
proconnect-manque-parrain = Your two keys, to be made with your sponsor beside you.
proconnect-manque-formation = The course, to be passed. It is taken after signing in with your key.
proconnect-manque-confirmation = The confirmation of your trial period by a sponsor of your organisation.
proconnect-manque-renouvellement = The renewal of your authorisation, which your account manager requests.
proconnect-manque-revue = The review of your account by your director.
proconnect-manque-reveil = The waking of your account by your director or your account manager.
proconnect-manque-retablissement = The restoration of your account, by two people of two functions. See your director.
proconnect-manque-nouveau = This account is closed for good. If you still work here, your account manager proposes a new one.
proconnect-dates = Dates
proconnect-rang-zero = You are not signed in: this page shows your own account only, and this identification is recorded in the journal.
proconnect-continuer = Continue with your key
proconnect-quitter = Log out of ProConnect
proconnect-fin-passee = This page is too old to end your session at ProConnect.
proconnect-fin-passee-faire = On a shared computer, close the whole browser.
proconnect-inconnu-titre = No account bears this identity
proconnect-inconnu = ProConnect says who you are, but no account here is bound to this identity. None was created: ProConnect never creates one.
proconnect-sans-compte = Are you new here?
proconnect-sans-compte-faire = Ask the director or the account manager of your mission locale for an account. Two other people will sign it.
proconnect-parrain = Is your sponsor beside you?
proconnect-parrain-faire = Read these eight letters to your sponsor, who binds this identity to your account with a key.
proconnect-parrain-note = They serve once, for five minutes. Give them to nobody by telephone or message.
proconnect-avec-cles = Do you have your keys?
proconnect-avec-cles-faire = Sign in as usual: the ProConnect identity adds nothing to it.
proconnect-refus-rien = Nothing was created or changed. You do not need this to sign in: your key is enough.
proconnect-refus-injoignable-titre = ProConnect does not answer
proconnect-refus-injoignable = ProConnect did not answer in time.
proconnect-refus-injoignable-faire = Try again in a few minutes.
proconnect-refus-incompris-titre = The answer of ProConnect is not safe
proconnect-refus-incompris = What came back from ProConnect cannot be verified, and was not believed.
proconnect-refus-incompris-faire = Try once more. If it happens again, tell the person who operates Cairn, with the time.
proconnect-refus-incomplet-titre = The identity is incomplete
proconnect-refus-incomplet = ProConnect did not send all that says who you are: name, address, employer.
proconnect-refus-incomplet-faire = Ask your employer's IT department to complete your professional identity.
proconnect-refus-recommencer-titre = To be begun again
proconnect-refus-recommencer = This identification has already served, or more than ten minutes have passed.
proconnect-refus-recommencer-faire = Go back to the sign-in page and begin again.
proconnect-refus-refuse-titre = ProConnect said no
proconnect-refus-refuse = The identification was given up, or your ProConnect account does not allow an authentication that is strong enough.
proconnect-refus-refuse-faire = Begin again; if needed, first turn on two-factor authentication for your ProConnect account: a security key or an application.
proconnect-refus-reglage-titre = ProConnect does not recognise Cairn
proconnect-refus-reglage = The registration of this service with ProConnect is no longer right. It is no fault of yours.
proconnect-refus-reglage-faire = Tell the person who operates Cairn: the key or the secret is to be renewed.
proconnect-refus-faible-titre = Authentication too weak
proconnect-refus-faible = A password alone, or a code received by mail, is not enough here.
proconnect-refus-faible-faire = Turn on a security key or a code application at your identity provider, then begin again.
proconnect-refus-fournisseur-titre = Identity provider not accepted
proconnect-refus-fournisseur = Your identity provider is not among those that this service accepts.
proconnect-refus-fournisseur-faire = Choose the one of your mission locale at ProConnect, or see your director.
proconnect-refus-employeur-titre = Employer not accepted
proconnect-refus-employeur = The employer that ProConnect gives is not among those that this service accepts.
proconnect-refus-employeur-faire = If it is yours all the same, your director has it added by the person who operates Cairn.

# Reference tables: communes, jobs, countries, by search.

referentiel-reponses = Answers:
referentiel-rien = Nothing answers. Check the spelling, or type fewer words.
referentiel-ancienne = Former commune:
comp-referentiel = A value of a reference table, by search
comp-commune = Commune
comp-commune-aide = Name, département or postal code, for instance saint pierre 17. Arrows to choose, Enter to take, Escape to close.

# Agenda.
agenda-titre = Diary
agenda-mon = My diary
agenda-de = Diary of
agenda-de-tous = Diary of the structure
agenda-aller = Go to another day
agenda-avant = Before
agenda-apres = After
agenda-semaine = Week
agenda-du-au = from { $du } to { $au }
agenda-voir-jour = See the day
agenda-voir-semaine = See the week
agenda-nouveau = Appointment
agenda-plage = Absences and slots
agenda-feuille = Sheet of the day
agenda-changer = Choose the diary
agenda-jour = Day
agenda-qui = Whose
agenda-tous = The whole structure
agenda-site = Place
agenda-tous-sites = All places
agenda-sans-site = No place given
agenda-absents = Away:
agenda-vide = Nothing is planned.
agenda-vide-aide = Book an appointment, open slots, or choose another day or another diary.
agenda-deborde = { $n } lines in the week: choose a day.
agenda-compte = { $n ->
    [0] no appointment
    [one] { $n } appointment
   *[other] { $n } appointments
}
agenda-rang = { $de } to { $a }
agenda-sur = of { $n }
agenda-creneau = Open slot
agenda-libre = free
agenda-ailleurs = somebody who is no longer in the structure
agenda-retard = to be stated
agenda-dire-planifie = Take back
agenda-dire-present = Attended
agenda-dire-absent = Missed
agenda-dire-annule = Cancel
agenda-reporter = Put off
agenda-autre = More…
agenda-retirer = Take away
agenda-retirer-serie = Take this and the following away
agenda-reserve = { $n ->
    [one] The appointment is booked.
   *[other] { $n } appointments are booked.
}
agenda-sautes = { $n ->
    [one] One public holiday was skipped.
   *[other] { $n } public holidays were skipped.
}
lignes-illisibles = { $n ->
    [one] One line cannot be read: tell the operator.
   *[other] { $n } lines cannot be read: tell the operator.
}
agenda-nouveau-titre = Book an appointment
agenda-report-titre = Put an appointment off
agenda-avec-qui = With whom
agenda-avec-qui-aide = Name, first name, birth date or number. Enter to search, then to choose.
agenda-ce-dossier = For the file that you come from.
agenda-libres = Free slots
agenda-autre-moment = another time
agenda-debut = Time
agenda-fin = End
agenda-duree = Minutes
agenda-avec = Received by
agenda-personne = Young person
agenda-objet = Purpose
agenda-texte = Details
agenda-texte-aide = Read in the diary: nothing delicate here.
agenda-repeter = Repeat
agenda-rythme = Rhythm
agenda-rythme-une = once
agenda-rythme-semaine = every week
agenda-rythme-quinzaine = every other week
agenda-rythme-mois = every month, on the same weekday
agenda-rythme-jours = Monday to Friday
agenda-fois = How many times
agenda-repeter-aide = 104 times at most. Public holidays are skipped.
agenda-reserver = Book this appointment
agenda-occupe = { $n ->
    [one] Nothing is booked: this time is already taken.
   *[other] Nothing is booked: { $n } of these times are already taken.
}
agenda-par-dessus = Book all the same
agenda-plage-aucune = Your role has no diary in which an absence may be put.
agenda-absence = Absence
agenda-motif = Reason
agenda-du = From
agenda-au = To (included)
agenda-journee = The whole day
agenda-absence-aide = Appointments already booked stay: the next page lists them, to be put off.
agenda-poser = Put the absence there
agenda-creneaux = Open slots
agenda-creneaux-aide = Free times within these slots are proposed when somebody books. Public holidays are skipped.
agenda-ouvrir-creneaux = Open these slots
agenda-deplacer-titre = Appointments to put off
agenda-deplacer = { $n ->
    [one] The absence is there. One appointment falls under it.
   *[other] The absence is there. { $n } appointments fall under it.
}
agenda-retour = Back to the diary
agenda-feuille-titre = Appointments of
agenda-feuille-note = No phone, no address. To be destroyed in the evening.
agenda-feuille-vide = No appointment on that day.
agenda-flux-titre = My diary in another program
agenda-flux-aide = A secret address gives your hours to another program (telephone, mail): never a name, never a file.
agenda-flux-depuis = An address has served since
agenda-flux-faire = Make an address
agenda-flux-refaire = Make another address: the former one will serve no more
agenda-flux-oublier = Close this address
agenda-flux-une-fois = This address is shown once only. Whoever has it reads your hours: give it to nobody.
agenda-flux-adresse = Address to copy
agenda-flux-mode = In the other program, choose “add a calendar by its address”. It is refreshed at most sixty times an hour.
agenda-flux-nom = Cairn diary
agenda-flux-absence = Away
agenda-flux-rendez-vous = Appointment
ferie-jour-de-l-an = New Year's Day
ferie-vendredi-saint = Good Friday
ferie-lundi-de-paques = Easter Monday
ferie-fete-du-travail = Labour Day
ferie-victoire-1945 = Victory Day 1945
ferie-ascension = Ascension Day
ferie-lundi-de-pentecote = Whit Monday
ferie-fete-nationale = National Day
ferie-assomption = Assumption Day
ferie-toussaint = All Saints' Day
ferie-armistice-1918 = Armistice Day 1918
ferie-noel = Christmas Day
ferie-saint-etienne = Saint Stephen's Day
ferie-abolition = Abolition of slavery
saisie-champ-hors-liste = not in the list.
saisie-rdv-agent = this person receives nobody here.
saisie-atelier-animateur-essai = on probation, nobody gives herself a colleague's session.
saisie-rdv-passe = this day is over.
saisie-rdv-trop-loin = more than two years ahead.
saisie-rdv-aucun-jour = this rhythm gives no day.
saisie-rdv-fois = between 1 and 104.
saisie-rdv-statut = this appointment is no longer there: reload the page.
saisie-rdv-pas-encore = its day has not come.
saisie-rdv-jour-passe = taken back on the day itself only.
saisie-plage-ordre = the end comes after the beginning.
saisie-plage-hors-du-jour = goes past midnight.
saisie-plage-trop-courte = five minutes at least.
saisie-plage-trop-longue = too long: twelve hours, or a hundred and four days, at most.

# Ma journée
menu-journee = My day
journee-titre = My day
journee-compte = { $n ->
    [0] nothing planned
    [one] one appointment or workshop
   *[other] { $n } appointments and workshops
}
journee-premier = the first at
journee-arrivee = at the front desk since
journee-inscrits = { $n ->
    [one] one enrolled
   *[other] { $n } enrolled
}
journee-tout-voir = See all
journee-rien-aujourdhui = No appointment and no workshop today.
journee-remplace = You stand in for
journee-jusquau = until
journee-ses-jeunes = { $n ->
    [one] The person concerned
   *[other] The { $n } people concerned
}
journee-remplacee = stands in for you until
journee-remplacements = See who stands in for whom
journee-debut = To begin
journee-debut-aide = You accompany nobody yet. Search for somebody in the field above, create a file, import a list, or book a first appointment: your day will write itself here.
journee-en-retard = Late
journee-arrive = Came in
journee-bientot = Ends soon
journee-rien-en-retard = Nothing is late.
journee-rien-arrive = Nobody waits, no call to return, no file newly entrusted.
journee-rien-bientot = Nothing ends soon.
journee-bientot-aide = “Soon” means within { $n } days: Cairn's choice, to be confirmed.
journee-rendez-vous-sans-statut = Past appointments without an outcome
journee-a-rappeler = Absent, to call back
journee-propositions-sans-resultat = Proposals without a result
journee-situations-finies = Situations that ended, nothing known since
journee-attendent = Waiting at the front desk
journee-appels = Calls to return
journee-confies = Newly entrusted
journee-situations-finissantes = Situations about to end
journee-veille-proche = Soon dormant for want of contact
journee-ateliers-a-clore = Workshops of the structure to be closed
choix-a-faire = To do
phrase-a-faire-rendez-vous-sans-statut = with a past appointment that has no outcome
phrase-a-faire-a-rappeler = absent, to call back
phrase-a-faire-propositions-sans-resultat = with a proposal that awaits its result
phrase-a-faire-situations-finies = whose situation ended, nothing known since
phrase-a-faire-attendent = waiting at the front desk
phrase-a-faire-appels = who called
phrase-a-faire-confies = entrusted in the last seven days
phrase-a-faire-situations-finissantes = whose situation is about to end
phrase-a-faire-veille-proche = soon dormant

# dossier: the page of a person, and the panel

# Groups and fields of the dictionary
groupe-identite = Identity
groupe-sejour = Nationality and residence
groupe-contact = Contact
groupe-representants = Legal representatives
groupe-famille = Family
famille-sans-enfant = no dependent child
deux-points = {": "}
groupe-formation = Schooling and diplomas
groupe-langues = Languages
groupe-mobilite = Mobility
groupe-emploi = Work and plans
groupe-suivi = Follow-up
groupe-logement = Housing
groupe-sante = Health and obstacles
groupe-protection = Protection
groupe-ressources = Resources
groupe-banque = Bank account
groupe-identifiants = Identifiers
groupe-papiers = Papers
champ-pays-naissance = Country of birth
champ-identite-justifiee = Identity proven by
champ-titre-sejour = Residence permit
champ-titre-sejour-fin = Permit ends on
champ-situation-familiale = Family situation
champ-enfants-a-charge = Dependent children
champ-garde-enfants = Childcare
champ-representant1-nom = Legal representative 1: name
champ-representant1-lien = Legal representative 1: relation
champ-representant1-telephone = Legal representative 1: telephone
champ-representant1-mail = Legal representative 1: e-mail
champ-representant2-nom = Legal representative 2: name
champ-representant2-lien = Legal representative 2: relation
champ-representant2-telephone = Legal representative 2: telephone
champ-representant2-mail = Legal representative 2: e-mail
champ-ne-pas-contacter-parents = Do not contact the parents
champ-complement-adresse = Address, second line
champ-proposition = Proposals
champ-statut = Status
champ-canaux-dangereux = Dangerous channels
champ-canal-prefere = Preferred channel
champ-rappels-acceptes = Accepts reminders of appointments
champ-qpv = Priority neighbourhood (QPV)
champ-frr = Rural zone (FRR)
champ-derniere-classe = Last class attended
champ-fin-scolarite = End of schooling
champ-academie = Education authority
champ-diplomes = Diplomas
champ-diplomes-precision = Diplomas: details
champ-langues = Languages spoken
champ-niveau-francais = Level of French
champ-permis = Driving licences
champ-locomotions = Means of transport
champ-perimetre-mobilite = How far they may travel
champ-inscription-france-travail = Registered with France Travail
champ-inscription-france-travail-date = Registered since
champ-sans-emploi-depuis = Out of work since
champ-metier-vise = Intended job
champ-metier-vise-autre = Other intended job
champ-recensement = Census done
champ-jdc = Defence and citizenship day done
champ-difficultes-logement = Housing difficulties
champ-rqth = Recognised as a disabled worker (RQTH)
champ-rqth-fin = RQTH ends on
champ-couverture-sante = Health cover
champ-freins = Obstacles
champ-mesure-protection = Protection measure
champ-protection-nom = Person in charge of the measure
champ-protection-telephone = Their telephone
champ-situation-penitentiaire = Prison situation
champ-itinerance = Travelling way of life
champ-ase = In the care of child welfare
champ-notes-delicates = Delicate notes
champ-ressources = Resources
champ-ressources-montant = Resources a month (euros)
champ-organisme-allocations = Benefits office
champ-ine = National pupil number (INE)
champ-numero-allocataire = Benefits number
champ-nir-etat = State of the social security number
aide-ne-pas-contacter-parents = Shown first wherever a telephone is read.
aide-canaux-dangereux = What somebody else may read or hear. Shown first everywhere.
aide-situation = In a few words, on arrival. Dated situations stand in the plan.
non-renseigne = Not known
reponse-oui = Yes
reponse-non = No
liste-a-confirmer = List to be confirmed.
base-legale-a-confirmer = Legal ground to be confirmed.
a-confirmer = to be confirmed

# Band
explication-creation = Open because you made this file.
explication-rendez-vous = Open because you have an appointment with this person.
explication-ticket = Open because this person is waiting for you at the front desk.
explication-appel = Open because the front desk passed their call on to you.
explication-remplacement = Open because you stand in for their adviser.
explication-atelier = Open because this person is enrolled in a workshop of yours.
alerte-parents = Do not contact the parents.
alerte-canaux = Dangerous channel, never to be used:
alerte-mineur = A minor until { $jour }: see the legal representatives.
alerte-sejour = The residence permit ends on { $jour }.
alerte-sejour-fini = The residence permit ended on { $jour }.
alerte-a-confirmer = To be confirmed with the person: { $parties }.
alerte-enregistree = saved, but
statut-veille-le = until { $jour } without a new contact
statut-dernier-contact = last contact on { $jour }
statut-sans-contact = no contact since it was made
statut-fini-le = since { $jour } ({ $motif })
statut-conservation = To be erased from { $jour } on.
statut-conservation-a-confirmer = To be erased from { $jour } on at the earliest (to be confirmed: programmes, PACEA and CEJ, are not held here yet, and a CEJ is kept longer).
statut-titre = Status of the support
statut-terminer = End the support
statut-reprendre = Take the support up again
statut-reprendre-note = The support becomes active or dormant again, according to the last contact.
statut-fin-note = The file can still be read. It is taken up again in one gesture.
statut-jour = Last day
statut-motif = Reason
statut-autre-situation = Another situation
champ-sortie = Situation on leaving
ecrit-rendez-vous-pris = Saved, and the next appointment is booked.
ecrit-rendez-vous-occupe = The interview is saved. The next appointment was not booked: something is already there at that time. Use “Book an appointment”.
ecrit-confirme = Confirmed today, under your name.
ecrit-statut = The status is changed.

# Plan
plan-titre = Plan
situation-ajouter = Add
situation-titre = Situations
situation-nouvelle = New situation
situation-corriger = Change a situation
situation-toutes = All the situations
situation-aucune = No situation is noted.
situation-prevu = planned
situation-en-cours = current
situation-termine = over
situation-du-au = from { $debut } to { $fin }
situation-a-partir = from { $debut }
situation-depuis = since { $debut }
situation-terminer = Change or end
situation-dire-fin = Say when it really ended
situation-pourquoi = Why is this not counted?
situation-chevauche = Two situations “{ $categorie }” overlap since { $jour }: it is allowed, check the dates.
situation-sans-suite = Nothing is noted after { $jour }.
motif-prevue = It has not begun.
motif-situation-inconnue = Nothing is known of the situation.
motif-type-a-confirmer = This type is in no known list, or was not in use on that day.
motif-contrat-manquant = The kind of contract is not said.
motif-rome-manquant = The job is not said.
motif-avant-accueil = It began before the first reception.
motif-action-sans-heure = This action counts no hour.
motif-hors-dispositif = The training began outside any scheme.
motif-dispositif-non-tenu = Cairn does not hold schemes yet.
motif-sans-prescription = No introduction prescribed it.
motif-prescription-sans-suite = The introduction awaits its answer, or was refused.
motif-prescription-non-tenue = Cairn does not hold introductions yet.
motif-faire-attendre-le-debut = Wait for the first day.
motif-faire-reprendre-contact = Get back in touch.
motif-faire-choisir-le-type = Choose another type.
motif-faire-dire-le-contrat = Say the contract.
motif-faire-chercher-le-metier = Look up the job.
motif-faire-rien-a-faire = Nothing to do.
motif-faire-ouvrir-un-dispositif = Open a scheme first.
motif-faire-prescrire = Make an introduction.
motif-faire-saisir-la-reponse = Enter the answer.
motif-faire-verifier-ailleurs = Check in the tool that holds them.
prochain-titre = Next appointment
prochain-prendre = Book an appointment
prochain-quand = { $jour } at { $heure }
prochain-aucun = No appointment to come.
propositions-titre = Proposals in progress
propositions-aucune = No proposal awaits a result.
propositions-reste = { $n } more await a result: answer these first.
proposition-faite = proposed on { $jour }
proposition-terme = to be done by { $jour }
proposition-en-retard = no result
offre-locale = Local service no. { $n }
champ-resultats-le = Result of
champ-resultats = Result
annuler = Undo
fraicheur-dite = Confirmed on { $jour }
fraicheur-perimee = to be confirmed since { $jour }
fraicheur-confirmer = Still true
fraicheur-toujours = Still true today
dossier-classe-delicat = Health, housing, protection
dossier-classe-argent = Resources and bank account
dossier-classe-identifiants = Identifiers
dossier-a-remplir = Nothing is noted:
dossier-fermees = What stays shut
dossier-notes-delicates = Delicate notes

# Panel
panneau-rendez-vous = Appointment of
panneau-delicat = Delicate part
panneau-delicat-note = Health, housing, justice, protection: kept apart, never in the timeline.
panneau-propositions = Proposals
panneau-cherche = Search the services
panneau-situation = The situation changes
panneau-nouvelle = New situation
panneau-sans-suite = None
panneau-autre-jour = Another day
champ-lieu = Place
champ-delicat = What is delicate
champ-propositions = Proposals
champ-type = Type of situation
champ-contrat = Contract
aide-contrat = For a job or a work-study contract.
champ-debut-situation = First day of the situation
champ-fin-prevue = Announced end
champ-fin-situation = Real end
champ-rome = Job
champ-organisme = Employer, school or body
champ-lieu-situation = Town
champ-heures = Hours a week
champ-origine = Origin
champ-remarque = Remark
champ-fins = Ends
champ-fins-le = on
champ-suivant = Next appointment
champ-suivant-jour = Day
champ-suivant-heure = Time
champ-suivant-objet = Subject

# Timeline
fil-quoi = Kind of lines
fil-periode = Period
fil-auteur = Author
fil-tous-auteurs = All authors
fil-toujours = Since the beginning
fil-derniers-mois = Last { $n } months
fil-tout-montrer = Show all
fil-rendez-vouss = Appointments and workshops
fil-situations = Situations
fil-un-rendez-vous = Appointment
fil-partie-delicate = a delicate part, kept apart
fil-dementi = the rendez-vous is no longer marked “présent”, the event stays
fil-retirer = Withdraw, it was a slip
presence-inscrit = enrolled
presence-en-attente = waiting
presence-present = present
presence-absent = absent
presence-refus-tiers = refused by the body
presence-refus-jeune = refused by the person
presence-desinscrit = withdrawn

# Contact
contact-joindre = Reach
contact-sans-telephone = No telephone is noted.
contact-corriger = Correct
contact-dossier-entier = Open the whole file

# What the coffre says of a form
saisie-delicat-sans-ouverture = the delicate part was not opened by this form.
saisie-change-entre-temps = somebody else changed it meanwhile: reload the page.
saisie-date-trop-loin = too far in the future.
saisie-fin-avant-debut = before the first day.
saisie-ligne-deux-fois = named twice.
saisie-ligne-inconnue = no longer exists.
saisie-pas-son-auteur = only its author takes it back.
saisie-evenement-complete = was completed since: it is withdrawn no more.
saisie-trop-tard-pour-annuler = is taken back the same day only: correct it.
saisie-situation-sortie-absente = say in which situation the person leaves.
saisie-sortie-pas-en-cours = this situation is not lived on that day.
saisie-deja-termine = the support has already ended.
saisie-rendez-vous-deja = this appointment already has its event.
saisie-rendez-vous-inconnu = this appointment does not exist.
saisie-groupe-inconnu = this part is not confirmed here.
saisie-categorie-absente = to be chosen.
saisie-type-absent = to be chosen.
saisie-type-inconnu = is not in the list.
saisie-type-hors-categorie = is not of this category.
saisie-contrat-absent = to be chosen for this type of situation.
saisie-contrat-hors-type = does not go with this type of situation.
saisie-debut-absent = to be filled in.
saisie-fin-prevue-avant-debut = before the first day.
saisie-date-avant-naissance = before the birth.
saisie-creation-future = after today.
saisie-terme-avant-creation = before the proposal.
saisie-terme-trop-loin = too far in the future.
saisie-pas-un-resultat = is not a result.
saisie-resultat-avant-creation = before the proposal.
saisie-resultat-futur = after today.
saisie-sans-resultat = has no result.
champ-jour = Day
champ-motif = Reason

# Ateliers (sessions collectives)
ateliers-titre = Workshops and group information
ateliers-nouveau = New session
ateliers-vues = Which sessions
ateliers-a-venir = To come
ateliers-mois = By month
ateliers-a-clore = { $n ->
    [0] To close
   *[other] To close ({ $n })
 }
ateliers-passes = Past
ateliers-toutes = All
ateliers-tous-sites = All
ateliers-mois-avant = Previous month
ateliers-mois-apres = Next month
ateliers-vide = No session here.
ateliers-vide-aide = Give an offer a date: counsellors will be able to enrol young people.
ateliers-rien-a-clore = Nothing to close: every past session has its sheet.
ateliers-compte = { $n ->
    [one] One session.
   *[other] { $n } sessions.
 }
ateliers-laisse = { $n ->
    [one] One is not shown: choose an offer or a site.
   *[other] { $n } are not shown: choose an offer or a site.
 }
ateliers-pour = Choose the session in which to enrol this young person.
ateliers-places = { $n ->
    [0] no place taken out of { $places }
    [one] one place taken out of { $places }
   *[other] { $n } places taken out of { $places }
 }
ateliers-sans-limite = { $n ->
    [0] nobody enrolled, no limit of places
    [one] one enrolled, no limit of places
   *[other] { $n } enrolled, no limit of places
 }
ateliers-attente = { $n ->
    [one] one waiting
   *[other] { $n } waiting
 }
atelier-etat-ouverte = open
atelier-etat-close = closed
atelier-etat-annulee = cancelled
atelier-etat-a-clore = to be closed
atelier-genre-atelier = Workshop
atelier-genre-information-collective = Group information
atelier-offre = Offer
atelier-offre-aide = An offer of the structure, or a new one.
atelier-offre-nouvelle = New offer
atelier-nom = Name of the offer
atelier-genre = Kind of offer
atelier-service = Service
atelier-service-aide = To be confirmed: no national list is published.
atelier-jour = Day
atelier-site = Site
atelier-sans-site = No site
atelier-places-aide = Empty: no limit. Beyond, people wait in the order of their requests.
atelier-limite-aide = Last day, included. Empty: until the day itself.
atelier-texte = Instructions
atelier-texte-aide = What to bring, the room. Never anything about anybody.
atelier-repeter = Repeat
atelier-rythme = Rhythm
atelier-rythme-une = Once
atelier-rythme-semaine = Every week
atelier-rythme-quinzaine = Every other week
atelier-rythme-mois = Every month, on the same weekday
atelier-nombre = Number of sessions
atelier-repeter-aide = Public holidays are skipped. The closing date follows each session.
atelier-creer = Give these dates
champ-places = Places
champ-limite = Enrol until
champ-animateur = Held by
champ-heure-debut = Begins at
champ-heure-fin = Ends at
champ-consigne = Instructions
champ-inscription = Enrolment
atelier-limite-dite = Enrolment until { $jour }.
atelier-close-le = on { $jour }
atelier-illisibles = { $n ->
    [one] One line cannot be read: tell the operator.
   *[other] { $n } lines cannot be read: tell the operator.
 }
atelier-oublies = { $n ->
    [one] One person is marked neither present nor absent: nothing is closed.
   *[other] { $n } people are marked neither present nor absent: nothing is closed.
 }
atelier-oublies-aide = They are in the list, with their number on the sheet.
atelier-tous-absents = { $n ->
    [one] Mark absent and close
   *[other] Mark all absent and close
 }
atelier-revoir = Back to the sheet
atelier-annule-note = Session cancelled. These people were enrolled or waiting: let them know.
atelier-qui = Enrol somebody
atelier-qui-la = Somebody came without being enrolled
atelier-qui-aide = Your own people first. Enter searches, Enter on a name enrols.
atelier-pas-miens = Nobody among your own people: here are the others.
atelier-inscrire = Enrol
atelier-inscrits = Enrolled
atelier-personne = Nobody is enrolled.
atelier-personne-aide = Search for a name above, or enrol from a person's page.
atelier-touches = Space ticks, arrows change line, Enter saves.
atelier-rang = No.
atelier-nom-colonne = Person
atelier-statut = Where they stand
atelier-gestes = Other actions
atelier-autre = Other…
atelier-emarger = Save attendance
atelier-clore = Close the session
atelier-rouvrir = Reopen to correct
atelier-feuille = Attendance sheet
atelier-signature = Signature
atelier-signature-animateur = Signature of who held it:
atelier-modifier = Change the session
atelier-changer-places = Change the number of places
atelier-deplacer = Change the date, who holds it or the site
atelier-annuler = Cancel the session
atelier-annuler-aide = Those enrolled stay in the list, to be told.
atelier-geste-absent = Absent
atelier-geste-inscrit = Back among the enrolled
atelier-geste-desinscrire = Strike off
atelier-geste-refus-jeune = The young person declines
atelier-geste-refus-tiers = Refused by a third party
atelier-n-inscrits = { $n ->
    [one] one enrolled
   *[other] { $n } enrolled
 }
atelier-n-presents = { $n ->
    [one] one present
   *[other] { $n } present
 }
atelier-n-absents = { $n ->
    [one] one absent
   *[other] { $n } absent
 }
atelier-n-refus = { $n ->
    [one] one refusal
   *[other] { $n } refusals
 }
atelier-n-attente = { $n ->
    [one] one waiting
   *[other] { $n } waiting
 }
atelier-n-partis = { $n ->
    [one] one struck off
   *[other] { $n } struck off
 }
inscription-inscrit = Enrolled
inscription-en-attente = Waiting, rank { $n }
inscription-present = Present
inscription-absent = Absent
inscription-refus-tiers = Refused by a third party
inscription-refus-jeune = Declined
inscription-desinscrit = Struck off
atelier-fait-cree = { $n ->
    [one] The session is on the programme.
   *[other] { $n } sessions are on the programme; here is the first.
 }
atelier-fait-inscrit = Enrolled.
atelier-fait-attente = Every place is taken: rank { $n } in the waiting list.
atelier-fait-present = Presence noted.
atelier-fait-absent = Absence noted.
atelier-fait-refus = Refusal noted.
atelier-fait-desinscrit = Struck off.
atelier-fait-places = Number of places changed.
atelier-fait-deplace = Session changed. Tell those enrolled.
atelier-fait-annule = Session cancelled.
atelier-fait-rouvert = Session reopened: the sheet can be corrected.
atelier-fait-emarge = Attendance saved.
atelier-fait-clos = Session closed: each presence is in the young person's pathway.
atelier-promus = { $n ->
    [one] One person who was waiting has a place now: let them know.
   *[other] { $n } people who were waiting have a place now: let them know.
 }
atelier-ecartees = { $n ->
    [one] One public holiday was skipped.
   *[other] { $n } public holidays were skipped.
 }
saisie-atelier-passe = this day is past.
saisie-atelier-trop-loin = more than two years ahead.
saisie-atelier-aucun-jour = this rhythm gives no day.
saisie-atelier-fois = between 1 and 104 sessions.
saisie-atelier-limite-apres-debut = comes after the session.
saisie-atelier-animateur = this person receives nobody here.
saisie-atelier-places = between 1 and 1,000, or empty.
saisie-atelier-ouvert = the session is open.
saisie-atelier-clos = the session is closed: reopen it to correct.
saisie-atelier-annule = the session is cancelled.
saisie-atelier-limite-passee = the closing date is past.
saisie-atelier-deja-inscrit = this person is on the sheet already.
saisie-atelier-pas-inscrit = this person is not on the sheet.
saisie-atelier-complet = every place is taken.
saisie-atelier-attente-pleine = the places and the waiting list are full.
saisie-atelier-moins-que-les-inscrits = fewer than people who have a place already.
saisie-atelier-pas-avant = its day has not come.
saisie-atelier-trop-tard = can be reopened on the day of its closing and the next only.
saisie-atelier-statut-impossible = cannot be said of this person.
saisie-atelier-deja-emarge = somebody has signed already: the session took place.
saisie-atelier-non-emarges = some enrolled people are neither present nor absent: reload the page.

# Front desk, distribution, replacements, quality.

menu-agenda = Diary
menu-ateliers = Workshops
menu-accueil = Front desk
menu-repartition = Distribution
menu-qualite = Quality
accueil-titre = Front desk
accueil-qui = Who is here, who is calling?
accueil-champ = Name, telephone or file number
accueil-aide = Type, then “Arrived” if the person stands before you, “Call” if they telephoned.
accueil-rien-aide = Check the spelling. For a first welcome, an adviser creates the file.
accueil-precisions = For somebody else, or with a reason
accueil-pour = For
accueil-pour-defaut = Who expects them today, else their adviser
accueil-pour-libre = Whoever is free
accueil-libre = for whoever is free
accueil-pour-qui = for
accueil-motif = Reason
accueil-motif-aucun = No reason
accueil-site-aucun = Not said
accueil-message = Message for a call
accueil-message-aide = Optional, and short: “call back before noon”. Nothing delicate: these words are read at the front desk.
accueil-arrive = Arrived
accueil-appel = Call
accueil-attendu = expected at { $heure } by
accueil-suivi = followed by
accueil-sans-referent = no adviser
accueil-attendent =
    { $n ->
        [0] Nobody is waiting
        [one] One person is waiting
       *[other] { $n } people are waiting
    }
accueil-attendent-vide = Search for who arrives, or press “Arrived” beside their appointment.
accueil-attente =
    { $n ->
        [0] just now
        [one] for one minute
       *[other] for { $n } minutes
    }
accueil-attendus =
    { $n ->
        [0] Nobody is expected today
        [one] One appointment today
       *[other] { $n } appointments today
    }
accueil-attendus-vide = Appointments made in the agendas appear here, by hour.
accueil-arrivee-attend = arrived at { $heure }
accueil-arrivee-pris = arrived at { $heure }, being received
accueil-arrivee-clos = arrived at { $heure }, over
accueil-arrivee-annule = cancelled
accueil-appels =
    { $n ->
        [0] No call to return
        [one] One call to return
       *[other] { $n } calls to return
    }
accueil-appels-vide = A call passed on stays here until the adviser has called back, seven days at most.
accueil-premiers =
    { $n ->
        [one] The first is here; the others come in turn.
       *[other] The first { $n } are here; the others come in turn.
    }
accueil-prendre = Receive
accueil-clore = Done
accueil-rappele = Called back
accueil-annuler = Cancel
accueil-masques = Names are shortened: the front desk recognises a person, it does not read their file.
agenda-arrivee = arrived at { $heure }
repartition-titre = Distribution of files
repartition-note = In alphabetical order. This page names no young person.
repartition-qui = Who follows how many young people
repartition-vide = Nobody follows anybody yet
repartition-vide-aide = Advisers' accounts appear here as soon as they work.
repartition-nom = Name
repartition-total = In all
repartition-absence = Away
repartition-fermee = account stopped
repartition-voir = See and entrust
repartition-sans-referent =
    { $n ->
        [one] One file has no adviser.
       *[other] { $n } files have no adviser.
    }
remplacements-titre = Replacements
remplacements-vide = Nobody replaces anybody at the moment.
remplacement-repond = answers for
remplacement-jusqu-au = until
remplacement-terminer = End now
remplacement-reprendre = Take over a colleague's caseload
remplacement-confier = Have a caseload taken over
remplacement-de = Caseload of
remplacement-par = Taken over by
remplacement-jusque = Until
remplacement-choisir = Choose
remplacement-bouton = Take over
remplacement-note = Sixty days at most. It is written in the journal, and ends by itself. Whole names of the caseload are read after a day, or at once if the management entrusts it.
remplacement-note-direction = Sixty days at most. It is written in the journal, and ends by itself.
remplacement-vous = You replace
remplacement-vous-jusqu-au = until
remplacement-voir = See their caseload
remplacement-par-autre = replaces you until
remplacement-demain = Whole names are read one day after you asked for it yourself.
portefeuille-reprendre = Take over a caseload
portefeuille-a-revoir = What is to be put right
reaffecter-titre = Entrust files
reaffecter-de = Files of
reaffecter-personne = Files without an adviser
reaffecter-statuts = Status
reaffecter-tous-statuts = All
reaffecter-vide = No file here
reaffecter-vers = Entrust to
reaffecter-bouton = Entrust the ticked files
reaffecter-note = Each file is entrusted apart and written in the journal. Nothing of it is opened.
reaffecter-tous = The whole page
reaffecter-fait = Entrusted
reaffecter-echec = Not entrusted
reaffecter-rien = Tick at least one file.
reaffecter-bilan = Entrusted:
reaffecter-reessayer = Try the others again
reaffecter-annuler = Give back
reaffecter-deja = Entrusted meanwhile to
qualite-titre = Quality of files
qualite-note = What is to be put right in the structure's files. Each number leads to its list.
qualite-note-siens = What is to be put right in your files. Each number leads to its list.
qualite-vide = No running file
qualite-vide-aide = Numbers come with the first files.
qualite-a-revoir = To be put right
qualite-sans-referent = No adviser
qualite-sans-referent-aide = Nobody follows these young people.
qualite-rendez-vous = Appointments without an outcome
qualite-rendez-vous-aide = They are over, and nobody said what became of them.
qualite-rendez-vous-court = Appointments
qualite-situations = Situations that ended
qualite-situations-aide = The last situation is over, and nothing follows it.
qualite-situations-court = Situations
qualite-propositions = Proposals without a result
qualite-propositions-aide = Their term is past; without a term, more than { $n } days have passed.
qualite-propositions-court = Proposals
qualite-sans-contact = No contact
qualite-sans-contact-aide = No contact for more than { $n } months: these files are dormant.
qualite-sans-contact-court = No contact
qualite-a-confirmer = Parts to confirm
qualite-a-confirmer-aide = At least one part was not confirmed within its delay.
qualite-a-confirmer-court = To confirm
qualite-parties-vides = Incomplete files
qualite-parties-vides-aide = An expected part was never filled.
qualite-parties-vides-court = Incomplete
qualite-a-confirmer-delai = (delay to be confirmed)
qualite-ateliers = Workshops to close
qualite-ateliers-aide = Over since yesterday at least, and still open.
qualite-limite = These numbers are made without opening any file. An empty field in a part that was begun is only seen in the file.
qualite-contacts = Since the last contact
qualite-courants =
    { $n ->
        [one] One running file.
       *[other] { $n } running files.
    }
qualite-trace = Running files by months since the last contact: the same numbers as the table
qualite-depuis = Last contact
qualite-dossiers = Files
qualite-mois =
    { $n ->
        [0] Less than a month
        [one] One month
       *[other] { $n } months
    }
qualite-mois-plus = { $n } months or more
qualite-mois-titre =
    { $n ->
        [0] Last contact less than a month ago
        [one] Last contact a month ago
        [12] Last contact twelve months ago or more
       *[other] Last contact { $n } months ago
    }
qualite-par-portefeuille = By caseload
qualite-par-portefeuille-note = In alphabetical order: what is left to do, to know where to help. Nothing here measures anybody's work.
qualite-chez = In the caseload of
qualite-liste-vide = There is nothing left to put right here
saisie-appel-pour-qui = choose who will call back: this file has no adviser who receives.
saisie-passage-etat = a colleague has already taken charge: load the page again.
saisie-remplacement-soi = nobody replaces herself.
saisie-remplacement-qui = this person follows no young people here.
saisie-remplacement-long = sixty days at most; beyond that, entrust the files.
saisie-affectation-qui = this person follows no young people here.

# Catalogue: what a structure changes in the lists.
menu-catalogue = Lists
menu-reperage = Outreach
catalogue-titre = Our structure's lists
catalogue-aide = What the forms offer. What you change here holds for your whole structure, for it alone, at once.
catalogue-niveaux = National values come with Cairn; each list says its source.
catalogue-a-confirmer = to be confirmed
catalogue-valeurs =
    { $n ->
        [one] one national value
       *[other] { $n } national values
    }
catalogue-ajouts = { $n } of ours
catalogue-masquees =
    { $n ->
        [one] one hidden
       *[other] { $n } hidden
    }
catalogue-ajouter = Add a value
catalogue-libelle-aide = The word that your colleagues will choose. Never a person's name: the whole structure reads it.
catalogue-parent-aide = Your value follows its rules (theme, duration, nature), and counts with it.
catalogue-les-valeurs = Values
catalogue-valeurs-aide = Hiding a value takes it out of the forms. What was written with it can still be read.
catalogue-masquee = hidden
catalogue-masquer = Hide
catalogue-montrer = Offer again
catalogue-close = no longer offered nationally
catalogue-detaille = details “{ $mot }”
champ-libelle = Word
champ-parent = Details
liste-absences = Reasons for absence
liste-lieux = Places
liste-motifs-accueil = Reasons for coming to the front desk
liste-offre = Services offered
liste-rdv-objets = Purposes of appointments
liste-situation-types = Types of situation
saisie-valeur-deja-la = this value is in the list already.
saisie-derniere-valeur = this is the last value offered: keep at least one.
saisie-trop-d-ajouts = the list has too many values added.

# Outreach lists.
reperage-titre = Outreach lists
reperage-vide = No outreach list
reperage-vide-aide = Bring the file received to the imports, and say that it is an outreach list: its people are then followed here.
reperage-recue = received on { $jour }
reperage-avancement = { $n } of { $total } treated
reperage-engage = engaged
reperage-engage-aide = A structure counts as engaged from { $n } % of lines treated.
reperage-filtres = What is shown
reperage-tous = All
reperage-derniere-issue = Last attempt
reperage-toute-issue = Whatever came of it
reperage-prioritaire = First
reperage-a-traiter = To be reached
reperage-injoignable = Out of reach
reperage-traite = Treated
reperage-a-effacer = To be erased
reperage-purge = Never reached { $n } months after the receipt: these people have asked us nothing.
reperage-purge-a-confirmer = (delay to be confirmed)
reperage-purge-comment = Each day on which the structure works, Cairn takes off the list those whose delay is over. Their dossier stays: erasing it is a mandat.
reperage-retires = { $n ->
    [one] one person never reached was taken off
   *[other] { $n } people never reached were taken off
}
reperage-retires-le = { $n ->
    [one] One person never reached was taken off on { $jour }.
   *[other] { $n } people never reached were taken off on { $jour }.
}
reperage-retires-aide = Their line and its history are erased, their dossier stays.
catalogue-refusee = the national list serves
catalogue-refusee-aide = What the structure changed in this list is not what the journal says: the national list serves. If a change has just failed, make it again; otherwise tell the operator.
reperage-liste-vide = Nobody here
champ-issue = What the attempt gave
reperage-issue-aide = Choose, then record it on the person's line. Each attempt stays in the history.
reperage-noter = Record the attempt
import-reperage = This is an outreach list
import-reperage-note = broken apprenticeships, early leavers, 16-18
import-reperage-aide = Each person made, and each one known already that you leave aside, is followed in the list.
import-reperage-bouton = Follow as an outreach list
champ-source = Source
champ-recue = Received on
champ-de-qui = From
saisie-avant-reception = before the list was received.
saisie-trop-de-tentatives = this line has 50 attempts already.

# /referentiels/champs
champs-titre = What a file may hold
champs-aide = Each datum, the line of the text that allows it, and who reads it. Nothing else is kept: a field that is not here does not exist.
champs-lu-par = read by:

vigie-titre = Alerts
vigie-aide = What the rules saw in the journal. An alert names an account and numbers, never a young person. Every look at this page is recorded.
vigie-vide = Nothing to review.
vigie-vide-aide = The rules that watch are described below.
vigie-personne = nobody in particular
vigie-regles = The rules
vigie-regles-aide = Each reads the entries of the journal and nothing else. What it takes away holds at once, for one account; nobody else sees it.
vigie-non-couvert = What no rule sees
vigie-bruit = expected noise: { $n } for a thousand agent-days
vigie-note = noted only
vigie-geste = a gesture of the key is asked for before the next dossier
vigie-tranche = a gesture every five dossiers, until the login ends
vigie-listes = lists and search closed for the day
vigie-connexion = login ended; the agent may sign in again
vigie-compte = account suspended, until two persons restore it
vigie-lignee = account suspended; those that it made or approved are to be looked at
vigie-retablir = See the account, restore it
vigie-retablir-aide = Two persons of different roles restore an account, with one gesture each. The agent sees which rule stopped her.
vigie-voir-compte = See the account
vigie-compte-aide = From the account's page you may also suspend it.
vigie-alertes = What was said of this account
vigie-aucune = Nothing.
vigie-entree = entry { $n } of the journal, count { $compte }
vigie-usuel = { $max } dossiers at most in one day; usually { $usuel } in this structure for this role (median of the last 30 days, dashed).
vigie-usuel-seul = { $max } dossiers at most in one day; nobody else has this role in this structure to compare with.

rallonges-titre = Today's limits
rallonges-note = Colleagues who are near the end of what their role may read. If their day explains it (a job fair, a day of calls, a colleague away), you may give them thirty files and five reveals more, once a day for each person who gives, twice in all. You sign with your key, and the journal keeps your name.
rallonges-vide = Nobody is near her limit
rallonges-vide-aide = Colleagues appear here once they have read more than three quarters of what their role allows.
rallonge-jour = Files opened today
rallonge-semaine = Files opened in seven days
rallonge-revelations = Identifiers revealed today
rallonge-sur = { $n } of { $limite }
rallonge-donnee = { $n ->
    [one] The day was made longer once; another person may do so again, once three quarters of it are read.
   *[other] The day was made longer twice, which is the most.
}
rallonge-ailleurs = Structure { $code }: nobody who could answer is signed in there. Call before you give.
rallonge-bouton = Give thirty files more
mots-rallonge = You give thirty files and five reveals more, today only, to
fait-rallonge = Done: your colleague's pages open again.
rallonges-lien = Colleagues' limits of today
vigie-etendue = Whom this account read
menu-etendue = Extent
etendue-titre = Who was read
etendue-aide = The persons whose data were shown to accounts, by the journal. A person is the pseudonym of her dossier: no name is known here. Each reading of this page is recorded before it is shown.
etendue-reponse = The answer
etendue-tout = Everything that you may ask about.
etendue-logins = { $n ->
    [one] and one login
   *[other] and { $n } logins
  }
etendue-jalon = question recorded as entry { $question }; the cosigned checkpoint covers { $n } entries.
etendue-racine = Root:
etendue-vide = Nothing was read.
etendue-vide-aide = In this interval, none of those that you named read or listed anybody. Widen the dates, or name other accounts.
etendue-csv = File for the authority (CSV)
etendue-preuves = Proofs (JSON)
etendue-personnes = Persons
etendue-certitude = Certainty
etendue-livre = read, for certain
etendue-livraison-non-confirmee = perhaps read: nothing says that the answer left
etendue-liste-seulement = listed only
etendue-par-classe = Persons by class of data
etendue-classe = Classes
etendue-lectures = { $n } readings, of which { $m } delivered
etendue-gestes = { $n } identifiers revealed, { $m } prints
etendue-pages = { $n } pages of lists, { $m } lines
etendue-non-nommes = of which { $n } pages and { $m } lines whose persons are not known
etendue-leurres = Decoys opened, which are nobody: { $n }
etendue-recherches = { $n } exact searches, { $m } answers
etendue-alteree = The list kept for entry { $n } is not the one that the journal commits to: it is not counted, and somebody changed it.
etendue-courbe = Persons read over time
etendue-courbe-dite = Persons read over time: the numbers are in the table that follows.
etendue-lues = Persons read
etendue-listees = Persons only listed
etendue-voir-lues = See the persons read
etendue-voir-listees = See the persons only listed
etendue-aucune = Nobody.
etendue-table = Persons, what was shown of them and when
etendue-dossier = Dossier (pseudonym)
etendue-champs = Fields
etendue-groupe = group
etendue-fois = Readings
etendue-fois-liste = Lists
etendue-dont = not confirmed: { $classes }
etendue-question = Ask
etendue-question-aide = What any one of those that you name read. Naming nothing: everything that you may ask about.
etendue-sans-compte = No account in this structure.
etendue-structures-aide = Codes, such as 59512S00, with a space between. The first also says among whose accounts to choose.
etendue-au-aide = This day counted.
etendue-logins-aide = A login is a browser key: 32 hexadecimal digits, as in the journal. No network address is in it.
etendue-demander = Ask
etendue-choisir = Choose among the accounts of this structure
champ-comptes = Accounts
champ-structures = Structures
champ-logins = Logins
champ-du = From
champ-au = Until
saisie-compte-illisible = an account was not recognised: choose it in the list.
saisie-structure-illisible = a code is written as 59512S00.
saisie-login-illisible = a login is written as 32 digits from 0 to f.
saisie-jour-illisible = there is no such date: write 2026-03-01.
saisie-jours-renverses = the last day comes before the first.
saisie-etendue-trop-de-noms = two hundred accounts, logins and structures at most in one question.
saisie-etendue-trop-grande = more than 100,000 persons: narrow the dates, or ask the console for the file (cairn etendue --csv).
dossier-lectures-aide = The readings of this dossier, by the journal. The dossier itself is not opened. This reading is recorded.
dossier-lectures-vide = Nobody has read this dossier yet.
dossier-lectures-vide-aide = The first reading will show here as soon as it happens.
lecture-qui = Who
lecture-pourquoi = Explained by
lecture-entree = Entry
lecture-ailleurs = An agent of another structure:
lecture-inconnu = An agent who is no longer known
lecture-non-confirmee = delivery not confirmed
lecture-motif-aucune = nothing known
lecture-motif-portefeuille = her portefeuille
lecture-motif-creation = the making of the dossier
lecture-motif-rendez-vous = a rendez-vous
lecture-motif-ticket = a visit at the front desk
lecture-motif-appel = a call passed on
lecture-motif-remplacement = a replacement
lecture-motif-atelier = a workshop
lecture-motif-bris = a broken glass
champ-dossier = Dossier
etendue-dossier-aide = Its address, or its id of 32 digits: who accompanies the person reads it in the address bar. The dossier is not opened.
etendue-dossier-voir = See who read it
saisie-dossier-illisible = the address of a dossier ends with 32 digits from 0 to f.
fuite-titre = Check an alleged leak
fuite-lien = Data are said to have leaked: check whether they come from here
fuite-aide = Paste what is presented as a leak. The answer is a proportion: nobody is shown, no line is pointed at, and nothing that you paste is kept. Names with a birth date, phones, mails and social security numbers are compared, names with those of your structure. Each check is recorded; five a day.
fuite-verdict = Answer
fuite-aucune = Nothing says that these data come from here.
fuite-partie = Some may come from here: about { $n } % of the persons are known here.
fuite-toutes = All these persons, or nearly, are known here.
fuite-combien = { $n } lines compared, { $m } distinct persons.
fuite-flou = The proportion is rounded, and its limits move a little from one file to the next: it says nothing of one person.
fuite-communs = Accounts that read half of these persons or more
fuite-en-a-lu = Read of them
fuite-part = about { $n } %
fuite-entrees = Entries of the journal
fuite-sans-commun = No account read half of these persons: if they come from here, it is not through one account alone.
fuite-fichier = A file (CSV or text)
champ-fuite = Or the lines themselves
fuite-champ-aide = A thousand lines at most, twenty distinct persons at least. One person a line; cells are parted by semicolons, commas or tabs.
fuite-verifier = Check
saisie-fuite-trop-courte = fewer than twenty distinct persons: the answer would be about somebody, so there is none. Give all that you have.
saisie-fuite-trop-longue = more than a thousand lines: give a thousand at random.
refus-budget-controles-titre = Checks: limit of the day reached
refus-budget-controles = You asked for { $n } checks today: that is the limit.
refus-budget-controles-faire = Go on tomorrow, or ask the vigie if it is urgent.

# Freezes: a structure, or the network, stopped for an incident.
gels-titre = Incident freezes
gels-note = A freeze stops every reading and every new right of a structure, or of the network, for the time of an incident. One person freezes a structure for a day at most, the network for half an hour; a second one, of another role or another structure, makes it up to three days. Two other persons lift it early. Nothing is lost: drafts and appointments stay in place.
gels-vide = Nothing is frozen
gel-de-structure = Structure { $code }
gel-de-reseau = The whole network
gel-quand = Since { $depuis }, until { $jusqua }.
gel-par = Frozen by
gel-leve-par = Lifting asked by
gel-leve-attend = a second person, of another role or another structure, must sign it.
gel-lever = Lift the freeze
gel-prolonger = Make the freeze longer
gel-autre = You can neither lift it nor make it longer: it takes a person who did not sign it.
gel-duree-champ = Length
gel-minutes = { $n } minutes
gel-heures = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
gel-structure-titre = Freeze a structure
gel-structure-champ = Code of the structure
gel-structure-aide = Eight characters, like 59512S00.
gel-structure-bouton = Freeze the structure
saisie-gel-structure = this code is not that of a structure.
saisie-gel-duree = choose a length; alone, at most a day for a structure, half an hour for the network.
saisie-gel-quota = three freezes a day for one person: ask somebody else.
gel-reseau-titre = Freeze the whole network
gel-reseau-aide = Nobody reads anything anywhere. Keep it for an attack on several structures at once.
gel-reseau-bouton = Freeze the network
mots-gel = You stop every reading and every new right of the chosen structure, at once.
mots-gel-deux = You make longer, as the second person, the stop of every reading:
mots-gel-reseau = You stop every reading and every new right of the whole network, at once.
mots-degel = You are one of the two persons who lift the freeze:
fait-gel = Done: the freeze holds from now on.
fait-degel = Done. The freeze falls once two persons have lifted it.
gels-lien = Incident freezes
refus-gel-titre = Everything is stopped for an incident
refus-gel = The watch, or your management, has frozen your structure or the network for the time of an incident. Nobody reads a file there. Your account is not at fault.
refus-gel-faire = Nothing is lost: your drafts and appointments stay in place. Your management knows until when.

# Breaking the glass: a file of another structure, for somebody who needs it now.
bris-titre = File of another structure
bris-note = A young person followed elsewhere stands before you, and the situation does not wait for a transfer. Call that structure and read your code to the person who has the file open: she gives it to you, you say why, and it opens for four hours, without identifiers or delicate parts. Their management reviews each access within three working days.
bris-lien = Files given to other structures
doublons-bris = It does not wait for the transfer
bris-code-titre = Your code
bris-code-aide = Read it over the telephone to the person of the other structure.
bris-code-note = It serves ten minutes. It says nothing of anybody: without an open file on the other side it is worth nothing.
bris-par = Given by
bris-jusqua = Open for you until { $quand }.
bris-a-prendre-jusqua = To be taken before { $quand }.
bris-ouvrir = Open the file
bris-prendre = Take this file for four hours
bris-oublie = The service has restarted since. Ask for this file again if you still need it.
bris-motif = Why now
bris-motif-1 = The person stands before me and cannot wait
bris-motif-2 = Danger for the person or for somebody
bris-motif-3 = The person has moved, the transfer is asked for
bris-motif-4 = A partner waits for an answer today
bris-a-revoir = To review
bris-a-revoir-note = People of other structures opened a file of yours. Say within three working days whether it was needed: without an answer they cannot do it any more; if it was not, for thirty days.
bris-pris = Taken on { $depuis }, to review by { $avant }.
bris-lectures = Who read this file
bris-justifie = It was needed
bris-injustifie = It was not
bris-autre-revoit = You gave it: somebody else of your management, or the DPO, reviews it.
bris-vide = No access to review
don-titre = Give this file to another structure
don-retour = The file
don-note = Somebody of another mission locale calls you, with this young person there. You must have opened this file today. The access lasts four hours, to read, without identifiers or delicate parts, and your management reviews it.
don-verifie = Is this the person on the telephone? In doubt, hang up and call the structure back by the number that you know.
don-code = Code read over the telephone
don-code-aide = Eight letters, on the page “File of another structure” of the person who calls.
don-code-inconnu = This code is nobody's, or no longer. Ask for it again: it serves ten minutes.
don-continuer = See who it is
don-bouton = Give this file
don-lien = Give it to another structure
mots-bris-don = You give this file, for four hours, to read, to
mots-bris-prise = You open, for the chosen reason, a file of
mots-bris-justifie = You say that it was needed, the access of
mots-bris-injustifie = You say that it was not needed, the access of
fait-don = Done: the file is to be taken within ten minutes.
fait-prise = Done: the file opens for you for four hours.
fait-revue = Done: your review is recorded.
explication-bris = File of another structure, opened by breaking the glass: to read, for four hours.
saisie-bris-code = this code is nobody's, or no longer: it serves ten minutes.
saisie-bris-motif = choose why.
saisie-bris-quota = three a day and ten a month; and none while a past access has waited more than three working days for its review, or was said to be needless.
saisie-bris-impossible = you must have opened this file today, and give it to somebody of another structure who accompanies people.

# Mandates that read: a calling campaign, proposed by one, approved by two.
mandats-titre = Calling campaigns
mandats-note = A campaign reads the first name and telephone of the people enrolled in a workshop, and nothing else. Whoever proposes it receives it, sealed to a key; the DPO, and the head or a sponsor, approve it. Each person read is recorded in the journal and in their file.
mandats-vide = No campaign
mandats-vide-aide = A campaign is prepared from the page of a workshop, by whoever accompanies young people.
mandats-lien = Calling campaigns
mandat-nouveau-lien = Choose a workshop
mandat-nouveau-titre = Prepare a calling campaign
mandat-nouveau-note = Only the first name and telephone of those who have a place will leave. The list is today's: whoever enrols later is not in it.
mandat-page-titre = Calling campaign
mandat-personnes = { $n ->
    [one] 1 person
   *[other] { $n } people
}
mandat-quand = from { $depuis } to { $jusqua }
mandat-illisible = Campaign whose title is no longer the one that was signed
mandat-etat-propose = Waits for approvals
mandat-etat-approuve = Approved, about to begin
mandat-etat-en-cours = Under way
mandat-etat-suspendu = Held: a freeze, or a signatory whose account is cut
mandat-etat-fait = Ready
mandat-etat-arrete = Stopped: nothing of it is left
mandat-etat-expire = Over without having been read
mandat-titre-champ = What for
mandat-titre-aide = What both approvers will read; no young person's name.
mandat-destinataire-champ = Recipient's key
mandat-destinataire-aide = The public key of whoever will call, which begins with age1. It is made with "age-keygen"; the secret key never leaves their machine.
mandat-jusqu-champ = Last day, seven days at most
mandat-proposer = Propose the campaign
mandat-empreinte = fingerprint
mandat-donnees = What leaves
mandat-donnees-dites = first name, telephone
mandat-par = Proposed and received by
mandat-approbations = Approved by
mandat-personne-encore = Nobody yet.
mandat-attend-dpo = The DPO of the structure has still to sign.
mandat-attend-autre = The head, or a sponsor, has still to sign.
mandat-approuver = Approve the campaign
mandat-arreter = Stop the campaign
mandat-arreter-aide = Stopping takes effect at the next person; what was read is thrown away, and it does not begin again.
mandat-retirer = Take the sealed file
mandat-retirer-aide = An ".age" file, which only the recipient's secret key opens: age -d -i key.txt campagne.csv.age
mandat-revoir = See how far it is
mots-mandat-proposer = You propose that the first name and telephone of those enrolled in this workshop be read for this key, and you will receive them sealed.
mots-mandat-approuver = You approve that the first name and telephone of this list be read and sealed to the key with the fingerprint
fait-mandat-propose = Proposed. The DPO, and the head or a sponsor, have now to approve it.
fait-mandat-approuve = Approved. Reading begins as soon as both approvals are there.
fait-mandat-arrete = Stopped. Nothing of what was read is kept.
saisie-mandat-titre = say what for, in a hundred and twenty characters at most.
saisie-mandat-destinataire = this is not an age public key: paste the whole line that begins with age1.
saisie-mandat-terme = choose a day from today to six days from now.
saisie-mandat-vide = Nobody has a place in this workshop: enrol people first.
saisie-mandat-trop = a thousand people at most in a campaign: more would need other signatures, which are not possible here yet.
saisie-mandat-quota = three campaigns a week and person, a thousand people each at most: wait, or ask somebody else.

# The code that the young person says
code-titre = A code on her telephone
code-note = The young person is with you, or on the line: six digits reach her telephone, she tells you, and her file opens for you. You do not see her number.
code-envoyer = Send a code
code-envoye = The message is on its way. The code serves for fifteen minutes.
code-champ = The six digits that she tells you
code-champ-aide = Five tries. The right code explains the opening for four hours.
code-ouvrir = Open the file
code-autre-aide = Nothing arrives? Three codes a day at most for one person.
code-autre = Send another code
voie-code = The young person is with you, or on the line, and has her telephone: she tells you the code that reaches it.
accueil-code = Code
explication-code = Open because this person told you the code that reached her telephone.
lecture-motif-code = a code that the person said
saisie-code-chiffres = type the six digits. This try is not counted.
saisie-code-faux-4 = this is not the code. Four tries left.
saisie-code-faux-3 = this is not the code. Three tries left.
saisie-code-faux-2 = this is not the code. Two tries left.
saisie-code-faux-1 = this is not the code. One try left.
saisie-code-faux-0 = That was not the code, and the five tries are used. Send another one.
saisie-code-perime = No code is waiting: it has served, or its fifteen minutes are over. Send another one.
saisie-code-sans-relais = A code cannot be sent from here, or not by you.
saisie-code-sans-telephone = This file has no mobile telephone: no code can reach it.
saisie-code-telephone-recent = The telephone of this file changed less than seven days ago: no code goes there yet.
refus-budget-codes-titre = Codes: limit of the day reached
refus-budget-codes = One person is sent at most { $n } codes a day, and you ask for twenty at most.
refus-budget-codes-faire = The front desk can give her a ticket, or pass her call on to you.
telephone-titre = Telephones of the demonstration
telephone-note = These people are invented: their last messages are read here. This page does not exist in the shipped program.
telephone-vide = No message yet.
telephone-finit = number ending in
# Verdicts and incidents.
menu-incidents = Incidents
vigie-files = Which alerts
vigie-a-revoir = To review ({ $n })
vigie-consignees = Noted ({ $n })
vigie-revues = Reviewed ({ $n })
vigie-a-revoir-aide = Who has waited longest comes first. A person looks at each alert within a quarter of an hour from 9 am to 6 pm on weekdays, within two hours otherwise.
vigie-vide-consignees = Nothing is noted without a verdict.
vigie-vide-revues = No alert was reviewed yet.
vigie-attend = waiting for { $age }
vigie-attend-tard = late: { $age }
vigie-attendent = { $n ->
    [one] One alert has waited for { $age }.
   *[other] { $n } alerts wait, the first for { $age }.
}
vigie-en-retard = late
vigie-reseau = Nobody in particular
vigie-verdict = Your verdict
age-minutes = { $n } min
age-heures = { $n } h
age-jours = { $n } days
verdict-aide = Call the agent first, by a number that you know. To say that an alert is false gives nothing back: a suspended account stays so until two persons restore it. When in doubt, open an incident: one gesture closes it.
verdict-autre = Your structure is frozen: the verdict is the vigie’s to give. You may open an incident.
verdict-fausse = False alert
verdict-reseau = It was looked at: nothing to follow
verdict-incident = This account is in incident { $n }: its alerts are reviewed there.
suite-attend = waits for a verdict
suite-fausse = said to be false
suite-par = by
suite-incident = incident { $n }, open
suite-incident-clos = incident { $n }, closed
mots-ecarter = You say that the alerts shown are false, about the account of:
mots-ecarter-reseau = You say that the alerts about nobody in particular were reviewed.
fait-fausse = It is recorded: these alerts do not wait for you any more.
fait-fausse-suspendu = It is recorded. The account stays suspended: restore it now, and a second person of another role will sign after you.
incidents-titre = Incidents
incidents-aide = An incident brings together accounts that a person looks into, from the alert to what it was. It cuts nothing and gives nothing back. Each reading of this page is recorded.
incidents-lien = Incidents ({ $n })
incidents-vide = No incident is open
incidents-vide-aide = An incident is opened from the page of an account, when a call does not explain its alert. It brings together the accounts concerned and what happened to them, and leads to whom they read. One person opens it, a second one confirms it.
incidents-vers-alertes = See the alerts
incidents-ouverts = Open ({ $n })
incidents-clos = Closed ({ $n })
incident-numero = Incident { $n }
incident-par = opened by
incident-par-court = by
incident-age = open for { $age }
incident-ouvert = open
incident-confirme = confirmed
incident-infirme = false alert
incident-ouvert-le = Opened on
incident-clos-le = closed on
incident-comptes = { $n ->
    [one] one account
   *[other] { $n } accounts
}
incident-comptes-titre = Accounts concerned ({ $n })
incident-ailleurs = { $n ->
    [one] And one account of another structure: only the vigie then acts on this incident.
   *[other] And { $n } accounts of other structures: only the vigie then acts on this incident.
}
incident-ouvrir = Open an incident
incident-ouvrir-page = See incident { $n }
incident-voir-compte = See the account, suspend it
incident-retirer = Take out
incident-ajouter = Add this account
incident-ajouter-a = Add this account to incident { $n }
incident-ajouter-champ = Another account; those of which an alert waits come first
incident-etendue = Whom these accounts read
incident-geler = Freeze a structure
incident-clore = Close the incident
incident-clore-aide = Closing reviews every alert of these accounts that is shown here. “Confirmed” begins the delays of the law (the CNIL within 72 hours): somebody else than who opened it signs that, of another role or another structure. No account is restored by it.
incident-confirmer = Confirm: it happened
incident-infirmer = Close: false alert
incident-second = To confirm, somebody else than who opened it is needed: the DPO of the structure, or the vigie of another one.
incident-autre = You may read this incident; the vigie acts on it, or the DPO when only one structure is concerned.
incident-par-jour = Dossiers read by day, all accounts together
incident-frise = What happened
incident-frise-vide = Nothing in the week before it was opened, nor since.
incident-frise-coupee = The latest { $n } entries of { $total }; each account has its whole history.
mots-incident-ouvrir = You open an incident about the account of:
mots-incident-ajouter = You add to incident { $n } the account of:
mots-incident-ajouter-ici = You add the chosen account to this incident.
mots-incident-retirer = You take out of this incident the account of the following, whose alerts will wait again:
mots-incident-confirmer = You confirm, as the second person, that it happened:
mots-incident-infirmer = You say that it was nothing:
fait-incident-ouvert = The incident is open. Now look at whom these accounts read.
fait-incident-ajout = The account is added.
fait-incident-retrait = The account is taken out; its alerts wait again.
fait-incident-clos = The incident is closed. A suspended account stays so: two persons restore it from its page.
saisie-incident-quota = an incident holds fifty accounts at most, and one person opens twenty a day: ask somebody else.
saisie-incident-change = the incident changed since you read it: load the page again, look, and sign again.
saisie-incident-impossible = it is not possible now: the verdict was already given, or is somebody else's to give. Load the page again.
saisie-incident-compte = choose an account.
saisie-incident-verdict = say whether it happened.
fait-entree-login = Login
fait-entree-login-fin = End of login
fait-entree-alerte = Alert { $regle }
fait-entree-suspension = Account suspended
fait-entree-suspension-regle = Account suspended by rule { $regle }
fait-entree-retablissement = Restoration signed
fait-entree-cloture = Account closed
fait-entree-gel = Structure frozen
fait-entree-levee = End of the freeze signed
fait-entree-mesure = Reading restrained by a rule
fait-entree-etape-2 = Incident opened
fait-entree-etape-3 = Account added
fait-entree-etape-4 = Account taken out
fait-entree-etape-8 = Incident confirmed
fait-entree-etape-9 = Incident closed, false alert
fait-entree-etape-10 = Alerts said to be false
fait-entree-etape-31 = Access to a dossier elsewhere, said to be needed
fait-entree-etape-32 = Access to a dossier elsewhere, said not to be needed
