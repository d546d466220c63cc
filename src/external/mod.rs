//! Whether links out of the study still lead somewhere: the only room that may use the network, and only where the user asks
//! for it with `check --external`.
//!
//! Polite by construction. Each host is asked one thing at a time, with a pause between; an address that led somewhere lately is
//! not asked again, and the [`Ledger`] that says so is a file that is committed, so that nobody's colleagues ask again. A fault
//! that may pass (no answer, a refusal) is not reported while the last good date is recent.

mod ask;
mod ledger;
mod links;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Rule, Severity};
use crate::study::Date;

pub use ask::Web;
pub use ledger::Ledger;
pub use links::{Link, links};

/// A link that leads nowhere.
pub static DEAD_LINK: Rule = Rule {
    code: Code::DeadLink,
    severity: Severity::Warning,
    summary: "a link out of the study leads nowhere",
    explanation: "The address was asked, by `check --external`, and says that there is nothing, or its host is gone. Name the page's \
                  new address or an archived copy of it; a document may say under `retrieved` when it was read.",
    example: "[le rapport](https://example.org/gone)  →  [le rapport](https://web.archive.org/…)",
};

/// A link that leads on.
pub static MOVED_LINK: Rule = Rule {
    code: Code::MovedLink,
    severity: Severity::Warning,
    summary: "a link out of the study leads on to another address for good",
    explanation: "The host says, with the codes 301 or 308 of HTTP (RFC 9110, 15.4), that the page has a new address and keeps it. \
                  Redirections are taken down some day; write the new address while it is known.",
    example: "http://example.org/report  →  https://example.org/report/",
};

/// A link that could not be asked.
pub static UNREACHABLE_LINK: Rule = Rule {
    code: Code::UnreachableLink,
    severity: Severity::Warning,
    summary: "a link out of the study could not be asked for some time",
    explanation: "The host does not answer, or refuses to answer programs. That may pass, so it is only said where the ledger knows \
                  of no recent day on which the address led somewhere. Open it in a browser; if it is there, pardon the check in \
                  `study.yaml` with the reason.",
    example: "[le rapport](https://slow.example.org/) → [le rapport](https://example.org/)",
};

/// Everything that this room can find.
pub static RULES: &[&Rule] = &[&DEAD_LINK, &MOVED_LINK, &UNREACHABLE_LINK];

/// So many hosts are asked at once.
const HOSTS_AT_ONCE: usize = 8;

/// What an address answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// There is something.
    Good,
    /// There is something, at another address for good.
    Moved(String),
    /// There is nothing; the words say how that was said.
    Gone(String),
    /// Nobody knows; the words say why.
    Unknown(String),
}

/// Who asks.
pub trait Ask: Sync {
    /// Asks one address.
    fn ask(&self, url: &str) -> Answer;
}

/// How links are asked.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// The day of the check.
    pub today: Date,
    /// An address that led somewhere on this day or later is not asked again.
    pub fresh_since: Date,
    /// A fault that may pass is not reported of an address that led somewhere on this day or later.
    pub trusted_since: Date,
    /// How long a host is left alone between two questions.
    pub pause: Duration,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The ledger as it is now; addresses that the study no longer has are left out.
    pub ledger: Ledger,
    /// How many addresses were asked.
    pub asked: usize,
    /// How many of them answered anything at all.
    pub answered: usize,
}

/// Asks the links of a study, each address once however many places name it.
pub fn check(links: &[Link], before: &Ledger, manners: &Manners, ask: &dyn Ask) -> Outcome {
    let mut places: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in links.iter().filter(|link| link.url.starts_with("http://") || link.url.starts_with("https://")) {
        // What stands behind `#` is the browser's business.
        places.entry(link.url.split('#').next().unwrap_or(&link.url)).or_default().push(link);
    }
    let is_fresh = |url: &str| before.last_good(url).is_some_and(|day| day >= manners.fresh_since);
    let asked: Vec<&str> = places.keys().copied().filter(|url| !is_fresh(url)).collect();
    let answers = ask_all(&asked, manners.pause, ask);
    let mut ledger = before.only(|url| places.contains_key(url));
    let mut diagnostics = Vec::new();
    for (url, answer) in &answers {
        if matches!(answer, Answer::Good | Answer::Moved(_)) {
            ledger.note(url, manners.today);
        }
        let last = before.last_good(url);
        let Some(diagnostic) = judged(url, answer, last, manners, places.get(url).map_or(&[][..], Vec::as_slice))
        else {
            continue;
        };
        diagnostics.push(diagnostic);
    }
    let answered = answers.values().filter(|answer| !matches!(answer, Answer::Unknown(_))).count();
    Outcome { diagnostics, ledger, asked: answers.len(), answered }
}

