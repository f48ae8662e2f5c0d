//! Why a value is refused or remarked upon: a key for the words of the page, and never the value.

use std::fmt;

macro_rules! raisons {
    ($($(#[$doc:meta])* $name:ident $key:literal;)*) => {
        /// Why a value cannot be used as it is, or deserves a second look.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Raison { $($(#[$doc])* $name,)* }

        impl Raison {
            /// All of them, for the test that each has its words.
            pub const ALL: &[Raison] = &[$(Raison::$name),*];

            /// Its stable key in translations.
            pub const fn key(self) -> &'static str {
                match self { $(Raison::$name => $key,)* }
            }
        }
    };
}

raisons! {
    /// Nothing was typed where something must be.
    ChampObligatoire "champ-obligatoire";
    /// Longer than the field holds.
    ChampTropLong "champ-trop-long";
    /// A control or direction character, or a sign that has no place in this field.
    CaractereInterdit "caractere-interdit";
    /// A name in an alphabet that is not that of an identity card.
    EcritureNonLatine "ecriture-non-latine";
    /// A digit in a name.
    ChiffreDansUnNom "chiffre-dans-un-nom";
    /// A name without any letter.
    NomSansLettre "nom-sans-lettre";
    /// Nothing that looks like a date.
    DateIllisible "date-illisible";
    /// A day that no calendar has.
    DateInexistante "date-inexistante";
    /// A birth after today.
    DateFuture "date-future";
    /// Younger than 10 or older than 60.
    AgeHorsLimites "age-hors-limites";
    /// Before 1900 or after 2100.
    DateHorsLimites "date-hors-limites";
    /// The year has two digits.
    AnneeSurDeuxChiffres "annee-sur-deux-chiffres";
    /// Neither of the usual spellings of feminine and masculine.
    SexeInconnu "sexe-inconnu";
    /// No value of the list of this field.
    ValeurInconnue "valeur-inconnue";
    /// Neither a yes nor a no.
    OuiNonInconnu "oui-non-inconnu";
    /// Not a whole number.
    NombreMalForme "nombre-mal-forme";
    /// Beyond what this field can mean.
    NombreTropGrand "nombre-trop-grand";
    /// Not the code of a trade.
    RomeInconnu "rome-inconnu";
    /// Not a level of education.
    NiveauInconnu "niveau-inconnu";
    /// Too few digits.
    TelephoneIncomplet "telephone-incomplet";
    /// Too many digits: two numbers in one cell, often.
    TelephoneTropLong "telephone-trop-long";
    /// Letters, or digits that are no telephone number.
    TelephoneMalForme "telephone-mal-forme";
    /// Not an address of mail.
    MailMalForme "mail-mal-forme";
    /// Not five digits of a French post office.
    CodePostalMalForme "code-postal-mal-forme";
    /// Not 15 characters.
    NirLongueur "nir-longueur";
    /// Thirteen characters: the key of two digits is missing.
    NirSansCle "nir-sans-cle";
    /// A character that a social security number does not have.
    NirCaractere "nir-caractere";
    /// The first digit is none of those in use.
    NirSexe "nir-sexe";
    /// A month that is neither of the calendar nor one of an incomplete état civil.
    NirMois "nir-mois";
    /// No département, commune or country has the number of the place.
    NirLieu "nir-lieu";
    /// The order number 000, of invented people, in a real base.
    NirOrdre "nir-ordre";
    /// The number of the specimens, in a real base.
    NirSpecimen "nir-specimen";
    /// The key does not answer the number: a digit is wrong.
    NirCle "nir-cle";
    /// The number says another sexe than the dossier.
    NirDiscordantSexe "nir-discordant-sexe";
    /// The number says another year or month of birth than the dossier.
    NirDiscordantNaissance "nir-discordant-naissance";
    /// The number says another place of birth than the dossier.
    NirDiscordantLieu "nir-discordant-lieu";
    /// Not a numéro technique temporaire.
    NttMalForme "ntt-mal-forme";
    /// Neither 7 digits and a letter or digit, nor 11 digits.
    IdentifiantMalForme "identifiant-mal-forme";
    /// Neither 10 digits and a letter, nor 9 digits and two letters.
    IneMalForme "ine-mal-forme";
    /// Neither 7 digits and a letter, nor a NIR.
    AllocataireMalForme "allocataire-mal-forme";
    /// Not the shape or the length of an IBAN.
    IbanMalForme "iban-mal-forme";
    /// The key of the IBAN does not answer it.
    IbanCle "iban-cle";
    /// The IBAN is sound and the key of its RIB is not: no bank would take it.
    RibCle "rib-cle";
    /// Not nine digits.
    SirenMalForme "siren-mal-forme";
    /// Nine digits that no company has.
    SirenCle "siren-cle";
    /// Not fourteen digits.
    SiretMalForme "siret-mal-forme";
    /// Fourteen digits that no establishment has.
    SiretCle "siret-cle";
    /// Not seven digits and a letter.
    UaiMalForme "uai-mal-forme";
    /// The letter does not answer the digits.
    UaiCle "uai-cle";
    /// Not `W` and nine characters.
    RnaMalForme "rna-mal-forme";

    /// No value of the column tells the day from the month: the day was taken first.
    DateAmbigue "date-ambigue";
    /// The column puts the month first.
    MoisEnPremier "mois-en-premier";
    /// This date is not written as most of the column.
    DatesMelangees "dates-melangees";
    /// Day and month look exchanged.
    JourMoisInverses "jour-mois-inverses";
    /// The cell held a count of days, read as a date.
    DateEnNombre "date-en-nombre";
    /// Name and first name look exchanged.
    NomPrenomInverses "nom-prenom-inverses";
    /// The first zero was lost by the spreadsheet and put back.
    ZeroInitialPerdu "zero-initial-perdu";
    /// A letter where a digit must be.
    LettrePourChiffre "lettre-pour-chiffre";
    /// The domain of the mail looks misspelt.
    MailDomaineDouteux "mail-domaine-douteux";
    /// The spreadsheet rounded the number: its last digits are lost.
    NombreArrondi "nombre-arrondi";
    /// Accents were broken by an earlier conversion.
    AccentsAbimes "accents-abimes";
    /// A formula, or a text that a spreadsheet would run as one.
    Formule "formule";
    /// Not one of the three statuts.
    StatutInconnu "statut-inconnu";
    /// The same person stands in an earlier row.
    DoubleDansLeFichier "double-dans-le-fichier";
    /// No agent of the structure has this name: the dossier goes to who imports.
    ReferentInconnu "referent-inconnu";
    /// Another structure accompanies the person of this NIR: the transfer is to be asked there.
    ConnuAilleurs "connu-ailleurs";
    /// Two columns feed this field: the second was left out.
    ColonneEnDouble "colonne-en-double";
}

impl fmt::Display for Raison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl std::error::Error for Raison {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique() {
        let mut keys: Vec<_> = Raison::ALL.iter().map(|r| r.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Raison::ALL.len());
    }
}
