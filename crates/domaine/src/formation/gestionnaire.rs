//! What who manages accounts learns besides: the attack of 2025 seen from her desk, proposing, approving.

use super::{Bloc, Ecran, Module, Question, non, oui, t};

pub(super) const MODULE: Module = Module {
    key: "gestionnaire",
    titre: t("Gérer les comptes", "Managing accounts"),
    ecrans: ECRANS,
    questions: QUESTIONS,
};

const ECRANS: &[Ecran] = &[
    Ecran {
        titre: t("2025, vu de votre bureau", "2025, seen from your desk"),
        blocs: &[
            Bloc::Scene(t(
                "Lundi, 8 h 40. « Le portail des comptes migre ce matin. Sans votre validation avant 9 heures, vos collègues ne \
                 pourront pas entrer. » La voix connaît votre nom et celui de votre directrice.",
                "Monday, 8:40. \"The accounts portal is migrating this morning. Without your validation before nine, your colleagues \
                 will not be able to sign in.\" The voice knows your name and your director's.",
            )),
            Bloc::Texte(t(
                "Cet appel est inventé ; la suite ne l'est pas. Deux comptes créés, valables aussitôt, partout, sans que personne \
                 d'autre ait à regarder.",
                "This call is invented; what follows is not. Two accounts created, valid at once, everywhere, and nobody else had to \
                 look.",
            )),
            Bloc::Texte(t(
                "Votre rôle n'ouvre aucun dossier. Pour un voleur, il fait mieux : il fabrique ceux qui les ouvrent. C'est vous qu'on \
                 appellera.",
                "Your role opens no file. For a thief it does better: it makes those who open them. You are the one who will be called.",
            )),
            Bloc::Retenir(t(
                "L'urgence est leur outil. Un compte prêt mercredi plutôt que mardi n'a jamais fait de mal à un jeune.",
                "Urgency is their tool. An account ready on Wednesday rather than Tuesday never harmed a young person.",
            )),
        ],
    },
    Ecran {
        titre: t("Proposer : ce qui suit votre signature", "Proposing: what follows your signature"),
        blocs: &[
            Bloc::Liste(&[
                t(
                    "Une gestionnaire d'une autre structure, tirée au sort, compare et approuve. Vous ne la choisissez pas.",
                    "A manager of another structure, drawn by lot, compares and approves. You do not choose her.",
                ),
                t(
                    "Un parrain reçoit la personne, qui lie ses deux clés devant lui.",
                    "A sponsor receives the person, who binds her two keys before him.",
                ),
                t(
                    "Le compte attend 48 heures : direction, DPO et gestionnaires peuvent opposer leur veto.",
                    "The account waits 48 hours: management, data protection officer and account managers may veto it.",
                ),
                t(
                    "Puis trente jours de probation, aux limites plus basses.",
                    "Then thirty days of probation, with lower limits.",
                ),
            ]),
            Bloc::Texte(t(
                "Proposez d'après un contrat ou une fiche des ressources humaines, pas d'après un mail. Perte de clés : même chemin, \
                 jamais par téléphone. Un départ se déclare le jour même.",
                "Propose from a contract or a staff record, not from a mail. Lost keys: the same way, never by phone. A departure is \
                 declared the same day.",
            )),
        ],
    },
    Ecran {
        titre: t("Approuver, refuser, opposer son veto", "Approving, refusing, vetoing"),
        blocs: &[
            Bloc::Texte(t(
                "Le sort vous désigne pour quelqu'un que vous ne connaîtrez jamais. Vous ne jugez pas : vous comparez. Fiche, liste des \
                 ressources humaines, date d'arrivée, doublons : tout concorde, ou vous refusez.",
                "The lot names you for somebody you will never meet. You do not judge: you compare. Card, staff list, start date, \
                 duplicates: everything agrees, or you refuse.",
            )),
            Bloc::Liste(&[
                t(
                    "Pas le temps, ou un doute : déclinez, une autre sera tirée.",
                    "No time, or a doubt: decline, another will be drawn.",
                ),
                t(
                    "On vous appelle pour aller plus vite : c'est une raison de refuser.",
                    "Somebody calls to hurry you: that is a reason to refuse.",
                ),
                t(
                    "Une proposition à votre nom que vous n'avez pas faite : veto, puis « Ce n'est pas moi ».",
                    "A proposal in your name that you did not make: veto, then \"This is not me\".",
                ),
            ]),
            Bloc::Retenir(t(
                "Pour entrer, un voleur doit désormais tromper deux personnes qui ne se connaissent pas. Ne soyez pas la première.",
                "To get in, a thief must now deceive two people who do not know each other. Do not be the first.",
            )),
        ],
    },
];

