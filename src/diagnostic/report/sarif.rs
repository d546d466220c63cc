//! Diagnostics for services that show findings of many programs: SARIF 2.1.0 (OASIS), one log with one run.
//!
//! Only the rules of what was found are listed, each with its help. Columns are counted in UTF-16 code units, and the log
//! says so. Files are named from the top of the repository (`%SRCROOT%`); no path of the machine is in the log, so that
//! the same study gives the same log everywhere. `partialFingerprints` has what a [baseline](crate::diagnostic::baseline)
//! knows a finding by, so that one that only moved is not a new one; GitHub compares `primaryLocationLineHash`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Folder;
use super::lines::Positions;
use super::page;
use crate::diagnostic::baseline::Identity;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Place, Rule, SourcePath, Texts};

/// Writes diagnostics, in the order in which they are given, with the rules that they follow.
pub fn log(diagnostics: &[Diagnostic], texts: &dyn Texts, rules: &[&Rule], folder: &Folder) -> String {
    let mut used: Vec<&Rule> = Vec::new();
    let mut index: BTreeMap<Code, usize> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| diagnostics.iter().any(|found| found.code == rule.code)) {
        index.insert(rule.code, used.len());
        used.push(rule);
    }
    let mut writer = Writer { positions: Positions::new(texts), texts, folder, index, seen: BTreeMap::new() };
    let results: Vec<Value> = diagnostics.iter().map(|found| writer.result(found)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Florilège",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": used.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The top of the repository that holds the study."}}},
            "results": results,
        }],
    });
    // A value has string keys and no failing writer, so it can always be written.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.code.name(),
        "shortDescription": {"text": sentence(rule.summary)},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": page::plain(rule), "markdown": page::markdown(rule)},
        "defaultConfiguration": {"level": rule.severity.word()},
    })
}

struct Writer<'a> {
    positions: Positions<'a>,
    texts: &'a dyn Texts,
    folder: &'a Folder,
    /// Where a rule stands in the list of rules.
    index: BTreeMap<Code, usize>,
    /// How often what is known by one word was met.
    seen: BTreeMap<String, usize>,
}

impl Writer<'_> {
    fn result(&mut self, found: &Diagnostic) -> Value {
        let known = Identity::of(found, self.texts).hex();
        let times = self.seen.entry(known.clone()).or_default();
        *times += 1;
        let fingerprint = format!("{known}:{times}");
        let mut result = json!({
            "ruleId": found.code.name(),
            "level": found.severity.word(),
            "message": {"text": message(found)},
            "locations": [{"physicalLocation": self.physical(&found.place)}],
            "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        });
        if let Value::Object(object) = &mut result {
            self.complete(object, found);
        }
        result
    }

    /// What not every result has.
    fn complete(&mut self, result: &mut Map<String, Value>, found: &Diagnostic) {
        if let Some(index) = self.index.get(&found.code) {
            result.insert("ruleIndex".to_owned(), json!(index));
        }
        let further = found.further.iter().enumerate().map(|(id, (place, words))| {
            json!({"id": id, "message": {"text": sentence(words)}, "physicalLocation": self.physical(place)})
        });
        let further: Vec<Value> = further.collect();
        if !further.is_empty() {
            result.insert("relatedLocations".to_owned(), json!(further));
        }
        if let Some(fix) = found.fix.as_ref().and_then(|fix| self.fix(fix, found)) {
            result.insert("fixes".to_owned(), json!([fix]));
        }
        if let Some(subject) = &found.subject {
            result.insert("properties".to_owned(), json!({"subject": subject}));
        }
    }

    /// A fix; nothing where one of its places cannot be counted.
    fn fix(&mut self, fix: &Fix, found: &Diagnostic) -> Option<Value> {
        let mut files: BTreeMap<&SourcePath, Vec<Value>> = BTreeMap::new();
        for Edit { place, text } in &fix.edits {
            let region = self.region_of_edit(place)?;
            let replacement = json!({"deletedRegion": region, "insertedContent": {"text": text}});
            files.entry(&place.path).or_default().push(replacement);
        }
        let changes = files
            .into_iter()
            .map(|(path, replacements)| json!({"artifactLocation": self.artifact(path), "replacements": replacements}));
        let words = found.help.first().map_or("make the change", String::as_str);
        Some(json!({
            "description": {"text": sentence(words)},
            "artifactChanges": changes.collect::<Vec<_>>(),
            "properties": {"certainty": fix.certainty.word()},
        }))
    }

    fn physical(&mut self, place: &Place) -> Value {
        let artifact = self.artifact(&place.path);
        match self.region(place) {
            Some(region) => json!({"artifactLocation": artifact, "region": region}),
            None => json!({"artifactLocation": artifact}),
        }
    }

    fn artifact(&self, path: &SourcePath) -> Value {
        json!({"uri": uri(&format!("{}{path}", self.folder.0)), "uriBaseId": "%SRCROOT%"})
    }

    fn region(&mut self, place: &Place) -> Option<Value> {
        self.positions.of(place)?;
        self.region_of_edit(place)
    }

    /// Unlike that of a diagnostic, the place of an edit may be the empty range at 0: the beginning of the file.
    fn region_of_edit(&mut self, place: &Place) -> Option<Value> {
        let lines = self.positions.lines(&place.path)?;
        let (start, end) = (lines.position(place.span.start), lines.position(place.span.end.max(place.span.start)));
        Some(json!({
            "startLine": start.line,
            "startColumn": lines.column_in_units(start),
            "endLine": end.line,
            "endColumn": lines.column_in_units(end),
        }))
    }
}

/// What was found and what to do, since most viewers show nothing but the message.
fn message(found: &Diagnostic) -> String {
    let helps = found.help.iter().map(|help| format!("\nHelp: {}", sentence(help)));
    sentence(&found.message) + &helps.collect::<String>()
}

/// Our messages are no sentences; those of SARIF are (3.11.3).
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let capital = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
    let stop = if words.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{capital}{}{stop}", letters.as_str())
}

