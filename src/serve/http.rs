//! The server: HTTP/1.1 on the loopback, for browsers of this machine.
//!
//! A page of a stranger must not read an unpublished study through its visitor's browser: a request is answered only if
//! it names this machine as its host (which stops a name that was bent to 127.0.0.1) and if no other site asks for it.
//! The only user of hyper.

use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use camino::Utf8PathBuf;
use http_body_util::channel::{Channel, Sender};
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use crate::pipeline;
use crate::site::Route;

use super::answers::{self, Answer, EVENTS, Question, Site};
use super::connection::Connection;
use super::editor::Editor;
use super::stage::{self, Found, Stage};

/// More clients than this wait to be let in.
const MOST_CLIENTS: usize = 1_000;
/// A request's head must come within so long.
const HEAD: Duration = Duration::from_secs(15);
/// A client that takes nothing for so long is let go.
const STALL: Duration = Duration::from_secs(30);
/// A page that is being made is waited for so long, then the last one is given.
const PAGE: Duration = Duration::from_secs(20);
/// A client that is gone is noticed when it is written to, so something is written now and then.
const HEARTBEAT: Duration = Duration::from_secs(15);

type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

/// What requests are answered from.
#[derive(Debug)]
pub(super) struct Counter {
    pub(super) stage: Arc<Stage>,
    pub(super) study: Utf8PathBuf,
    pub(super) editor: Editor,
}

/// Answers requests for as long as it is polled.
pub(super) async fn serve(listener: TcpListener, counter: Arc<Counter>) {
    let places = Arc::new(Semaphore::new(MOST_CLIENTS));
    loop {
        // The semaphore is never closed.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let socket = match listener.accept().await {
            Ok((socket, _)) => socket,
            Err(_) => {
                // No file handles left, or a client that went before it came: others may still be served.
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // News are small and must go at once.
        let _ = socket.set_nodelay(true);
        let counter = Arc::clone(&counter);
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let counter = Arc::clone(&counter);
                async move { Ok::<_, Infallible>(respond(request, &counter).await) }
            });
            let io = TokioIo::new(Connection::new(socket, STALL));
            let mut server = http1::Builder::new();
            let server = server.timer(TokioTimer::new()).header_read_timeout(HEAD);
            // A client that breaks off is none of the author's business.
            let _ = server.serve_connection(io, service).await;
            drop(place);
        });
    }
}

async fn respond(request: Request<Incoming>, counter: &Arc<Counter>) -> Response<Body> {
    if let Some(refusal) = refusal(request.method(), request.headers()) {
        return finished(refusal);
    }
    let path = request.uri().path();
    if let Some(page) = path.strip_prefix(EVENTS) {
        return match Question::of(page) {
            Question::File(route) if *request.method() == Method::GET => news(counter, route),
            _ => finished(Answer::words(404, "there is no such page")),
        };
    }
    finished(match Question::of(path) {
        Question::File(route) => file(counter, route).await,
        Question::Own(answer) => answer,
        Question::Source(path) => answers::source(&counter.stage, &counter.site(), &path),
        Question::Nothing => Answer::words(404, "there is no such address"),
    })
}

impl Counter {
    fn site(&self) -> Site<'_> {
        Site { study: &self.study, editor: &self.editor }
    }
}

/// Why a request is not answered, if it is not.
fn refusal(method: &Method, headers: &HeaderMap) -> Option<Answer> {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Some(Answer::words(405, "pages are read here, and nothing else"));
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_this_machine(text("host")) {
        let words = "`florilege serve` answers only to localhost, 127.0.0.1 and [::1]; open one of these";
        return Some(Answer::words(421, words));
    }
    // A link from elsewhere may lead here; a page from elsewhere may not take anything into itself.
    let is_foreign = matches!(text("sec-fetch-site"), "cross-site" | "same-site");
    let is_visit = text("sec-fetch-mode") == "navigate" && text("sec-fetch-dest") == "document";
    (is_foreign && !is_visit).then(|| Answer::words(403, "another site may link here, and nothing else"))
}

/// Whether a `Host` is this machine, at any port: a tunnel may have another.
fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => return matches!(rest.split_once(']'), Some(("::1", port)) if is_port(port)),
        None => host.find(':').map_or(host, |at| host.get(..at).unwrap_or_default()),
    };
    let port = host.get(name.len()..).unwrap_or_default();
    (name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1") && is_port(port)
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|digits| digits.parse::<u16>().is_ok())
}

async fn file(counter: &Arc<Counter>, route: Route) -> Answer {
    let found = awaited(&counter.stage, &route).await;
    let is_yet_to_be_drawn =
        route.as_str().ends_with(".png") && found.as_ref().is_some_and(|file| file.bytes.is_empty());
    if is_yet_to_be_drawn {
        return picture(counter, &route).await;
    }
    answers::file(&counter.stage, &counter.site(), &route, found)
}

