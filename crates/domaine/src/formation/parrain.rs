//! What who vouches for newcomers learns besides.

use super::{Bloc, Ecran, Module, Question, non, oui, t};

pub(super) const MODULE: Module = Module {
    key: "parrain",
    titre: t("Parrainer un nouvel agent", "Vouching for a newcomer"),
    ecrans: ECRANS,
    questions: QUESTIONS,
};

const ECRANS: &[Ecran] = &[
    Ecran {
        titre: t("Être là", "Being there"),
        blocs: &[
            Bloc::Texte(t(
                "Proposer et approuver se font de loin. Se porter garant se fait en présence : c'est le seul moment où quelqu'un vérifie \
                 qu'il y a une personne derrière le compte, et que c'est la bonne.",
                "Proposing and approving are done from afar. Vouching is done face to face: it is the only moment when somebody checks \
                 that there is a person behind the account, and the right one.",
            )),
            Bloc::Liste(&[
                t(
                    "Vous l'avez rencontrée à l'embauche, ou vous voyez sa pièce d'identité et son contrat.",
                    "You met her when she was hired, or you see her identity card and her contract.",
                ),
                t(
                    "Elle lie ses deux clés sous vos yeux ; vous signez avec la vôtre, dans les cinq minutes.",
                    "She binds her two keys before your eyes; you sign with yours, within five minutes.",
                ),
                t(
                    "Ni visio, ni téléphone, ni « signe déjà, je passe demain ».",
                    "No video call, no phone, no \"sign now, I will come tomorrow\".",
                ),
                t("Trois nouveaux en sept jours, pas davantage.", "Three newcomers in seven days, no more."),
                t(
                    "Clés perdues, identité ProConnect : même règle, en présence.",
                    "Lost keys, ProConnect identity: the same rule, face to face.",
                ),
            ]),
            Bloc::Retenir(t(
                "Votre signature ne dit qu'une chose : j'étais là, avec elle.",
                "Your signature says one thing only: I was there, with her.",
            )),
        ],
    },
    Ecran {
        titre: t("Confirmer, ou laisser s'endormir", "Confirming, or letting it fall asleep"),
        blocs: &[
            Bloc::Texte(t(
                "Du cinquième au trentième jour, vous confirmez qu'elle travaille ici. Sans cela, le compte s'endort : c'est voulu. \
                 Confirmez ce que vous avez vu, pas ce que vous supposez.",
                "From the fifth to the thirtieth day, you confirm that she works here. Without it the account falls asleep, and that is \
                 intended. Confirm what you have seen, not what you suppose.",
            )),
            Bloc::Texte(t(
                "Elle n'est jamais venue, ou quelque chose vous étonne ? Ne confirmez pas, et prévenez la direction.",
                "She never came, or something surprises you? Do not confirm, and tell the director.",
            )),
        ],
    },
];

