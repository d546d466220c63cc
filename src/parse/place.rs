//! What a file is, told from its path: each kind of file has its place and its ending. A name that is no id, and a file
//! that nothing reads, are noted here; what a file says is not looked at.

use super::table::Rows;
use super::{FileName, OwnerEntry};
use crate::decode::{Context, id};
use crate::diagnostic::{Diagnostic, Place, SourcePath, fold, nearest};
use crate::language::LanguageCode;
use crate::source::UNEXPECTED_FILE;
use crate::study::Kind;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `study.yaml`.
    Study,
    /// An organisation, a tool or a practice, or its translation.
    Card(Kind, FileName),
    /// A chapter, a page or a finding, or its translation.
    Text(Kind, FileName),
    /// Quotes: the name of the file, which is an id only where it holds a single quote.
    Quotes(String),
    /// Translations of quotes: the name of the file, and its language.
    QuoteTranslations(String, String),
    /// `content/topics.yaml`.
    Topics,
    /// `content/documents.yaml`.
    Documents,
    /// `content/speakers.yaml`.
    Speakers,
    /// `content/metrics.yaml`.
    Metrics,
    /// `content/observations.yaml`, or `metrics.yaml` beside an organisation, a tool or a practice.
    Observations(OwnerEntry),
    /// A chart.
    Chart(FileName),
    /// A table of a spreadsheet beside the charts that show it.
    Sheet,
    /// A table of a spreadsheet that stands for files.
    Table(Rows),
}

/// Whether a file is one that is parsed: `study.yaml`, and whatever of `content/` and `charts/` looks like a text of ours.
pub fn is_parsed(path: &SourcePath) -> bool {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let Some((file, folders)) = parts.split_last() else { return false };
    let (stem, typed) = file.rsplit_once('.').unwrap_or((file, ""));
    path.as_str() == "study.yaml" || is_watched(folders, stem, Ending::of(typed))
}

/// What the file of the context is; nothing for an asset, a file of a theme, and one that nothing reads.
pub(super) fn role(context: &mut Context) -> Option<Role> {
    let path = context.path.clone();
    let parts: Vec<&str> = path.as_str().split('/').collect();
    let (folders, file) = parts.split_last().map(|(file, folders)| (folders, *file))?;
    let (stem, typed) = file.rsplit_once('.').unwrap_or((file, ""));
    let ending = Ending::of(typed);
    let role = match (folders, ending) {
        ([], Ending::Yaml) if stem == "study" => Some(Role::Study),
        (["content", folder], Ending::Markdown) => in_folder(folder, stem, context),
        (["content", folder, owner], _) => beside(folder, owner, stem, ending, context),
        (["content"], Ending::Yaml) => catalogue(stem),
        (["content"], Ending::Csv) => Rows::of(stem).map(Role::Table),
        (["charts"], Ending::Yaml) if !stem.contains('.') => Some(Role::Chart(name(Kind::Chart, stem, context))),
        (["charts", ..], Ending::Csv) => Some(Role::Sheet),
        _ => None,
    };
    match role {
        Some(role) => {
            if typed != ending.typed() {
                let right = [path.folder(), "/", stem, ".", ending.typed()].concat();
                let message = format!("files of this kind end in `.{}` here, not in `.{typed}`", ending.typed());
                let right = right.trim_start_matches('/');
                context.report(UNEXPECTED_FILE.at(Place::file(&path), message).help(format!("rename it to `{right}`")));
            }
            Some(role)
        }
        None => {
            if is_watched(folders, stem, ending) {
                let found = nothing_reads(folders, stem, ending, context);
                context.report(found);
            }
            None
        }
    }
}

/// Whether a file of that place looks as if it should be read. Images and the like are for texts to show.
fn is_watched(folders: &[&str], stem: &str, ending: Ending) -> bool {
    let inside = folders.first().is_some_and(|top| matches!(*top, "content" | "charts"));
    match ending {
        Ending::Markdown | Ending::Yaml => inside,
        Ending::Csv => folders.first() == Some(&"charts") || table_meant(folders, stem).is_some(),
        Ending::Other => false,
    }
}

