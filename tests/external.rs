//! `check --external` against a server of our own on this machine: what is asked, what is said, what is written down.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test may fail, and look at the disk"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

/// A server whose answers are known; it notes each request line.
fn server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let noted = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let request = lines.next().unwrap().unwrap();
            for line in lines.by_ref() {
                if line.unwrap().is_empty() {
                    break;
                }
            }
            let request = request.trim_end_matches(" HTTP/1.1").to_owned();
            let status = match request.as_str() {
                "HEAD /ok" | "GET /no-head" | "GET /moved" | "GET /new" => "200 OK",
                "HEAD /no-head" => "405 Method Not Allowed",
                "HEAD /moved" => "301 Moved Permanently\r\nLocation: /new",
                "HEAD /forbidden" | "GET /forbidden" => "403 Forbidden",
                _ => "404 Not Found",
            };
            noted.lock().unwrap().push(request);
            // One that stops half way: the program must not wait for a body of a HEAD, nor read that of a GET.
            write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").unwrap();
        }
    });
    (address, asked)
}

fn study(folder: &Path, server: &str) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("study.yaml", "title: \"Cas\"\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n");
    let text = format!(
        "# Méthode\n\n[Un]({server}/ok#part), [deux]({server}/gone), [trois]({server}/moved), [quatre]({server}/no-head), \
         [cinq]({server}/forbidden) et [encore]({server}/gone).\n"
    );
    write("content/pages/method.md", &text);
}

fn check(folder: &Path, options: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_florilege");
    Command::new(program).arg("check").arg(folder).args(options).output().unwrap()
}

#[test]
fn links_are_asked_once_politely_and_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let (address, asked) = server();
    study(folder.path(), &address);

    let plain = check(folder.path(), &[]);
    assert!(asked.lock().unwrap().is_empty(), "the network is asked only on request");
    assert!(!folder.path().join("external-links.txt").exists() && plain.status.success());

    let output = check(folder.path(), &["--external"]);
    let said = String::from_utf8(output.stderr).unwrap().replace(&address, "http://there");
    assert!(
        said.contains(
            "warning[dead-link]: `http://there/gone` leads nowhere: it answers 404; no earlier check reached it"
        ),
        "{said}"
    );
    assert!(said.contains("also named here"), "{said}");
    assert!(
        said.contains("warning[moved-link]: `http://there/moved` has moved for good, to `http://there/new`"),
        "{said}"
    );
    assert!(
        said.contains("warning[unreachable-link]: `http://there/forbidden` could not be asked: it answers 403"),
        "{said}"
    );
    assert_eq!(said.matches("warning[").count(), 3, "{said}");
    assert!(output.status.success(), "a warning is no error");
    assert!(String::from_utf8(output.stdout).unwrap().contains("asked 5 addresses, 4 answered"));

    let ledger = fs::read_to_string(folder.path().join("external-links.txt")).unwrap();
    let good: Vec<&str> =
        ledger.lines().skip(1).filter_map(|line| line.split_once(&address).map(|(_, path)| path)).collect();
    assert_eq!(good, ["/moved", "/no-head", "/ok"], "{ledger}");

    let before = asked.lock().unwrap().len();
    let again = String::from_utf8(check(folder.path(), &["--external"]).stdout).unwrap();
    assert!(again.contains("asked 2 addresses"), "what led somewhere this week is not asked again: {again}");
    assert!(asked.lock().unwrap()[before..].iter().all(|request| !request.contains("/ok")));
    let denied = check(folder.path(), &["--external", "--deny", "warnings"]);
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn without_a_network_nothing_is_said_of_links_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    // A port on which nobody listens.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    study(folder.path(), &format!("http://127.0.0.1:{port}"));
    let output = check(folder.path(), &["--external"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("none of 5 addresses could be asked"), "{said}");
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("external-links.txt").exists());
}

#[test]
fn a_ledger_that_cannot_be_read_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (address, asked) = server();
    study(folder.path(), &address);
    let ledger = folder.path().join("external-links.txt");
    fs::write(&ledger, "<<<<<<< HEAD\n").unwrap();
    let output = check(folder.path(), &["--external"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("external-links.txt`: line 1 is no day and address: `<<<<<<< HEAD`"), "{said}");
    assert_eq!((output.status.code(), fs::read_to_string(&ledger).unwrap().as_str()), (Some(2), "<<<<<<< HEAD\n"));
    assert!(asked.lock().unwrap().is_empty());
}
