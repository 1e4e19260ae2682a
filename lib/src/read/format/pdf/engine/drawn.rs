//! Words that stand on a page without being part of it: fields of forms that were filled in, text boxes, stamps.
//!
//! In: the annotations of a page. Out: the drawing programs that show them, each with the system in which it draws. Notes
//! that pop up, marks of reviewers and links are no words of the page and are passed by.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::content::{Matrix, Program, apply, times};
use super::font::number;

/// Annotations of one page that are looked at.
const MOST: usize = 5_000;
/// Bytes of all drawing programs of one page's annotations.
const MOST_BYTES: usize = 4 << 20;
/// Flags of what a page does not show: hidden, and not to be seen.
const UNSEEN: i64 = 2 | 32;

/// What the annotations of a page show.
#[derive(Default)]
pub(super) struct Drawn<'d> {
    /// The drawing programs.
    pub(super) programs: Vec<Program<'d>>,
    /// Filled fields whose words the file does not draw.
    pub(super) undrawn: usize,
    /// Whether there was more than is looked at.
    pub(super) cut: bool,
}

/// The drawing programs of a page's annotations.
pub(super) fn find<'d>(doc: &'d Document, page: ObjectId, frame: &Matrix) -> Drawn<'d> {
    let mut drawn = Drawn::default();
    let mut bytes = 0;
    for (index, annotation) in doc.get_page_annotations(page).unwrap_or_default().into_iter().enumerate() {
        if index >= MOST || bytes > MOST_BYTES {
            drawn.cut = true;
            break;
        }
        let kind = annotation.get_deref(b"Subtype", doc).and_then(Object::as_name).unwrap_or(b"");
        let flags = annotation.get_deref(b"F", doc).and_then(Object::as_i64).unwrap_or(0);
        if !matches!(kind, b"Widget" | b"FreeText" | b"Stamp") || flags & UNSEEN != 0 {
            continue;
        }
        let Some(stream) = appearance(doc, annotation) else {
            drawn.undrawn += usize::from(kind == b"Widget" && is_filled(doc, annotation));
            continue;
        };
        let Ok(program) = stream.get_plain_content_with_limit(MOST_BYTES) else {
            drawn.undrawn += 1;
            continue;
        };
        let Some((system, area)) = placed(doc, annotation, &stream.dict) else { continue };
        let (a, b) = (apply(frame, area[0], area[1]), apply(frame, area[2], area[3]));
        let shown = Some([a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)]);
        bytes += program.len();
        let resources = stream.dict.get_deref(b"Resources", doc).and_then(Object::as_dict).ok();
        let resources = resources.or_else(|| {
            let form = doc.catalog().ok()?.get_deref(b"AcroForm", doc).and_then(Object::as_dict).ok()?;
            form.get_deref(b"DR", doc).and_then(Object::as_dict).ok()
        });
        drawn.programs.push(Program { resources, bytes: program, frame: times(&system, frame), shown });
    }
    drawn
}

/// The drawing of an annotation as it usually shows, in the state that it is in.
fn appearance<'d>(doc: &'d Document, annotation: &'d Dictionary) -> Option<&'d Stream> {
    let normal = annotation.get_deref(b"AP", doc).and_then(Object::as_dict).ok()?.get_deref(b"N", doc).ok()?;
    if let Ok(stream) = normal.as_stream() {
        return Some(stream);
    }
    let state = annotation.get_deref(b"AS", doc).and_then(Object::as_name).ok()?;
    normal.as_dict().ok()?.get_deref(state, doc).and_then(Object::as_stream).ok()
}

/// Whether a field of text or choice has a value, of its own or of the field that it is a part of.
fn is_filled(doc: &Document, annotation: &Dictionary) -> bool {
    let parent = annotation.get_deref(b"Parent", doc).and_then(Object::as_dict).ok();
    let entry = |key: &[u8]| {
        annotation.get_deref(key, doc).ok().or_else(|| parent.and_then(|parent| parent.get_deref(key, doc).ok()))
    };
    let typed = entry(b"FT").and_then(|t| t.as_name().ok()).is_some_and(|t| matches!(t, b"Tx" | b"Ch"));
    typed && entry(b"V").and_then(|v| v.as_str().ok()).is_some_and(|v| v.iter().any(u8::is_ascii_graphic))
}

/// From the system of a drawing to that of its page, and the rectangle of the annotation, which the drawing's box, turned as
/// it says, fills.
fn placed(doc: &Document, annotation: &Dictionary, drawing: &Dictionary) -> Option<(Matrix, [f32; 4])> {
    let numbers = |dict: &Dictionary, key: &[u8]| -> Vec<f32> {
        let array = dict.get_deref(key, doc).and_then(Object::as_array);
        array.into_iter().flatten().filter_map(|o| number(doc, o)).collect()
    };
    let rect = numbers(annotation, b"Rect");
    let [x0, y0, x1, y1] = rect.as_slice() else { return None };
    let own = match numbers(drawing, b"Matrix").as_slice() {
        [a, b, c, d, e, f] => [*a, *b, *c, *d, *e, *f],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    };
    let inner = numbers(drawing, b"BBox");
    let [left, low, right, high] = inner.as_slice() else { return None };
    let corners = [(left, low), (left, high), (right, low), (right, high)].map(|(x, y)| apply(&own, *x, *y));
    let least = |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::MAX, f32::min);
    let most = |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::MIN, f32::max);
    let (from_x, from_y) = (least(|c| c.0), least(|c| c.1));
    let (width, height) = (most(|c| c.0) - from_x, most(|c| c.1) - from_y);
    let scale = |there: f32, here: f32| if here > 0.0 && there > 0.0 { there / here } else { 1.0 };
    let (wide, tall) = (scale((x1 - x0).abs(), width), scale((y1 - y0).abs(), height));
    let fit = [wide, 0.0, 0.0, tall, x0.min(*x1) - from_x * wide, y0.min(*y1) - from_y * tall];
    Some((times(&own, &fit), [x0.min(*x1), y0.min(*y1), x0.max(*x1), y0.max(*y1)]))
}
