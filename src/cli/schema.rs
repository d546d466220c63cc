//! `florilege schema`: JSON Schemas of a study's files, for editors.

use std::fmt::Write as _;

use camino::Utf8Path;

use crate::diagnostic::nearest;
use crate::parse::shapes::{SHAPES, Shape};
use crate::schema::{self, Known};
use crate::{publish, source};

use super::Outcome;
use super::arguments::SchemaOptions;
use super::terminal::Terminal;

/// Prints one schema, writes all, or lists them.
pub(super) fn run(options: &SchemaOptions, terminal: &Terminal) -> Outcome {
    let asked = match &options.kind {
        None => None,
        Some(kind) => match schema::find(kind) {
            Some(shape) => Some(shape),
            None => return unknown(kind, terminal),
        },
    };
    let Some(known) = known(options.study.as_deref(), terminal) else { return Outcome::Failed };
    match (asked, &options.output) {
        (asked, Some(folder)) => {
            let shapes: Vec<&Shape> =
                SHAPES.iter().filter(|shape| asked.is_none_or(|asked| asked.name == shape.name)).collect();
            write(&shapes, folder, &known, terminal)
        }
        (Some(shape), None) => {
            terminal.answer(&schema::text(shape, &known));
            Outcome::Fine
        }
        (None, None) => {
            terminal.answer(&list());
            Outcome::Fine
        }
    }
}

fn unknown(kind: &str, terminal: &Terminal) -> Outcome {
    let help = match nearest(kind, SHAPES.iter().map(|shape| shape.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`florilege schema` lists them all".to_owned(),
    };
    terminal.fail(&format!("there is no schema `{kind}`"), &help);
    Outcome::Failed
}

/// What the schemas may list.
fn known(study: Option<&Utf8Path>, terminal: &Terminal) -> Option<Known> {
    let Some(folder) = study else { return Some(Known::default()) };
    let sources = match source::read::study(folder) {
        Ok(sources) => sources,
        Err(error) => {
            terminal.fail(&format!("cannot read `{folder}`: {error}"), "name the folder that holds study.yaml");
            return None;
        }
    };
    if !sources.iter().any(|file| file.path.as_str() == "study.yaml") {
        terminal.fail(&format!("there is no study.yaml in `{folder}`"), "name the folder that holds study.yaml");
        return None;
    }
    Some(Known::read(&sources))
}

fn write(shapes: &[&Shape], folder: &Utf8Path, known: &Known, terminal: &Terminal) -> Outcome {
    let files: Vec<(String, String)> =
        shapes.iter().map(|shape| (schema::file_name(shape), schema::text(shape, known))).collect();
    match publish::schemas::write(folder, &files, schema::MADE_BY) {
        Ok(()) => {
            let noun = if files.len() == 1 { "schema" } else { "schemas" };
            terminal.say(&format!("{} {noun} in {folder}", files.len()));
            Outcome::Fine
        }
        Err(error) => {
            terminal.fail(&error.to_string(), "name another folder, or move away what is in the way");
            Outcome::Failed
        }
    }
}

fn list() -> String {
    SHAPES.iter().fold(String::new(), |mut list, shape| {
        // Writing into a string cannot fail.
        let _ = writeln!(list, "{:<20} {}\n{:<20}   {}", shape.name, shape.meaning, "", shape.files.join(", "));
        list
    })
}
