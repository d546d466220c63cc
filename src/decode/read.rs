//! From nodes to values: each function says what it expects, and where something else stands, notes it and goes on.
//!
//! [`Fields`] reads a map by its [`Table`]; the functions of the same names read one node, such as an item of a list.
//! A key with nothing after its colon counts as not given. What refers to other files is not looked up here.

use super::node::{Entry, Node, NodeKind, Style};
use super::table::{Key, Table};
use super::word::{self, ClosedWord, INVALID_VALUE};
use super::{Date, date, id, number, quotation, yaml};
use crate::diagnostic::{
    Certainty, Code, Diagnosed, Diagnostic, Place, Rule, Severity, SourcePath, Span, Spanned, fold, nearest,
};

/// A key is not in the table of its shape.
pub static UNKNOWN_KEY: Rule = Rule {
    code: Code::UnknownKey,
    severity: Severity::Error,
    summary: "a key means nothing where it stands",
    explanation: "A key that is not known is most often a slip of the pen, and what it says would be lost. Keys are \
                  English whatever the language of the study. Data of your own lives under `extra`.",
    example: "nom: \"BRGM\" → name: \"BRGM\"",
};

/// A key that must be there is not.
pub static MISSING_KEY: Rule = Rule {
    code: Code::MissingKey,
    severity: Severity::Error,
    summary: "a key that must be there is missing",
    explanation: "Some keys cannot be left out: nothing can be shown or cited without them. `florilege schema` and \
                  the reference name the keys of each file.",
    example: "---\nsummary: \"Un institut.\"\n---\n→\n---\nname: BRGM\nsummary: \"Un institut.\"\n---",
};

/// A value is of another shape than its key says.
pub static WRONG_TYPE: Rule = Rule {
    code: Code::WrongType,
    severity: Severity::Error,
    summary: "a value has another shape than its key expects",
    explanation: "A key takes a text, a list, `true` or `false`, a number, or keys of its own. A list is written \
                  `[twitter, blogs]`, or with each item on a line that begins with `- `. Only `true` and `false` are \
                  yes and no: `yes`, `no`, `oui` and `non` are words like any others.",
    example: "tools: twitter → tools: [twitter]",
};

/// A text is given for a language that the study does not have.
pub static UNKNOWN_LANGUAGE: Rule = Rule {
    code: Code::UnknownLanguage,
    severity: Severity::Error,
    summary: "a text is given for a language that the study does not have",
    explanation: "The languages of a study stand under `languages` in `study.yaml`, its own first. A text for another \
                  language would be shown nowhere.",
    example: "title: {fr: \"Délai\", uk: \"Delay\"} → title: {fr: \"Délai\", en: \"Delay\"}",
};

/// What reading a file needs and gathers.
#[derive(Clone, Debug)]
pub struct Context {
    /// The file.
    pub path: SourcePath,
    /// The languages of the study, its own first. While there are none, every language is accepted.
    pub languages: Vec<String>,
    /// What was noticed.
    pub diagnostics: Vec<Diagnostic>,
}

/// A text in the languages in which it is given, in the order in which they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localised {
    /// Language and text. A text without a language is in the study's own, with its own range for both.
    pub texts: Vec<(Spanned<String>, Spanned<String>)>,
}

/// The keys of a map, read by their table.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'n> {
    node: &'n Node,
    table: &'static Table,
}

impl Context {
    /// Nothing noticed yet.
    pub fn new(path: &SourcePath, languages: &[String]) -> Self {
        Self { path: path.clone(), languages: languages.to_vec(), diagnostics: Vec::new() }
    }

    /// A range of the file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.path, span)
    }

    /// Keeps a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reads YAML that begins `offset` bytes after the beginning of the file.
    pub fn read_yaml(&mut self, text: &str, offset: usize) -> Option<Node> {
        yaml::read(&self.path, text, offset).take(&mut self.diagnostics)
    }

    /// A result, with what was noticed.
    pub fn diagnosed<T>(self, value: T) -> Diagnosed<T> {
        Diagnosed { value, diagnostics: self.diagnostics }
    }
}

impl Localised {
    /// The text in a language.
    pub fn get(&self, language: &str) -> Option<&Spanned<String>> {
        self.texts.iter().find(|(known, _)| known.value == language).map(|(_, text)| text)
    }

    /// The text that was typed first.
    pub fn first(&self) -> Option<&Spanned<String>> {
        self.texts.first().map(|(_, text)| text)
    }
}

