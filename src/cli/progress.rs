//! A line that says that the program is still at work: only on a terminal, only when that takes long, and gone
//! afterwards.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Work that ends sooner is not talked about.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How often the line changes.
const BEAT: Duration = Duration::from_millis(500);
/// Back to the beginning of the line, and away with it (ECMA-48: EL).
const WIPE: &str = "\r\u{1b}[2K";

/// Does some work, and says so while it lasts.
pub(super) fn during<T>(wanted: bool, what: &str, work: impl FnOnce() -> T) -> T {
    if !wanted || !std::io::stderr().is_terminal() {
        return work();
    }
    watched(what, work, &mut |words| {
        let mut stream = std::io::stderr().lock();
        let _ = stream.write_all(words.as_bytes()).and_then(|()| stream.flush());
    })
}

/// The same, on any stream.
fn watched<T>(what: &str, work: impl FnOnce() -> T, write: &mut (dyn FnMut(&str) + Send)) -> T {
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        scope.spawn(move || talk(what, &is_done, write));
        let result = work();
        // Hanging up ends the other thread, which wipes its line before the scope ends.
        drop(done);
        result
    })
}

fn talk(what: &str, is_done: &Receiver<()>, write: &mut (dyn FnMut(&str) + Send)) {
    let mut waited = PATIENCE;
    if is_done.recv_timeout(waited) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    loop {
        write(&format!("{WIPE}{what}, {} s", waited.as_secs()));
        if is_done.recv_timeout(BEAT) != Err(RecvTimeoutError::Timeout) {
            write(WIPE);
            return;
        }
        waited += BEAT;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(work: Duration) -> String {
        let mut said = String::new();
        watched("building", || thread::sleep(work), &mut |words| said.push_str(words));
        said
    }

    #[test]
    fn short_work_is_not_talked_about() {
        assert_eq!(said(Duration::ZERO), "");
    }

    #[test]
    fn long_work_is_and_the_line_is_wiped() {
        let said = said(PATIENCE + BEAT);
        assert!(said.starts_with("\r\u{1b}[2Kbuilding, 1 s"), "{said:?}");
        assert!(said.ends_with(WIPE), "{said:?}");
    }
}
