//! What the user can type, and the help that says so.

use std::net::{IpAddr, Ipv4Addr};

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::completions::CompletionsOptions;
use super::manual::ManualOptions;
use super::new::NewOptions;
use crate::decode::Date;
use crate::diagnostic::{Code, nearest};
use crate::serve::Editor;

/// A static site generator for published study reports.
///
/// Turns a folder of Markdown and YAML into a published study: every quote, tool, practice and organisation becomes a
/// linked, citable page; every number an honest chart; every claim leads to its evidence.
#[derive(Debug, Parser)]
#[command(name = "florilege", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 fine; 1 the study has errors; 2 the command was wrong or the machine failed.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Makes a finished small study to start from, or adds one thing to a study
    New(Box<NewOptions>),
    /// Builds the site of a study into its folder `public`
    Build(BuildOptions),
    /// Reports everything that can be wrong with a study; writes nothing
    Check(CheckOptions),
    /// Shows a study live in the browser, rebuilt at each change; writes nothing
    Serve(ServeOptions),
    /// Says what a diagnostic means, with an example and the cure
    Explain(ExplainOptions),
    /// Prints JSON Schemas of a study's files, by which editors complete keys and mark mistakes
    Schema(SchemaOptions),
    /// Prints what a shell needs to complete commands and options
    Completions(CompletionsOptions),
    /// Prints a page of the manual, for `man`
    Manual(ManualOptions),
}

/// What every command that reads a study takes.
#[derive(Debug, Args)]
pub(super) struct CommonOptions {
    /// The folder that holds study.yaml
    #[arg(default_value = ".")]
    pub(super) study: Utf8PathBuf,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Counts warnings as errors: `warnings` for all of them, or the codes of some
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = deny)]
    pub(super) deny: Vec<Deny>,
    /// Prints diagnostics only, and no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// The date of the build, which decides embargoes: 2026-11-25
    ///
    /// Without it the date is SOURCE_DATE_EPOCH's, else `updated` or `published` of the study; never the clock's.
    #[arg(long, value_parser = date)]
    pub(super) date: Option<Date>,
    /// Where the site will be published; overrides `address` in study.yaml
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(super) address: Option<String>,
    /// Asks search engines to leave every page out
    #[arg(long)]
    pub(super) preview: bool,
}

/// What `build` takes.
#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) common: CommonOptions,
    /// Where the site goes; the folder `public` of the study where this is left out
    #[arg(long, value_name = "FOLDER")]
    pub(super) output: Option<Utf8PathBuf>,
    /// Compares the files of the site by their hash, not by length and time
    #[arg(long)]
    pub(super) rehash: bool,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) common: CommonOptions,
    /// Asks over the network whether links out of the study still lead somewhere
    ///
    /// The day on which each last did is kept in `external-links.txt` beside study.yaml, which is meant to be committed.
    #[arg(long)]
    pub(super) external: bool,
    /// Asks an address again when it last led somewhere so many days ago
    #[arg(long, value_name = "DAYS", default_value_t = 7, requires = "external")]
    pub(super) ask_again_after: u16,
    /// Mends in the study's files what can only have been meant in one way, and says what it did
    #[arg(long)]
    pub(super) fix: bool,
    /// Prints what `--fix` would change, as a unified diff, and writes nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// Writes the warnings that there are into baseline.yaml, so that only new ones are shown from now on
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub(super) write_baseline: bool,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    #[command(flatten)]
    pub(super) common: CommonOptions,
    /// The port; without it the first free one from 4000 on, any free one for 0
    #[arg(long, value_name = "NUMBER")]
    pub(super) port: Option<u16>,
    /// The address of this machine: 127.0.0.1, ::1 or localhost
    #[arg(long, default_value = "127.0.0.1", value_parser = host)]
    pub(super) host: IpAddr,
    /// What opens a source file: vscode, zed, idea… or an address with {path}, {line}, {column}; else the browser
    #[arg(long, value_name = "EDITOR", value_parser = Editor::named)]
    pub(super) editor: Option<Editor>,
}

/// What `explain` takes.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code, as a diagnostic prints it; all codes where this is left out
    pub(super) code: Option<String>,
}

/// What `schema` takes.
#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// Of which files, such as chart; where this is left out, all kinds are listed
    pub(super) kind: Option<String>,
    /// A study whose ids and languages the schemas list
    #[arg(long, value_name = "FOLDER")]
    pub(super) study: Option<Utf8PathBuf>,
    /// Writes the schemas into a folder, as KIND.schema.json; all of them where no kind is given
    #[arg(long, value_name = "FOLDER")]
    pub(super) output: Option<Utf8PathBuf>,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on the error stream
    Text,
    /// One JSON object a line, on the output stream
    Json,
    /// SARIF 2.1.0, on the output stream
    Sarif,
    /// Commands of GitHub's workflows, on the output stream
    Github,
}

/// Which warnings count as errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deny {
    /// All of them.
    Warnings,
    /// Those of a code.
    Code(Code),
}

impl Deny {
    /// The one code that it names.
    pub(super) fn code(self) -> Option<Code> {
        match self {
            Deny::Warnings => None,
            Deny::Code(code) => Some(code),
        }
    }
}

fn deny(typed: &str) -> Result<Deny, String> {
    if typed == "warnings" {
        return Ok(Deny::Warnings);
    }
    Code::from_name(typed).map(Deny::Code).ok_or_else(|| {
        let known = Code::ALL.iter().map(|code| code.name()).chain(["warnings"]);
        match nearest(typed, known) {
            Some(near) => format!("there is no code `{typed}`; did you mean `{near}`?"),
            None => "write `warnings`, or the codes of warnings; `florilege explain` lists them".to_owned(),
        }
    })
}

fn date(typed: &str) -> Result<Date, String> {
    Date::parse(typed).map_err(|problem| format!("{}; write a date as 2026-11-25", problem.reason))
}

fn host(typed: &str) -> Result<IpAddr, String> {
    if typed.eq_ignore_ascii_case("localhost") {
        return Ok(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    typed.parse().map_err(|_| "expected 127.0.0.1, ::1 or localhost".to_owned())
}

fn address(typed: &str) -> Result<String, String> {
    if typed.starts_with("https://") || typed.starts_with("http://") {
        Ok(format!("{}/", typed.trim_end_matches('/')))
    } else {
        Err("an address begins with https:// or http://".to_owned())
    }
}