impl<'n> Fields<'n> {
    /// Checks the keys of a map against their table: unknown ones, missing ones. Anything but a map is noted and reads
    /// as if no key were given; nothing at all reads as a map without keys.
    pub fn of(node: &'n Node, table: &'static Table, context: &mut Context) -> Self {
        let fields = Self { node, table };
        if !matches!(node.kind, NodeKind::Map(_) | NodeKind::Null) {
            not_keys(node, table, context);
            return fields;
        }
        let mut meant = Vec::new();
        for entry in fields.entries() {
            if table.key(&entry.key.value).is_none() {
                let (diagnostic, key) = unknown_key(entry, table, context);
                // Two keys for one thing are for the author to choose from.
                let taken = key.is_some_and(|key| meant.contains(&key) || node.get(key).is_some());
                context.report(if taken { Diagnostic { fix: None, ..diagnostic } } else { diagnostic });
                meant.extend(key);
            }
        }
        if node.whole {
            for key in table.keys.iter().filter(|key| key.required && !meant.contains(&key.name)) {
                fields.require(key, context);
            }
        }
        fields
    }

    /// The range of all keys and values.
    pub fn span(&self) -> Span {
        self.node.span
    }

    /// Every key as it was typed, the unknown ones too.
    pub fn entries(&self) -> &'n [Entry] {
        self.node.entries().unwrap_or_default()
    }

    /// The value of a key; none where the key is not there or nothing stands after its colon.
    pub fn node(&self, key: &str) -> Option<&'n Node> {
        if self.table.key(key).is_none() {
            unreachable!("only keys of the table are read: `{key}` is not in that of {}", self.table.noun());
        }
        self.node.get(key).filter(|value| !value.is_nothing())
    }

    /// Where a key stands.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries().iter().find(|entry| entry.key.value == key).map(|entry| entry.key.span)
    }

    /// The text of a key.
    pub fn text(&self, key: &str, context: &mut Context) -> Option<Spanned<String>> {
        text(self.node(key)?, context)
    }

    /// The text of a key in one or several languages.
    pub fn localised(&self, key: &str, context: &mut Context) -> Option<Localised> {
        localised(self.node(key)?, context)
    }

    /// The id of a key; none where it is spelt wrong.
    pub fn id(&self, key: &str, context: &mut Context) -> Option<Spanned<String>> {
        id(self.node(key)?, context)
    }

    /// The `true` or `false` of a key.
    pub fn flag(&self, key: &str, context: &mut Context) -> Option<Spanned<bool>> {
        flag(self.node(key)?, context)
    }

    /// The whole number of a key.
    pub fn integer(&self, key: &str, context: &mut Context) -> Option<Spanned<i64>> {
        integer(self.node(key)?, context)
    }

    /// The number of a key.
    pub fn number(&self, key: &str, context: &mut Context) -> Option<Spanned<f64>> {
        number(self.node(key)?, context)
    }

    /// The date of a key.
    pub fn date(&self, key: &str, context: &mut Context) -> Option<Spanned<Date>> {
        date(self.node(key)?, context)
    }

    /// The closed word of a key.
    pub fn one_of<T: ClosedWord>(&self, key: &str, context: &mut Context) -> Option<Spanned<T>> {
        one_of(self.node(key)?, context)
    }

    /// The items of a key's list; none where it is not there or not a list.
    pub fn list(&self, key: &str, context: &mut Context) -> &'n [Node] {
        self.node(key).map_or(&[], |node| items(node, context))
    }

    /// The texts of a key's list.
    pub fn texts(&self, key: &str, context: &mut Context) -> Vec<Spanned<String>> {
        self.list(key, context).iter().filter_map(|item| text(item, context)).collect()
    }

    /// The ids of a key's list, without those that are spelt wrong.
    pub fn ids(&self, key: &str, context: &mut Context) -> Vec<Spanned<String>> {
        self.list(key, context).iter().filter_map(|item| id(item, context)).collect()
    }

    /// The author's own keys under a key; none where it is not there or has no keys.
    pub fn map(&self, key: &str, context: &mut Context) -> &'n [Entry] {
        self.node(key).map_or(&[], |node| entries(node, context))
    }

    /// The keys under a key, read by their table.
    pub fn table(&self, key: &str, table: &'static Table, context: &mut Context) -> Option<Fields<'n>> {
        Some(Fields::of(self.node(key)?, table, context))
    }

    /// The items of a key's list, each read by its table. Items that are no keys are noted and left out.
    pub fn tables(&self, key: &str, table: &'static Table, context: &mut Context) -> Vec<Fields<'n>> {
        let items = self.list(key, context).iter();
        items.map(|item| Fields::of(item, table, context)).filter(|fields| fields.node.entries().is_some()).collect()
    }

    fn require(&self, key: &'static Key, context: &mut Context) {
        let what = self.table.noun();
        let (place, message) = match self.entries().iter().find(|entry| entry.key.value == key.name) {
            Some(entry) if !entry.value.is_nothing() => return,
            Some(entry) => (entry.key.span, format!("`{}` has no value, and {what} needs one", key.name)),
            None => {
                let first = self.entries().first().map_or(self.node.span, |entry| entry.key.span);
                (first, format!("{what} needs the key `{}`, which is missing", key.name))
            }
        };
        let diagnostic = MISSING_KEY.at(context.place(place), message);
        context.report(diagnostic.help(format!("write `{}: …`: {}", key.name, key.meaning)));
    }
}

/// The text of a node.
pub fn text(node: &Node, context: &mut Context) -> Option<Spanned<String>> {
    let Some(text) = node.text() else {
        not_text(node, context);
        return None;
    };
    if text.trim().is_empty() {
        let diagnostic = INVALID_VALUE.at(context.place(node.span), "the text is empty");
        context.report(diagnostic.help("give it words, or leave the key out"));
        return None;
    }
    // A block of lines ends with a line break that nobody means.
    Some(Spanned::new(text.trim_end_matches('\n').to_owned(), node.span))
}

/// The text of a node in one or several languages: a text alone is in the study's own.
pub fn localised(node: &Node, context: &mut Context) -> Option<Localised> {
    let texts: Vec<(Spanned<String>, Spanned<String>)> = match &node.kind {
        NodeKind::Map(entries) if entries.is_empty() => {
            let message = "expected a text, or a text for each language, found `{}` without any";
            context.report(WRONG_TYPE.at(context.place(node.span), message));
            return None;
        }
        NodeKind::Map(entries) => {
            entries.iter().filter_map(|entry| Some((language(entry, context)?, text(&entry.value, context)?))).collect()
        }
        NodeKind::List(_) => {
            wrong_type(node, "a text, or a text for each language", context);
            return None;
        }
        _ => {
            let own = context.languages.first().cloned().unwrap_or_default();
            vec![(Spanned::new(own, node.span), text(node, context)?)]
        }
    };
    for (_, words) in &texts {
        let paragraphs: Vec<&str> = words.value.split("\n\n").collect();
        for mark in quotation::unpaired(&paragraphs) {
            context.report(mark.diagnostic(context.place(words.span)));
        }
    }
    Some(Localised { texts }).filter(|localised| !localised.texts.is_empty())
}

/// The id of something else that a node names, as it is typed. Whether there is such a thing, and how it is spelt, is found
/// out when names are looked up, so that a wrong spelling gets one diagnostic with the right one.
pub fn id(node: &Node, context: &mut Context) -> Option<Spanned<String>> {
    scalar(node, "an id", context).map(|typed| typed.map(str::to_owned))
}

/// The `true` or `false` that a node is.
pub fn flag(node: &Node, context: &mut Context) -> Option<Spanned<bool>> {
    let typed = scalar(node, "`true` or `false`", context)?;
    let value = match typed.value {
        "true" => true,
        "false" => false,
        other => {
            let meant = match fold(other).as_str() {
                "yes" | "oui" | "vrai" | "on" | "y" | "o" | "1" | "true" => Some("true"),
                "no" | "non" | "faux" | "off" | "n" | "0" | "false" => Some("false"),
                _ => None,
            };
            let message = format!("expected `true` or `false`, found `{}`", short(other));
            let diagnostic = WRONG_TYPE.at(context.place(node.span), message);
            context.report(match meant {
                Some(word) => {
                    // `o`, `1` and the like may be anything.
                    let certainty = if other.len() > 1 { Certainty::Certain } else { Certainty::Likely };
                    diagnostic.help(format!("write `{word}`")).replace(certainty, word)
                }
                None => diagnostic,
            });
            return None;
        }
    };
    Some(typed.map(|_| value))
}

/// The whole number that a node is.
pub fn integer(node: &Node, context: &mut Context) -> Option<Spanned<i64>> {
    let typed = scalar(node, "a whole number", context)?;
    match typed.value.parse() {
        Ok(value) => Some(typed.map(|_| value)),
        Err(_) => {
            let message = format!("expected a whole number, found `{}`", short(typed.value));
            context.report(WRONG_TYPE.at(context.place(node.span), message));
            None
        }
    }
}

/// The number that a node is.
pub fn number(node: &Node, context: &mut Context) -> Option<Spanned<f64>> {
    let typed = scalar(node, "a number", context)?;
    if let Some(value) = number::parse(typed.value) {
        return Some(typed.map(|_| value));
    }
    let place = context.place(node.span);
    context.report(match number::without_comma(typed.value) {
        Some(right) => decimal_comma(typed.value, &right, place),
        None => WRONG_TYPE.at(place, format!("expected a number, found `{}`", short(typed.value))),
    });
    None
}

/// The date that a node is.
pub fn date(node: &Node, context: &mut Context) -> Option<Spanned<Date>> {
    let typed = scalar(node, "a date", context)?;
    match Date::parse(typed.value) {
        Ok(value) => Some(typed.map(|_| value)),
        Err(problem) => {
            context.report(date::diagnose(problem, context.place(node.span)));
            None
        }
    }
}

/// The closed word that a node is.
pub fn one_of<T: ClosedWord>(node: &Node, context: &mut Context) -> Option<Spanned<T>> {
    let typed = scalar(node, "a word", context)?;
    match word::value::<T>(typed.value, context.place(node.span)) {
        Ok(value) => Some(typed.map(|_| value)),
        Err(diagnostic) => {
            context.report(*diagnostic);
            None
        }
    }
}

/// The items of a list; none of nothing.
pub fn items<'n>(node: &'n Node, context: &mut Context) -> &'n [Node] {
    match &node.kind {
        NodeKind::List(items) => items,
        NodeKind::Null => &[],
        NodeKind::Scalar { text, .. } => {
            let diagnostic = WRONG_TYPE.at(context.place(node.span), "expected a list, found a text");
            let diagnostic = diagnostic.help(format!("put it in brackets: `[{}]`", short(text)));
            context.report(if is_one_item(node) { diagnostic.wrap(Certainty::Certain, "[", "]") } else { diagnostic });
            &[]
        }
        NodeKind::Map(_) => {
            let diagnostic = WRONG_TYPE.at(context.place(node.span), "expected a list, found keys with values");
            context.report(diagnostic.help("begin each item with `- `"));
            &[]
        }
    }
}

