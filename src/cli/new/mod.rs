//! `florilege new`: a finished small study to start from, or one more thing in a study that is there.

mod add;
mod arguments;
mod release;
mod study;

use super::Outcome;

pub(super) use arguments::NewOptions;

/// Makes a new study, or adds to one.
pub(super) fn run(options: NewOptions) -> Outcome {
    match (options.thing, options.folder) {
        (Some(thing), _) => add::run(thing),
        (None, Some(folder)) => study::run(&folder, options.lang),
        (None, None) => unreachable!("the arguments need a folder where there is no kind"),
    }
}