/// A path as a relative reference (RFC 3986, 4.2): what is neither unreserved nor `/` is written by its bytes.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::super::text::tests::{Files, rule};
    use super::*;
    use crate::diagnostic::{Certainty, Span};

    fn logged(found: &[Diagnostic], files: &Files, folder: &str) -> Value {
        serde_json::from_str(&log(found, files, &[rule()], &Folder(folder.to_owned()))).unwrap()
    }

    #[test]
    fn a_result_has_its_rule_its_places_and_its_fix() {
        let files = Files::of(&[("é a.md", "---\n𝄞é: inedd\n"), ("b.md", "x\n")]);
        let path = SourcePath::new("é a.md");
        let place = Place::new(&path, Span::new(12, 17));
        let found = rule()
            .at(place.clone(), "no organisation has the id `inedd`")
            .help("did you mean `ined`?")
            .replace(Certainty::Certain, "ined")
            .also(Place::file(&SourcePath::new("b.md")), "the other")
            .about("quote:a");
        let log = logged(&[found.clone(), found], &files, "docs/étude/");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "unknown-organisation");
        let result = &run["results"][0];
        assert_eq!(result["message"]["text"], "No organisation has the id `inedd`.\nHelp: Did you mean `ined`?");
        let region = json!({"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11});
        let artifact = json!({"uri": "docs/%C3%A9tude/%C3%A9%20a.md", "uriBaseId": "%SRCROOT%"});
        assert_eq!(result["locations"][0]["physicalLocation"], json!({"artifactLocation": artifact, "region": region}));
        assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"], Value::Null);
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["replacements"][0], json!({"deletedRegion": region, "insertedContent": {"text": "ined"}}));
        assert_eq!(result["ruleIndex"], 0);
        let fingerprint =
            |at: usize| run["results"][at]["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap();
        assert_eq!(fingerprint(0).strip_suffix(":1"), fingerprint(1).strip_suffix(":2"));
        assert!(fingerprint(0).len() == 18 && fingerprint(1).len() == 18);
    }

    #[test]
    fn nothing_found_is_a_run_without_results() {
        let log = logged(&[], &Files::of(&[]), "");
        assert_eq!(log["runs"][0]["results"], json!([]));
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"], json!([]));
    }
}
