//! Against a server on this machine that answers as badly as servers do.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use super::*;

/// Serves until the test ends; the first line of each request goes to `answer` with the connection.
fn serve(answer: impl Fn(&str, &[String], &mut TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for connection in listener.incoming() {
            let Ok(mut connection) = connection else { return };
            let mut lines = Vec::new();
            let mut reader = BufReader::new(connection.try_clone().unwrap());
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                    break;
                }
                lines.push(line.trim().to_owned());
            }
            let path = lines.first().and_then(|l| l.split(' ').nth(1)).unwrap_or("").to_owned();
            answer(&path, &lines, &mut connection);
        }
    });
    format!("http://127.0.0.1:{port}")
}

fn quick() -> Limits {
    Limits { bytes: 10_000, redirects: 10, silence: Duration::from_millis(300), total: Duration::from_millis(900) }
}

fn reply(connection: &mut TcpStream, head: &str, body: &[u8]) {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(body));
}

fn kind(result: Result<Fetched, FetchError>) -> Kind {
    let error = result.unwrap_err();
    assert!(!error.hint.is_empty() && error.to_string().starts_with("http"), "{error}");
    error.kind
}

#[test]
fn a_document_comes_with_its_type_and_name() {
    let server = serve(|path, request, connection| {
        let agent = request.iter().find(|l| l.to_ascii_lowercase().starts_with("user-agent:")).cloned();
        match path {
            "/a/start" => reply(connection, "302 Found\r\nLocation: ../treaty.html?x=1", b""),
            "/treaty.html?x=1" => {
                let body = format!("<p>{}</p>", agent.unwrap_or_default());
                reply(connection, "200 OK\r\nContent-Type: Text/HTML; charset=\"UTF-8\"", body.as_bytes());
            }
            _ => reply(connection, "404 Not Found", b""),
        }
    });
    let fetched = fetch(&format!("{server}/a/start#art5"), &quick()).unwrap();
    assert_eq!(fetched.url, format!("{server}/treaty.html?x=1"));
    assert_eq!(fetched.content_type.as_deref(), Some("text/html"));
    assert_eq!(fetched.charset.as_deref(), Some("utf-8"));
    assert_eq!(fetched.name, "treaty.html");
    assert_eq!(String::from_utf8_lossy(&fetched.bytes).to_ascii_lowercase(), "<p>user-agent: servanda/0.1</p>");
}

#[test]
fn what_the_server_refuses_is_said() {
    let server = serve(|path, _, connection| match path {
        "/gone" => reply(connection, "410 Gone", b"<p>no</p>"),
        "/closed" => reply(connection, "403 Forbidden", b""),
        "/lost" => reply(connection, "301 Moved Permanently", b""),
        _ => reply(connection, "404 Not Found", b""),
    });
    let error = fetch(&format!("{server}/nothing"), &quick()).unwrap_err();
    assert_eq!(error.kind, Kind::Status(404));
    assert_eq!(error.to_string(), format!("{server}/nothing: the server answers 404 Not Found"));
    assert_eq!(kind(fetch(&format!("{server}/gone"), &quick())), Kind::Status(410));
    assert!(fetch(&format!("{server}/closed"), &quick()).unwrap_err().hint.contains("browser"));
    assert_eq!(kind(fetch(&format!("{server}/lost"), &quick())), Kind::Redirect);
}

#[test]
fn redirections_end() {
    let server = serve(|path, _, connection| match path {
        "/circle" => reply(connection, "302 Found\r\nLocation: /circle", b""),
        "/file" => reply(connection, "302 Found\r\nLocation: file:///etc/passwd", b""),
        _ => reply(connection, "200 OK", b"words"),
    });
    let error = fetch(&format!("{server}/circle"), &quick()).unwrap_err();
    assert_eq!(error.kind, Kind::Redirect);
    assert!(error.what.contains("more than 10 times"), "{error}");
    assert_eq!(kind(fetch(&format!("{server}/file"), &quick())), Kind::Redirect);
    // What comes from elsewhere is not sent to this machine, and what was encrypted stays so.
    let elsewhere: Uri = "https://model.example/a".parse().unwrap();
    assert_eq!(address::follow(&elsewhere, "http://model.example/a", false).unwrap_err().kind, Kind::Redirect);
    assert_eq!(address::follow(&elsewhere, "https://localhost/a", false).unwrap_err().kind, Kind::Redirect);
    let plain: Uri = "http://model.example/a".parse().unwrap();
    assert_eq!(address::follow(&plain, "https://model.example/b", false).unwrap(), "https://model.example/b");
}

#[test]
fn patience_has_an_end() {
    let server = serve(|path, _, connection| {
        let _ = connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        if path == "/drops" {
            // Each drop comes in time, all together do not.
            for _ in 0..40 {
                if connection.write_all(b"x").and_then(|()| connection.flush()).is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(50));
            }
        } else {
            thread::sleep(Duration::from_millis(1500));
        }
    });
    let begun = Instant::now();
    assert_eq!(kind(fetch(&format!("{server}/silent"), &quick())), Kind::TimedOut);
    assert_eq!(kind(fetch(&format!("{server}/drops"), &quick())), Kind::TimedOut);
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn too_much_is_not_taken() {
    let server = serve(|path, _, connection| match path {
        "/said" => reply(connection, "200 OK", &[b'x'; 20_000]),
        "/packed" => {
            // Two hundred thousand letters in a few hundred bytes.
            let packed = include_bytes!("zeros.gz");
            reply(connection, "200 OK\r\nContent-Encoding: gzip", packed);
        }
        _ => {
            let _ = connection.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while connection.write_all(format!("400\r\n{}\r\n", "x".repeat(1024)).as_bytes()).is_ok() {}
        }
    });
    let error = fetch(&format!("{server}/said"), &quick()).unwrap_err();
    assert_eq!((error.kind, error.what.contains("20000 bytes")), (Kind::TooLarge, true));
    assert_eq!(kind(fetch(&format!("{server}/packed"), &quick())), Kind::TooLarge);
    assert_eq!(kind(fetch(&format!("{server}/endless"), &quick())), Kind::TooLarge);
    let roomy = Limits { bytes: 300_000, ..quick() };
    assert_eq!(fetch(&format!("{server}/packed"), &roomy).unwrap().bytes.len(), 200_000);
}

#[test]
fn half_a_document_is_none() {
    let server = serve(|path, _, connection| {
        let _ = match path {
            "/length" => connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<p>Article 1"),
            "/chunks" => connection.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n"),
            _ => connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\x03xxxxxxxxxx"),
        };
    });
    assert_eq!(kind(fetch(&format!("{server}/length"), &quick())), Kind::Truncated);
    assert_eq!(kind(fetch(&format!("{server}/chunks"), &quick())), Kind::Truncated);
    assert!(matches!(kind(fetch(&format!("{server}/packed"), &quick())), Kind::Truncated | Kind::Connection));
}

#[test]
fn a_server_that_is_not_there_is_said() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(kind(fetch(&format!("http://127.0.0.1:{port}/"), &quick())), Kind::Connection);
    // No certificate, no document.
    let server = serve(|_, _, connection| reply(connection, "200 OK", b"words"));
    let encrypted = server.replace("http:", "https:");
    assert!(matches!(
        kind(fetch(&encrypted, &quick())),
        Kind::Certificate | Kind::Connection | Kind::Truncated | Kind::TimedOut
    ));
}