/// The ending of a file's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Markdown,
    Yaml,
    Csv,
    Other,
}

impl Ending {
    fn of(typed: &str) -> Self {
        match typed.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Self::Markdown,
            "yaml" | "yml" => Self::Yaml,
            "csv" | "tsv" => Self::Csv,
            _ => Self::Other,
        }
    }

    fn typed(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Yaml => "yaml",
            Self::Csv => "csv",
            Self::Other => "",
        }
    }
}

/// A file of a folder of `content/`.
fn in_folder(folder: &str, stem: &str, context: &mut Context) -> Option<Role> {
    let kind = kind_of(folder)?;
    match kind {
        Kind::Organisation | Kind::Tool | Kind::Practice => Some(Role::Card(kind, name(kind, stem, context))),
        Kind::Chapter | Kind::Page | Kind::Finding => Some(Role::Text(kind, name(kind, stem, context))),
        Kind::Quote => Some(match parted(Kind::Quote, stem, context) {
            (file, None) => Role::Quotes(file.to_owned()),
            (file, Some(language)) => Role::QuoteTranslations(file.to_owned(), language),
        }),
        _ => None,
    }
}

/// A file of a folder that stands beside, or instead of, the file of an organisation, a tool or a practice.
fn beside(folder: &str, owner: &str, stem: &str, ending: Ending, context: &mut Context) -> Option<Role> {
    let kind = kind_of(folder).filter(|kind| is_card(*kind))?;
    match ending {
        Ending::Yaml if stem == "metrics" => {
            let owner = checked(kind, owner, "", context);
            Some(Role::Observations(OwnerEntry::Entity(kind, owner)))
        }
        Ending::Markdown if stem == "index" || stem.starts_with("index.") => {
            let (_, language) = parted(kind, stem, context);
            let id = checked(kind, owner, "", context);
            Some(Role::Card(kind, FileName { id, language, number: None }))
        }
        _ => None,
    }
}

fn catalogue(stem: &str) -> Option<Role> {
    Some(match stem {
        "topics" => Role::Topics,
        "documents" => Role::Documents,
        "speakers" => Role::Speakers,
        "metrics" => Role::Metrics,
        "observations" => Role::Observations(OwnerEntry::Study),
        _ => return None,
    })
}

/// The kind whose files stand in a folder of `content/`.
fn kind_of(folder: &str) -> Option<Kind> {
    let held = |kind: &Kind| is_card(*kind) || is_text(*kind) || *kind == Kind::Quote;
    Kind::ALL.into_iter().filter(held).find(|kind| kind.folder() == folder)
}

fn is_card(kind: Kind) -> bool {
    matches!(kind, Kind::Organisation | Kind::Tool | Kind::Practice)
}

fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Chapter | Kind::Page | Kind::Finding)
}

/// Id, language and number of a file's name; what is spelt wrong is noted and gets the right spelling.
fn name(kind: Kind, stem: &str, context: &mut Context) -> FileName {
    let (typed, language) = parted(kind, stem, context);
    let (number, _) = numbered(kind, typed);
    let prefix = number.map_or("", |(digits, _)| digits);
    let typed = typed.get(prefix.len()..).unwrap_or(typed);
    let id = checked(kind, typed, prefix, context);
    // `01_objectives` is spelt `01-objectives`, whose digits are no part of the id either.
    let (after, id) = if number.is_none() { numbered(kind, &id) } else { (number, id.as_str()) };
    FileName { id: id.to_owned(), language, number: after.map(|(_, number)| number) }
}

/// The leading digits of a chapter's name with their hyphen, the number that they are, and the rest.
fn numbered(kind: Kind, name: &str) -> (Option<(&str, u32)>, &str) {
    let digits = name.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(name.len());
    match name.split_at_checked(digits.saturating_add(1)) {
        Some((prefix, rest)) if kind == Kind::Chapter && digits > 0 && prefix.ends_with('-') && !rest.is_empty() => {
            let number = prefix.trim_end_matches('-').parse().unwrap_or(u32::MAX);
            (Some((prefix, number)), rest)
        }
        _ => (None, name),
    }
}

