//! The reference of every key, as a page of Markdown, made of the same tables: what stands in `docs/reference.md`.

use std::fmt::Write as _;

use crate::chart::kind::{KINDS, OptionForm};
use crate::decode::{Form, Key, Table};
use crate::parse::shapes::{Body, SHAPES, Shape};

const HEAD: &str = "# Every key\n\n\
    Made of the tables by which the program reads files; a test holds the two together. [The format of a\n\
    study](study-format.md) says how they work together, with examples. **Bold** keys are needed; keys marked ° may stand in\n\
    a translation. `florilege schema` gives the same to editors.\n";

/// The page.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let mut shown: Vec<&'static Table> = Vec::new();
    for shape in SHAPES {
        write_shape(&mut page, shape, &mut shown);
    }
    // Writing into a string cannot fail.
    let _ = write!(page, "\n## Options of charts\n\n| `kind` | option | form | what it says |\n|---|---|---|---|\n");
    for kind in KINDS {
        for option in kind.options {
            let form = match option.form {
                OptionForm::Flag => "`true` or `false`".to_owned(),
                OptionForm::Number => "a whole number from 1".to_owned(),
                OptionForm::Text => "a text".to_owned(),
                OptionForm::Word(words) => listed(words),
            };
            let _ = writeln!(page, "| `{}` | `{}` | {form} | {} |", kind.name, option.name, option.meaning);
        }
    }
    page
}

fn write_shape(page: &mut String, shape: &Shape, shown: &mut Vec<&'static Table>) {
    let files: Vec<String> = shape.files.iter().map(|file| format!("`{file}`")).collect();
    let _ = write!(
        page,
        "\n## {}\n\n{} ({}).",
        shape.name,
        super::sentence(shape.meaning).trim_end_matches('.'),
        files.join(", ")
    );
    let table = match shape.body {
        Body::Keys(table) | Body::Block(table) => table,
        Body::Blocks(table, first) => {
            let _ = write!(
                page,
                " The first block may have the key `{}` alone.",
                first.keys.first().map_or("", |key| key.name)
            );
            table
        }
        Body::Each(table) => {
            page.push_str(" Ids of your own, each with these keys.");
            table
        }
        Body::Observations(table) => {
            page.push_str(" Ids of metrics, each with a value, with these keys, or with a list of either.");
            table
        }
    };
    page.push('\n');
    write_table(page, table, shown);
    let mut waiting = below(table);
    while let Some(next) = waiting.pop() {
        if !shown.iter().any(|table| std::ptr::eq(*table, next)) {
            let _ = write!(page, "\n### {}: {}\n", shape.name, next.name);
            write_table(page, next, shown);
            waiting.extend(below(next));
        }
    }
}

/// The tables that the keys of a table hold, the last first.
fn below(table: &'static Table) -> Vec<&'static Table> {
    let mut found: Vec<&'static Table> = table.keys.iter().flat_map(|key| tables(&key.form)).collect();
    found.reverse();
    found
}

fn tables(form: &Form) -> Vec<&'static Table> {
    match form {
        Form::Table(table) => vec![table],
        Form::List(form) | Form::MapOf(form) => tables(form),
        Form::Either(forms) => forms.iter().flat_map(tables).collect(),
        _ => Vec::new(),
    }
}

fn write_table(page: &mut String, table: &'static Table, shown: &mut Vec<&'static Table>) {
    shown.push(table);
    page.push_str("\n| key | form | what it says |\n|---|---|---|\n");
    for key in table.keys {
        let _ = writeln!(page, "| {} | {} | {} |", name(key), said(&key.form), key.meaning.replace('|', "\\|"));
    }
}

fn name(key: &Key) -> String {
    let bold = if key.required { "**" } else { "" };
    format!("{bold}`{}`{bold}{}", key.name, if key.translatable { " °" } else { "" })
}

/// A form in words.
fn said(form: &Form) -> String {
    match form {
        Form::Text => "a text".to_owned(),
        Form::Localised => "a text, or one for each language".to_owned(),
        Form::Id(kind) => format!("the id of a {kind}").replace(" a organisation", " an organisation"),
        Form::Reference => "`kind:id`".to_owned(),
        Form::Date => "a date: `2012`, `2012-06`, `2012-06-14`".to_owned(),
        Form::Value => "a value as one says it: `about 4 h/day`".to_owned(),
        Form::Flag => "`true` or `false`".to_owned(),
        Form::Integer => "a whole number".to_owned(),
        Form::Number => "a number".to_owned(),
        Form::OneOf(words) => listed(&words()),
        Form::List(form) => format!("a list: {}", said(form)),
        Form::MapOf(form) => format!("keys of your own, each with {}", said(form)),
        Form::Table(table) => format!("the keys of {}", table.noun()),
        Form::Either(forms) => forms.iter().map(said).collect::<Vec<_>>().join(", or "),
        Form::Any => "anything".to_owned(),
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