/// Whether a text is an item of a list as it stands, and holds nothing that means something inside brackets or lists more
/// than one thing.
fn is_one_item(node: &Node) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || " -_.'’".contains(letter);
    let is_plain = matches!(&node.kind, NodeKind::Scalar { text, style: Style::Plain } if text.chars().all(plain));
    let is_list = |text: &str| [" and ", " et "].iter().any(|word| text.contains(word));
    is_plain && !node.text().is_some_and(is_list)
}

/// The keys of a map whose keys the author chooses; none of nothing.
pub fn entries<'n>(node: &'n Node, context: &mut Context) -> &'n [Entry] {
    match &node.kind {
        NodeKind::Map(entries) => entries,
        NodeKind::Null => &[],
        _ => {
            wrong_type(node, "keys with values", context);
            &[]
        }
    }
}

/// The entities of a file that holds several by id: each id that is spelt right, and what stands under it.
pub fn each<'n>(node: &'n Node, context: &mut Context) -> Vec<(Spanned<String>, &'n Node)> {
    let mut found = Vec::new();
    for entry in entries(node, context) {
        match id::diagnose(&entry.key.value, context.place(entry.key.span)) {
            Some(diagnostic) => {
                // Where the right spelling is taken, two things have one id, and one needs another.
                let taken = id::spell(&entry.key.value).is_some_and(|right| node.get(&right).is_some());
                context.report(if taken { Diagnostic { fix: None, ..diagnostic } } else { diagnostic });
            }
            None => found.push((entry.key.clone(), &entry.value)),
        }
    }
    found
}

