//! `florilege manual`: the pages of the manual, from the declarations of commands and options. The only user of
//! clap_mangen.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::Outcome;
use super::arguments::Arguments;
use super::terminal::Terminal;
use crate::diagnostic::nearest;

/// What `manual` takes.
#[derive(Debug, Args)]
pub(super) struct ManualOptions {
    /// A command, as `build` or `new quote`; the page of the program where this is left out
    command: Vec<String>,
}

/// Prints a page.
pub(super) fn run(options: &ManualOptions, terminal: &Terminal) -> Outcome {
    let mut command = Arguments::command();
    command.build();
    for word in &options.command {
        match command.find_subcommand(word).cloned() {
            Some(inner) => command = inner,
            None => {
                let names = command.get_subcommands().map(clap::Command::get_name);
                let help = nearest(word, names)
                    .map_or("`florilege help` lists the commands".to_owned(), |near| format!("did you mean `{near}`?"));
                terminal.fail(&format!("there is no command `{word}`"), &help);
                return Outcome::Failed;
            }
        }
    }
    let mut page = Vec::new();
    // Writing into memory cannot fail.
    let _ = Man::new(command).render(&mut page);
    terminal.answer(&String::from_utf8_lossy(&page));
    Outcome::Fine
}
