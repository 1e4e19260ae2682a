//! Passages planted by seed into real agreements, and how well they are found again.
//!
//! A passage is taken from one agreement, its words are changed, and it is put into another. The measure is that of the PAN
//! workshops on text alignment (Potthast et al. 2010): precision and recall of letters, averaged over cases; granularity, the
//! number of finds for one case; and plagdet, `F1 / log2(1 + granularity)`. What the two agreements share by themselves is
//! no case and no mistake: finds in words that both shared before planting are left out, and so are those with
//! a third text, since what one agreement says others say as well.

#![allow(unreachable_pub, dead_code, reason = "an example measures with this file too")]

use std::ops::Range;

use servanda::trace::{self, Control, Options, Passage, Source};

/// Numbers by seed (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// What is done to the words of a passage.
#[derive(Debug, Clone, Copy, Default)]
pub struct Treatment {
    /// Percent of the words that become other words of the same agreement.
    pub changed: usize,
    /// Whether eight strange words are put in at one place and a clause is left out at another.
    pub inserted: bool,
    /// Whether clauses of some 25 words change places.
    pub reordered: bool,
    /// Percent of the words at which a phrase of at most four words goes elsewhere nearby, or away.
    pub shuffled: usize,
}

/// A planted passage.
#[derive(Debug, Clone)]
pub struct Case {
    pub source: usize,
    pub source_bytes: Range<usize>,
    pub target: usize,
    pub target_bytes: Range<usize>,
}

/// What came of it.
#[derive(Debug, Clone, Copy)]
pub struct Score {
    pub cases: usize,
    pub recall: f64,
    pub precision: f64,
    pub granularity: f64,
    pub plagdet: f64,
    /// Cases of which nothing was found.
    pub lost: usize,
}

/// Words with the bytes they take, split at blanks.
fn words(text: &str) -> Vec<Range<usize>> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// The first half of the texts are sources, the others get passages of 30 to 300 words, `each` of them.
pub fn plant(texts: &[String], each: usize, treatment: Treatment, seed: u64) -> (Vec<String>, Vec<Case>) {
    let mut random = Random::new(seed);
    let half = texts.len() / 2;
    let mut planted = texts.to_vec();
    let mut cases = Vec::new();
    for target in half..texts.len() {
        let own = words(&texts[target]);
        // One place in each stretch of the text, so that cases do not touch.
        let stretch = own.len() / (each + 1);
        let mut built = String::new();
        let mut from = 0;
        for n in 0..each {
            let place = own[n * stretch + stretch / 2].start;
            built.push_str(&texts[target][from..place]);
            from = place;
            let source = random.below(half);
            let row = words(&texts[source]);
            let length = (30.0 * 10_f64.powf(random.below(1000) as f64 / 1000.0)) as usize;
            let first = random.below(row.len().saturating_sub(length + 1));
            let taken = &row[first..(first + length).min(row.len())];
            let start = built.len();
            built.push_str(&treated(&texts[source], &row, taken, treatment, &mut random));
            cases.push(Case {
                source,
                source_bytes: taken[0].start..taken[taken.len() - 1].end,
                target,
                target_bytes: start..built.len(),
            });
            built.push(' ');
        }
        built.push_str(&texts[target][from..]);
        planted[target] = built;
    }
    (planted, cases)
}

fn treated(
    text: &str,
    all: &[Range<usize>],
    taken: &[Range<usize>],
    treatment: Treatment,
    random: &mut Random,
) -> String {
    let mut row: Vec<&str> = taken.iter().map(|word| &text[word.clone()]).collect();
    for word in &mut row {
        if random.below(100) < treatment.changed {
            *word = &text[all[random.below(all.len())].clone()];
        }
    }
    if treatment.inserted {
        let left_out = row.len() * 2 / 3;
        row.drain(left_out..left_out + 5);
        let strange: Vec<&str> = (0..8).map(|_| &text[all[random.below(all.len())].clone()]).collect();
        let third = row.len() / 3;
        row.splice(third..third, strange);
    }
    if treatment.shuffled > 0 {
        let mut at = 0;
        while at + 24 < row.len() {
            if random.below(100) < treatment.shuffled {
                let phrase: Vec<&str> = row.drain(at..at + 1 + random.below(4)).collect();
                if random.below(4) > 0 {
                    let to = at + 1 + random.below(12);
                    row.splice(to..to, phrase);
                }
            }
            at += 1;
        }
    }
    if treatment.reordered {
        let mut clauses: Vec<&[&str]> = row.chunks(25).collect();
        for at in (1..clauses.len()).rev() {
            clauses.swap(at, random.below(at + 1));
        }
        row = clauses.concat();
    }
    row.join(" ")
}

