//! A template rendered into a page of bounded size: a loop that repeats too much ends as a mistake of the theme, not of
//! the machine. Loops that write nothing are not bounded here; a template has no loop without a list.

use std::io::{self, Write};

use tera::{Context, Error, Tera};

/// The bytes of the largest page; no page that a reader could open comes near.
const LARGEST_PAGE: usize = 64 * 1024 * 1024;

/// The same for reports.
pub(super) const LARGEST_PAGE_IN_WORDS: &str = "64 MB";

/// Renders a template.
///
/// # Errors
/// What tera reports; an `Io` for a page that is too large.
pub(super) fn render(tera: &Tera, template: &str, context: &Context) -> Result<String, Error> {
    let mut page = Page(Vec::with_capacity(16 * 1024));
    tera.render_to(template, context, &mut page)?;
    Ok(String::from_utf8_lossy(&page.0).into_owned())
}

struct Page(Vec<u8>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len().saturating_add(bytes.len()) > LARGEST_PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
