//! Files that a form sends to be compared: read whole into memory, within limits, and kept nowhere.

use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};

use crate::route::Form;

/// Bytes that a form may send, all files together.
const MOST_BYTES: usize = 256 << 20;

/// What was sent.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// The two sides, the baseline first.
    pub(crate) sides: [SentSide; 2],
    /// In which form the comparison is wanted.
    pub(crate) form: Form,
}

/// One side: a file, or the name of an instrument.
#[derive(Debug, Default)]
pub(crate) struct SentSide {
    /// Id of an instrument; empty for none.
    pub(crate) id: String,
    /// Name of the file.
    pub(crate) name: String,
    /// Its bytes; none if no file was chosen.
    pub(crate) bytes: Vec<u8>,
}

/// Reads a form with the fields `text` (an id), `file` and `form`; the first `text` and `file` are the baseline's.
///
/// # Errors
/// One sentence, if it is no such form or sends too much.
pub(crate) async fn read(mut request: Request) -> Result<Sent, String> {
    let too_much = || format!("What was sent is no form, or longer than {} MB.", MOST_BYTES >> 20);
    DefaultBodyLimit::apply(DefaultBodyLimit::max(MOST_BYTES), &mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| too_much())?;
    let mut sent = Sent::default();
    let (mut texts, mut files) = (0, 0);
    while let Some(field) = form.next_field().await.map_err(|_| too_much())? {
        let name = field.name().unwrap_or("").to_owned();
        let file_name = field.file_name().unwrap_or("").to_owned();
        let bytes = field.bytes().await.map_err(|_| too_much())?;
        let words = || String::from_utf8_lossy(&bytes).trim().to_owned();
        match name.as_str() {
            "text" => {
                sent.sides.get_mut(texts).into_iter().for_each(|side| side.id = words());
                texts += 1;
            }
            "file" => {
                if let Some(side) = sent.sides.get_mut(files) {
                    (side.name, side.bytes) = (file_name, bytes.to_vec());
                }
                files += 1;
            }
            "form" => {
                sent.form = match words().as_str() {
                    "docx" => Form::Docx,
                    "file" => Form::File,
                    _ => Form::Html,
                }
            }
            _ => {}
        }
    }
    Ok(sent)
}
