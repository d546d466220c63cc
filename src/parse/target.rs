//! What a YAML text names: `quote:delay`, `metric:ined/validation-delay`.

use crate::decode::Context;
use crate::diagnostic::Spanned;

use super::Name;
use super::markdown::{self, RawTarget};

/// The target that a text names; one that is none is reported.
pub(super) fn read(typed: &Name, context: &mut Context) -> Option<Spanned<RawTarget>> {
    match markdown::reference(typed, &context.path) {
        Ok(target) => Some(target),
        Err(diagnostic) => {
            context.report(*diagnostic);
            None
        }
    }
}