/// Notes that something else was expected: `expected a list, found a text`.
pub fn wrong_type(node: &Node, expected: &str, context: &mut Context) {
    let message = format!("expected {expected}, found {}", node.noun());
    context.report(WRONG_TYPE.at(context.place(node.span), message));
}

/// The diagnostic about a decimal comma, and the right spelling.
pub fn decimal_comma(typed: &str, right: &str, place: Place) -> Diagnostic {
    let diagnostic = number::DECIMAL_COMMA.at(place, format!("`{}` has a decimal comma", short(typed)));
    diagnostic.help(format!("write the number with a point: `{}`", short(right))).replace(Certainty::Certain, right)
}

/// The key of a table that a French or mistyped word stands for.
pub fn meant(typed: &str, table: &Table) -> Option<&'static str> {
    key_meant(typed, table.keys.iter()).map(|(name, _)| name)
}

/// A text of at most sixty letters, for messages, on one line.
pub fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.trim_end().len() { format!("{}…", cut.trim_end()) } else { cut }
}

fn scalar<'n>(node: &'n Node, expected: &str, context: &mut Context) -> Option<Spanned<&'n str>> {
    match node.text() {
        Some(text) => Some(Spanned::new(text, node.span)),
        None => {
            wrong_type(node, expected, context);
            None
        }
    }
}

