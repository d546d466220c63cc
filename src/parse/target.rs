//! `kind:id` where YAML names something of the study: what a finding rests on, what a chart's row leads to, whom a check
//! pardons. The same words as in links of a text, read by the same function.

use super::markdown::{self, KINDS, RawTarget};
use crate::decode::{Context, Node, read, word::INVALID_VALUE};
use crate::diagnostic::{Certainty, Spanned, nearest};

/// What a node names; what is wrong is noted.
pub(super) fn read(node: &Node, context: &mut Context) -> Option<Spanned<RawTarget>> {
    // `- quote: delay`, with a space after the colon, is a key and a value to YAML.
    if let Some([entry]) = node.entries()
        && KINDS.contains(&entry.key.value.as_str())
        && let Some(id) = entry.value.text()
    {
        let typed = format!("{}:{id}", entry.key.value);
        let message = format!("`{}: {id}` is a key and a value to YAML", entry.key.value);
        let place = context.place(node.span);
        let found = read::WRONG_TYPE.at(place, message).help(format!("write `{typed}`, without the space"));
        // In braces it would still be a map.
        let is_bare = node.span.start == entry.key.span.start && entry.value.span.end == node.span.end;
        context.report(if is_bare { found.replace(Certainty::Certain, typed.as_str()) } else { found });
        return known(&Spanned::new(typed, node.span), context);
    }
    known(&read::text(node, context)?, context)
}

/// What a finding can rest on, and what not: claims rest on evidence, not on other claims or on the narrative.
pub(super) fn evidence(node: &Node, context: &mut Context) -> Option<Spanned<RawTarget>> {
    let target = read(node, context)?;
    let kind = target.value.kind.as_str();
    if matches!(kind, "finding" | "chapter" | "page") {
        let message = format!("a finding cannot rest on a {kind}");
        let kinds = KINDS.iter().filter(|kind| !matches!(**kind, "finding" | "chapter" | "page"));
        let kinds: Vec<String> = kinds.map(|kind| format!("`{kind}`")).collect();
        let place = context.place(target.span);
        context.report(INVALID_VALUE.at(place, message).help(format!("it rests on one of {}", kinds.join(", "))));
        return None;
    }
    Some(target)
}

fn known(typed: &Spanned<String>, context: &mut Context) -> Option<Spanned<RawTarget>> {
    let place = context.place(typed.span);
    let (target, anchor) = match markdown::target(&typed.value) {
        Some(found) => found,
        None => {
            context.report(not_named(&typed.value, place));
            return None;
        }
    };
    if anchor.is_some() || target.id.is_empty() {
        let message = format!("`{}` names nothing of the study", typed.value);
        let right = format!("{}:{}", target.kind, if target.id.is_empty() { "ID" } else { &target.id });
        context.report(INVALID_VALUE.at(place, message).help(format!("write `{right}`")));
        return None;
    }
    Some(Spanned::new(target, typed.span))
}

fn not_named(typed: &str, place: crate::diagnostic::Place) -> crate::diagnostic::Diagnostic {
    let listed: Vec<String> = KINDS.iter().map(|kind| format!("`{kind}`")).collect();
    let Some((kind, id)) = typed.split_once(':') else {
        let diagnostic = INVALID_VALUE.at(place, format!("`{typed}` does not say what kind of thing it names"));
        return diagnostic.help(format!("write `KIND:{typed}`, with one of {}", listed.join(", ")));
    };
    let (kind, id) = (kind.trim(), id.trim());
    let diagnostic = markdown::UNKNOWN_SCHEME.at(place, format!("no kind is called `{kind}`"));
    match markdown::kind_meant(kind).or_else(|| nearest(kind, KINDS)) {
        Some(near) => {
            let right = format!("{near}:{id}");
            let diagnostic = diagnostic.help(format!("did you mean `{right}`?"));
            diagnostic.respell(markdown::certainty_of_kind(kind, near), typed, &right)
        }
        None => diagnostic.help(format!("the kinds are {}", listed.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    fn said(yaml: &str) -> String {
        let mut context = Context::new(&SourcePath::new("a.yaml"), &[]);
        let node = context.read_yaml(yaml, 0).unwrap();
        let target = evidence(node.get("a").unwrap(), &mut context);
        let target = target.map_or("-".to_owned(), |target| format!("{}:{}", target.value.kind, target.value.id));
        let line = |found: &crate::diagnostic::Diagnostic| {
            format!("\n{}: {} | {}", found.code.name(), found.message, found.help.join(" | "))
        };
        format!("{target}{}", context.diagnostics.iter().map(line).collect::<String>())
    }

    #[test]
    fn a_kind_and_an_id_name_something() {
        assert_eq!(said("a: quote:delay"), "quote:delay");
        assert_eq!(said("a: metric:ined/validation-delay"), "metric:ined/validation-delay");
    }

    #[test]
    fn a_wrong_name_is_told_how_to_write_it() {
        assert_eq!(
            said("a: qoute:delay"),
            "-\nunknown-scheme: no kind is called `qoute` | did you mean `quote:delay`?"
        );
        assert_eq!(
            said("a: {quote: delay}"),
            "quote:delay\nwrong-type: `quote: delay` is a key and a value to YAML | write `quote:delay`, without the space"
        );
        assert_eq!(
            said("a: quote:delay#top"),
            "-\ninvalid-value: `quote:delay#top` names nothing of the study | write `quote:delay`"
        );
        assert_eq!(
            said("a: delay"),
            "-\ninvalid-value: `delay` does not say what kind of thing it names | write `KIND:delay`, with one of `quote`, \
             `organisation`, `tool`, `practice`, `topic`, `metric`, `chart`, `finding`, `chapter`, `page`, `document`"
        );
        assert!(
            said("a: https://example.org").starts_with("-\nunknown-scheme: no kind is called `https` | the kinds are ")
        );
    }

    #[test]
    fn a_claim_rests_on_evidence() {
        assert_eq!(
            said("a: finding:caution"),
            "-\ninvalid-value: a finding cannot rest on a finding | it rests on one of `quote`, `organisation`, `tool`, \
             `practice`, `topic`, `metric`, `chart`, `document`"
        );
    }
}