/// The name of a file without its language, and its language.
fn parted<'s>(kind: Kind, stem: &'s str, context: &mut Context) -> (&'s str, Option<String>) {
    let Some((name, code)) = stem.rsplit_once('.') else { return (stem, None) };
    if LanguageCode::parse(code).is_some() {
        return (name, Some(code.to_owned()));
    }
    let small = code.to_lowercase().replace('_', "-");
    if LanguageCode::parse(&small).is_none() {
        return (stem, None);
    }
    let message = format!("`{code}` is no code of a language: one is written in small letters");
    let ending = if kind == Kind::Chart { "yaml" } else { "md" };
    let diagnostic = id::INVALID_ID.at(Place::file(&context.path), message);
    context.report(diagnostic.help(format!("rename the file to `{name}.{small}.{ending}`")));
    (name, Some(small))
}

/// The id that a name is, or would be if it were spelt right; `prefix` stands before it in the name.
fn checked(kind: Kind, typed: &str, prefix: &str, context: &mut Context) -> String {
    let place = Place::file(&context.path);
    if kind == Kind::Organisation && typed == "study" {
        let message = "`study` is no id of an organisation: `metric:study/ID` is a value of the study itself";
        context.report(id::RESERVED_ID.at(place, message).help("give it a name of its own"));
        return typed.to_owned();
    }
    let Some(mut diagnostic) = id::diagnose(typed, place) else { return typed.to_owned() };
    let spelt = id::spell(typed);
    if let Some(right) = spelt.as_deref().filter(|_| id::check(typed) != Err(id::IdProblem::Reserved)) {
        diagnostic.help = vec![format!("rename it to `{prefix}{right}`")];
    }
    context.report(diagnostic);
    spelt.unwrap_or_else(|| typed.to_owned())
}

/// The folders of `content/`, and what a French author may call them.
const FOLDERS: [(&str, &[&str]); 7] = [
    ("chapters", &["chapitres"]),
    ("pages", &[]),
    ("findings", &["constats", "resultats"]),
    ("organisations", &["organisms", "organismes", "organizations"]),
    ("tools", &["outils"]),
    ("practices", &["pratiques"]),
    ("quotes", &["citations", "verbatims"]),
];

/// The files of `content/`, and what a French author may call them.
const CATALOGUES: [(&str, &[&str]); 5] = [
    ("topics", &["themes", "thematiques"]),
    ("documents", &["sources"]),
    ("speakers", &["locuteurs", "personnes"]),
    ("metrics", &["mesures", "indicateurs"]),
    ("observations", &["valeurs"]),
];

/// The table of relations, which are no files, and what a French author may call it.
const RELATIONS: [(&str, &[&str]); 1] = [("relations", &["liens", "usages"])];

/// The table that a file of `content/` means by its name, or by the folder that it stands in.
fn table_meant(folders: &[&str], stem: &str) -> Option<&'static str> {
    let (_, folders) = folders.split_first().filter(|(top, _)| **top == "content")?;
    let names = || FOLDERS.iter().chain(&CATALOGUES).chain(&RELATIONS).filter(|(name, _)| Rows::of(name).is_some());
    known(names(), stem).or_else(|| folders.iter().find_map(|folder| known(names(), folder)))
}

/// The name that is typed, or meant in French, or nearly typed.
fn known<'n>(
    names: impl Iterator<Item = &'n (&'static str, &'static [&'static str])> + Clone,
    typed: &str,
) -> Option<&'static str> {
    let folded = fold(typed);
    let typed_so = names.clone().find(|(name, others)| *name == folded || others.contains(&folded.as_str()));
    typed_so.map(|(name, _)| *name).or_else(|| nearest(&folded, names.map(|(name, _)| *name)))
}

