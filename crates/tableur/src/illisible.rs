//! Why a file cannot be read: keys for the words of the page and numbers to find the place, never a value.

use std::fmt;

/// What a file was found to be, when it is nothing that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the usual name of what it says")]
pub enum Nature {
    Archive,
    Database,
    Docx,
    Html,
    Image,
    Inconnue,
    Json,
    Ods,
    OfficeAncien,
    Pdf,
    Programme,
    Rtf,
    Xls,
    Xlsb,
    Xml,
}

impl Nature {
    /// All of them, for the test that each has its words.
    pub const ALL: [Nature; 15] = [
        Nature::Archive,
        Nature::Database,
        Nature::Docx,
        Nature::Html,
        Nature::Image,
        Nature::Inconnue,
        Nature::Json,
        Nature::Ods,
        Nature::OfficeAncien,
        Nature::Pdf,
        Nature::Programme,
        Nature::Rtf,
        Nature::Xls,
        Nature::Xlsb,
        Nature::Xml,
    ];

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Nature::Archive => "archive",
            Nature::Database => "base-de-donnees",
            Nature::Docx => "docx",
            Nature::Html => "html",
            Nature::Image => "image",
            Nature::Inconnue => "inconnue",
            Nature::Json => "json",
            Nature::Ods => "ods",
            Nature::OfficeAncien => "office-ancien",
            Nature::Pdf => "pdf",
            Nature::Programme => "programme",
            Nature::Rtf => "rtf",
            Nature::Xls => "xls",
            Nature::Xlsb => "xlsb",
            Nature::Xml => "xml",
        }
    }
}

/// Why a file cannot be read. Rows and columns count from 1, as the spreadsheet shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illisible {
    /// No byte, or nothing but blanks.
    Vide,
    /// More than [`crate::FICHIER_MAX`] bytes.
    TropGros,
    /// Something else than a spreadsheet.
    PasUnTableur(Nature),
    /// Protected by a password.
    MotDePasse,
    /// A zip that is cut short or damaged.
    ArchiveAbimee,
    /// A zip that holds other zips or workbooks.
    ArchivesImbriquees,
    /// A zip that inflates past [`crate::DECOMPRESSE_MAX`].
    Bombe,
    /// An XLSX whose inside is not what it should be.
    ClasseurAbime,
    /// A byte zero in a text: the file is damaged, or no text.
    OctetNul,
    /// A quote that is not closed, or closed in the middle of a value.
    Guillemets {
        /// Row where the value begins.
        ligne: u32,
    },
    /// More than [`crate::LIGNES_MAX`] rows.
    TropDeLignes,
    /// Something beyond [`crate::COLONNES_MAX`] columns.
    TropDeColonnes {
        /// The row.
        ligne: u32,
    },
    /// More than [`crate::CELLULE_CARACTERES_MAX`] characters.
    CelluleTropLongue {
        /// The row.
        ligne: u32,
        /// The column.
        colonne: u32,
    },
    /// A value right of the last title: a separator inside a value, often.
    LigneTropLongue {
        /// The row.
        ligne: u32,
        /// Titles in the header.
        attendues: u32,
        /// Cells in the row.
        trouvees: u32,
    },
    /// Merged cells among the rows: nobody can tell whose value it is.
    CellulesFusionnees {
        /// The row.
        ligne: u32,
        /// The column.
        colonne: u32,
    },
    /// No row that looks like titles.
    SansEntete,
    /// Titles, and nothing below.
    SansLigne,
    /// One column only: the separator is one that is not known.
    UneSeuleColonne,
}

impl Illisible {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Illisible::Vide => "fichier-vide",
            Illisible::TropGros => "fichier-trop-gros",
            Illisible::PasUnTableur(_) => "fichier-pas-un-tableur",
            Illisible::MotDePasse => "fichier-mot-de-passe",
            Illisible::ArchiveAbimee => "fichier-archive-abimee",
            Illisible::ArchivesImbriquees => "fichier-archives-imbriquees",
            Illisible::Bombe => "fichier-bombe",
            Illisible::ClasseurAbime => "fichier-classeur-abime",
            Illisible::OctetNul => "fichier-octet-nul",
            Illisible::Guillemets { .. } => "fichier-guillemets",
            Illisible::TropDeLignes => "fichier-trop-de-lignes",
            Illisible::TropDeColonnes { .. } => "fichier-trop-de-colonnes",
            Illisible::CelluleTropLongue { .. } => "fichier-cellule-trop-longue",
            Illisible::LigneTropLongue { .. } => "fichier-ligne-trop-longue",
            Illisible::CellulesFusionnees { .. } => "fichier-cellules-fusionnees",
            Illisible::SansEntete => "fichier-sans-entete",
            Illisible::SansLigne => "fichier-sans-ligne",
            Illisible::UneSeuleColonne => "fichier-une-seule-colonne",
        }
    }

    /// All kinds, with zeros for places: for the test that each has its words.
    pub const ALL: [Illisible; 18] = [
        Illisible::Vide,
        Illisible::TropGros,
        Illisible::PasUnTableur(Nature::Inconnue),
        Illisible::MotDePasse,
        Illisible::ArchiveAbimee,
        Illisible::ArchivesImbriquees,
        Illisible::Bombe,
        Illisible::ClasseurAbime,
        Illisible::OctetNul,
        Illisible::Guillemets { ligne: 0 },
        Illisible::TropDeLignes,
        Illisible::TropDeColonnes { ligne: 0 },
        Illisible::CelluleTropLongue { ligne: 0, colonne: 0 },
        Illisible::LigneTropLongue { ligne: 0, attendues: 0, trouvees: 0 },
        Illisible::CellulesFusionnees { ligne: 0, colonne: 0 },
        Illisible::SansEntete,
        Illisible::SansLigne,
        Illisible::UneSeuleColonne,
    ];

    /// The row, and the column where one is known.
    pub const fn place(self) -> Option<(u32, Option<u32>)> {
        match self {
            Illisible::Guillemets { ligne }
            | Illisible::TropDeColonnes { ligne }
            | Illisible::LigneTropLongue { ligne, .. } => Some((ligne, None)),
            Illisible::CelluleTropLongue { ligne, colonne } | Illisible::CellulesFusionnees { ligne, colonne } => {
                Some((ligne, Some(colonne)))
            }
            _ => None,
        }
    }
}

impl fmt::Display for Illisible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())?;
        if let Illisible::PasUnTableur(nature) = self {
            write!(f, " ({})", nature.key())?;
        }
        match self.place() {
            Some((ligne, Some(colonne))) => write!(f, " ({}{ligne})", crate::lettres(colonne)),
            Some((ligne, None)) => write!(f, " (ligne {ligne})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Illisible {}
