//! Reads what a theme may rely on out of the sources that decide it, as Markdown: `view.rs` and its comments, the
//! components and blocks of folio's templates, the properties of its sheets, what its scripts look for.
//!
//! A reader of text: it knows the shape in which those files are written, and a test fails where it finds nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A struct or an enum with its comment.
pub struct Item {
    pub name: String,
    pub about: String,
    pub members: Vec<Member>,
    pub is_enum: bool,
}

/// A field of a struct, or a variant of an enum with what it holds.
pub struct Member {
    pub name: String,
    pub holds: String,
    pub about: String,
}

/// Every public struct and enum whose fields are public, in the order of the file.
pub fn items(code: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut about: Vec<&str> = Vec::new();
    let mut inside = false;
    for line in code.lines().map(str::trim_end) {
        let inner = line.trim_start();
        if let Some(comment) = inner.strip_prefix("///") {
            about.push(comment.trim_start());
        } else if let Some((name, is_enum)) = head(line) {
            let members = Vec::new();
            items.push(Item { name, about: paragraph(&about), members, is_enum });
            inside = true;
            about.clear();
        } else if line == "}" {
            inside = false;
            about.clear();
        } else if inside
            && let Some(item) = items.last_mut()
            && let Some((name, holds)) = member(inner, item.is_enum)
        {
            item.members.push(Member { name, holds, about: paragraph(&about) });
            about.clear();
        } else if !inner.starts_with("#[") {
            about.clear();
        }
    }
    items.retain(|item| !item.members.is_empty());
    items
}

fn head(line: &str) -> Option<(String, bool)> {
    let plain = |rest: &str| Some(rest.strip_suffix(" {")?.to_owned());
    match (line.strip_prefix("pub struct "), line.strip_prefix("pub enum ")) {
        (Some(rest), _) => Some((plain(rest)?, false)),
        (_, Some(rest)) => Some((plain(rest)?, true)),
        _ => None,
    }
}

fn member(line: &str, is_variant: bool) -> Option<(String, String)> {
    if is_variant {
        let (name, rest) = line.split_once('(')?;
        return Some((kebab(name), rest.strip_suffix("),")?.to_owned()));
    }
    let (name, holds) = line.strip_prefix("pub ")?.strip_suffix(',')?.split_once(": ")?;
    Some((name.to_owned(), holds.to_owned()))
}

/// The first paragraph of a comment, in one line, its links to types as code.
fn paragraph(lines: &[&str]) -> String {
    let first = lines.iter().take_while(|line| !line.is_empty());
    let text = first.copied().collect::<Vec<_>>().join(" ");
    text.replace("[`", "`").replace("`]", "`").replace('|', "\\|")
}

fn kebab(name: &str) -> String {
    name.chars().enumerate().fold(String::new(), |mut out, (at, letter)| {
        if letter.is_ascii_uppercase() && at > 0 {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
        out
    })
}

/// A type in the words of a template.
fn in_words(holds: &str, names: &BTreeSet<&str>) -> String {
    let inside = |outer: &str| holds.strip_prefix(outer)?.strip_suffix('>');
    if let Some(inner) = inside("Option<") {
        return format!("{} or none", in_words(inner, names));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", in_words(inner, names));
    }
    if let Some(inner) = inside("Box<").or_else(|| inside("Shared<")) {
        return in_words(inner, names);
    }
    match holds {
        "String" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "BTreeMap<String, String>" => "texts by key".to_owned(),
        "u8" | "u32" | "usize" | "i64" | "f64" => "number".to_owned(),
        name if names.contains(name) => format!("[{name}](#{})", name.to_lowercase()),
        other => format!("`{other}`"),
    }
}

/// The kinds of page: the template of each and what it sees as `page`.
pub fn pages(items: &[Item]) -> String {
    let mut out = String::from("| template | `page` is | which is |\n|---|---|---|\n");
    for kind in &named(items, "Content").members {
        let about = &named(items, &kind.holds).about;
        let (name, holds) = (&kind.name, &kind.holds);
        _ = writeln!(out, "| `{name}.html` | [{holds}](#{}) | {about} |", holds.to_lowercase());
    }
    out
}

fn named<'a>(items: &'a [Item], name: &str) -> &'a Item {
    items.iter().find(|item| item.name == name).unwrap_or_else(|| panic!("view.rs has no `{name}`"))
}