/// A text with a colon in a list is a map to YAML: `- Le guide : tome 2`.
fn not_text(node: &Node, context: &mut Context) {
    let one_text = match node.entries() {
        Some([Entry { key, value }]) => {
            value.text().map(|text| (format!("{}: {text}", key.value), is_sentence(key, value)))
        }
        _ => None,
    };
    match one_text {
        Some((typed, is_sentence)) => {
            let message = format!("expected a text, but `{}` is a key and a value to YAML", short(&typed));
            let diagnostic = yaml::UNQUOTED_COLON.at(context.place(node.span), message);
            let help = format!("put the text in quotes: `{}`", yaml::quoted(&short(&typed)));
            let certainty = if is_sentence { Certainty::Certain } else { Certainty::Likely };
            let diagnostic = diagnostic.help(help);
            context.report(match typed.contains(['"', '\\', '\n']) {
                true => diagnostic,
                false => diagnostic.wrap(certainty, "\"", "\""),
            });
        }
        None => wrong_type(node, "a text", context),
    }
}

/// Whether a key and its value are words around a colon, on one line and without quotes of their own: a key is one word of
/// small letters.
fn is_sentence(key: &Spanned<String>, value: &Node) -> bool {
    let is_plain = matches!(&value.kind, NodeKind::Scalar { text, style: Style::Plain }
        if value.span.end - value.span.start == text.len());
    let is_bare = key.span.end - key.span.start == key.value.len();
    let is_key = key.value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte == b'-');
    is_plain && is_bare && !is_key
}

fn not_keys(node: &Node, table: &Table, context: &mut Context) {
    let message = format!("expected the keys of {}, found {}", table.noun(), node.noun());
    let diagnostic = WRONG_TYPE.at(context.place(node.span), message);
    let colon = node.text().and_then(|text| text.split_once(':')).filter(|(key, _)| table.key(key.trim()).is_some());
    context.report(match colon {
        Some((key, value)) => {
            diagnostic.help(format!("put a space after the colon: `{}: {}`", key.trim(), short(value.trim())))
        }
        None => diagnostic,
    });
}

/// What is to be said about a key that is not in the table, and the key that was meant.
fn unknown_key(entry: &Entry, table: &Table, context: &Context) -> (Diagnostic, Option<&'static str>) {
    let typed = entry.key.value.as_str();
    let message = format!("{} has no key `{}`", table.noun(), short(typed));
    let diagnostic = UNKNOWN_KEY.at(context.place(entry.key.span), message);
    // A space that does not break is invisible: the suggestion alone would look like what was typed.
    let bare = typed.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    if let Some(key) = table.key(bare) {
        let help = format!("an invisible space stands beside `{bare}`: delete it and type a plain space");
        return (diagnostic.help(help).respell(Certainty::Certain, typed, key.name), Some(key.name));
    }
    if let Some((name, certainty)) = key_meant(typed, table.keys.iter()) {
        let diagnostic = diagnostic.help(format!("did you mean `{name}`?"));
        return (diagnostic.respell(certainty, typed, name), Some(name));
    }
    let known: Vec<String> = table.keys.iter().map(|key| format!("`{}`", key.name)).collect();
    let diagnostic = diagnostic.help(format!("its keys are {}", known.join(", ")));
    match table.key("extra") {
        Some(_) => (diagnostic.help("free data lives under `extra`"), None),
        None => (diagnostic, None),
    }
}

/// Words that are keys of other shapes: where they stand for another key, a person looks at it.
const KEYS_ELSEWHERE: [&str; 7] = ["a", "date", "label", "name", "summary", "type", "url"];