const QUESTIONS: &[Question] = &[
    Question {
        key: "migration",
        vital: true,
        scene: t(
            "« Ici la direction régionale. Il nous faut deux comptes avant midi. Proposez-les, je vous envoie les noms par mail ; la \
             préfecture attend. »",
            "\"Regional office here. We need two accounts before noon. Propose them, I am mailing you the names; the prefecture is \
             waiting.\"",
        ),
        choix: &[
            non(
                t(
                    "Je propose : de toute façon, quelqu'un d'autre devra approuver.",
                    "I propose them: somebody else will have to approve anyway.",
                ),
                t(
                    "Chacun compte sur l'autre, et personne n'a vérifié. La première vérification, c'est vous.",
                    "Each counts on the other, and nobody has checked. The first check is you.",
                ),
            ),
            oui(
                t(
                    "Sans contrat ni fiche d'embauche, je ne propose pas.",
                    "Without a contract or a staff record, I do not propose.",
                ),
                t(
                    "Un compte suit une embauche, et l'embauche se voit sur un document.",
                    "An account follows a hiring, and a hiring is seen on a document.",
                ),
            ),
            oui(
                t(
                    "Je signale l'appel à ma direction et au DPO.",
                    "I report the call to my director and the data protection officer.",
                ),
                t(
                    "Vos homologues recevront le même appel dans l'heure.",
                    "Your counterparts will get the same call within the hour.",
                ),
            ),
            non(
                t(
                    "Je propose un seul compte, le temps de vérifier l'autre.",
                    "I propose one of them, while I check the other.",
                ),
                t("En 2025, deux ont suffi. Un suffit aussi.", "In 2025 two were enough. One is enough too."),
            ),
        ],
    },
    Question {
        key: "approuver",
        vital: true,
        scene: t(
            "Le sort vous a tirée. La gestionnaire qui propose vous appelle : « Elle commence demain, tu peux faire vite ? » Sur la \
             fiche, la date d'arrivée n'est pas celle de la liste.",
            "The lot drew you. The manager who proposes calls: \"She starts tomorrow, can you be quick?\" On the card, the start date is \
             not the one on the list.",
        ),
        choix: &[
            non(
                t("J'approuve ; elle corrigera la date ensuite.", "I approve; she will correct the date later."),
                t(
                    "On approuve une fiche, pas une intention. Ce qui ne concorde pas se repropose juste.",
                    "One approves a card, not an intention. What does not agree is proposed again, right.",
                ),
            ),
            oui(
                t("Je refuse, en disant pourquoi.", "I refuse, and say why."),
                t(
                    "Si c'est une faute de frappe, une nouvelle proposition la corrige en deux minutes.",
                    "If it is a slip of the keyboard, a new proposal mends it in two minutes.",
                ),
            ),
            oui(
                t("Je signale qu'on m'a appelée.", "I report that I was called."),
                t(
                    "Le sort sert à ce que personne ne choisisse qui approuve. L'appel contourne le sort.",
                    "The lot is there so that nobody chooses who approves. The call goes around it.",
                ),
            ),
            non(
                t(
                    "Je vérifie la date avec elle au téléphone, puis j'approuve.",
                    "I check the date with her on the phone, then approve.",
                ),
                t(
                    "Vous demandez confirmation à la voix même dont vous doutez.",
                    "You ask confirmation of the very voice you doubt.",
                ),
            ),
        ],
    },
    Question {
        key: "mon-nom",
        vital: true,
        scene: t(
            "Une annonce : le compte que vous avez proposé attend son parrain. Vous n'avez rien proposé.",
            "A notice: the account you proposed awaits its sponsor. You proposed nothing.",
        ),
        choix: &[
            oui(
                t("J'oppose mon veto à ce compte.", "I veto this account."),
                t("Le veto le ferme, où qu'il en soit.", "The veto closes it, wherever it stands."),
            ),
            oui(
                t("J'appuie sur « Ce n'est pas moi ».", "I press \"This is not me\"."),
                t(
                    "Quelqu'un agit avec votre compte : il doit s'arrêter là, pour vous comme pour lui.",
                    "Somebody acts with your account: it must stop there, for you as for him.",
                ),
            ),
            non(
                t(
                    "J'attends : sans parrain, le compte ne sera jamais ouvert.",
                    "I wait: without a sponsor it will never open.",
                ),
                t(
                    "Celui qui l'a proposé a prévu le parrain. Et il en propose peut-être un autre.",
                    "Whoever proposed it has thought of the sponsor. And he may be proposing another.",
                ),
            ),
        ],
    },
    Question {
        key: "cles",
        vital: false,
        scene: t(
            "Un conseiller a perdu ses deux clés en vacances. De la gare, il envoie la photo de sa carte d'identité et demande de quoi \
             travailler ce soir.",
            "An adviser lost both keys on holiday. From the station he sends a photo of his identity card and asks for a way to work \
             tonight.",
        ),
        choix: &[
            non(
                t("La photo suffit : je lui envoie un lien par mail.", "The photo is enough: I mail him a link."),
                t(
                    "Une photo se copie, une boîte aux lettres se vole. Aucune clé ne se rend par mail.",
                    "A photo is copied, a mailbox is stolen. No key is ever given back by mail.",
                ),
            ),
            oui(
                t(
                    "Je propose la perte de clés ; il en liera d'autres devant un parrain.",
                    "I propose lost keys; he will bind new ones before a sponsor.",
                ),
                t(
                    "C'est le même chemin que l'arrivée : quelqu'un doit le voir.",
                    "It is the same way as arriving: somebody must see him.",
                ),
            ),
            non(
                t("Un collègue lui prête sa clé pour la soirée.", "A colleague lends him his key for the evening."),
                t(
                    "Tout ce qu'il fera sera signé par un autre. Une clé ne se prête pas.",
                    "All he does will be signed by somebody else. A key is never lent.",
                ),
            ),
        ],
    },
    Question {
        key: "depart",
        vital: false,
        scene: t(
            "Le contrat d'une conseillère finit vendredi. Il sera peut-être renouvelé le mois prochain.",
            "An adviser's contract ends on Friday. It may be renewed next month.",
        ),
        choix: &[
            oui(
                t("Son compte ferme vendredi soir.", "Her account closes on Friday evening."),
                t(
                    "Un compte sans personne derrière est une porte sans gardien. Si elle revient, elle est proposée de nouveau.",
                    "An account with nobody behind it is an unguarded door. If she comes back, she is proposed again.",
                ),
            ),
            non(
                t("J'attends de savoir, pour ne pas tout refaire.", "I wait to know, so as not to do it all again."),
                t(
                    "Un mois de compte ouvert que personne ne surveille : c'est le plus tranquille à voler.",
                    "A month of an open account that nobody watches: the quietest one to steal.",
                ),
            ),
            non(
                t("Je lui demande de ne plus se connecter.", "I ask her not to sign in any more."),
                t("Elle le fera. Un voleur, non.", "She will comply. A thief will not."),
            ),
        ],
    },
];
