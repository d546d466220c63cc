//! What the audience looks at, made ahead of the rest of the site.
//!
//! The same stages as in the whole build, for a few pages: these have the bytes that the whole build will give them, but
//! for what they say of files that it has yet to make, which is taken from the build before.

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::diagnostic::{Diagnosed, any_error};
use crate::language::Language;
use crate::page::{self, Book, Page};
use crate::site::{Store, StoreError};
use crate::study::Study;
use crate::theme::Theme;

use super::{Audience, Memos, assets, draw, pages, put};

/// What pages are made from, before all of them are.
pub(super) struct Desk<'a> {
    pub(super) study: &'a Study,
    pub(super) analysis: &'a Analysis,
    pub(super) languages: &'a [Language],
    pub(super) theme: &'a Theme,
    pub(super) memos: &'a Memos,
}

impl Desk<'_> {
    /// Shows the audience what it looks at. Where that has errors nothing is shown: the whole build says them.
    pub(super) fn show(
        &self,
        options: &page::Options,
        store: &dyn Store,
        audience: &dyn Audience,
    ) -> Result<(), StoreError> {
        if audience.watches().is_empty() {
            return Ok(());
        }
        self.memos.draw.ahead();
        self.memos.render.ahead();
        let shown = self.make(options, store, audience);
        self.memos.draw.rest();
        self.memos.render.rest();
        shown
    }

    fn make(&self, options: &page::Options, store: &dyn Store, audience: &dyn Audience) -> Result<(), StoreError> {
        let Desk { study, analysis, languages, theme, memos } = self;
        let routes = audience.watches();
        let Diagnosed { value: pictures, diagnostics: mut out } =
            draw::for_pages(&routes, study, analysis, languages, &memos.draw);
        if any_error(&out) {
            return Ok(());
        }
        let book = Book {
            study,
            analysis,
            languages: languages.iter().collect(),
            pictures: &draw::of_definitions(&pictures),
            automatic: &draw::of_pages(&pictures),
            files: &memos.known_files(),
            options: options.clone(),
        };
        let wanted: Vec<Page> =
            languages.par_iter().flat_map(|language| page::pages_at(&book, language, &routes)).collect();
        let mut entries = pages::render_all(theme, &wanted, &memos.render, (store, &super::Nobody), &mut out)?;
        if any_error(&out) {
            return Ok(());
        }
        for output in assets(theme, study) {
            entries.push(put(store, output)?);
        }
        audience.show(entries);
        Ok(())
    }
}
