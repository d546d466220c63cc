//! BibTeX, which biber, Zotero and every reference manager read.
//!
//! Entry types and fields are those of the standard styles (BibTeX 0.99, Patashnik 1988), so that no package is needed.

use std::fmt::Write as _;

use super::{Form, Reference};

/// The reference as one entry of a `.bib` file, in UTF-8.
pub fn bibtex(reference: &Reference) -> String {
    let mut out = format!("@{}{{{},\n", entry_type(reference.form), reference.key());
    for (field, value) in fields(reference) {
        _ = writeln!(out, "  {field} = {{{value}}},");
    }
    out.push_str("}\n");
    out
}

fn entry_type(form: Form) -> &'static str {
    match form {
        Form::Study => "techreport",
        Form::Section | Form::Quotation => "incollection",
        Form::Figure | Form::Data => "misc",
    }
}

fn fields(reference: &Reference) -> Vec<(&'static str, String)> {
    // A body's name in braces is not taken apart.
    let authors = reference.authors.iter().map(|author| match author.organisation {
        true => format!("{{{}}}", escaped(&author.name)),
        false => escaped(&author.name),
    });
    let authors = authors.collect::<Vec<_>>().join(" and ");
    let month = reference.date.and_then(|date| date.month).map(|month| month.to_string());
    let publisher = reference.publisher.as_deref().map(escaped);
    let host = if reference.form == Form::Study { "institution" } else { "publisher" };
    let note: Vec<&str> = [&reference.fieldwork, &reference.edition, &reference.version]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let optional = [
        ("author", Some(authors)),
        ("title", Some(escaped(&reference.title))),
        (
            if reference.form == Form::Figure || reference.form == Form::Data { "howpublished" } else { "booktitle" },
            reference.study.as_deref().map(escaped),
        ),
        ("type", reference.genre.as_deref().map(escaped)),
        (host, publisher),
        ("year", reference.year()),
        ("month", month),
        ("note", Some(escaped(&note.join(", ")))),
        ("doi", reference.doi.clone()),
        ("isbn", reference.isbn.clone()),
        ("url", reference.address.clone()),
        ("language", Some(reference.language.clone())),
    ];
    let known = optional.into_iter().filter_map(|(field, value)| Some((field, value?)));
    known.filter(|(_, value)| !value.is_empty()).collect()
}

/// What TeX would read as a command, written so that it is shown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '$' | '&' | '#' | '_' => out.extend(['\\', letter]),
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}