const QUESTIONS: &[Question] = &[
    Question {
        key: "visio",
        vital: true,
        scene: t(
            "Grève des trains : la nouvelle conseillère est bloquée. La gestionnaire : « On le fait en visio, elle montrera ses clés et sa \
             carte à la caméra. »",
            "Train strike: the new adviser is stuck. The account manager: \"Let us do it by video, she will show her keys and her card to \
             the camera.\"",
        ),
        choix: &[
            non(
                t(
                    "D'accord, si le visage correspond bien à la photo de la carte.",
                    "Fine, if the face matches the photo on the card.",
                ),
                t(
                    "Un visage et une carte se fabriquent à l'image. Les clés liées, elles, seront bien réelles.",
                    "A face and a card can be made up on a screen. The keys that get bound will be real.",
                ),
            ),
            oui(
                t("On le fera quand elle sera là.", "We will do it when she is here."),
                t(
                    "Deux jours d'attente valent mieux qu'un garant qui n'a rien vu.",
                    "Two days of waiting are better than a sponsor who saw nothing.",
                ),
            ),
            non(
                t(
                    "D'accord, et je ne confirmerai pas avant de l'avoir vue.",
                    "Fine, and I will not confirm before I have seen her.",
                ),
                t(
                    "Entre-temps le compte lit des dossiers. C'est la présence qui vous engage, pas la confirmation.",
                    "Meanwhile the account reads files. It is presence that you vouch for, not the confirmation.",
                ),
            ),
        ],
    },
    Question {
        key: "inconnu",
        vital: true,
        scene: t(
            "Quelqu'un se présente pour lier ses clés. Le nom est le bon. Vous ne l'avez jamais vu ; sa pièce d'identité est « restée dans la \
             voiture ».",
            "Somebody comes to bind his keys. The name is right. You have never seen him; his identity card is \"in the car\".",
        ),
        choix: &[
            oui(
                t("J'attends qu'il aille la chercher.", "I wait while he goes and gets it."),
                t("Cinq minutes, et le doute tombe.", "Five minutes, and the doubt is gone."),
            ),
            oui(
                t(
                    "Je demande à qui l'a embauché de venir le reconnaître.",
                    "I ask whoever hired him to come and recognise him.",
                ),
                t(
                    "Une personne qui le connaît vaut mieux que dix papiers.",
                    "One person who knows him is worth ten papers.",
                ),
            ),
            non(
                t(
                    "Je signe : deux gestionnaires l'ont déjà vérifié.",
                    "I sign: two account managers have checked already.",
                ),
                t(
                    "Elles ont vérifié une fiche. Personne, avant vous, n'a vu la personne.",
                    "They checked a card. Nobody before you has seen the person.",
                ),
            ),
            non(
                t("Je signe, et il l'apportera demain.", "I sign, and he will bring it tomorrow."),
                t(
                    "Demain, ses clés seront liées. On ne vérifie pas après.",
                    "Tomorrow his keys will be bound. One does not check afterwards.",
                ),
            ),
        ],
    },
    Question {
        key: "confirmer",
        vital: false,
        scene: t(
            "Dixième jour. La page propose de confirmer une conseillère que vous n'avez vue que le premier matin.",
            "Tenth day. The page offers to confirm an adviser whom you saw on the first morning only.",
        ),
        choix: &[
            non(
                t(
                    "Je confirme, pour que son compte ne s'endorme pas.",
                    "I confirm, so that her account does not fall asleep.",
                ),
                t(
                    "Un compte endormi se réveille d'un geste. Un compte volé ne se rattrape pas.",
                    "A sleeping account wakes with one gesture. A stolen one is not caught up with.",
                ),
            ),
            oui(
                t("Je demande à ceux qui travaillent avec elle.", "I ask those who work with her."),
                t(
                    "Ce qu'on vous demande : travaille-t-elle vraiment ici ?",
                    "What is asked of you: does she really work here?",
                ),
            ),
            non(
                t("Je laisse faire : rien ne presse.", "I let it be: there is no hurry."),
                t(
                    "Si elle n'est jamais revenue, ce compte sert peut-être à quelqu'un d'autre, aujourd'hui.",
                    "If she never came back, somebody else may be using this account today.",
                ),
            ),
        ],
    },
    Question {
        key: "presse",
        vital: false,
        scene: t(
            "Septembre, quatre arrivées le même jour. La page refuse votre quatrième parrainage.",
            "September, four arrivals on one day. The page refuses your fourth vouching.",
        ),
        choix: &[
            oui(
                t("Un autre parrain reçoit la quatrième personne.", "Another sponsor receives the fourth person."),
                t(
                    "La limite protège aussi votre attention : quatre d'affilée, on ne regarde plus.",
                    "The limit also guards your attention: after four in a row, one no longer looks.",
                ),
            ),
            non(
                t("Je prête ma clé et ma place à une collègue.", "I lend a colleague my key and my place."),
                t(
                    "Votre signature dirait que vous étiez là. Ce serait faux.",
                    "Your signature would say that you were there. It would be false.",
                ),
            ),
            non(
                t(
                    "Elle travaillera quelques jours sous le compte d'une autre.",
                    "She will work for a few days under somebody else's account.",
                ),
                t(
                    "Aucune lecture n'aurait plus de nom sûr, et c'est l'autre qui en répondrait.",
                    "No reading would have a sure name any more, and the other would answer for it.",
                ),
            ),
        ],
    },
];
