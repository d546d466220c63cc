//! The files of `folio`, inside the program. The list is explicit: a file that is not here is not published.

macro_rules! file {
    ($path:literal) => {
        ($path, include_bytes!(concat!("../../themes/folio/", $path)))
    };
}

/// Paths below `themes/folio/`, sorted, with their bytes.
pub(super) static FILES: &[(&str, &[u8])] = &[
    file!("assets/compare.js"),
    file!("assets/facets.js"),
    file!("assets/folio.js"),
    file!("assets/icon.svg"),
    file!("assets/search-page.js"),
    file!("assets/search-words.js"),
    file!("assets/search.js"),
    file!("assets/shards.js"),
    file!("css/chart.css"),
    file!("css/folio.css"),
    file!("fonts/OFL-sans.txt"),
    file!("fonts/OFL-serif.txt"),
    file!("fonts/display.woff2"),
    file!("fonts/sans.woff2"),
    file!("fonts/serif-italic.woff2"),
    file!("fonts/serif.woff2"),
    file!("templates/base.html"),
    file!("templates/chapter.html"),
    file!("templates/chart-index.html"),
    file!("templates/chart-page.html"),
    file!("templates/cite.html"),
    file!("templates/comparison.html"),
    file!("templates/documents.html"),
    file!("templates/downloads.html"),
    file!("templates/entity-index.html"),
    file!("templates/entity-page.html"),
    file!("templates/finding-index.html"),
    file!("templates/finding-page.html"),
    file!("templates/home.html"),
    file!("templates/matrix.html"),
    file!("templates/matter-page.html"),
    file!("templates/metric-page.html"),
    file!("templates/moved.html"),
    file!("templates/not-found.html"),
    file!("templates/parts.html"),
    file!("templates/print-edition.html"),
    file!("templates/quote-index.html"),
    file!("templates/quote-page.html"),
    file!("templates/search.html"),
    file!("templates/site-map.html"),
    file!("templates/versions.html"),
    file!("templates/withdrawn.html"),
];
