//! What can be wrong with a file before anybody asks what it means.

use crate::diagnostic::{Code, Rule, Severity};

/// The rules of this room.
pub static RULES: &[&Rule] =
    &[&WRONG_ENCODING, &UNREADABLE_FILE, &FILE_TOO_LARGE, &LINK_OUT_OF_STUDY, &UNEXPECTED_FILE];

/// A text that is not UTF-8.
pub static WRONG_ENCODING: Rule = Rule {
    code: Code::WrongEncoding,
    severity: Severity::Error,
    summary: "a text file is not written in UTF-8",
    explanation: "Letters are stored as numbers, and a file does not say by which table. Florilège reads UTF-8, the \
                  table of the Web; a file saved by an older program, or as CSV by Excel, may use Windows-1252 or \
                  UTF-16, and its accents would come out wrong. Save it again as UTF-8: in Excel choose “CSV UTF-8”, \
                  in Notepad “Encoding: UTF-8”, in VS Code the encoding in the status bar, then “Save with Encoding”. \
                  A byte order mark and Windows line ends are fine.",
    example: "content/organisations.csv, saved by Excel as “CSV”\n→ saved as “CSV UTF-8 (comma delimited)”",
};

/// A file that the machine would not give.
pub static UNREADABLE_FILE: Rule = Rule {
    code: Code::UnreadableFile,
    severity: Severity::Error,
    summary: "a file cannot be read",
    explanation: "The file is there, but the machine does not give it: it may lack permission, have a name that is no \
                  text, or be no ordinary file. Nothing is guessed about what it would have said.",
    example: "chmod 000 content/quotes/delay.md\n→ chmod 644 content/quotes/delay.md",
};

/// A file beyond the bound.
pub static FILE_TOO_LARGE: Rule = Rule {
    code: Code::FileTooLarge,
    severity: Severity::Error,
    summary: "a file is larger than a study can use",
    explanation: "A text may have 16 MiB and any other file 64 MiB: room for hundreds of thousands of quotes, and for \
                  any image that a reader would wait for. A larger file is nearly always in the wrong place: a scan, \
                  a recording, an export of everything. Keep it outside the study's folders and link to it.",
    example: "content/organisations/ined/interview.wav (310 MiB)\n→ a link to where the recording is kept",
};

/// A symbolic link that leads elsewhere.
pub static LINK_OUT_OF_STUDY: Rule = Rule {
    code: Code::LinkOutOfStudy,
    severity: Severity::Error,
    summary: "a symbolic link leads out of the study",
    explanation: "What a study reads is published, so it reads only what is in its own folders: `study.yaml`, \
                  `content/`, `charts/` and `themes/`. A link to a file elsewhere would publish a file that nobody \
                  sees in the study, and a stranger's contribution could name any file of the machine. Copy the file \
                  into the study.",
    example: "content/metrics.yaml -> /home/anna/all-metrics.yaml\n→ a copy of the file",
};

/// A file that nobody reads.
pub static UNEXPECTED_FILE: Rule = Rule {
    code: Code::UnexpectedFile,
    severity: Severity::Warning,
    summary: "a file stands where nobody reads it",
    explanation: "Each kind of file has its place and its extension. A file elsewhere is not read, and what it says is \
                  not published, which is seldom what its author wants. Move it to its place, or out of `content/` and \
                  `charts/`. A file whose name begins with a stop is left alone.",
    example: "content/notes.md\n→ content/pages/notes.md",
};
