//! The themes that are part of the program, file by file. The lists are explicit: a file that is not here is not published.
//!
//! `folio` is whole. Every other theme holds what it replaces in `folio` or adds to it, as a theme of a study does.

macro_rules! files {
    ($theme:literal: $($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("../../themes/", $theme, "/", $path)))),+]
    };
}

/// A file of a theme: its path below the theme's folder, and its bytes.
pub(super) type File = (&'static str, &'static [u8]);

/// The theme that all others are laid over.
pub(super) const GROUND: &str = "folio";

/// Every theme of the program by its name, sorted.
pub(super) static THEMES: &[(&str, &[File])] = &[("bulletin", BULLETIN), (GROUND, FOLIO)];

/// The files of a theme of the program.
pub(super) fn files_of(theme: &str) -> Option<&'static [File]> {
    THEMES.iter().find(|(name, _)| *name == theme).map(|(_, files)| *files)
}

static BULLETIN: &[File] = files!(
    "bulletin":
    "css/folio.css",
    "templates/base.html",
    "templates/chapter.html",
    "templates/entity-page.html",
    "templates/finding-card.html",
    "templates/finding-page.html",
    "templates/home.html",
    "templates/matter-page.html",
    "templates/metric-page.html",
    "templates/quote-card.html",
    "templates/quote-page.html",
    "templates/side.html",
);

static FOLIO: &[File] = files!(
    "folio":
    "assets/compare.js",
    "assets/facets.js",
    "assets/folio.js",
    "assets/icon.svg",
    "assets/search-page.js",
    "assets/search-words.js",
    "assets/search.js",
    "assets/shards.js",
    "css/chart.css",
    "css/folio.css",
    "css/fonts.css",
    "fonts/OFL-sans.txt",
    "fonts/OFL-serif.txt",
    "fonts/display.woff2",
    "fonts/sans.woff2",
    "fonts/serif-italic.woff2",
    "fonts/serif.woff2",
    "templates/base.html",
    "templates/chapter.html",
    "templates/chart-index.html",
    "templates/chart-page.html",
    "templates/cite.html",
    "templates/comparison.html",
    "templates/documents.html",
    "templates/downloads.html",
    "templates/entity-index.html",
    "templates/entity-page.html",
    "templates/facets.html",
    "templates/figure.html",
    "templates/finding-card.html",
    "templates/finding-index.html",
    "templates/finding-page.html",
    "templates/home.html",
    "templates/matrix.html",
    "templates/matter-page.html",
    "templates/metric-page.html",
    "templates/moved.html",
    "templates/not-found.html",
    "templates/parts.html",
    "templates/print-edition.html",
    "templates/quote-card.html",
    "templates/quote-index.html",
    "templates/quote-page.html",
    "templates/search.html",
    "templates/site-map.html",
    "templates/tables.html",
    "templates/versions.html",
    "templates/withdrawn.html",
);

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "a test compares the lists with the folders")]
    fn every_file_of_the_folders_is_in_a_list() {
        for (theme, files) in THEMES {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes").join(theme);
            let mut found = Vec::new();
            for inner in ["assets", "css", "fonts", "templates"] {
                let entries = std::fs::read_dir(folder.join(inner)).into_iter().flatten();
                found.extend(entries.map(|entry| format!("{inner}/{}", entry.unwrap().file_name().display())));
            }
            // Widths of the font for who measures charts; no page needs them.
            found.retain(|path| path != "fonts/sans-widths.txt");
            found.sort();
            assert_eq!(files.iter().map(|(path, _)| *path).collect::<Vec<_>>(), found, "{theme}");
        }
    }
}