fn judged(url: &str, answer: &Answer, last: Option<Date>, manners: &Manners, places: &[&Link]) -> Option<Diagnostic> {
    let (first, others) = places.split_first()?;
    let known = last.map_or("no earlier check reached it".to_owned(), |day| format!("it last led somewhere on {day}"));
    let diagnostic = match answer {
        Answer::Good => return None,
        Answer::Moved(to) => MOVED_LINK
            .at(first.place.clone(), format!("`{url}` has moved for good, to `{to}`"))
            .help(format!("write `{to}`")),
        Answer::Gone(how) => DEAD_LINK
            .at(first.place.clone(), format!("`{url}` leads nowhere: {how}; {known}"))
            .help("give the page's new address, or that of an archived copy"),
        Answer::Unknown(_) if last.is_some_and(|day| day >= manners.trusted_since) => return None,
        Answer::Unknown(why) => UNREACHABLE_LINK
            .at(first.place.clone(), format!("`{url}` could not be asked: {why}; {known}"))
            .help("open it in a browser; if it is there, pardon the check in `study.yaml` with the reason"),
    };
    let diagnostic = diagnostic.about(first.by.to_string());
    Some(others.iter().fold(diagnostic, |diagnostic, link| diagnostic.also(link.place.clone(), "also named here")))
}

/// Asks every address; those of one host one after another.
fn ask_all<'a>(urls: &[&'a str], pause: Duration, ask: &dyn Ask) -> BTreeMap<&'a str, Answer> {
    let mut hosts: BTreeMap<&str, Vec<&'a str>> = BTreeMap::new();
    for url in urls {
        hosts.entry(host(url)).or_default().push(url);
    }
    let queue = Mutex::new(hosts.into_values().collect::<Vec<_>>());
    let answers = Mutex::new(BTreeMap::new());
    let work = || {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(urls) = next else { return };
            for (index, url) in urls.into_iter().enumerate() {
                if index > 0 {
                    std::thread::sleep(pause);
                }
                let answer = ask.ask(url);
                answers.lock().unwrap_or_else(PoisonError::into_inner).insert(url, answer);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..HOSTS_AT_ONCE {
            scope.spawn(work);
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::diagnostic::{Place, SourcePath, Span};
    use crate::study::{EntityRef, Kind};

    struct Known {
        answers: BTreeMap<&'static str, Answer>,
        asked: AtomicUsize,
    }

    impl Ask for Known {
        fn ask(&self, url: &str) -> Answer {
            self.asked.fetch_add(1, Ordering::SeqCst);
            self.answers[url].clone()
        }
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn manners() -> Manners {
        Manners {
            today: day("2026-11-27"),
            fresh_since: day("2026-11-20"),
            trusted_since: day("2026-10-28"),
            pause: Duration::ZERO,
        }
    }

    fn links(urls: &[&str]) -> Vec<Link> {
        let by = EntityRef::new(Kind::Page, "method");
        let place = |index: usize| Place::new(&SourcePath::new("content/pages/method.md"), Span::new(index, index + 1));
        let link = |(index, url): (usize, &&str)| Link { by: by.clone(), place: place(index), url: (*url).to_owned() };
        urls.iter().enumerate().map(link).collect()
    }

    #[test]
    fn each_answer_is_judged_with_what_the_ledger_knows() {
        let known = Known {
            answers: BTreeMap::from([
                ("https://a.example/ok", Answer::Good),
                ("https://a.example/gone", Answer::Gone("it answers 404".to_owned())),
                ("https://b.example/old", Answer::Moved("https://b.example/new".to_owned())),
                ("https://c.example/slow", Answer::Unknown("no answer".to_owned())),
                ("https://c.example/slow-but-known", Answer::Unknown("no answer".to_owned())),
            ]),
            asked: AtomicUsize::new(0),
        };
        let before = Ledger::read(
            "2026-11-21 https://a.example/fresh\n2026-01-01 https://a.example/gone\n2026-11-01 https://c.example/slow-but-known\n2020-01-01 https://z.example/no-longer-named\n",
        )
        .unwrap();
        let urls = [
            "https://a.example/ok#part",
            "https://a.example/ok",
            "https://a.example/gone",
            "https://a.example/fresh",
            "https://b.example/old",
            "https://c.example/slow",
            "https://c.example/slow-but-known",
            "mailto:a@example.org",
        ];
        let outcome = check(&links(&urls), &before, &manners(), &known);
        let said: Vec<(&str, &str)> =
            outcome.diagnostics.iter().map(|each| (each.code.name(), each.message.as_str())).collect();
        assert_eq!(
            said,
            [
                (
                    "dead-link",
                    "`https://a.example/gone` leads nowhere: it answers 404; it last led somewhere on 2026-01-01"
                ),
                ("moved-link", "`https://b.example/old` has moved for good, to `https://b.example/new`"),
                (
                    "unreachable-link",
                    "`https://c.example/slow` could not be asked: no answer; no earlier check reached it"
                ),
            ]
        );
        assert_eq!((outcome.asked, outcome.answered, known.asked.load(Ordering::SeqCst)), (5, 3, 5));
        assert_eq!(
            outcome.ledger.write(),
            format!(
                "{}2026-11-21 https://a.example/fresh\n2026-01-01 https://a.example/gone\n2026-11-27 https://a.example/ok\n2026-11-27 https://b.example/old\n2026-11-01 https://c.example/slow-but-known\n",
                ledger::HEAD
            )
        );
    }

    #[test]
    fn an_address_that_is_named_twice_is_told_once_with_both_places() {
        let known = Known {
            answers: BTreeMap::from([("https://a.example/x", Answer::Gone("it answers 410".to_owned()))]),
            asked: AtomicUsize::new(0),
        };
        let outcome =
            check(&links(&["https://a.example/x", "https://a.example/x"]), &Ledger::default(), &manners(), &known);
        assert_eq!((outcome.diagnostics.len(), outcome.diagnostics[0].further.len()), (1, 1));
    }
}
