//! What every agent learns. What is said of the network in 2025 is public; the scenes are invented.

mod questions;

use super::{Bloc, Ecran, Module, t};

pub(super) const MODULE: Module = Module {
    key: "commun",
    titre: t("L'essentiel", "The essentials"),
    ecrans: ECRANS,
    questions: questions::QUESTIONS,
};

const ECRANS: &[Ecran] = &[
    Ecran {
        titre: t("Novembre 2025 : un seul compte a suffi", "November 2025: one account was enough"),
        blocs: &[
            Bloc::Texte(t(
                "Dans une mission locale, une personne s'occupe des comptes de ses collègues : la responsable de gestion \
                 de compte. En novembre 2025, quelqu'un d'autre s'est servi de son compte.",
                "In a mission locale, one person looks after her colleagues' accounts: the account manager. In November \
                 2025, somebody else used her account.",
            )),
            Bloc::Texte(t(
                "L'intrus n'a rien cassé. Il a fait ce que ce compte avait le droit de faire : créer deux comptes. Tout \
                 neufs, ils ouvraient les dossiers du pays entier. Environ 1,6 million de jeunes ont été exposés : nom, \
                 naissance, adresse, téléphone, numéro de sécurité sociale.",
                "The intruder broke nothing. He did what that account was allowed to do: create two accounts. Brand new, \
                 they opened the files of the whole country. About 1.6 million young people were exposed: name, birth \
                 date, address, phone, social security number.",
            )),
            Bloc::Texte(t(
                "Comment le premier compte est tombé, on ne l'a pas dit. Un appel, un lien, un mot de passe déjà connu : \
                 sans doute une journée ordinaire. Trois choses ont manqué :",
                "How the first account fell was never said. A call, a link, a password already known: an ordinary day, no \
                 doubt. Three things were missing:",
            )),
            Bloc::Liste(&[
                t(
                    "une deuxième personne pour dire oui à un nouveau compte ;",
                    "a second person to say yes to a new account;",
                ),
                t(
                    "une limite à ce qu'un compte peut lire en un jour ;",
                    "a limit to what one account can read in a day;",
                ),
                t("quelqu'un qui s'étonne, et un moyen de le dire.", "somebody who wonders, and a way to say so."),
            ]),
            Bloc::Retenir(t(
                "Dans Cairn, ces trois choses existent. La troisième, c'est vous.",
                "In Cairn, all three exist. The third one is you.",
            )),
        ],
    },
    Ecran {
        titre: t("Votre clé ne signe que vos gestes", "Your key signs only what you do"),
        blocs: &[
            Bloc::Texte(t(
                "Votre clé d'accès remplace le mot de passe. Elle ne se lit pas, ne se dicte pas. Pour agir en votre nom, \
                 il faut donc vous faire faire le geste.",
                "Your access key replaces the password. It cannot be read out or dictated. To act in your name, somebody \
                 must therefore get you to make the gesture.",
            )),
            Bloc::Liste(&[
                t(
                    "L'écran demande un geste que vous n'avez pas demandé : ne touchez pas la clé, fermez, prévenez.",
                    "The screen asks for a gesture you did not ask for: do not touch the key, close it, tell somebody.",
                ),
                t(
                    "Avant chaque geste, lisez la phrase. Si elle ne dit pas ce que vous faites, c'est non.",
                    "Before each gesture, read the sentence. If it does not say what you are doing, the answer is no.",
                ),
                t(
                    "« Ici l'assistance, touchez votre clé. » Raccrochez. Aucune assistance n'a besoin de votre geste.",
                    "\"Help desk here, please touch your key.\" Hang up. No help desk ever needs your gesture.",
                ),
                t(
                    "« Tu peux juste valider pour moi ? » Non : au journal, ce sera votre nom.",
                    "\"Could you just approve it for me?\" No: the journal will hold your name.",
                ),
                t(
                    "Vous avez deux clés : une sur vous, une en lieu sûr. Une clé ne se prête pas.",
                    "You have two keys: one on you, one in a safe place. A key is never lent.",
                ),
            ]),
            Bloc::Retenir(t(
                "Dans le doute, ne touchez pas la clé : ne rien faire ne casse rien.",
                "In doubt, do not touch the key: doing nothing breaks nothing.",
            )),
        ],
    },
    Ecran {
        titre: t("Un dossier s'ouvre pour une raison", "A file is opened for a reason"),
        blocs: &[
            Bloc::Texte(t(
                "Chaque ouverture est inscrite avant que le dossier s'affiche : qui, quand, quoi, pourquoi. Personne ne \
                 l'efface. Les vôtres sont dans « Mes lectures ».",
                "Each opening is written down before the file is shown: who, when, what, why. Nobody can erase it. Yours \
                 are under \"My readings\".",
            )),
            Bloc::Texte(t(
                "Le plus souvent, Cairn connaît déjà la raison : ce jeune est dans votre portefeuille. Les ouvertures \
                 sans raison connue sont comptées à part.",
                "Most often Cairn knows the reason already: this young person is in your caseload. Openings without a known \
                 reason are counted apart.",
            )),
            Bloc::Liste(&[
                t(
                    "La jauge en haut de l'écran compte vos ouvertures du jour. Une journée normale tient dedans.",
                    "The meter at the top of the screen counts your openings of the day. A normal day fits in it.",
                ),
                t(
                    "Limite atteinte ? Ce n'est pas une faute. Dites-le à votre responsable. Insister, c'est faire ce que \
                     ferait un voleur.",
                    "Limit reached? It is no fault. Tell your manager. To insist is to do what a thief would do.",
                ),
                t(
                    "Un motif tapé au clavier n'explique rien : n'importe qui peut l'inventer.",
                    "A reason typed on a keyboard explains nothing: anybody can make one up.",
                ),
                t(
                    "Le dossier d'un voisin, d'un cousin, d'un ami : jamais, même pour rendre service.",
                    "The file of a neighbour, a cousin, a friend: never, not even as a favour.",
                ),
            ]),
            Bloc::Retenir(t(
                "Moins un compte peut lire, moins il vaut la peine d'être volé.",
                "The less an account can read, the less it is worth stealing.",
            )),
        ],
    },
    Ecran {
        titre: t("Le téléphone, l'écran, le poste", "The phone, the screen, the desk"),
        blocs: &[
            Bloc::Scene(t(
                "« Bonjour, je suis la mère d'Inès. Elle vient bien à ses rendez-vous ? » L'inquiétude est peut-être vraie. \
                 Mais vous ne savez pas qui appelle, ni pourquoi Inès est partie de chez elle.",
                "\"Hello, I am Inès's mother. Is she keeping her appointments?\" The worry may be real. But you do not know \
                 who is calling, nor why Inès left home.",
            )),
            Bloc::Texte(t(
                "À tous, la même phrase : « Je ne peux pas vous dire si nous suivons cette personne. Je peux prendre un \
                 message. » Parent, employeur, éducateur, policier au téléphone : le référent rappelle, au numéro inscrit \
                 dans le dossier.",
                "To everyone, the same sentence: \"I cannot tell you whether we follow this person. I can take a message.\" \
                 Parent, employer, social worker, police officer on the phone: the adviser calls back, at the number written \
                 in the file.",
            )),
            Bloc::Liste(&[
                t(
                    "Vous vous levez : « Quitter », et la clé part avec vous.",
                    "You get up: \"Leave\", and the key goes with you.",
                ),
                t(
                    "Écran visible du public ou partagé en visio : aucun dossier ouvert.",
                    "Screen in public view, or shared in a video call: no file open.",
                ),
                t(
                    "Poste partagé : chacun entre avec sa clé, jamais sous le nom d'un autre.",
                    "Shared desk: each comes in with her own key, never under somebody else's name.",
                ),
                t(
                    "Une photo d'écran envoyée par messagerie échappe à toute protection.",
                    "A photo of the screen sent by message escapes every protection.",
                ),
            ]),
        ],
    },
    Ecran {
        titre: t("Dire « ce n'est pas moi »", "Saying \"this is not me\""),
        blocs: &[
            Bloc::Texte(t(
                "Une entrée que vous ne reconnaissez pas, une lecture que vous n'avez pas faite, un geste signé trop vite : \
                 dites-le tout de suite, même sans certitude, même si vous pensez avoir fait une bêtise.",
                "A sign-in you do not recognise, a reading that is not yours, a gesture made too fast: say so at once, even if \
                 you are not sure, even if you think you did something silly.",
            )),
            Bloc::Liste(&[
                t(
                    "Le bouton « Ce n'est pas moi » suspend votre compte aussitôt, pour vous et pour le voleur.",
                    "The button \"This is not me\" suspends your account at once, for you and for the thief.",
                ),
                t(
                    "Pas d'écran sous la main ? La direction ou le DPO, de vive voix. Pas par mail : l'intrus le lit peut-être.",
                    "No screen at hand? Management or the data protection officer, by voice. Not by mail: the intruder may be \
                     reading it.",
                ),
                t(
                    "Notez l'heure. N'enquêtez pas, n'effacez rien.",
                    "Write down the time. Do not investigate, do not erase anything.",
                ),
                t(
                    "Deux personnes, de rôles différents, examinent puis rouvrent votre compte.",
                    "Two people, of different roles, look into it and reopen your account.",
                ),
            ]),
            Bloc::Retenir(t(
                "Une fausse alerte coûte une heure. Une alerte gardée pour soi peut coûter des milliers de dossiers.",
                "A false alarm costs an hour. An alarm kept to oneself may cost thousands of files.",
            )),
        ],
    },
];
