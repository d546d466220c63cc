//! `florilege serve` as a browser, an editor and an unkind stranger meet it: the program itself, over sockets.
//!
//! Nothing here is timed: each test waits for what must come, and for long enough that only a failure runs into the limit.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk and the clock"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use serde_json::Value;

/// Far longer than anything takes.
const LIMIT: Duration = Duration::from_secs(120);
const PAGE: &str = "quotes/delay.html";
const QUOTE: &str = "content/quotes/delay.md";

fn quote(words: &str) -> String {
    format!("---\norganisation: atelier\n---\n{words}\n")
}

/// A study being served.
struct Served {
    folder: tempfile::TempDir,
    child: Child,
    port: u16,
    lines: Receiver<String>,
    errors: Receiver<String>,
}

impl Served {
    fn start() -> Self {
        Self::with(&["--port", "0"])
    }

    fn with(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let study = "title: \"Essai\"\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n\
                     address: https://essai.example/\n";
        write("study.yaml", study);
        write("content/organisations/atelier.md", "---\nname: Atelier des Marées\n---\nUn atelier inventé.\n");
        write(QUOTE, &quote("Le délai est de deux heures."));
        let mut child = command(folder.path().to_str().unwrap(), arguments).spawn().unwrap();
        let lines = read_lines(child.stdout.take().unwrap());
        let errors = read_lines(child.stderr.take().unwrap());
        let mut served = Self { folder, child, port: 0, lines, errors };
        let opened = served.line("is served at");
        served.port = opened.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        // The first site is whole, and what comes now comes of edits.
        served.line("rendered");
        served
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The next line of the terminal that holds some words.
    fn line(&self, words: &str) -> String {
        first(&self.lines, words)
    }

    fn error(&self, words: &str) -> String {
        first(&self.errors, words)
    }

    fn connect(&self) -> TcpStream {
        let socket = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        socket.set_read_timeout(Some(LIMIT)).unwrap();
        socket
    }

    fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let mut socket = self.connect();
        let host = if headers.to_lowercase().contains("host:") { "" } else { "Host: localhost\r\n" };
        write!(socket, "{method} {target} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").unwrap();
        let mut bytes = Vec::new();
        socket.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, "")
    }

    fn news(&self, page: &str) -> News {
        let mut socket = self.connect();
        write!(socket, "GET /.florilege/events/{page} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        News { lines: BufReader::new(socket) }
    }

    /// Waits until the open page holds some words.
    fn shows(&self, news: &mut News, words: &str) {
        let started = Instant::now();
        while !self.get(&format!("/{PAGE}")).body.contains(words) {
            assert!(started.elapsed() < LIMIT, "the page never holds {words:?}");
            news.next(|_| true);
        }
    }

    fn interrupt(&mut self) -> Option<i32> {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    head: String,
    body: String,
}

/// The stream of events about a page.
struct News {
    lines: BufReader<TcpStream>,
}

impl News {
    /// The next event that is as wanted.
    fn next(&mut self, is_wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the stream ended");
            let Some(data) = line.strip_prefix("data: ") else { continue };
            let event: Value = serde_json::from_str(data).unwrap();
            if is_wanted(&event) {
                return event;
            }
        }
    }

    fn version(&mut self) -> String {
        self.next(|event| event["version"] != "")["version"].as_str().unwrap().to_owned()
    }

    fn other_than(&mut self, version: &str) -> String {
        self.next(|event| event["version"] != version)["version"].as_str().unwrap().to_owned()
    }
}

fn command(study: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_florilege"));
    command.arg("serve").arg(study).args(arguments).env_remove("SOURCE_DATE_EPOCH");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn read_lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

fn first(lines: &Receiver<String>, words: &str) -> String {
    loop {
        let line = lines.recv_timeout(LIMIT).unwrap_or_else(|_| panic!("no line holds {words:?}"));
        if line.contains(words) {
            return line;
        }
    }
}

#[test]
fn files_are_given_as_a_host_would() {
    let served = Served::start();
    let home = served.get("/");
    assert_eq!(home.status, 200);
    assert!(
        home.head.contains("content-type: text/html; charset=utf-8") && home.head.contains("no-store"),
        "{}",
        home.head
    );
    assert!(home.body.contains("/.florilege/live.js"));
    assert!(served.get("/assets/style.css").head.contains("content-type: text/css"));
    assert!(served.get("/.florilege/live.js").head.contains("content-type: text/javascript"));
    assert_eq!(served.get("/quotes/").status, 200);
    let folder = served.get("/quotes");
    assert!(folder.status == 308 && folder.head.contains("location: /quotes/"), "{}", folder.head);

    let missing = served.get("/quotes/none.html");
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("href=\"/assets/style.css\""), "the links of 404.html lead to the published site");

    let head = served.ask("HEAD", "/", "");
    let length = format!("content-length: {}", home.body.len());
    assert!(head.status == 200 && head.body.is_empty() && head.head.contains(&length), "{}", head.head);
    let post = served.ask("POST", "/", "Content-Length: 0\r\n");
    assert!(post.status == 405 && post.head.contains("allow: get, head"));
}