/// What to say about a file that stands where nothing reads it.
fn nothing_reads(folders: &[&str], stem: &str, ending: Ending, context: &Context) -> Diagnostic {
    let path = &context.path;
    let diagnostic = UNEXPECTED_FILE.at(Place::file(path), format!("nothing reads `{path}`"));
    if ending == Ending::Csv {
        return match table_meant(folders, stem) {
            Some(table) => diagnostic.help(format!("its place may be `content/{table}.csv`")),
            None => diagnostic,
        };
    }
    match right_place(folders, stem, ending) {
        Some(Move::To(right)) => diagnostic.help(format!("its place may be `{right}`")),
        Some(Move::Told(words)) => diagnostic.help(words),
        None => diagnostic.help(match ending {
            Ending::Markdown => {
                "texts stand in `content/chapters/`, `pages/`, `findings/`, `organisations/`, `tools/`, `practices/` \
                 or `quotes/`"
            }
            _ => {
                "YAML stands in `content/topics.yaml`, `documents.yaml`, `speakers.yaml`, `metrics.yaml`, \
                 `observations.yaml`, in `metrics.yaml` beside an organisation, a tool or a practice, or in `charts/`"
            }
        }),
    }
}

/// Where a file should stand.
enum Move {
    To(String),
    Told(String),
}

