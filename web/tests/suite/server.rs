//! What only a socket shows.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use servanda::model::Day;
use servanda_web::{Config, ServeError, Source, serve};

fn today() -> Day {
    crate::TODAY
}

pub(crate) fn start(source: Source) -> SocketAddr {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let config = Config { address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        serve(source, &config, today, move |address| send.send(address).unwrap())
    });
    receive.recv_timeout(Duration::from_secs(30)).unwrap()
}

fn say(address: SocketAddr, method: &str, path: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// The front page, once it says something.
fn wait_for(address: SocketAddr, host: &str, words: &str) -> String {
    for _ in 0..100 {
        let page = say(address, "GET", "/", host);
        if page.contains(words) {
            return page;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("no page with \"{words}\" within ten seconds");
}

#[test]
fn it_answers_its_own_user_and_nobody_else() {
    let address = start(Source::BuiltIn);
    let host = format!("Host: {address}\r\n");
    let page = say(address, "GET", "/i/gge-2015", &host);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("\r\ncontent-security-policy: default-src 'none'; script-src 'self';"));
    assert!(page.contains("\r\nx-content-type-options: nosniff") && page.contains("\r\nreferrer-policy: same-origin"));
    let head = say(address, "HEAD", "/i/gge-2015", &host);
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(say(address, "GET", "/", "Host: evil.example\r\n").starts_with("HTTP/1.1 421"));
    assert!(say(address, "GET", "/", &format!("{host}Origin: https://evil.example\r\n")).starts_with("HTTP/1.1 403"));
    assert!(say(address, "POST", "/", &host).starts_with("HTTP/1.1 405"));
}

#[test]
fn a_taken_port_is_said_with_the_mend() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let config = Config { address: taken.local_addr().unwrap() };
    let error = serve(Source::BuiltIn, &config, today, |_| {}).unwrap_err();
    assert!(matches!(error, ServeError::PortInUse(_)));
    assert!(error.to_string().contains("--port"));
}

#[test]
fn a_folder_is_read_anew_when_its_files_change() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("landscape.toml");
    std::fs::write(&file, "format = 1\nname = \"demo\"\ntitle = \"Before\"\n").unwrap();
    let address = start(Source::Folder(folder.path().to_owned()));
    let host = format!("Host: {address}\r\n");
    assert!(say(address, "GET", "/", &host).contains("Before"));
    std::fs::write(&file, "format = 1\nname = \"demo\"\ntitle = \"Afterwards\"\n").unwrap();
    wait_for(address, &host, "Afterwards");
    std::fs::remove_file(&file).unwrap();
    assert!(wait_for(address, &host, "cannot be opened any more").contains("Afterwards"));
    std::fs::write(&file, "format = 1\nname = \"demo\"\ntitle = \"Back\"\n").unwrap();
    assert!(!wait_for(address, &host, "Back").contains("cannot be opened any more"));
    let missing = serve(Source::Folder(file), &Config::default(), today, |_| {}).unwrap_err();
    assert!(matches!(missing, ServeError::Open(_)));
}

/// A form as a browser sends it: names of fields, of files, and what they hold.
pub(crate) fn post(address: SocketAddr, path: &str, fields: &[(&str, Option<&str>, &str)], origin: &str) -> String {
    let mut body = String::new();
    for (name, file, value) in fields {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        body.push_str(&format!("--rule\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"));
    }
    body.push_str("--rule--\r\n");
    let length = body.len();
    let headers = format!(
        "Host: {address}\r\nOrigin: {origin}\r\nContent-Type: multipart/form-data; boundary=rule\r\nContent-Length: {length}\r\n"
    );
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(stream, "POST {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n{body}").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// Two files, one of them possibly empty, ids, and the button that was pressed.
fn send(address: SocketAddr, files: [(&str, &str); 2], ids: [&str; 2], button: &str, origin: &str) -> String {
    let sides = files.into_iter().zip(ids);
    let mut fields: Vec<(&str, Option<&str>, &str)> =
        sides.flat_map(|((name, words), id)| [("file", Some(name), words), ("text", None, id)]).collect();
    fields.push(("form", None, button));
    post(address, "/compare", &fields, origin)
}

#[test]
fn files_are_compared_for_our_own_pages_only_and_kept_nowhere() {
    let address = start(Source::BuiltIn);
    let own = format!("http://{address}");
    let old = ("old.txt", "Article 1\nEach Party shall report all incidents.\n");
    let new = ("new.txt", "Article 1\nEach Party should report all incidents.\n");
    let page = send(address, [old, new], ["", ""], "page", &own);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("cache-control: no-store"), "{page}");
    assert!(page.contains("<del>shall</del>") && page.contains("<ins>should</ins>") && page.contains("weaker"));
    let file = send(address, [old, new], ["", ""], "file", &own);
    assert!(file.contains("content-disposition: attachment; filename=\"comparison.html\""));
    let word = send(address, [old, new], ["", ""], "docx", &own);
    assert!(word.contains("filename=\"comparison.docx\"") && word.contains("PK"));
    let empty = ("", "");
    let by_name = send(address, [empty, empty], ["code-of-conduct-2011", "code-of-conduct-2015"], "page", &own);
    assert!(by_name.starts_with("HTTP/1.1 303"));
    assert!(by_name.contains("location: /compare/code-of-conduct-2011..code-of-conduct-2015"));
    assert!(send(address, [old, empty], ["", "gge-2015"], "page", &own).contains("no text is held of gge-2015"));
    assert!(send(address, [old, empty], ["", "gge-2051"], "page", &own).starts_with("HTTP/1.1 404"));
    assert!(send(address, [old, empty], ["", ""], "page", &own).contains("needs two texts"));
    assert!(
        send(address, [old, ("x.docx", "PK\u{3}\u{4} no such thing")], ["", ""], "page", &own).contains("has no words")
    );
    assert!(send(address, [old, new], ["", ""], "page", "http://evil.example").starts_with("HTTP/1.1 403"));
    assert!(send(address, [old, new], ["", ""], "page", "null").starts_with("HTTP/1.1 403"));
}