/// Traces the planted texts and scores what is found.
pub fn score(texts: &[String], planted: &[String], cases: &[Case], options: &Options) -> Score {
    let before = passages(texts, options);
    let found = passages(planted, options);
    let half = texts.len() / 2;
    // Both sides by the role of the text, and only between a source and a target.
    let sided = |passage: &Passage| {
        let (a, b) = (&passage.a, &passage.b);
        let (source, target) = if a.text < half { (a, b) } else { (b, a) };
        let case = Case {
            source: source.text,
            source_bytes: source.bytes.clone(),
            target: target.text,
            target_bytes: target.bytes.clone(),
        };
        // The words of one source stand in other agreements too, and are rightly found there.
        cases.iter().any(|c| (c.source, c.target) == (case.source, case.target)).then_some(case)
    };
    let natural: Vec<Case> = before.iter().filter_map(sided).collect();
    // Where a byte of a planted text stood before; `None` in what was planted.
    let unplanted = |target: usize, at: usize| {
        let own = cases.iter().filter(|case| case.target == target && case.target_bytes.start <= at);
        own.clone()
            .all(|case| case.target_bytes.end <= at)
            .then(|| at - own.map(|c| c.target_bytes.len() + 1).sum::<usize>())
    };
    let is_natural = |find: &Case| {
        let (Some(start), Some(end)) =
            (unplanted(find.target, find.target_bytes.start), unplanted(find.target, find.target_bytes.end - 1))
        else {
            return false;
        };
        natural.iter().any(|n| {
            (n.source, n.target) == (find.source, find.target) && shared(&n.target_bytes, &(start..end + 1)) > 0
        })
    };
    let of_another = |find: &Case| {
        let here = |c: &&Case| c.target == find.target && shared(&c.target_bytes, &find.target_bytes) > 0;
        let sources: Vec<usize> = cases.iter().filter(here).map(|c| c.source).collect();
        !sources.is_empty() && !sources.contains(&find.source)
    };
    let finds = found.iter().filter_map(sided).filter(|find| !is_natural(find) && !of_another(find));
    let finds: Vec<Case> = finds.collect();
    measured(cases, &finds)
}

/// The same by the plain definition: whatever is found besides what was planted is a mistake, though both texts had it.
pub fn plain_score(texts: &[String], planted: &[String], cases: &[Case], options: &Options) -> Score {
    let half = texts.len() / 2;
    let found = passages(planted, options);
    let case = |source: &servanda::trace::Place, target: &servanda::trace::Place| Case {
        source: source.text,
        source_bytes: source.bytes.clone(),
        target: target.text,
        target_bytes: target.bytes.clone(),
    };
    let finds = found.iter().filter_map(|p| match (p.a.text < half, p.b.text < half) {
        (true, false) => Some(case(&p.a, &p.b)),
        (false, true) => Some(case(&p.b, &p.a)),
        _ => None,
    });
    measured(cases, &finds.collect::<Vec<Case>>())
}

fn passages(texts: &[String], options: &Options) -> Vec<Passage> {
    let mut found = Vec::new();
    let load = |at: usize| Source { text: texts[at].clone(), ..Source::default() };
    let mut take = |passage: &Passage| {
        found.push(passage.clone());
        Ok(())
    };
    trace::trace(texts.len(), &load, options, &Control::default(), &mut take).unwrap();
    found
}

fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn detects(find: &Case, case: &Case) -> bool {
    (find.source, find.target) == (case.source, case.target)
        && shared(&find.source_bytes, &case.source_bytes) > 0
        && shared(&find.target_bytes, &case.target_bytes) > 0
}

/// Bytes of a range that at least one of some ranges holds.
fn covered(range: &Range<usize>, others: impl Iterator<Item = Range<usize>>) -> usize {
    let mut others: Vec<Range<usize>> = others.collect();
    others.sort_by_key(|o| o.start);
    let (mut sum, mut reached) = (0, range.start);
    for other in others {
        let part = other.start.max(reached)..other.end.min(range.end);
        if part.start < part.end {
            sum += part.len();
            reached = part.end;
        }
    }
    sum
}

fn measured(cases: &[Case], finds: &[Case]) -> Score {
    let part = |of: &Case, by: &[&Case]| {
        let source = covered(&of.source_bytes, by.iter().map(|c| c.source_bytes.clone()));
        let target = covered(&of.target_bytes, by.iter().map(|c| c.target_bytes.clone()));
        (source + target) as f64 / (of.source_bytes.len() + of.target_bytes.len()) as f64
    };
    let (mut recall, mut found, mut pieces) = (0.0, 0, 0);
    for case in cases {
        let by: Vec<&Case> = finds.iter().filter(|find| detects(find, case)).collect();
        recall += part(case, &by);
        found += usize::from(!by.is_empty());
        pieces += by.len();
    }
    let precision: f64 =
        finds.iter().map(|find| part(find, &cases.iter().filter(|case| detects(find, case)).collect::<Vec<_>>())).sum();
    let recall = recall / cases.len().max(1) as f64;
    let precision = precision / finds.len().max(1) as f64;
    let granularity = pieces as f64 / found.max(1) as f64;
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    Score {
        cases: cases.len(),
        recall,
        precision,
        granularity,
        plagdet: f1 / (1.0 + granularity).log2(),
        lost: cases.len() - found,
    }
}
