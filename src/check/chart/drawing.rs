//! What the program holds of each drawing, whatever is drawn: it looks at its own work.

use crate::chart::Drawing;
use crate::diagnostic::{Code, Diagnostic, Place, Rule, Severity};

/// What it reports.
pub static RULE: Rule = Rule {
    code: Code::FaultyDrawing,
    severity: Severity::Warning,
    summary: "words or marks of a drawing overlap, leave the picture or are too small",
    explanation: "Florilège measures each drawing before it is published: words are 12 pixels high at least, lie in the \
                  picture and apart from each other, fills do not touch, and each series is named. A drawing that is not \
                  so is a fault of the program, which its developers would like to hear of. Shorter names, or another \
                  kind of chart, help until it is mended.",
    example: "a label of forty words that runs over its neighbour",
};

/// Reports the first fault of a chart's drawings.
pub fn check<'d>(place: &Place, about: &str, drawings: impl IntoIterator<Item = &'d Drawing>) -> Vec<Diagnostic> {
    let fault = drawings.into_iter().find_map(|drawing| drawing.faults.first());
    let report = |fault| {
        RULE.at(place.clone(), format!("the drawing is faulty: {fault}"))
            .help("shorten names or use another kind of chart, and report this to Florilège's developers")
            .about(about)
    };
    fault.map(report).into_iter().collect()
}
