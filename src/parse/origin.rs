//! Where something is said: `source: {document: ID, locator: p. 3}`.

use crate::decode::{Context, Fields, Form, Key, Table};

use super::SourceEntry;

/// The keys of a source.
pub static SOURCE: Table = Table {
    name: "source",
    keys: &[
        Key::new("document", Form::Id("document"), "the document, by its id in `documents.yaml`").required(),
        Key::new("locator", Form::Text, "where in it, as one would say: `p. 3`, `l. 48–49`")
            .french(&["repère", "page"]),
    ],
};

/// The key that holds a source.
pub const KEY: Key = Key::new("source", Form::Table(&SOURCE), "where it is said: a document and where in it");

/// The source that some fields hold.
pub fn read(fields: &Fields<'_>, context: &mut Context) -> Option<SourceEntry> {
    let source = fields.table("source", &SOURCE, context)?;
    Some(SourceEntry { document: source.id("document", context), locator: source.text("locator", context) })
}
