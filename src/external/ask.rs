//! One question to an address of the web; the only user of ureq.
//!
//! `HEAD` is asked first, so that no page is sent; a host that refuses it, or denies a page that is there, is asked `GET`, and the
//! page is not read.

use std::time::Duration;

use ureq::http::{Response, StatusCode, header};
use ureq::{Agent, Body, Error};

use super::{Answer, Ask};

/// How long an answer may take, with all that it leads on to.
const PATIENCE: Duration = Duration::from_secs(20);
/// An address that leads on more often leads nowhere.
const MOST_REDIRECTIONS: u32 = 8;
/// Whom a host sees.
const NAME: &str =
    concat!("florilege/", env!("CARGO_PKG_VERSION"), " (checks the links of a study, once a week at most)");

/// The web.
pub struct Web {
    /// Says where an address leads, and goes no further.
    steps: Agent,
    /// Goes wherever an address leads on to.
    follows: Agent,
}

impl Default for Web {
    fn default() -> Self {
        let agent = |redirections| {
            let config = Agent::config_builder()
                .timeout_global(Some(PATIENCE))
                .http_status_as_error(false)
                .max_redirects(redirections)
                .max_redirects_will_error(redirections > 0)
                .user_agent(NAME);
            config.build().new_agent()
        };
        Self { steps: agent(0), follows: agent(MOST_REDIRECTIONS) }
    }
}

impl Ask for Web {
    fn ask(&self, url: &str) -> Answer {
        let first = match self.steps.head(url).call() {
            Ok(response) => response,
            Err(error) => return of_error(&error),
        };
        if !first.status().is_redirection() {
            return match is_there(first.status()) {
                true => Answer::Good,
                false => self.asked_again(url, &self.steps),
            };
        }
        let lasting = matches!(first.status(), StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
        match (self.asked_again(url, &self.follows), new_address(url, &first)) {
            (Answer::Good, Some(to)) if lasting => Answer::Moved(to),
            (answer, _) => answer,
        }
    }
}

impl Web {
    fn asked_again(&self, url: &str, agent: &Agent) -> Answer {
        match agent.get(url).call() {
            Ok(response) if is_there(response.status()) => Answer::Good,
            Ok(response) => of_status(response.status()),
            Err(error) => of_error(&error),
        }
    }
}

fn is_there(status: StatusCode) -> bool {
    status.is_success()
}

fn of_status(status: StatusCode) -> Answer {
    let said = format!("it answers {}", status.as_u16());
    match status {
        // Pages that are there and that programs may not see, or that are out for a while.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => Answer::Unknown(said),
        status if status.is_client_error() => Answer::Gone(said),
        _ => Answer::Unknown(said),
    }
}

fn of_error(error: &Error) -> Answer {
    match error {
        Error::HostNotFound => Answer::Unknown("no such host is known".to_owned()),
        Error::TooManyRedirects => Answer::Gone(format!("it leads on more than {MOST_REDIRECTIONS} times")),
        Error::Timeout(_) => Answer::Unknown(format!("no answer in {} seconds", PATIENCE.as_secs())),
        Error::BadUri(why) => Answer::Gone(format!("it is no address: {why}")),
        other => Answer::Unknown(other.to_string()),
    }
}

/// The address that a redirection names, whole; none where it is relative to a folder.
fn new_address(url: &str, response: &Response<Body>) -> Option<String> {
    let to = response.headers().get(header::LOCATION)?.to_str().ok()?;
    if to.starts_with("http://") || to.starts_with("https://") {
        return Some(to.to_owned());
    }
    let host_ends = url.find("://").and_then(|at| url.get(at + 3..)?.find('/').map(|slash| at + 3 + slash));
    let origin = url.get(..host_ends.unwrap_or(url.len()))?;
    to.starts_with('/').then(|| format!("{origin}{to}"))
}