fn right_place(folders: &[&str], stem: &str, ending: Ending) -> Option<Move> {
    let folder = folders.iter().rev().find_map(|part| known(FOLDERS.iter(), part));
    let charts = folders.iter().any(|part| matches!(fold(part).as_str(), "charts" | "chart" | "graphiques"));
    let (name, language) = stem.split_once('.').map_or((stem, None), |(name, code)| (name, Some(code)));
    match ending {
        Ending::Markdown => {
            let folder = folder?;
            let card = kind_of(folder).is_some_and(is_card);
            match folders {
                ["content", right, owner] if card && *right == folder => Some(if name == *owner {
                    let language = language.map_or(String::new(), |code| format!(".{code}"));
                    Move::To(format!("content/{folder}/{owner}/index{language}.md"))
                } else {
                    Move::Told(format!(
                        "a folder of `content/{folder}/` holds `index.md`, its translations and `metrics.yaml`"
                    ))
                }),
                _ => Some(Move::To(format!("content/{folder}/{stem}.md"))),
            }
        }
        Ending::Yaml if charts => match language {
            Some(_) => Some(Move::Told(format!("a chart holds all its languages: write them in `charts/{name}.yaml`"))),
            None => Some(Move::To(format!("charts/{stem}.yaml"))),
        },
        Ending::Yaml if name == "study" => Some(Move::To("study.yaml".to_owned())),
        Ending::Yaml => {
            let card = folder.filter(|folder| kind_of(folder).is_some_and(is_card));
            match (card, known(CATALOGUES.iter(), name), folders) {
                (Some(folder), Some("metrics" | "observations"), [_, _, owner, ..]) => {
                    Some(Move::To(format!("content/{folder}/{owner}/metrics.yaml")))
                }
                (Some(folder), None, _) => Some(Move::Told(format!(
                    "write it as `content/{folder}/{name}.md`, or its numbers as `content/{folder}/{name}/metrics.yaml`"
                ))),
                (_, Some(name), _) if language.is_some() => {
                    Some(Move::Told(format!("all languages stand in one file: `content/{name}.yaml`")))
                }
                (_, Some(name), _) => Some(Move::To(format!("content/{name}.yaml"))),
                (None, None, _) => folder.map(|folder| Move::To(format!("content/{folder}/{stem}.md"))),
            }
        }
        Ending::Csv | Ending::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role_of(path: &str) -> Option<Role> {
        let mut context = Context::new(&SourcePath::new(path), &[]);
        let role = role(&mut context);
        assert!(context.diagnostics.is_empty(), "{:?}", context.diagnostics);
        role
    }

    /// What is said about a path, and the role that it has all the same.
    fn said(path: &str) -> (String, Option<Role>) {
        let mut context = Context::new(&SourcePath::new(path), &[]);
        let role = role(&mut context);
        let line =
            |found: &Diagnostic| format!("{}: {} | {}", found.code.name(), found.message, found.help.join(" | "));
        (context.diagnostics.iter().map(line).collect::<Vec<_>>().join("\n"), role)
    }

    fn file(id: &str, language: Option<&str>, number: Option<u32>) -> FileName {
        FileName { id: id.to_owned(), language: language.map(str::to_owned), number }
    }

    #[test]
    fn every_kind_of_file_has_its_place() {
        assert_eq!(role_of("study.yaml"), Some(Role::Study));
        let chapter = Role::Text(Kind::Chapter, file("objectives", Some("en"), Some(1)));
        assert_eq!(role_of("content/chapters/01-objectives.en.md"), Some(chapter));
        assert_eq!(role_of("content/chapters/2012.md"), Some(Role::Text(Kind::Chapter, file("2012", None, None))));
        let card = Role::Card(Kind::Organisation, file("ined", None, None));
        assert_eq!(role_of("content/organisations/ined.md"), Some(card.clone()));
        assert_eq!(role_of("content/organisations/ined/index.md"), Some(card));
        let translation = Role::Card(Kind::Tool, file("twitter", Some("pt-br"), None));
        assert_eq!(role_of("content/tools/twitter/index.pt-br.md"), Some(translation));
        let owner = OwnerEntry::Entity(Kind::Practice, "real-time".to_owned());
        assert_eq!(role_of("content/practices/real-time/metrics.yaml"), Some(Role::Observations(owner)));
        assert_eq!(role_of("content/quotes/delay.md"), Some(Role::Quotes("delay".to_owned())));
        let translations = Role::QuoteTranslations("delay".to_owned(), "en".to_owned());
        assert_eq!(role_of("content/quotes/delay.en.md"), Some(translations));
        assert_eq!(role_of("content/metrics.yaml"), Some(Role::Metrics));
        assert_eq!(role_of("content/observations.yaml"), Some(Role::Observations(OwnerEntry::Study)));
        assert_eq!(role_of("charts/delays.yaml"), Some(Role::Chart(file("delays", None, None))));
    }

    #[test]
    fn assets_and_files_of_themes_are_left_alone() {
        for path in [
            "content/organisations/ined/logo.png",
            "content/a.pdf",
            "themes/mine/page.html",
            "charts/a.svg",
            "README.md",
            "content/a.csv",
            "content/downloads/survey.csv",
        ] {
            assert_eq!(role_of(path), None);
            assert!(!is_parsed(&SourcePath::new(path)), "{path}");
        }
    }

    #[test]
    fn a_wrong_name_gets_its_spelling_and_is_declared_by_it() {
        let (words, role) = said("content/organisations/Île_de France.md");
        assert_eq!(words, "invalid-id: `Île_de France` is no id | rename it to `ile-de-france`");
        assert_eq!(role, Some(Role::Card(Kind::Organisation, file("ile-de-france", None, None))));
        let (words, role) = said("content/chapters/01_Objectifs.md");
        assert_eq!(words, "invalid-id: `01_Objectifs` is no id | rename it to `01-objectifs`");
        assert_eq!(role, Some(Role::Text(Kind::Chapter, file("objectifs", None, Some(1)))));
        let (words, role) = said("content/chapters/02-Enjeux.md");
        assert_eq!(words, "invalid-id: `Enjeux` is no id | rename it to `02-enjeux`");
        assert_eq!(role, Some(Role::Text(Kind::Chapter, file("enjeux", None, Some(2)))));
        let (words, role) = said("content/tools/blogs.EN.md");
        assert_eq!(
            words,
            "invalid-id: `EN` is no code of a language: one is written in small letters | rename the file to `blogs.en.md`"
        );
        assert_eq!(role, Some(Role::Card(Kind::Tool, file("blogs", Some("en"), None))));
        let (words, _) = said("content/tools/blogs.v2.md");
        assert_eq!(words, "invalid-id: `blogs.v2` is no id | rename it to `blogs-v2`");
    }

    #[test]
    fn words_with_a_meaning_of_their_own_are_no_ids() {
        let (words, _) = said("content/tools/index.md");
        assert_eq!(
            words,
            "reserved-id: `index` is no id: it is the page that lists all of a kind | give it a name of its own"
        );
        let (words, _) = said("content/organisations/study/metrics.yaml");
        assert_eq!(
            words,
            "reserved-id: `study` is no id of an organisation: `metric:study/ID` is a value of the study itself | give \
             it a name of its own"
        );
        assert_eq!(said("content/tools/study.md").0, "");
    }

    #[test]
    fn a_file_that_nothing_reads_is_told_its_place() {
        for (path, help) in [
            (
                "content/ined.md",
                "texts stand in `content/chapters/`, `pages/`, `findings/`, `organisations/`, `tools/`, `practices/` or `quotes/`",
            ),
            ("content/organizations/ined.md", "its place may be `content/organisations/ined.md`"),
            ("content/citations/delay.md", "its place may be `content/quotes/delay.md`"),
            ("content/chapters/part-1/intro.md", "its place may be `content/chapters/intro.md`"),
            ("content/organisations/ined/ined.en.md", "its place may be `content/organisations/ined/index.en.md`"),
            (
                "content/organisations/ined/notes.md",
                "a folder of `content/organisations/` holds `index.md`, its translations and `metrics.yaml`",
            ),
            ("content/themes.yaml", "its place may be `content/topics.yaml`"),
            ("content/metrics.en.yaml", "all languages stand in one file: `content/metrics.yaml`"),
            ("content/tools/metric.yaml", "its place may be `content/metrics.yaml`"),
            ("content/tools/blogs/observations.yaml", "its place may be `content/tools/blogs/metrics.yaml`"),
            (
                "content/organisations/ined.yaml",
                "write it as `content/organisations/ined.md`, or its numbers as `content/organisations/ined/metrics.yaml`",
            ),
            ("content/quotes/delay.yaml", "its place may be `content/quotes/delay.md`"),
            ("content/charts/delays.yaml", "its place may be `charts/delays.yaml`"),
            ("charts/2012/delays.yaml", "its place may be `charts/delays.yaml`"),
            ("charts/delays.en.yaml", "a chart holds all its languages: write them in `charts/delays.yaml`"),
            ("content/study.yaml", "its place may be `study.yaml`"),
        ] {
            assert_eq!(said(path), (format!("unexpected-file: nothing reads `{path}` | {help}"), None));
        }
    }

    #[test]
    fn a_table_of_a_spreadsheet_is_not_passed_over_in_silence() {
        assert_eq!(role_of("content/quotes.csv"), Some(Role::Table(Rows::Quotes)));
        assert_eq!(role_of("content/tools.csv"), Some(Role::Table(Rows::Cards(Kind::Tool))));
        for (path, right) in [
            ("content/citations.csv", "quotes"),
            ("content/Organismes.csv", "organisations"),
            ("content/tools/tools.csv", "tools"),
            ("content/relation.csv", "relations"),
            ("content/quotes/interviews.csv", "quotes"),
        ] {
            let words = format!("unexpected-file: nothing reads `{path}` | its place may be `content/{right}.csv`");
            assert_eq!(said(path), (words, None));
        }
    }

    #[test]
    fn another_ending_is_read_and_told() {
        let (words, role) = said("content/topics.yml");
        assert_eq!(
            words,
            "unexpected-file: files of this kind end in `.yaml` here, not in `.yml` | rename it to `content/topics.yaml`"
        );
        assert_eq!(role, Some(Role::Topics));
        assert_eq!(said("content/quotes/delay.MD").1, Some(Role::Quotes("delay".to_owned())));
    }
}
