//! Links that open a file of the study: in the author's editor where it has an address for that, else in the browser.
//!
//! No program is ever started for a browser: a link is all that a page of a stranger could make it follow.

use camino::Utf8Path;

/// The addresses by which editors open a file.
const KNOWN: &[(&str, &str)] = &[
    ("vscode", "vscode://file/{path}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file/{path}:{line}:{column}"),
    ("vscodium", "vscodium://file/{path}:{line}:{column}"),
    ("cursor", "cursor://file/{path}:{line}:{column}"),
    ("windsurf", "windsurf://file/{path}:{line}:{column}"),
    ("zed", "zed://file/{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("pycharm", "pycharm://open?file={path}&line={line}&column={column}"),
    ("webstorm", "webstorm://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file://{path}&line={line}&column={column}"),
    ("bbedit", "x-bbedit://open?url=file://{path}&line={line}"),
];

/// How a place becomes a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editor(Option<String>);

impl Editor {
    /// An editor by its name, or by the address with `{path}`, `{line}` and `{column}` that opens a file in it.
    ///
    /// # Errors
    /// Words that say what may be given.
    pub fn named(typed: &str) -> Result<Self, String> {
        if let Some((_, template)) = KNOWN.iter().find(|(name, _)| *name == typed) {
            return Ok(Self(Some((*template).to_owned())));
        }
        let is_script = |scheme: &str| matches!(scheme.to_ascii_lowercase().as_str(), "javascript" | "data" | "blob");
        match typed.split_once(':') {
            Some((scheme, _)) if typed.contains("{path}") && !is_script(scheme) => Ok(Self(Some(typed.to_owned()))),
            _ => {
                let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
                Err(format!("expected one of {}, or an address that holds `{{path}}`", names.join(", ")))
            }
        }
    }

    /// The link to a place of the study, which is named as reports do: `path:line:column`, or the path alone.
    pub(super) fn link(&self, study: &Utf8Path, place: &str) -> String {
        let (path, line, column) = parts(place);
        // What is part of the program is no file: the browser shows it.
        match &self.0 {
            Some(template) if study.join(path).is_file() => template
                .replace("{path}", &encoded(study.join(path).as_str()))
                .replace("{line}", &line.to_string())
                .replace("{column}", &column.to_string()),
            _ => source_address(place),
        }
    }
}

/// Where `serve` shows a file at a place.
fn source_address(place: &str) -> String {
    let (path, line, _) = parts(place);
    format!("{}{}#L{line}", super::answers::SOURCES, encoded(path))
}

/// Path, line and column of a place; a whole file begins at its first line.
fn parts(place: &str) -> (&str, usize, usize) {
    let mut rest = place.rsplitn(3, ':');
    let (column, line, path) = (rest.next(), rest.next(), rest.next());
    let number = |part: Option<&str>| part.and_then(|part| part.parse().ok());
    match (path, number(line), number(column)) {
        (Some(path), Some(line), Some(column)) => (path, line, column),
        _ => (place, 1, 1),
    }
}

/// Percent-encodes what an address cannot hold; `/` stays, and `:` of a drive.
fn encoded(path: &str) -> String {
    path.bytes().fold(String::new(), |mut address, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
        address
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_editor_the_browser_shows_the_place() {
        let link = |place| Editor::default().link(Utf8Path::new("/study"), place);
        assert_eq!(link("content/l'été.md:12:3"), "/.florilege/source/content/l%27%C3%A9t%C3%A9.md#L12");
        assert_eq!(link("content/a.png"), "/.florilege/source/content/a.png#L1");
    }

    #[test]
    fn an_editor_is_given_path_line_and_column() {
        let folder = tempfile::tempdir().unwrap();
        let study = Utf8Path::from_path(folder.path()).unwrap();
        #[allow(clippy::disallowed_methods, reason = "a test writes a file")]
        std::fs::write(study.join("a b.md"), "").unwrap();
        let link = |editor: &str| Editor::named(editor).unwrap().link(study, "a b.md:12:3");
        assert_eq!(link("vscode"), format!("vscode://file/{study}/a%20b.md:12:3"));
        assert_eq!(link("idea"), format!("idea://open?file={study}/a%20b.md&line=12&column=3"));
        assert_eq!(link("mine://{path}@{line}"), format!("mine://{study}/a%20b.md@12"));
        // A file of the program.
        let link = Editor::named("vscode").unwrap().link(study, "themes/folio/templates/home.html:1:1");
        assert_eq!(link, "/.florilege/source/themes/folio/templates/home.html#L1");
    }

    #[test]
    fn what_is_no_editor_is_refused() {
        for typed in ["vsc", "javascript:alert('{path}')", "{path}", "vscode://file/"] {
            assert!(Editor::named(typed).is_err(), "{typed}");
        }
    }
}
