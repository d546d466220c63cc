//! `florilege completions`: what a shell needs to complete commands and options, from their declarations. The only user
//! of clap_complete.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Outcome;
use super::arguments::Arguments;
use super::terminal::Terminal;

/// What `completions` takes.
#[derive(Debug, Args)]
pub(super) struct CompletionsOptions {
    /// The shell
    shell: Shell,
}

/// Prints the completions of a shell.
pub(super) fn run(options: &CompletionsOptions, terminal: &Terminal) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "florilege", &mut script);
    terminal.answer(&String::from_utf8_lossy(&script));
    Outcome::Fine
}
