//! `florilege serve`: a study live in the browser of its author.
//!
//! Opens on this machine alone and never touches `public/`. Each change is built by the same pipeline with its memos,
//! what browsers show first; they are told, and put the new page in place of the old one. A build with errors leaves
//! the last good site where it is, and lays the report over it.
//!
//! A thread builds ([`rebuild`]), one of the system's watches ([`watch`]), and this one answers browsers ([`http`]); what
//! they share is the [`stage`]. Nothing here knows what a study is.

mod answers;
mod connection;
mod editor;
mod http;
mod rebuild;
mod report;
mod stage;
mod watch;

use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use camino::Utf8Path;

use crate::diagnostic::{Code, Diagnostic, Texts};
use crate::pipeline;

pub use editor::Editor;

use http::Counter;
use rebuild::Workshop;
use stage::Stage;
use watch::Inbox;

/// Where no port is asked for, the first free one of these is taken.
const PORTS: std::ops::RangeInclusive<u16> = 4000..=4019;
/// A build that is under way at the end is waited for so many times ten milliseconds.
const LAST_WAITS: u32 = 100;

/// How a study is served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How its site is built.
    pub options: pipeline::Options,
    /// The address of this machine that it is served on: a loopback address.
    pub host: IpAddr,
    /// The port; the first free one of a few where this is left out, any free one for 0.
    pub port: Option<u16>,
    /// How places become links.
    pub editor: Editor,
    /// Whether warnings keep a site from being shown, as errors do.
    pub warnings_are_errors: bool,
    /// Codes of warnings that count as errors.
    pub denied: Vec<Code>,
}

/// Tells the author what happens, from any thread.
pub trait Narrator: Send + Sync {
    /// Shows diagnostics.
    fn report(&self, diagnostics: &[Diagnostic], texts: &dyn Texts);
    /// Says something in a line.
    fn say(&self, words: &str);
}

/// Why a study cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// The folder cannot be read.
    Folder(io::Error),
    /// The address is not one of this machine alone.
    Host(IpAddr),
    /// The port is taken, or may not be used.
    Port(SocketAddr, io::Error),
    /// All ports that would do are taken.
    Ports,
    /// The machine gives no thread, socket or signal.
    Machine(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(error) => write!(f, "cannot read the study's folder: {error}"),
            Self::Host(host) => write!(f, "`{host}` can be reached by other machines"),
            Self::Port(address, error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "port {} is taken", address.port())
            }
            Self::Port(address, error) => write!(f, "cannot open {address}: {error}"),
            Self::Ports => write!(f, "the ports {} to {} are all taken", PORTS.start(), PORTS.end()),
            Self::Machine(error) => write!(f, "cannot serve: {error}"),
        }
    }
}

impl ServeError {
    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Folder(_) => "name the folder of a study",
            Self::Host(_) => {
                "a draft is shown to this machine alone: leave `--host` out; to show it to others, `florilege build --preview` \
                 makes a site that any server can give"
            }
            Self::Port(..) | Self::Ports => "give another by `--port`, or any free one by `--port 0`",
            Self::Machine(_) => "",
        }
    }
}

impl std::error::Error for ServeError {}

/// Serves a study until it is interrupted. Leaves nothing behind.
pub fn run(study: &Utf8Path, settings: Settings, narrator: Arc<dyn Narrator>) -> Result<(), ServeError> {
    let study = study.canonicalize_utf8().map_err(ServeError::Folder)?;
    let listener = open(settings.host, settings.port)?;
    let address = listener.local_addr().map_err(ServeError::Machine)?;
    narrator.say(&format!("{study} is served at http://{address}/ (on a page, `e` opens its source; Ctrl-C ends)"));

    let (stage, inbox) = (Arc::new(Stage::new()), Arc::new(Inbox::default()));
    let counter = Counter { stage: Arc::clone(&stage), study: study.clone(), editor: settings.editor.clone() };
    let workshop = Workshop { study, settings, stage, inbox: Arc::clone(&inbox), narrator };
    let building = thread::Builder::new().name("build".to_owned()).spawn(move || workshop.run());
    let building = building.map_err(ServeError::Machine)?;
    let served = answer(listener, Arc::new(counter), &building);
    inbox.close();
    finish(building);
    served
}

/// Opens the port, which only this machine can reach.
fn open(host: IpAddr, port: Option<u16>) -> Result<TcpListener, ServeError> {
    if !host.is_loopback() {
        return Err(ServeError::Host(host));
    }
    let bind = |port| TcpListener::bind(SocketAddr::new(host, port));
    match port {
        Some(port) => bind(port).map_err(|error| ServeError::Port(SocketAddr::new(host, port), error)),
        None => PORTS.into_iter().find_map(|port| bind(port).ok()).ok_or(ServeError::Ports),
    }
}

/// Answers browsers until the end is asked for.
fn answer(listener: TcpListener, counter: Arc<Counter>, building: &JoinHandle<()>) -> Result<(), ServeError> {
    listener.set_nonblocking(true).map_err(ServeError::Machine)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(2).build();
    let runtime = runtime.map_err(ServeError::Machine)?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(ServeError::Machine)?;
        let end = end().map_err(ServeError::Machine)?;
        tokio::select! {
            () = http::serve(listener, counter) => {}
            () = end => {}
            // A thread that fell over serves nobody: better to end than to show an old site for ever.
            () = ended(building) => {
                return Err(ServeError::Machine(io::Error::other("the thread that builds has ended")));
            }
        }
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_millis(100));
    served
}

async fn ended(building: &JoinHandle<()>) {
    while !building.is_finished() {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Comes when the user, the system or a closed terminal asks for the end.
#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
    })
}

/// Comes when the user asks for the end.
#[cfg(not(unix))]
fn end() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a signal there is still the window to close.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// Lets a build that is under way notice the end. It writes nothing, so one that takes long may be left.
fn finish(building: JoinHandle<()>) {
    for _ in 0..LAST_WAITS {
        if building.is_finished() {
            break;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_can_reach_it() {
        for host in ["0.0.0.0", "::", "192.168.1.2"] {
            let error = open(host.parse().unwrap(), Some(0)).unwrap_err();
            assert!(matches!(error, ServeError::Host(_)), "{error}");
        }
    }

    #[test]
    fn a_taken_port_is_an_error_where_it_was_asked_for_and_else_the_next_one() {
        let host: IpAddr = "127.0.0.1".parse().unwrap();
        let first = open(host, Some(0)).unwrap();
        let taken = first.local_addr().unwrap().port();
        assert_eq!(open(host, Some(taken)).unwrap_err().to_string(), format!("port {taken} is taken"));
        let one = open(host, None).unwrap().local_addr().unwrap().port();
        let held = open(host, Some(one)).unwrap();
        let other = open(host, None).unwrap().local_addr().unwrap().port();
        assert_ne!(other, one);
        drop(held);
    }
}
