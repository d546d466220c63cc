//! The command line: what the user typed becomes what is meant, a command does it, and an exit code says how it went.
//!
//! One file per command. Only this room knows the terminal, the environment and the clock.

mod arguments;
mod build;
mod check;
mod completions;
mod date;
mod explain;
mod external;
mod fix;
mod manual;
mod new;
mod progress;
mod schema;
mod serve;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use terminal::Terminal;

/// How a command ended, as the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well: 0.
    Fine,
    /// The study has errors: 1.
    StudyHasErrors,
    /// The command was wrong or the machine failed: 2.
    Failed,
}

/// Runs the command that the arguments ask for.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(message) => {
            let is_help = !message.use_stderr();
            // Where even this cannot be printed there is nobody to tell.
            let _ = message.print();
            return if is_help { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    let outcome = match arguments.command {
        Command::Build(options) => build::run(&options, &Terminal::new(&options.common)),
        Command::Check(options) => check::run(&options, &Terminal::new(&options.common)),
        Command::Serve(options) => serve::run(&options, Terminal::new(&options.common)),
        Command::Explain(options) => explain::run(&options, &Terminal::plain()),
        Command::Schema(options) => schema::run(&options, &Terminal::plain()),
        Command::New(options) => new::run(*options),
        Command::Completions(options) => completions::run(&options, &Terminal::plain()),
        Command::Manual(options) => manual::run(&options, &Terminal::plain()),
    };
    match outcome {
        Outcome::Fine => ExitCode::SUCCESS,
        Outcome::StudyHasErrors => ExitCode::from(1),
        Outcome::Failed => ExitCode::from(2),
    }
}
