//! The parts of a person's name, for formats that ask for them apart.

use crate::study::Author;

/// A name in the parts that RIS and CSL ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NameParts {
    /// The family name, its particles included; the whole name of a body.
    pub(super) family: String,
    /// The given names; none for a body or a name of one word.
    pub(super) given: Option<String>,
}

/// The last word is the family name, with the small words before it: `Jean de La Fontaine` is `de La Fontaine`, `Jean`.
///
/// A guess, which is why the formats that take a whole name get it whole.
pub(super) fn parts(author: &Author) -> NameParts {
    let words: Vec<&str> = author.name.split_whitespace().collect();
    let whole = || NameParts { family: author.name.clone(), given: None };
    if author.organisation || words.len() < 2 {
        return whole();
    }
    let particle = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let first = words.iter().skip(1).position(particle).map_or(words.len() - 1, |place| place + 1);
    match words.split_at_checked(first) {
        Some((given, family)) if !given.is_empty() && !family.is_empty() => {
            NameParts { family: family.join(" "), given: Some(given.join(" ")) }
        }
        _ => whole(),
    }
}

/// The name with the family first: `Jahnich, Mathieu`.
pub(super) fn inverted(author: &Author) -> String {
    let NameParts { family, given } = parts(author);
    match given {
        Some(given) => format!("{family}, {given}"),
        None => family,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn author(name: &str, organisation: bool) -> Author {
        Author { name: name.to_owned(), role: None, orcid: None, affiliation: None, organisation }
    }

    #[test]
    fn the_family_name_keeps_its_particles() {
        let table = [
            ("Mathieu Jahnich", "Jahnich, Mathieu"),
            ("Jean de La Fontaine", "de La Fontaine, Jean"),
            ("Anne Marie Dupont", "Dupont, Anne Marie"),
            ("Colette", "Colette"),
        ];
        for (name, expected) in table {
            assert_eq!(inverted(&author(name, false)), expected);
        }
        assert_eq!(inverted(&author("Institut national d'études", true)), "Institut national d'études");
    }
}
