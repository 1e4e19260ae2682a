//! What the index keeps of every piece, and how words get into it.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::stem::Stems;
use super::words::each_word;

/// Changes whenever an index made by an older program would answer differently.
pub(super) const FORMAT: u32 = 1;

const WORDS: &str = "words";

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) schema: Schema,
    /// All words of a piece: text, headings and printed numbers.
    pub(super) body: Field,
    /// The words of its headings once more.
    pub(super) heading: Field,
    /// Symbols and names of an instrument, in the piece of its titles.
    pub(super) symbol: Field,
    /// Addresses of its units inside the instrument.
    pub(super) unit: Field,
    /// What the piece was made from: the same source gives the same pieces, so a source that is there need not be read.
    pub(super) source: Field,
    /// What it belongs to: `i:` and the id of an instrument, `e:` an event and so on.
    pub(super) owner: Field,
    /// Which kind of piece, by number.
    pub(super) what: Field,
    /// Its language, packed.
    pub(super) lang: Field,
    /// Its place among the pieces of its owner.
    pub(super) order: Field,
    /// The piece itself.
    pub(super) piece: Field,
}

impl Fields {
    pub(super) fn new() -> Fields {
        let mut schema = SchemaBuilder::new();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(WORDS)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = TextOptions::default().set_indexing_options(indexing);
        let body = schema.add_text_field("body", words.clone());
        let heading = schema.add_text_field("heading", words.clone());
        let symbol = schema.add_text_field("symbol", words);
        let unit = schema.add_text_field("unit", STRING);
        let source = schema.add_text_field("source", STRING);
        let owner = schema.add_text_field("owner", STRING | FAST);
        let what = schema.add_u64_field("what", FAST | INDEXED);
        let lang = schema.add_u64_field("lang", FAST | INDEXED);
        let order = schema.add_u64_field("order", FAST);
        let piece = schema.add_text_field("piece", STORED);
        Fields { schema: schema.build(), body, heading, symbol, unit, source, owner, what, lang, order, piece }
    }
}

/// Tokenizers with the one that all word fields use.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, TextAnalyzer::from(Analysis::default()));
    manager
}

/// A text with the language that its stems are made in, as [`Analysis`] takes it.
pub(super) fn spoken(language: &str, text: &str) -> String {
    format!("{language}\n{text}")
}

/// Cuts `language\ntext` into folded words and their stems.
#[derive(Clone, Default)]
struct Analysis {
    stems: Stems,
}

/// The words of one text.
struct Stream {
    tokens: std::vec::IntoIter<Token>,
    now: Token,
}

impl Tokenizer for Analysis {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let (language, text) = text.split_once('\n').unwrap_or(("", text));
        self.stems.speak(language);
        let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 3);
        let mut sorted = true;
        let token = |text: &str, position: usize| Token {
            offset_from: 0,
            offset_to: 0,
            position,
            text: text.to_owned(),
            position_length: 1,
        };
        each_word(text, |word| {
            sorted &= !word.joined;
            tokens.push(token(word.folded, word.position));
            if let Some(stem) = self.stems.stem(word.lower) {
                tokens.push(token(stem, word.position));
            }
        });
        if !sorted {
            // Positions of one word are written as the steps between them, which must not go back.
            tokens.sort_by_key(|token| token.position);
        }
        Stream { tokens: tokens.into_iter(), now: Token::default() }
    }
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        self.tokens.next().map(|token| self.now = token).is_some()
    }

    fn token(&self) -> &Token {
        &self.now
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.now
    }
}

/// A language tag in a number: its first eight letters.
pub(super) fn pack(tag: &str) -> u64 {
    tag.bytes().take(8).fold(0, |packed, byte| packed << 8 | u64::from(byte))
}

/// The language tag in a number.
pub(super) fn unpack(packed: u64) -> String {
    packed.to_be_bytes().into_iter().filter(|byte| *byte != 0).map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_fit_into_numbers() {
        for tag in ["en", "zh-Hant", "", "pt-BR"] {
            assert_eq!(unpack(pack(tag)), tag);
        }
    }

    #[test]
    fn words_and_stems_stand_in_one_place_and_in_order() {
        let mut analysis = Analysis::default();
        let text = spoken("en", "Parties co-operate");
        let mut stream = analysis.token_stream(&text);
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().position, stream.token().text.replace('\u{1}', "~")));
        }
        assert_eq!(seen.first().map(|t| t.1.as_str()), Some("parties"));
        assert!(seen.contains(&(1, "cooperate".into())) && seen.contains(&(1, "~encooper".into())), "{seen:?}");
        assert!(seen.is_sorted_by_key(|t| t.0), "{seen:?}");
    }
}