/// What is at an address, after the edit that is being built.
async fn awaited(stage: &Arc<Stage>, route: &Route) -> Option<stage::Shown> {
    let mut turns = stage.turns();
    let mut look = None;
    loop {
        match stage.find(route) {
            Found::File(file) => return Some(file),
            Found::Nothing => return None,
            // The next build makes ahead what somebody waits for.
            Found::Soon => look = look.or_else(|| Some(stage.look_at(route))),
        }
        if !matches!(timeout(PAGE, turns.changed()).await, Ok(Ok(()))) {
            return stage.last(route);
        }
    }
}

/// A PNG that was left for when it is asked for.
async fn picture(counter: &Arc<Counter>, route: &Route) -> Answer {
    let svg = counter.stage.last(&route.with_extension("svg"));
    let svg = svg.and_then(|svg| String::from_utf8(svg.bytes.to_vec()).ok());
    let png = match svg {
        Some(svg) => tokio::task::spawn_blocking(move || pipeline::png(&svg)).await.ok().flatten(),
        None => None,
    };
    match png {
        Some(body) => Answer { status: 200, kind: "image/png", body, location: None },
        None => Answer::words(404, "this picture cannot be made"),
    }
}

fn finished(answer: Answer) -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::new(Bytes::from_owner(answer.body))));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.kind));
    if let Some(location) = answer.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
        headers.insert(header::LOCATION, location);
    }
    if answer.status == 405 {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    guard(headers);
    response
}

/// Nothing is kept by browsers, guessed at, or taken into pages of others.
fn guard(headers: &mut HeaderMap) {
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
}

/// A stream of server-sent events about one page.
fn news(counter: &Arc<Counter>, route: Route) -> Response<Body> {
    let (sender, body) = Channel::new(1);
    let counter = Arc::clone(counter);
    tokio::spawn(async move {
        // The client is gone: nothing more is to be done.
        let _ = tell(sender, &counter.stage, &route).await;
    });
    let mut response = Response::new(Either::Right(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    guard(response.headers_mut());
    response
}

/// Tells how things are, at once and whenever they are otherwise. Each event says all, so none need be kept for a slow
/// client: it is told the newest when it reads again.
async fn tell(
    mut sender: Sender<Bytes, Infallible>,
    stage: &Arc<Stage>,
    route: &Route,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let _look = stage.look_at(route);
    let mut turns = stage.turns();
    let mut last = String::new();
    sender.send_data(Bytes::from_static(b"retry: 500\n\n")).await?;
    loop {
        let now = state(stage, route);
        if now != last {
            sender.send_data(Bytes::from(format!("event: news\ndata: {now}\n\n"))).await?;
            last = now;
        }
        match timeout(HEARTBEAT, turns.changed()).await {
            Ok(changed) => changed?,
            Err(_) => sender.send_data(Bytes::from_static(b": still here\n\n")).await?,
        }
    }
}

/// How things are for who looks at a page: its version, that of each file it loads, and the report over it.
fn state(stage: &Stage, route: &Route) -> String {
    let page = answers::shown_at(stage, route);
    // Nothing was ever shown: the script then waits for a first page.
    let version = page.as_ref().map(|page| page.fingerprint.hex()).unwrap_or_default();
    let loads = page.map(|page| stage.loads(&page)).unwrap_or_default();
    let loads: serde_json::Map<_, _> =
        loads.into_iter().map(|(route, key)| (route.as_str().to_owned(), json!(key.hex()))).collect();
    let report = stage.report();
    json!({ "version": version, "loads": loads, "report": report.as_deref() }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let headers = headers
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), HeaderValue::from_static(value)));
        refusal(&Method::GET, &headers.collect()).map(|answer| answer.status)
    }

    #[test]
    fn only_this_machine_is_a_host() {
        for host in ["localhost", "LocalHost:4000", "127.0.0.1:8080", "[::1]", "[::1]:4000"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org:4000",
            "[::2]",
            "[::1",
            "localhost:x",
            "127.0.0.2",
            "192.168.1.2:4000",
            ":4000",
            "[::1]example.org",
            "localhost:4000@example.org",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn another_site_may_link_and_no_more() {
        let host = ("host", "127.0.0.1:4000");
        assert_eq!(status(&[host]), None);
        assert_eq!(status(&[("host", "example.org")]), Some(421));
        assert_eq!(status(&[host, ("sec-fetch-site", "same-origin"), ("sec-fetch-mode", "cors")]), None);
        assert_eq!(status(&[host, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]), Some(403));
        let frame = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
        assert_eq!(status(&[&[host], &frame[..]].concat()), Some(403));
        let visit = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        assert_eq!(status(&[&[host], &visit[..]].concat()), None);
    }

    #[test]
    fn pages_are_read_and_nothing_else() {
        let answer = refusal(&Method::POST, &HeaderMap::new()).unwrap();
        assert_eq!(finished(answer).headers()[header::ALLOW], "GET, HEAD");
    }
}
