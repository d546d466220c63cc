//! What is not a page: feeds, sitemap, tables, search index.