/// The key that a French or mistyped word stands for, and whether nothing else can be meant.
fn key_meant(typed: &str, keys: impl Iterator<Item = &'static Key> + Clone) -> Option<(&'static str, Certainty)> {
    // What a word means in French is surer than which word looks like it.
    let folded = fold(typed).replace([' ', '-'], "_");
    let french = |key: &&Key| key.french.iter().any(|word| fold(word).replace([' ', '-'], "_") == folded);
    if let Some(key) = keys.clone().find(|key| key.name == folded) {
        return Some((key.name, Certainty::Certain));
    }
    if let Some(key) = keys.clone().find(french) {
        let elsewhere = KEYS_ELSEWHERE.contains(&folded.as_str());
        return Some((key.name, if elsewhere { Certainty::Likely } else { Certainty::Certain }));
    }
    let near = nearest(&folded, keys.clone().flat_map(|key| key.french.iter().copied().chain([key.name])))?;
    let key = keys.into_iter().find(|key| key.name == near || key.french.contains(&near))?;
    Some((key.name, Certainty::Likely))
}

/// The language of an entry, where the study has it.
fn language(entry: &Entry, context: &mut Context) -> Option<Spanned<String>> {
    let typed = &entry.key.value;
    if context.languages.is_empty() || context.languages.contains(typed) {
        return Some(entry.key.clone());
    }
    let known: Vec<String> = context.languages.iter().map(|code| format!("`{code}`")).collect();
    let message = format!("`{}` is no language of this study", short(typed));
    let diagnostic = UNKNOWN_LANGUAGE.at(context.place(entry.key.span), message);
    let looks_like_code = typed.len() <= 8 && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    context.report(if looks_like_code {
        diagnostic.help(format!("its languages, in `study.yaml`, are {}", known.join(", ")))
    } else {
        diagnostic.help("if this is part of a text, put the whole text in quotes")
    });
    None
}

#[cfg(test)]
mod tests {
    use super::super::table::Form;
    use super::super::testing::lines;
    use super::super::word::words;
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Evidence {
        Explicit,
        Inferred,
    }