#[test]
fn a_stranger_gets_nothing() {
    let served = Served::start();
    for host in ["evil.example", "localhost.evil.example:80", "192.168.1.2", ""] {
        let answer = served.ask("GET", "/", &format!("Host: {host}\r\n"));
        assert!(matches!(answer.status, 400 | 421) && !answer.body.contains("Essai"), "{host}: {}", answer.status);
    }
    let foreign = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n";
    assert_eq!(served.ask("GET", "/search/fr.js", foreign).status, 403);
    let secret = served.path("secret.txt");
    fs::write(secret, "very secret").unwrap();
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/quotes/..%5c..%5csecret.txt",
        "//secret.txt",
        "/secret.txt",
        "/.florilege/source/secret.txt",
        "/.florilege/source/..%2fsecret.txt",
        "/.florilege/source//etc/passwd",
        "/.florilege/source/content/../../secret.txt",
        "/study.yaml",
        "/%00",
    ] {
        let answer = served.get(path);
        assert!(
            matches!(answer.status, 400 | 404) && !answer.body.contains("secret</code>"),
            "{path}: {}",
            answer.status
        );
        assert!(!answer.body.contains("very secret") && !answer.body.contains("root:"), "{path}");
    }
}

#[test]
fn every_way_of_saving_is_seen() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    let mut version = news.version();
    let file = served.path(QUOTE);
    let mut saved = |way: &str, save: &dyn Fn(&str)| {
        save(&quote(&format!("Enregistré : {way}.")));
        served.shows(&mut news, way);
        let now = served.news(PAGE).version();
        assert_ne!(now, version, "{way}");
        version = now;
    };
    saved("en place", &|text| fs::write(&file, text).unwrap());
    saved("par un fichier temporaire", &|text| {
        let temporary = served.path("content/quotes/.delay.md.tmp");
        fs::write(&temporary, text).unwrap();
        fs::rename(temporary, &file).unwrap();
    });
    saved("avec une copie de secours", &|text| {
        fs::rename(&file, served.path("content/quotes/delay.md~")).unwrap();
        fs::write(&file, text).unwrap();
    });
    saved("en deux fois", &|text| {
        let (first, second) = text.split_at(text.len() / 2);
        let mut open = fs::File::create(&file).unwrap();
        open.write_all(first.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(10));
        open.write_all(second.as_bytes()).unwrap();
    });
    saved("vidé puis rempli", &|text| {
        fs::write(&file, "").unwrap();
        std::thread::sleep(Duration::from_millis(10));
        fs::write(&file, text).unwrap();
    });
    saved("effacé puis refait", &|text| {
        fs::remove_file(&file).unwrap();
        fs::write(&file, text).unwrap();
    });
}

#[test]
fn a_burst_of_edits_ends_with_the_last() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    news.version();
    for edit in 0..100 {
        fs::write(served.path(QUOTE), quote(&format!("Version {edit} du texte."))).unwrap();
    }
    served.shows(&mut news, "Version 99 du texte");
}

#[test]
fn errors_leave_the_last_good_site_with_a_report_over_it() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    let good = news.version();
    served.write(QUOTE, &quote("Perdu.").replace("atelier", "atelir"));
    let event = news.next(|event| !event["report"].is_null());
    assert_eq!(event["version"], good.as_str());
    assert_eq!(event["report"]["summary"], "1 error");
    let shown = &event["report"]["diagnostics"][0];
    let text = shown["text"].as_str().unwrap();
    assert!(text.contains("did you mean `atelier`?"), "{text}");
    assert!(text.contains("content/quotes/delay.md:2:15"), "{text}");
    assert_eq!(shown["places"][0]["name"], "content/quotes/delay.md:2:15");
    assert_eq!(shown["places"][0]["link"], "/.florilege/source/content/quotes/delay.md#L2");
    // The terminal says the same words.
    for line in text.lines().filter(|line| line.contains("atelir")) {
        served.error(line);
    }
    assert!(served.line("last good site").contains("1 error"));
    assert!(served.get(&format!("/{PAGE}")).body.contains("deux heures"));
    assert!(served.get("/.florilege/source/content/quotes/delay.md").body.contains("atelir"));

    served.write(QUOTE, &quote("Retrouvé."));
    let event = news.next(|event| event["report"].is_null() && event["version"] != good.as_str());
    assert_ne!(event["version"], "");
    assert!(served.get(&format!("/{PAGE}")).body.contains("Retrouvé"));
}

