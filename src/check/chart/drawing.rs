//! What the program holds of each drawing, whatever is drawn: it looks at its own work.

use crate::chart::audit::Fault;
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
    example: "a label of forty words, which runs over its neighbour → a label of four words",
};

/// Reports the first of the faults of a chart's drawings; the others mostly follow from it.
pub fn check<'f>(place: &Place, about: &str, faults: impl IntoIterator<Item = &'f Fault>) -> Option<Diagnostic> {
    faults.into_iter().next().map(|fault| {
        RULE.at(place.clone(), format!("the drawing is faulty: {fault}"))
            .help("shorten names or use another kind of chart, and report this to Florilège's developers")
            .about(about)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourcePath;

    #[test]
    fn the_first_fault_is_said_at_the_chart() {
        let place = Place::file(&SourcePath::new("charts/quotes.yaml"));
        let faults = [Fault::TextOutside("Institut".to_owned()), Fault::FillsTouch];
        let found = check(&place, "chart:quotes", &faults).unwrap();
        assert_eq!(found.message, "the drawing is faulty: `Institut` leaves the picture");
        assert_eq!((found.place, found.subject.as_deref()), (place, Some("chart:quotes")));
    }

    #[test]
    fn a_drawing_without_faults_says_nothing() {
        assert_eq!(check(&Place::file(&SourcePath::new("charts/quotes.yaml")), "chart:quotes", []), None);
    }
}