    impl ClosedWord for Evidence {
        const NAME: &'static str = "evidence";
        const WORDS: &'static [(&'static str, Self)] =
            &[("explicit", Evidence::Explicit), ("inferred", Evidence::Inferred)];
    }

    static LINK: Table = Table {
        name: "link",
        keys: &[
            Key::new("url", Form::Text, "the address").required().french(&["adresse"]),
            Key::new("label", Form::Localised, "the words that are linked").translatable().french(&["libellé"]),
        ],
    };

    static TOOL: Table = Table {
        name: "organisation",
        keys: &[
            Key::new("name", Form::Text, "the name, as its people write it").required().translatable().french(&["nom"]),
            Key::new("summary", Form::Localised, "one sentence about it").translatable().french(&["résumé"]),
            Key::new("order", Form::Integer, "its place among others").french(&["ordre"]),
            Key::new("share", Form::Number, "a number"),
            Key::new("draft", Form::Flag, "whether it is unfinished").french(&["brouillon"]),
            Key::new("since", Form::Date, "when it began").french(&["depuis"]),
            Key::new("evidence", Form::OneOf(words::<Evidence>), "how it is known"),
            Key::new("tools", Form::List(&Form::Id("tool")), "what it uses").french(&["outils"]),
            Key::new("links", Form::List(&Form::Table(&LINK)), "pages elsewhere").french(&["liens"]),
            Key::new("also_called", Form::List(&Form::Text), "other names").french(&["autres noms"]),
            Key::new("identifiers", Form::MapOf(&Form::Text), "its ids elsewhere"),
            Key::new("extra", Form::Any, "free data"),
        ],
    };

    /// What is read of a text by every getter, and what is said about it.
    fn read_all(text: &str) -> (Context, String) {
        let languages = ["fr".to_owned(), "en".to_owned()];
        let mut context = Context::new(&SourcePath::new("a.md"), &languages);
        let node = context.read_yaml(text, 0).unwrap_or(Node::nothing(Span::new(0, 0)));
        let fields = Fields::of(&node, &TOOL, &mut context);
        let mut read = String::new();
        let mut note = |words: Option<String>| read.extend(words.map(|words| words + ";"));
        let cx = &mut context;
        note(fields.text("name", cx).map(|name| name.value));
        note(fields.localised("summary", cx).map(|text| {
            let one =
                |(language, text): &(Spanned<String>, Spanned<String>)| format!("{}={}", language.value, text.value);
            text.texts.iter().map(one).collect::<Vec<_>>().join(",")
        }));
        note(fields.integer("order", cx).map(|order| order.value.to_string()));
        note(fields.number("share", cx).map(|share| share.value.to_string()));
        note(fields.flag("draft", cx).map(|draft| draft.value.to_string()));
        note(fields.date("since", cx).map(|date| date.value.to_string()));
        note(fields.one_of::<Evidence>("evidence", cx).map(|evidence| format!("{:?}", evidence.value)));
        let texts =
            |texts: Vec<Spanned<String>>| texts.into_iter().map(|text| text.value).collect::<Vec<_>>().join("+");
        note(Some(texts(fields.ids("tools", cx))).filter(|tools| !tools.is_empty()));
        note(Some(texts(fields.texts("also_called", cx))).filter(|names| !names.is_empty()));
        for link in fields.tables("links", &LINK, cx) {
            note(link.text("url", cx).map(|url| url.value));
            note(link.localised("label", cx).and_then(|label| label.get("fr").map(|text| text.value.clone())));
        }
        for entry in fields.map("identifiers", cx) {
            note(super::text(&entry.value, cx).map(|id| format!("{}:{}", entry.key.value, id.value)));
        }
        (context, read)
    }

    fn said(text: &str) -> Vec<String> {
        lines(read_all(text).0.diagnostics, text)
    }

    #[test]
    fn every_getter_reads_its_form() {
        let text = "name: BRGM\nsummary: {fr: \"a\", en: \"b\"}\norder: 3\nshare: 2.5\ndraft: true\nsince: 2012-06\n\
                    evidence: inferred\ntools: [twitter, blogs]\nalso_called: [A, B]\n\
                    links:\n  - {url: https://a.b, label: C}\nidentifiers: {wikidata: Q1}\nextra: {x: [1]}\n";
        let (context, read) = read_all(text);
        assert_eq!(read, "BRGM;fr=a,en=b;3;2.5;true;2012-06;Inferred;twitter+blogs;A+B;https://a.b;C;wikidata:Q1;");
        assert_eq!(context.diagnostics, []);
    }

    #[test]
    fn a_block_of_lines_ends_without_a_line_break() {
        assert_eq!(read_all("name: |\n  A\n  B\n").1, "A\nB;");
    }

    #[test]
    fn a_text_alone_is_in_the_language_of_the_study() {
        assert_eq!(read_all("name: A\nsummary: b").1, "A;fr=b;");
    }

    #[test]
    fn every_wrong_value_is_told_and_the_others_are_read() {
        let text = "name: [A]\nsummary: [b]\norder: 2.5\nshare: 2,5\ndraft: oui\nsince: juin 2012\n\
                    evidence: explicite\ntools: twitter\nlinks: {url: a}\nalso_called: [\"B\", [c]]\nidentifiers: x\n";
        assert_eq!(
            said(text),
            [
                "1:7 wrong-type: expected a text, found a list",
                "2:10 wrong-type: expected a text, or a text for each language, found a list",
                "3:8 wrong-type: expected a whole number, found `2.5`",
                "4:8 decimal-comma: `2,5` has a decimal comma | write the number with a point: `2.5`",
                "5:8 wrong-type: expected `true` or `false`, found `oui` | write `true`",
                "6:8 invalid-date: `juin 2012` is no date | write `2012-06`",
                "7:11 invalid-value: `explicite` is no evidence | did you mean `explicit`? | it is one of `explicit`, `inferred`",
                "8:8 wrong-type: expected a list, found a text | put it in brackets: `[twitter]`",
                "9:8 wrong-type: expected a list, found keys with values | begin each item with `- `",
                "10:20 wrong-type: expected a text, found a list",
                "11:14 wrong-type: expected keys with values, found a text",
            ]
        );
        assert_eq!(read_all(text).1, "B;");
    }

    #[test]
    fn an_unknown_key_gets_the_one_that_was_meant() {
        assert_eq!(
            said("name: A\nordre: 1"),
            ["2:1 unknown-key: an organisation has no key `ordre` | did you mean `order`?"]
        );
        assert_eq!(
            said("name: A\nRésumé: b"),
            ["2:1 unknown-key: an organisation has no key `Résumé` | did you mean `summary`?"]
        );
        assert_eq!(
            said("name: A\nautres noms: b"),
            ["2:1 unknown-key: an organisation has no key `autres noms` | did you mean `also_called`?"]
        );
        assert_eq!(
            said("name: A\ntool: [b]"),
            ["2:1 unknown-key: an organisation has no key `tool` | did you mean `tools`?"]
        );
        assert_eq!(
            said("name: A\nsummary\u{a0}: b"),
            ["2:1 unknown-key: an organisation has no key `summary\u{a0}` | \
              an invisible space stands beside `summary`: delete it and type a plain space"]
        );
    }

    #[test]
    fn a_key_like_no_other_gets_all_that_are_known() {
        assert_eq!(
            said("name: A\nbudget: 1"),
            [
                "2:1 unknown-key: an organisation has no key `budget` | its keys are `name`, `summary`, `order`, `share`, \
              `draft`, `since`, `evidence`, `tools`, `links`, `also_called`, `identifiers`, `extra` | \
              free data lives under `extra`"
            ]
        );
    }

    #[test]
    fn a_missing_key_is_told_once() {
        let needs = "missing-key: an organisation needs the key `name`, which is missing | \
                     write `name: …`: the name, as its people write it";
        assert_eq!(said("order: 1"), [format!("1:1 {needs}")]);
        assert_eq!(said(""), [format!("1:1 {needs}")]);
        assert_eq!(
            said("order: 1\nname:\n"),
            ["2:1 missing-key: `name` has no value, and an organisation needs one | \
              write `name: …`: the name, as its people write it"]
        );
        // The French word is the one mistake.
        assert_eq!(said("nom: A"), ["1:1 unknown-key: an organisation has no key `nom` | did you mean `name`?"]);
    }

    #[test]
    fn nothing_is_missing_where_lines_cannot_be_read() {
        assert_eq!(said("order: 1\nname\n").len(), 1);
        assert_eq!(said("name: \"A\norder: 1\n").len(), 1);
        assert_eq!(said("name: A : b\norder: x\n").len(), 2);
    }

    #[test]
    fn items_are_read_by_their_own_table() {
        assert_eq!(
            said("name: A\nlinks:\n  - {adresse: b}\n  - {label: c}\n  - d\n  -\n"),
            [
                "3:6 unknown-key: a link has no key `adresse` | did you mean `url`?",
                "4:6 missing-key: a link needs the key `url`, which is missing | write `url: …`: the address",
                "5:5 wrong-type: expected the keys of a link, found a text",
                "6:4 missing-key: a link needs the key `url`, which is missing | write `url: …`: the address",
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_map_is_told() {
        assert_eq!(said("- a"), ["1:1 wrong-type: expected the keys of an organisation, found a list"]);
        assert_eq!(
            said("name:BRGM"),
            ["1:1 wrong-type: expected the keys of an organisation, found a text | \
              put a space after the colon: `name: BRGM`"]
        );
    }

    #[test]
    fn languages_are_those_of_the_study() {
        assert_eq!(
            said("name: A\nsummary: {fr: \"a\", de: \"b\"}"),
            [
                "2:20 unknown-language: `de` is no language of this study | its languages, in `study.yaml`, are `fr`, `en`"
            ]
        );
        assert_eq!(
            said("name: A\nsummary: {fr: une phrase, qui continue: là}"),
            ["2:27 unknown-language: `qui continue` is no language of this study | \
              if this is part of a text, put the whole text in quotes"]
        );
        let mut context = Context::new(&SourcePath::new("study.yaml"), &[]);
        let node = context.read_yaml("{de: a}", 0).unwrap();
        assert_eq!(localised(&node, &mut context).unwrap().get("de").unwrap().value, "a");
        assert_eq!(context.diagnostics, []);
    }

    #[test]
    fn a_text_with_a_colon_in_a_list_is_no_map() {
        assert_eq!(
            said("name: A\nalso_called:\n  - Le guide : tome 2\n"),
            ["3:5 unquoted-colon: expected a text, but `Le guide: tome 2` is a key and a value to YAML | \
              put the text in quotes: `\"Le guide: tome 2\"`"]
        );
    }

    #[test]
    fn an_empty_text_is_told() {
        assert_eq!(said("name: \" \""), ["1:7 invalid-value: the text is empty | give it words, or leave the key out"]);
    }

    #[test]
    fn ids_of_other_things_are_kept_as_they_are_typed() {
        let text = "name: A\ntools: [Twitter, blogs]";
        assert!(said(text).is_empty());
        assert_eq!(read_all(text).1, "A;Twitter+blogs;");
    }

    #[test]
    fn a_file_of_ids_gives_each_that_is_spelt_right() {
        let mut context = Context::new(&SourcePath::new("topics.yaml"), &[]);
        let node = context.read_yaml("a-b: {x: y}\nC: {}\nd:\n", 0).unwrap();
        let ids: Vec<String> = each(&node, &mut context).into_iter().map(|(id, _)| id.value).collect();
        assert_eq!(ids, ["a-b", "d"]);
        assert_eq!(lines(context.diagnostics, "a-b: {x: y}\nC: {}\n"), ["2:1 invalid-id: `C` is no id | write `c`"]);
    }
}
