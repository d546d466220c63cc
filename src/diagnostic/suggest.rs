//! "Did you mean": the valid name nearest to what was typed, with case and accents folded.

/// Lower case, without the accents and ligatures of European languages: `Écrin` and `ecrin` meet.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '’' | 'ʼ' => folded.push('\''),
            // Combining accents of decomposed letters.
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

/// Whether two words differ in nothing but case, accents and what parts their parts: `Short_Validation` and
/// `short-validation`.
pub fn is_same_word(one: &str, other: &str) -> bool {
    let parts = |word: &str| fold(word).replace([' ', '_'], "-");
    parts(one) == parts(other)
}

/// The candidate nearest to what was typed, if one is near enough to be meant.
///
/// Near enough is a Damerau–Levenshtein distance (optimal string alignment) of at most a third of the longer name's
/// letters, after folding; among equals the first in alphabetical order wins, so that the answer never depends on the
/// order of candidates.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Nobody mistypes a name of a thousand letters, and the distance is quadratic.
    const LONGEST: usize = 100;
    let wanted: Vec<char> = fold(typed).chars().take(LONGEST).collect();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters: Vec<char> = fold(candidate).chars().take(LONGEST).collect();
            let allowed = (wanted.len().max(letters.len()) / 3).max(1);
            if wanted.len().abs_diff(letters.len()) > allowed {
                return None;
            }
            let distance = distance(&wanted, &letters);
            (distance <= allowed && distance < wanted.len().max(1)).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row[j] = best;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(nearest("CIRAD", ["cnrs", "cirad"]), Some("cirad"));
        assert_eq!(nearest("Génopole", ["genopole"]), Some("genopole"));
    }

    #[test]
    fn case_accents_and_hyphens_make_no_other_word() {
        assert!(is_same_word("Île_de France", "ile-de-france"));
        assert!(!is_same_word("ined", "inde") && !is_same_word("short-validation", "shortvalidation"));
    }

    #[test]
    fn a_swap_is_one_mistake() {
        assert_eq!(nearest("inde", ["ined", "ird"]), Some("ined"));
    }

    #[test]
    fn what_is_far_is_not_suggested() {
        assert_eq!(nearest("brgm", ["twitter", "ined"]), None);
        assert_eq!(nearest("", ["a"]), None);
    }

    #[test]
    fn equals_are_broken_by_the_alphabet() {
        assert_eq!(nearest("cnxs", ["cnrs", "cnes"]), Some("cnes"));
    }
}
