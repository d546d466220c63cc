//! What the user can type, and the help that says so.

use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::completions::CompletionsOptions;
use super::manual::ManualOptions;
use super::new::NewOptions;
use crate::decode::Date;

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
    /// Says what a diagnostic means, with an example and the cure
    Explain(ExplainOptions),
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
    /// Ends with exit code 1 where there are warnings
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) deny: Option<Deny>,
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
}

/// What `explain` takes.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code, as a diagnostic prints it; all codes where this is left out
    pub(super) code: Option<String>,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on the error stream
    Text,
    /// One JSON object a line, on the output stream
    Json,
}

/// From which level on a diagnostic ends the command with exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Deny {
    /// Warnings count as errors
    Warnings,
}

fn date(typed: &str) -> Result<Date, String> {
    Date::parse(typed).map_err(|problem| format!("{}; write a date as 2026-11-25", problem.reason))
}

fn address(typed: &str) -> Result<String, String> {
    if typed.starts_with("https://") || typed.starts_with("http://") {
        Ok(format!("{}/", typed.trim_end_matches('/')))
    } else {
        Err("an address begins with https:// or http://".to_owned())
    }
}
