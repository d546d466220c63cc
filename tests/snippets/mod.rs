//! What the documents show, for the tests that hold them to it: a line `<!-- NAME: SAID -->` before a block of code says
//! what the block is.

/// A marked block of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What it is: `file`, `lines`, `run`, `typed`, `says`.
    pub name: String,
    /// What the mark says of it: the path of a file.
    pub said: String,
    /// The code.
    pub code: String,
}

/// The marked blocks of a document, in their order.
pub fn snippets(text: &str) -> Vec<Snippet> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(mark) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) else { continue };
        let (name, said) = mark.split_once(": ").unwrap_or((mark, ""));
        let next = lines.get(index + 1).copied().unwrap_or_default();
        let fence: String = next.chars().take_while(|letter| *letter == '`').collect();
        // Marks of tables and the like stand before something else.
        if fence.len() < 3 {
            assert!(
                !["file", "lines", "run", "typed", "says", "mistake"].contains(&name),
                "no block of code follows `{line}`"
            );
            continue;
        }
        let body: Vec<&str> = lines[index + 2..].iter().take_while(|line| **line != fence).copied().collect();
        found.push(Snippet { name: name.to_owned(), said: said.to_owned(), code: body.join("\n") + "\n" });
    }
    found
}
