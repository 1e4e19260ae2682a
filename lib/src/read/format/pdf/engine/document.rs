//! Opens a document and finds its pages, resources, links and metadata.

use std::rc::Rc;

use lopdf::xref::XrefRecovery;
use lopdf::{Document, LoadOptions, Object, ObjectId};
use rustc_hash::FxHashMap;

use super::content::{self, Matrix, Program};
use super::drawn;
use super::font::{Font, number};
use super::{Closed, Engine, Link, Page};

/// No object or cross-reference stream of an agreement comes near this; a decompression bomb does.
const MOST_STREAM: usize = 64 << 20;
/// Words of one page, decompressed.
const MOST_CONTENT: usize = 32 << 20;
/// Levels of the page tree.
const MOST_LEVELS: usize = 64;

/// Fonts by the address of their dictionary, which does not move while the document is open.
pub(super) type Fonts = FxHashMap<usize, Rc<Font>>;

struct Opened {
    doc: Document,
    pages: Vec<ObjectId>,
    fonts: Fonts,
}

/// Opens a file that needs no password, or an empty one.
pub(in crate::read::format::pdf) fn open(bytes: &[u8]) -> Result<Box<dyn Engine>, Closed> {
    let options = LoadOptions::with_max_decompressed_size(MOST_STREAM);
    let doc = Document::load_mem_with_options(bytes, options).map_err(|e| match e {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Closed::Encrypted
        }
        other => Closed::Damaged(other.to_string()),
    })?;
    if doc.is_encrypted() {
        return Err(Closed::Encrypted);
    }
    let mut pages: Vec<ObjectId> = doc.page_iter().collect();
    if pages.is_empty() {
        // The tree is lost; pages that are still there are better than none, in the order of their numbers.
        let is_page = |o: &Object| o.as_dict().is_ok_and(|d| d.has_type(b"Page"));
        pages = doc.objects.iter().filter(|(_, o)| is_page(o)).map(|(id, _)| *id).collect();
    }
    if pages.is_empty() {
        return Err(Closed::Damaged("it has no pages".to_owned()));
    }
    Ok(Box::new(Opened { doc, pages, fonts: Fonts::default() }))
}

impl Opened {
    /// An entry of a page, which its ancestors may hold for it.
    fn entry(&self, id: ObjectId, key: &[u8]) -> Option<&Object> {
        let mut id = id;
        for _ in 0..MOST_LEVELS {
            let node = self.doc.get_dictionary(id).ok()?;
            if let Ok(found) = node.get_deref(key, &self.doc) {
                return Some(found);
            }
            id = node.get(b"Parent").and_then(Object::as_reference).ok()?;
        }
        None
    }

    fn rectangle(&self, object: &Object) -> Option<[f32; 4]> {
        let array = object.as_array().ok()?;
        let mut numbers = array.iter().filter_map(|o| number(&self.doc, o));
        let (a, b, c, d) = (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next()?);
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    }

    /// The frame in which the page is shown: from its own coordinates, its width and its height.
    fn frame(&self, id: ObjectId, more_turns: i64) -> (Matrix, f32, f32) {
        let media = self.entry(id, b"MediaBox").and_then(|o| self.rectangle(o)).unwrap_or([0.0, 0.0, 612.0, 792.0]);
        let shown = self.entry(id, b"CropBox").and_then(|o| self.rectangle(o)).unwrap_or(media);
        let sane = |b: &[f32; 4]| b[2] - b[0] > 10.0 && b[3] - b[1] > 10.0;
        let shown = [shown[0].max(media[0]), shown[1].max(media[1]), shown[2].min(media[2]), shown[3].min(media[3])];
        let [x0, y0, x1, y1] = [shown, media].into_iter().find(sane).unwrap_or([0.0, 0.0, 612.0, 792.0]);
        let turn = self.entry(id, b"Rotate").and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        let turns = ((turn / 90.0).round() as i64 + more_turns).rem_euclid(4);
        let (width, height) = (x1 - x0, y1 - y0);
        match turns {
            0 => ([1.0, 0.0, 0.0, 1.0, -x0, -y0], width, height),
            1 => ([0.0, -1.0, 1.0, 0.0, -y0, x1], height, width),
            2 => ([-1.0, 0.0, 0.0, -1.0, x1, y1], width, height),
            _ => ([0.0, 1.0, -1.0, 0.0, y1, -x0], height, width),
        }
    }

