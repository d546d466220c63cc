//! Several names in one sentence: `A, B et C`.

use super::Language;

impl Language {
    /// All of them: `A, B et C`.
    pub fn list<T: AsRef<str>>(&self, names: &[T]) -> String {
        self.join(names, "formats.list.two", "formats.list.last")
    }

    /// One of them: `A, B ou C`.
    pub fn list_or<T: AsRef<str>>(&self, names: &[T]) -> String {
        self.join(names, "formats.list.or", "formats.list.or")
    }

    fn join<T: AsRef<str>>(&self, names: &[T], two: &str, last: &str) -> String {
        match names {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, second] => self.text(two, &[("first", first.as_ref()), ("last", second.as_ref())]),
            [all_but_last @ .., end] => {
                let comma = self.text("formats.list.comma", &[("first", ""), ("last", "")]);
                let joined = all_but_last.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(&comma);
                self.text(last, &[("first", &joined), ("last", end.as_ref())])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::language::tests::{english, french};

    #[test]
    fn a_list_ends_with_a_word() {
        assert_eq!(french().list(&["A", "B", "C"]), "A, B et C");
        assert_eq!(english().list(&["A", "B", "C", "D"]), "A, B, C and D");
        assert_eq!(french().list_or(&["A", "B"]), "A ou B");
        assert_eq!(french().list(&["A"]), "A");
        assert_eq!(french().list::<&str>(&[]), "");
    }
}