/// Every struct that a template can meet, with its fields.
pub fn fields(items: &[Item]) -> String {
    // What a template never sees as such.
    const OUTSIDE: [&str; 3] = ["View", "Content", "Shared<T>"];
    let names: BTreeSet<&str> = items.iter().map(|item| item.name.as_str()).collect();
    let mut out = String::new();
    for item in items.iter().filter(|item| !OUTSIDE.contains(&item.name.as_str())) {
        _ = writeln!(out, "### {}\n\n{}\n", item.name, item.about);
        let head = if item.is_enum { "| `kind` | `value` is | what it is |" } else { "| field | type | what it is |" };
        _ = writeln!(out, "{head}\n|---|---|---|");
        for member in &item.members {
            _ = writeln!(out, "| `{}` | {} | {} |", member.name, in_words(&member.holds, &names), member.about);
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// The components of templates: how each is called, and which file defines it.
pub fn components(templates: &BTreeMap<String, String>) -> String {
    let mut found = BTreeMap::new();
    for (file, text) in templates {
        for rest in text.split("{% component ").skip(1) {
            let (name, rest) = rest.split_once('(').unwrap();
            let takes = rest.split_once(") %}").unwrap().0;
            found.insert(name.to_owned(), (file.clone(), takes.to_owned()));
        }
    }
    let mut out = String::from("| component | takes | is in |\n|---|---|---|\n");
    for (name, (file, takes)) in found {
        let takes: Vec<String> =
            takes.split(", ").filter(|it| !it.starts_with('@')).map(|it| format!("`{it}`")).collect();
        _ = writeln!(out, "| `{name}` | {} | `{file}` |", takes.join(", "));
    }
    out
}

/// The blocks of `base.html`, in their order.
pub fn blocks(base: &str) -> String {
    let names = base.split("{% block ").skip(1).map(|rest| rest.split(' ').next().unwrap());
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ") + "\n"
}

/// The custom properties that a sheet gives the root, in their order.
pub fn properties(sheets: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in sheets.iter().flat_map(|sheet| sheet.lines()) {
        if let Some((name, _)) = line.trim().split_once(':').filter(|(name, _)| name.starts_with("--"))
            && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// What each script looks for in a page: ids, classes, elements, `data-` attributes.
pub fn hooks(scripts: &BTreeMap<String, String>) -> String {
    let mut out = String::from("| script | looks for | and for the attributes |\n|---|---|---|\n");
    for (file, text) in scripts {
        let mut marks: BTreeSet<String> = BTreeSet::new();
        for call in [
            "document.querySelector(\"",
            "document.querySelectorAll(\"",
            "part.querySelectorAll(\"",
            "button.querySelector(\"",
            "box.querySelector(\"",
        ] {
            marks.extend(quoted(text, call).map(|selector| format!("`{selector}`")));
        }
        marks.extend(quoted(text, "getElementById(\"").map(|id| format!("`#{id}`")));
        let data = text.split("button.dataset.").skip(1);
        let mut data: BTreeSet<String> = data.map(|rest| format!("`data-{}`", word(rest))).collect();
        if text.contains("button.dataset[current]") {
            data.extend(["auto", "light", "dark"].map(|name| format!("`data-{name}`")));
        }
        if marks.is_empty() && data.is_empty() {
            continue;
        }
        let list = |set: BTreeSet<String>| set.into_iter().collect::<Vec<_>>().join(", ");
        _ = writeln!(out, "| `assets/{file}` | {} | {} |", list(marks), list(data));
    }
    out
}

fn quoted<'a>(text: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(call).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).filter(|found| !found.ends_with('='))
}

fn word(text: &str) -> String {
    text.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// The sections of the English language file: what the comment of each says, and the names of those that have none.
pub fn sections(yaml: &str) -> String {
    let mut out = String::from("| section | what its words are |\n|---|---|\n");
    let mut others: Vec<String> = Vec::new();
    let mut about: Vec<&str> = Vec::new();
    for line in yaml.lines() {
        if let Some(comment) = line.strip_prefix("#") {
            about.push(comment.trim());
            continue;
        }
        match line.strip_suffix(':').filter(|name| !name.starts_with(' ')) {
            Some(name) if about.is_empty() => others.push(format!("`{name}`")),
            Some(name) => _ = writeln!(out, "| `{name}` | {} |", paragraph(&about)),
            None => {}
        }
        about.clear();
    }
    _ = write!(out, "\nThe others say by their names where their words stand: {}.", others.join(", "));
    out
}