    fn links(&self, id: ObjectId, frame: &Matrix) -> Vec<Link> {
        let mut links = Vec::new();
        for annotation in self.doc.get_page_annotations(id).unwrap_or_default() {
            if annotation.get_deref(b"Subtype", &self.doc).and_then(Object::as_name).ok() != Some(b"Link") {
                continue;
            }
            let action = annotation.get_deref(b"A", &self.doc).and_then(Object::as_dict);
            let target = action.and_then(|a| a.get_deref(b"URI", &self.doc)).and_then(Object::as_str);
            let Ok(target) = target else { continue };
            let target = String::from_utf8_lossy(target).into_owned();
            let quads = annotation.get_deref(b"QuadPoints", &self.doc).and_then(Object::as_array);
            let quads: Vec<f32> =
                quads.map(|q| q.iter().filter_map(|o| number(&self.doc, o)).collect()).unwrap_or_default();
            let mut areas: Vec<[f32; 4]> = Vec::new();
            for [xa, ya, xb, yb, xc, yc, xd, yd] in quads.as_chunks::<8>().0 {
                let (xs, ys) = ([xa, xb, xc, xd], [ya, yb, yc, yd]);
                let low = |v: [&f32; 4]| v.into_iter().copied().fold(f32::MAX, f32::min);
                let high = |v: [&f32; 4]| v.into_iter().copied().fold(f32::MIN, f32::max);
                areas.push([low(xs), low(ys), high(xs), high(ys)]);
            }
            if areas.is_empty() {
                areas.extend(annotation.get_deref(b"Rect", &self.doc).ok().and_then(|o| self.rectangle(o)));
            }
            for [x0, y0, x1, y1] in areas {
                let (a, b) = (content::apply(frame, x0, y0), content::apply(frame, x1, y1));
                let area = [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)];
                links.push(Link { area, target: target.clone() });
            }
        }
        links
    }

    fn read(&mut self, id: ObjectId, more_turns: i64) -> (Page, i64) {
        let (frame, width, height) = self.frame(id, more_turns);
        let mut page = Page { width, height, links: self.links(id, &frame), ..Page::default() };
        if self.doc.get_dictionary(id).is_err() {
            page.problems.push("the page itself is missing from the file".to_owned());
        }
        let bytes = match self.doc.get_page_content_with_limit(id, MOST_CONTENT) {
            Ok(bytes) => bytes,
            Err(error) => {
                page.problems.push(format!("its words cannot be unpacked: {error}"));
                return (page, 0);
            }
        };
        let mut fonts = std::mem::take(&mut self.fonts);
        let resources = self.entry(id, b"Resources").and_then(|o| o.as_dict().ok());
        let mut programs = vec![Program { resources, bytes, frame, shown: None }];
        let drawn = drawn::find(&self.doc, id, &frame);
        programs.extend(drawn.programs);
        let turned = content::interpret(&self.doc, &mut fonts, &programs, &mut page);
        self.fonts = fonts;
        if drawn.undrawn > 0 {
            page.problems
                .push("what was filled into its form is stored, but not drawn; print it to a new PDF".to_owned());
        }
        if drawn.cut {
            page.problems.push("it has more notes and fields than are read".to_owned());
        }
        (page, turned)
    }
}

impl Engine for Opened {
    fn pages(&self) -> usize {
        self.pages.len()
    }

    fn page(&mut self, index: usize) -> Page {
        let Some(id) = self.pages.get(index).copied() else { return Page::default() };
        let (page, turned) = self.read(id, 0);
        // A wide table is often set sideways; it is read in its own direction.
        if turned == 0 { page } else { self.read(id, turned).0 }
    }

    fn title(&self) -> Option<String> {
        let info = self.doc.trailer.get_deref(b"Info", &self.doc).and_then(Object::as_dict).ok()?;
        let title = lopdf::decode_text_string(info.get_deref(b"Title", &self.doc).ok()?).ok()?;
        let title = title.trim();
        (!title.is_empty()).then(|| title.to_owned())
    }

    fn language(&self) -> Option<String> {
        let object = self.doc.catalog().ok()?.get_deref(b"Lang", &self.doc).ok()?;
        let language = lopdf::decode_text_string(object).ok()?;
        let language = language.trim();
        (!language.is_empty()).then(|| language.to_owned())
    }

    fn mended(&self) -> Option<String> {
        Some(match self.doc.xref_recovery? {
            XrefRecovery::OffsetCorrected => "its table of contents points to wrong places".to_owned(),
            _ => "its table of contents is lost and was put together again".to_owned(),
        })
    }
}
