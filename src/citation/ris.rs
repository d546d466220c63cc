//! RIS, as Research Information Systems defined it: a tag of two letters, two spaces, a hyphen and a space.

use std::fmt::Write as _;

use super::{Form, Reference, name};

/// The reference as one record of a `.ris` file, lines ended as the format asks.
pub fn ris(reference: &Reference) -> String {
    let kind = match reference.form {
        Form::Study => "RPRT",
        Form::Section | Form::Quotation => "CHAP",
        Form::Figure => "FIGURE",
        Form::Data => "DATA",
    };
    let mut out = String::new();
    line(&mut out, "TY", kind);
    for author in &reference.authors {
        line(&mut out, "AU", &name::inverted(author));
    }
    let date = reference.date.map(|date| {
        let part = |part: Option<u8>| part.map(|number| format!("{number:02}")).unwrap_or_default();
        format!("{}/{}/{}", date.year, part(date.month), part(date.day))
    });
    let fields = [
        ("TI", Some(reference.title.clone())),
        ("T2", reference.study.clone()),
        ("PY", reference.year()),
        ("DA", date),
        ("M3", reference.genre.clone()),
        ("ET", reference.edition.clone()),
        ("PB", reference.publisher.clone()),
        ("N1", reference.fieldwork.clone()),
        ("SN", reference.isbn.clone()),
        ("DO", reference.doi.clone()),
        ("UR", reference.address.clone()),
        ("LA", Some(reference.language.clone())),
    ];
    for (tag, value) in fields {
        if let Some(value) = value {
            line(&mut out, tag, &value);
        }
    }
    line(&mut out, "ER", "");
    out
}

fn line(out: &mut String, tag: &str, value: &str) {
    let value: String = value.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    _ = write!(out, "{tag}  - {value}\r\n");
}