#[test]
fn a_study_that_begins_with_errors_is_shown_when_they_are_mended() {
    let served = Served::start();
    let study = fs::read_to_string(served.path("study.yaml")).unwrap();
    served.news(PAGE).version();
    served.write("study.yaml", "title: [");
    let mut news = served.news(PAGE);
    news.next(|event| !event["report"].is_null());
    let second = command(served.folder.path().to_str().unwrap(), &["--port", "0"]);
    let mut second = Running::of(second);
    let opened = first(&second.lines, "is served at");
    let port: u16 = opened.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    let mut socket = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(socket, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 503") && answer.contains("/.florilege/live.js"), "{answer}");
    served.write("study.yaml", &study);
    first(&second.lines, "rendered");
    let _ = second.child.kill();
    let _ = second.child.wait();
}

struct Running {
    child: Child,
    lines: Receiver<String>,
}

impl Running {
    fn of(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let lines = read_lines(child.stdout.take().unwrap());
        Self { child, lines }
    }
}

#[test]
fn new_folders_deletions_and_folders_that_go_and_come_back_are_seen() {
    let served = Served::start();
    let mut news = served.news("index.html");
    let first = news.version();
    served.write("content/practices/new/index.md", "---\nname: Une pratique neuve\n---\nNeuve.\n");
    let with_practice = news.other_than(&first);
    assert_eq!(served.get("/practices/new.html").status, 200);
    fs::remove_dir_all(served.path("content/practices")).unwrap();
    assert_eq!(news.other_than(&with_practice), first);
    assert_eq!(served.get("/practices/new.html").status, 404);

    // The quote's organisation is gone with its folder: an error, and the site stays.
    let (here, away) = (served.path("content/organisations"), served.path("away"));
    fs::rename(&here, &away).unwrap();
    news.next(|event| !event["report"].is_null());
    fs::rename(&away, &here).unwrap();
    news.next(|event| event["report"].is_null());

    let content = served.path("content");
    fs::rename(&content, &away).unwrap();
    served.line("content/organisations/atelier.md");
    fs::rename(&away, &content).unwrap();
    served.line("content/organisations/atelier.md");
    // The folder that came back is watched.
    served.write(QUOTE, &quote("Après le retour."));
    served.shows(&mut served.news(PAGE), "Après le retour");
}

#[test]
fn a_study_whose_folder_is_moved_away_is_waited_for() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    news.version();
    let (here, away) = (served.folder.path().to_owned(), served.folder.path().with_extension("away"));
    fs::rename(&here, &away).unwrap();
    let said = served.line("waiting for it");
    fs::rename(&away, &here).unwrap();
    assert!(said.contains("cannot be read"), "{said}");
    served.line("is back");
    served.write(QUOTE, &quote("De retour."));
    served.shows(&mut news, "De retour");
}

#[test]
fn the_study_its_theme_and_its_strings_are_watched() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    let first = news.next(|event| event["version"] != "");
    let study = fs::read_to_string(served.path("study.yaml")).unwrap();
    served.write("study.yaml", &study.replace("Essai", "Essai renommé"));
    let renamed = news.next(|event| event["version"] != first["version"]);
    assert!(served.get("/").body.contains("Essai renommé"));

    // A style sheet is another file that the page loads, and the same page.
    served.write("themes/folio/css/zz.css", "main { color: rebeccapurple }\n");
    let styled = news.next(|event| event["loads"]["assets/style.css"] != first["loads"]["assets/style.css"]);
    assert_eq!(styled["version"], renamed["version"]);
    assert!(served.get("/assets/style.css").body.contains("rebeccapurple"));

    served.write("themes/folio/languages/fr.yaml", "site.skip: \"Sauter au contenu\"\n");
    let spoken = news.next(|event| event["version"] != styled["version"]);
    assert!(served.get(&format!("/{PAGE}")).body.contains("Sauter au contenu"));

    // A template that fails is said at every rebuild until it is mended, and the site stays.
    let template = "{{ page.no_such_thing }}";
    served.write("themes/folio/templates/quote-page.html", template);
    let failed = news.next(|event| !event["report"].is_null());
    assert!(failed["report"]["diagnostics"][0]["text"].as_str().unwrap().contains("template-error"));
    served.write("content/organisations/atelier.md", "---\nname: Atelier\n---\nAutre.\n");
    served.line("content/organisations/atelier.md: ");
    assert!(served.get(&format!("/{PAGE}")).body.contains("deux heures"));
    fs::remove_file(served.path("themes/folio/templates/quote-page.html")).unwrap();
    news.next(|event| event["report"].is_null() && event["version"] != spoken["version"]);
}

