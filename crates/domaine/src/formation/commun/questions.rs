//! Scenarios asked of every agent. The first is the attack of 2025.

use super::super::{Question, non, oui, t};

pub const QUESTIONS: &[Question] = &[
    Question {
        key: "2025",
        vital: true,
        scene: t(
            "Novembre 2025. Un inconnu tient le compte d'une responsable de gestion de compte. Il crée deux comptes, qui lisent \
             des dossiers dans tout le pays. Qu'est-ce qui l'aurait arrêté ?",
            "November 2025. A stranger holds the account of an account manager. He creates two accounts, which read files all \
             over the country. What would have stopped him?",
        ),
        choix: &[
            oui(
                t(
                    "Une autre personne, ailleurs, qui approuve chaque compte.",
                    "Another person, elsewhere, who approves each account.",
                ),
                t(
                    "Tenir un compte ne suffit plus : il faut tromper d'autres personnes, que l'intrus ne choisit pas.",
                    "Holding one account is no longer enough: other people must be deceived, whom the intruder does not choose.",
                ),
            ),
            oui(
                t(
                    "Un nombre limité de dossiers par compte et par jour.",
                    "A limited number of files for each account each day.",
                ),
                t(
                    "Avec une limite, un compte volé coûte quelques dizaines de dossiers, pas 1,6 million.",
                    "With a limit, a stolen account costs a few dozen files, not 1.6 million.",
                ),
            ),
            non(
                t(
                    "Un mot de passe plus long, changé tous les trois mois.",
                    "A longer password, changed every three months.",
                ),
                t(
                    "Long ou court, un mot de passe se vole ou se donne en une fois. Le compte, lui, agissait dans ses droits.",
                    "Long or short, a password is stolen or given away in one go. And the account acted within its rights.",
                ),
            ),
            non(
                t(
                    "Un rappel, à l'entrée, que les données sont confidentielles.",
                    "A reminder, at sign-in, that the data are confidential.",
                ),
                t(
                    "L'intrus le savait : c'est ce qu'il venait chercher.",
                    "The intruder knew: that is what he came for.",
                ),
            ),
        ],
    },
    Question {
        key: "geste",
        vital: true,
        scene: t(
            "Vous écrivez un entretien. L'écran demande soudain un geste de votre clé, que vous n'avez pas demandé. Que faites-vous ?",
            "You are writing up an interview. The screen suddenly asks for a gesture of your key that you did not ask for. What do \
             you do?",
        ),
        choix: &[
            non(
                t(
                    "Je touche la clé pour que la fenêtre s'en aille, je verrai ensuite ce que c'était.",
                    "I touch the key so that the window goes away, and look later at what it was.",
                ),
                t(
                    "Ensuite, c'est signé : en votre nom, et l'intrus est entré.",
                    "Later it is signed: in your name, and the intruder is in.",
                ),
            ),
            oui(
                t(
                    "Je ferme sans toucher la clé, puis « Ce n'est pas moi ».",
                    "I close it without touching the key, then \"This is not me\".",
                ),
                t(
                    "Sans geste, rien n'est signé ; et le dire arrête celui qui essaie.",
                    "Without the gesture nothing is signed; and saying so stops whoever is trying.",
                ),
            ),
            non(
                t("Je ferme, et je reprends mon entretien.", "I close it, and go back to my interview."),
                t(
                    "Quelqu'un essaie d'agir en votre nom. Si vous n'en parlez pas, il recommencera, chez vous ou chez un collègue.",
                    "Somebody is trying to act in your name. If you say nothing, he will try again, on you or on a colleague.",
                ),
            ),
        ],
    },
    Question {
        key: "assistance",
        vital: true,
        scene: t(
            "Le téléphone sonne : « Assistance régionale. Votre compte va être coupé. Touchez votre clé quand l'écran le demandera. » \
             Le numéro affiché est le bon.",
            "The phone rings: \"Regional help desk. Your account is about to be cut. Touch your key when the screen asks.\" The \
             number shown is the right one.",
        ),
        choix: &[
            non(
                t("Je le fais, puisque le numéro est le bon.", "I do it, since the number is the right one."),
                t("Un numéro affiché se falsifie en une minute.", "A displayed number can be faked in a minute."),
            ),
            non(
                t(
                    "Je demande son nom et celui de son chef, et s'il sait répondre, je le fais.",
                    "I ask for his name and his manager's, and if he knows the answer, I do it.",
                ),
                t(
                    "Les noms se trouvent en ligne. Celui qui appelle s'est préparé.",
                    "Names are found online. The caller has done his homework.",
                ),
            ),
            non(
                t(
                    "Je ne touche pas la clé, mais je lui laisse la main sur mon poste.",
                    "I do not touch the key, but I let him take control of my computer.",
                ),
                t(
                    "La main sur votre poste, c'est votre place : il lit ce que vous pouvez lire.",
                    "Control of your computer is your seat: he reads what you can read.",
                ),
            ),
            oui(
                t(
                    "Je raccroche, je signale l'appel, je rappelle quelqu'un que je connais.",
                    "I hang up, report the call, and call back somebody I know.",
                ),
                t(
                    "C'est vous qui choisissez à qui vous parlez. Signaler protège les collègues qu'il appellera après vous.",
                    "You choose whom you talk to. Reporting protects the colleagues he will call after you.",
                ),
            ),
        ],
    },
    Question {
        key: "valider",
        vital: true,
        scene: t(
            "Vendredi, 16 h 50. Un collègue que vous aimez bien : « Tu peux juste valider avec ta clé ? J'ai déjà quitté, et la \
             nouvelle attend. »",
            "Friday, ten to five. A colleague you like: \"Could you just approve it with your key? I have already signed out, and the \
             newcomer is waiting.\"",
        ),
        choix: &[
            non(
                t("Je valide : je le connais depuis dix ans.", "I approve: I have known him for ten years."),
                t(
                    "Ce n'est pas lui qu'on vérifie, c'est l'acte. Lui aussi a pu être trompé.",
                    "It is not he who is checked, it is the act. He too may have been deceived.",
                ),
            ),
            non(
                t(
                    "Je valide, et je lui envoie un mail pour garder une trace de sa demande.",
                    "I approve, and send him a mail to keep a record of his request.",
                ),
                t(
                    "La trace existe déjà : elle porte votre nom. Un mail ne reprend pas une signature.",
                    "The record exists already: it holds your name. A mail does not take back a signature.",
                ),
            ),
            oui(
                t(
                    "Non : il rentre avec sa clé, ou cela attend lundi.",
                    "No: he signs in again with his key, or it waits until Monday.",
                ),
                t(
                    "On ne signe que ce qu'on a lu et qui relève de soi. Un accès qui attend lundi ne fait de mal à personne.",
                    "One signs only what one has read and is in charge of. Access that waits until Monday harms nobody.",
                ),
            ),
        ],
    },
    Question {
        key: "proche",
        vital: false,
        scene: t(
            "Un homme appelle : « Je suis le père de Yanis, il a rendez-vous à quelle heure ? » Il donne la bonne date de naissance. \
             Yanis a 19 ans.",
            "A man calls: \"I am Yanis's father, what time is his appointment?\" He gives the right birth date. Yanis is 19.",
        ),
        choix: &[
            non(
                t("Je donne l'heure, et rien d'autre.", "I give the time, and nothing else."),
                t(
                    "L'heure dit que Yanis est suivi ici, et où le trouver. Une date de naissance, tout l'entourage la connaît.",
                    "The time says that Yanis is followed here, and where to find him. Everybody around him knows his birth date.",
                ),
            ),
            oui(
                t(
                    "Je ne dis pas si Yanis est suivi ; je prends un message.",
                    "I do not say whether Yanis is followed; I take a message.",
                ),
                t(
                    "Si c'est son père, il ne perd rien. Si ce ne l'est pas, Yanis non plus.",
                    "If it is his father, he loses nothing. If it is not, neither does Yanis.",
                ),
            ),
            oui(
                t("Je préviens le référent, qui en parlera à Yanis.", "I tell the adviser, who will speak to Yanis."),
                t(
                    "C'est à Yanis de dire s'il veut que son père sache.",
                    "It is for Yanis to say whether he wants his father to know.",
                ),
            ),
            non(
                t("J'ouvre le dossier pour vérifier le nom du père.", "I open the file to check the father's name."),
                t(
                    "Le nom ne prouve pas qui parle, et vous auriez lu un dossier pour rien.",
                    "The name does not prove who is speaking, and you would have read a file for nothing.",
                ),
            ),
        ],
    },
    Question {
        key: "poste",
        vital: false,
        scene: t(
            "Salle d'attente pleine. Le poste de l'accueil est ouvert au nom d'Awa, partie à la photocopieuse.",
            "The waiting room is full. The front desk is signed in under Awa's name; she is at the copier.",
        ),
        choix: &[
            oui(
                t("Je clique sur « Quitter », et je le dis à Awa.", "I click \"Leave\", and tell Awa."),
                t(
                    "Elle revient d'un geste ; personne n'aura lu ni agi en son nom.",
                    "She is back with one gesture; nobody will have read or acted in her name.",
                ),
            ),
            non(
                t(
                    "J'en profite pour y chercher un numéro, c'est plus rapide que de rouvrir mon poste.",
                    "I use it to look up a number, which is quicker than opening mine again.",
                ),
                t(
                    "La lecture serait inscrite au nom d'Awa, et comptée dans sa journée.",
                    "The reading would be written under Awa's name, and counted in her day.",
                ),
            ),
            non(
                t("Je laisse : elle revient dans une minute.", "I leave it: she will be back in a minute."),
                t("Une minute suffit pour une photo de l'écran.", "A minute is enough for a photo of the screen."),
            ),
        ],
    },
    Question {
        key: "limite",
        vital: false,
        scene: t(
            "Vous remplacez une collègue absente. Cairn refuse d'ouvrir un dossier de plus : limite du jour atteinte.",
            "You stand in for an absent colleague. Cairn refuses to open one more file: limit of the day reached.",
        ),
        choix: &[
            non(
                t("Je réessaie jusqu'à ce que cela passe.", "I try again until it works."),
                t(
                    "Chaque refus est inscrit ; insister ressemble à un vol, et votre compte peut être suspendu.",
                    "Each refusal is written down; insisting looks like a theft, and your account may be suspended.",
                ),
            ),
            non(
                t("Un collègue les ouvre pour moi.", "A colleague opens them for me."),
                t(
                    "La limite ne disparaît pas, elle change de nom. Et le collègue lit des dossiers qui ne le regardent pas.",
                    "The limit does not go away, it changes names. And the colleague reads files that are none of his business.",
                ),
            ),
            oui(
                t(
                    "Je préviens mon responsable, qui peut me confier ces jeunes.",
                    "I tell my manager, who can put these young people in my care.",
                ),
                t(
                    "Un dossier confié par quelqu'un d'autre est un dossier expliqué.",
                    "A file handed over by somebody else is an explained one.",
                ),
            ),
            oui(
                t(
                    "Je continue avec les dossiers déjà ouverts aujourd'hui.",
                    "I go on with the files already opened today.",
                ),
                t("Les rouvrir ne compte pas une seconde fois.", "Opening them again does not count twice."),
            ),
        ],
    },
    Question {
        key: "pas-moi",
        vital: true,
        scene: t(
            "« Mes lectures » montre trois dossiers lus mardi à 21 h. Mardi soir, vous étiez au cinéma.",
            "\"My readings\" shows three files read on Tuesday at 9 p.m. On Tuesday evening you were at the cinema.",
        ),
        choix: &[
            oui(
                t("« Ce n'est pas moi », tout de suite.", "\"This is not me\", at once."),
                t(
                    "Chaque minute compte ; un compte suspendu par erreur se rouvre.",
                    "Every minute counts; an account suspended by mistake is reopened.",
                ),
            ),
            oui(
                t(
                    "Je préviens la direction ou le DPO de vive voix.",
                    "I tell management or the data protection officer, by voice.",
                ),
                t(
                    "Ils voient ce que vous ne voyez pas : d'autres comptes sont peut-être touchés.",
                    "They see what you do not: other accounts may be hit.",
                ),
            ),
            non(
                t(
                    "J'attends d'avoir une certitude : bloquer un compte, c'est grave.",
                    "I wait to be certain: blocking an account is serious.",
                ),
                t(
                    "C'est l'inverse : attendre est grave. Un doute suffit, et personne ne vous le reprochera.",
                    "The reverse is true: waiting is serious. A doubt is enough, and nobody will blame you.",
                ),
            ),
            non(
                t("J'ouvre ces trois dossiers pour comprendre.", "I open these three files to understand."),
                t(
                    "Vous ajoutez des lectures aux siennes, et on ne saura plus les distinguer.",
                    "You add readings to his, and nobody will be able to tell them apart.",
                ),
            ),
        ],
    },
];
