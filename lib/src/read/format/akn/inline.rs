//! The words inside an element: white space as a reader sees it, and the places of footnotes.

use std::ops::Range;

use roxmltree::Node;

/// Words of an element; a line feed stands where an element inside begins a line of its own.
#[derive(Default)]
pub(super) struct Inline<'d, 'i> {
    pub(super) text: String,
    /// Marks of footnotes in the words, with their elements.
    pub(super) marks: Vec<(Range<usize>, Node<'d, 'i>)>,
    gap: String,
}

impl<'d, 'i> Inline<'d, 'i> {
    /// Adds all words of an element.
    pub(super) fn element(&mut self, node: Node<'d, 'i>) {
        self.collect(node, true);
    }

    /// Adds the words of a footnote itself.
    pub(super) fn inside(&mut self, node: Node<'d, 'i>) {
        self.collect(node, false);
    }

    /// Nodes are visited in document order without recursion, so that depth costs no stack.
    fn collect(&mut self, root: Node<'d, 'i>, marks: bool) {
        let mut next = Some(root);
        while let Some(node) = next {
            let mut skip = false;
            if node.is_text() {
                self.words(node.text().unwrap_or(""));
            } else if node != root {
                match node.tag_name().name() {
                    "authorialNote" if marks => {
                        self.mark(node);
                        skip = true;
                    }
                    "meta" => skip = true,
                    name if is_block(name) => self.line_end(),
                    _ => {}
                }
            }
            next = node.first_child().filter(|_| !skip).or_else(|| self.following(node, root));
        }
        self.gap.clear();
        while self.text.ends_with('\n') {
            self.text.pop();
        }
    }

    /// The next node that is not inside this one, as long as it is inside the root.
    fn following(&mut self, node: Node<'d, 'i>, root: Node<'d, 'i>) -> Option<Node<'d, 'i>> {
        let mut at = node;
        while at != root {
            if is_block(at.tag_name().name()) {
                self.line_end();
            }
            if let Some(next) = at.next_sibling() {
                return Some(next);
            }
            at = at.parent()?;
        }
        None
    }

    /// White space with a line feed in it is the layout of the file; other white space is kept as it is.
    fn words(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() {
                self.gap.push(c);
                continue;
            }
            if !self.text.is_empty() && !self.text.ends_with('\n') {
                if self.gap.contains(['\n', '\r']) {
                    self.text.push(' ');
                } else {
                    self.text.push_str(&self.gap);
                }
            }
            self.gap.clear();
            self.text.push(c);
        }
    }

    fn mark(&mut self, node: Node<'d, 'i>) {
        let mark = node.attribute("marker").map(str::trim).filter(|m| !m.is_empty()).map(str::to_owned);
        let mark = mark.unwrap_or_else(|| format!("[{}]", self.marks.len() + 1));
        self.words(&mark);
        let end = self.text.len();
        self.marks.push((end.saturating_sub(mark.len())..end, node));
    }

    fn line_end(&mut self) {
        self.gap.clear();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// Elements that stand on lines of their own wherever they are.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "block"
            | "br"
            | "heading"
            | "subheading"
            | "crossHeading"
            | "li"
            | "item"
            | "listIntroduction"
            | "listWrapUp"
            | "tr"
            | "table"
            | "embeddedStructure"
            | "quotedStructure"
            | "article"
            | "section"
            | "paragraph"
            | "point"
            | "alinea"
            | "intro"
            | "wrapUp"
            | "content"
            | "tocItem"
            | "tblock"
            | "blockList"
    )
}
