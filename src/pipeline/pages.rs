//! Pages to files: rendered over all threads, each once for as long as its view, its theme and its address stay the same.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, first_of_pages};
use crate::fingerprint::{self, Fingerprint};
use crate::memo::Memo;
use crate::page::Page;
use crate::page::view::{Shared, Site};
use crate::site::{Entry, Facts, Output, Route, Store, StoreError};
use crate::theme::{Prepared, Theme};

use super::Audience;

/// Rendered pages, by everything that rendering reads; nothing where a template fails, which is said anew each time.
pub(super) type RenderMemo = Memo<Fingerprint, Option<Arc<Rendered>>>;

/// A page as it is published, and what the site remembers of it.
#[derive(Debug)]
pub(super) struct Rendered {
    html: Arc<[u8]>,
    fingerprint: Fingerprint,
    facts: Option<Arc<Facts>>,
}

/// Puts the pages into the store and gives what the site remembers of them, in their order.
///
/// What is wrong with a template goes to `out`, and the page is left out. Where a newer edit has come it ends at once,
/// with what there is.
pub(super) fn render_all(
    theme: &Theme,
    pages: &[Page],
    memo: &RenderMemo,
    (store, audience): (&dyn Store, &dyn Audience),
    out: &mut Vec<Diagnostic>,
) -> Result<Vec<(Route, Entry)>, StoreError> {
    let sites: Vec<&Shared<Site>> = pages.iter().map(|page| &page.view.frame.site).collect();
    let prepared = theme.prepare(sites);
    let press = Press { theme, prepared, memo, store };
    let wanted = pages.par_iter().take_any_while(|_| !audience.has_moved_on());
    let rendered: Vec<Result<(Route, Entry), Failure>> = wanted.map(|page| press.print(page)).collect();
    let mut entries = Vec::new();
    let mut failures = Vec::new();
    for result in rendered {
        match result {
            Ok(entry) => entries.push(entry),
            Err(Failure::Theme(diagnostic)) => failures.push(*diagnostic),
            Err(Failure::Store(error)) => return Err(error),
        }
    }
    out.extend(first_of_pages(
        failures.into_iter().map(|failure| ((failure.place.clone(), failure.message.clone()), failure)),
    ));
    Ok(entries)
}

enum Failure {
    Theme(Box<Diagnostic>),
    Store(StoreError),
}

/// What pages are printed with.
struct Press<'a> {
    theme: &'a Theme,
    prepared: Prepared<'a>,
    memo: &'a RenderMemo,
    store: &'a dyn Store,
}

impl Press<'_> {
    fn print(&self, page: &Page) -> Result<(Route, Entry), Failure> {
        let (theme, view) = (self.theme.fingerprint().hex(), page.view.fingerprint().hex());
        // The route counts because the facts of a page name where its links lead.
        let key = fingerprint::of_parts([theme.as_bytes(), view.as_bytes(), page.route.as_str().as_bytes()]);
        let kept = self.memo.get_or_make(key, || self.rendered(page).ok());
        let rendered = match kept {
            Some(rendered) => rendered,
            None => self.rendered(page).map_err(Failure::Theme)?,
        };
        self.store.put_shared(&page.route, &rendered.html).map_err(Failure::Store)?;
        let entry = Entry {
            fingerprint: rendered.fingerprint,
            length: rendered.html.len() as u64,
            facts: rendered.facts.clone(),
            origin: Some(page.origin.clone()),
        };
        Ok((page.route.clone(), entry))
    }

    fn rendered(&self, page: &Page) -> Result<Arc<Rendered>, Box<Diagnostic>> {
        let html = self.prepared.render(&page.view, &page.origin)?;
        let output = Output::new(page.route.clone(), html);
        let Entry { fingerprint, facts, .. } = output.entry();
        Ok(Arc::new(Rendered { html: output.bytes.into(), fingerprint, facts }))
    }
}