#[test]
fn files_that_cannot_be_read_are_said_and_the_site_stays() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    let good = news.version();
    let large = served.path("content/quotes/large.md");
    fs::File::create(&large).unwrap().set_len(1024 * 1024 * 1024).unwrap();
    let event = news.next(|event| !event["report"].is_null());
    let text = event["report"]["diagnostics"][0]["text"].as_str().unwrap().to_owned();
    assert!(text.contains("the file is larger than 16 MiB"), "{text}");
    assert_eq!(event["version"], good.as_str());
    fs::remove_file(&large).unwrap();
    news.next(|event| event["report"].is_null());

    let file = served.path(QUOTE);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may do everything is refused nothing.
    if fs::read(&file).is_err() {
        let event = news.next(|event| !event["report"].is_null());
        assert!(event["report"].to_string().contains("permission denied"), "{event}");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        news.next(|event| event["report"].is_null());
    }
}

#[test]
fn ten_thousand_changes_at_once_are_one_rebuild_or_a_few() {
    let served = Served::start();
    let mut news = served.news(PAGE);
    news.version();
    fs::create_dir_all(served.path("themes/other/assets")).unwrap();
    for number in 0..10_000 {
        fs::write(served.path(&format!("themes/other/assets/{number}.txt")), number.to_string()).unwrap();
    }
    served.write(QUOTE, &quote("Après dix mille fichiers."));
    served.shows(&mut news, "Après dix mille fichiers");
    fs::remove_dir_all(served.path("themes/other")).unwrap();
    served.write(QUOTE, &quote("Après leur départ."));
    served.shows(&mut news, "Après leur départ");
}

#[test]
fn two_hundred_browsers_are_told_and_those_that_never_read_are_no_harm() {
    let served = Served::start();
    let mut silent = Vec::new();
    for target in ["/assets/style.css", "/.florilege/events/index.html", "/"] {
        for _ in 0..20 {
            let mut socket = served.connect();
            // Asks again and again, and reads nothing.
            for _ in 0..20 {
                write!(socket, "GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
            }
            silent.push(socket);
        }
    }
    // Says nothing at all.
    silent.push(served.connect());
    let mut all: Vec<News> = (0..200).map(|_| served.news(PAGE)).collect();
    let versions: Vec<String> = all.iter_mut().map(News::version).collect();
    served.write(QUOTE, &quote("Pour deux cents lecteurs."));
    for (news, version) in all.iter_mut().zip(&versions) {
        news.other_than(version);
    }
    assert!(served.get(&format!("/{PAGE}")).body.contains("deux cents lecteurs"));
    drop((silent, all));
    served.write(QUOTE, &quote("Pour personne."));
    served.shows(&mut served.news(PAGE), "Pour personne");
}

#[test]
fn a_taken_port_is_said_and_another_is_found() {
    let served = Served::start();
    let study = served.folder.path().to_str().unwrap();
    let taken = command(study, &["--port", &served.port.to_string()]).output().unwrap();
    assert_eq!(taken.status.code(), Some(2));
    let words = String::from_utf8(taken.stderr).unwrap();
    assert!(words.contains(&format!("port {} is taken", served.port)) && words.contains("--port 0"), "{words}");
    let public = command(study, &["--host", "0.0.0.0"]).output().unwrap();
    assert_eq!(public.status.code(), Some(2));
    let words = String::from_utf8(public.stderr).unwrap();
    assert!(words.contains("can be reached by other machines"), "{words}");
    let first = Served::with(&[]);
    let second = Served::with(&[]);
    assert_ne!(first.port, second.port);
}

#[test]
fn an_interrupt_ends_it_well_and_leaves_nothing() {
    let mut served = Served::start();
    let mut news = served.news(PAGE);
    let version = news.version();
    served.write(QUOTE, &quote("Avant la fin."));
    news.other_than(&version);
    assert_eq!(served.interrupt(), Some(0));
    let mut names: Vec<String> = fs::read_dir(served.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["content", "study.yaml"], "neither `public/` nor a cache");
}

#[test]
fn an_editor_is_linked_to_and_a_wrong_one_is_refused() {
    let served = Served::with(&["--port", "0", "--editor", "vscode"]);
    let page = served.get(&format!("/{PAGE}")).body;
    let link =
        format!("data-source=\"vscode://file/{}/{QUOTE}:", served.folder.path().canonicalize().unwrap().display());
    assert!(page.contains(&link), "{link} is not in {}", page.get(..600).unwrap_or(&page));
    let wrong = command(served.folder.path().to_str().unwrap(), &["--editor", "javascript:{path}"]).output().unwrap();
    assert_eq!(wrong.status.code(), Some(2));
}
