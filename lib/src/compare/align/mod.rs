//! Which unit of one text became which of the other.
//!
//! Five steps, each surer than the next, each leaving what it cannot tell to the next: units whose words stand once in each
//! text; units that contain what is paired; units in the same place, by words, number and heading; units that share rare
//! words, wherever they stand; wholes and their pieces. What would have to be called moved is looked at once more: a unit
//! that is not alike enough, or not alone in being so, is said to be dropped and added instead. Silence beats a guess.

mod far;
mod order;
mod pairs;
mod place;
mod side;
pub(crate) mod similar;
mod split;
mod translation;
mod votes;

use super::text::Text;
use super::tokens::{Lexicon, words_of};

use pairs::Pairs;
use side::{Contents, Side};
use split::Split;

/// Units that belong together: one and one, one and several, several and one, or one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) left: Vec<usize>,
    pub(crate) right: Vec<usize>,
    /// Whether it stands elsewhere than what stands round it.
    pub(crate) moved: bool,
    /// Whether what contains it is the same in both texts.
    pub(crate) same_place: bool,
}

/// Two texts with their words, and how they belong together.
pub(crate) struct Alignment {
    /// In the order of the right text, with what it has not in the place where the left one had it.
    pub(crate) links: Vec<Link>,
    /// Words of each unit of the left text, and of the right one.
    pub(crate) words: (Vec<Vec<u32>>, Vec<Vec<u32>>),
    /// How much each word says, by its number.
    pub(crate) weights: Vec<u8>,
}

impl Alignment {
    /// How many words the units of each link have in common in order.
    pub(crate) fn commons(&self) -> Vec<usize> {
        let all = |words: &[Vec<u32>], units: &[usize]| -> Vec<u32> {
            units.iter().filter_map(|at| words.get(*at)).flatten().copied().collect()
        };
        let common = |link: &Link| {
            if link.left.is_empty() || link.right.is_empty() {
                return 0;
            }
            similar::common(&all(&self.words.0, &link.left), &all(&self.words.1, &link.right))
        };
        self.links.iter().map(common).collect()
    }
}

/// Aligns two texts; `same_root` if their first units are each other whatever they say.
pub(crate) fn align(left: &Text, right: &Text, translation: bool, same_root: bool) -> Alignment {
    let mut lexicon = Lexicon::default();
    let mut contents = Contents::default();
    let words = words_of(left, &mut lexicon);
    let left = Side::new(left, words, &mut contents);
    let words = words_of(right, &mut lexicon);
    let right = Side::new(right, words, &mut contents);

    let mut pairs = Pairs::new(left.len(), right.len());
    if same_root {
        pairs.set(0, 0);
    }
    if translation {
        translation::pair_by_structure(&left, &right, &mut pairs);
    } else {
        pair_by_words(&left, &right, &mut pairs);
    }
    let pieces = if translation { Pieces::default() } else { Pieces::find(&left, &right, &pairs) };
    votes::pair_by_pieces(&left, &right, &mut pairs, &pieces.linked());
    let moved = order::moved(&left, &right, &pairs);
    let moved = order::outermost(&left, &right, &pairs, &moved);
    let links = links(&left, &right, &pairs, &pieces, &moved);
    let all = |side: Side<'_>| side.words.into_iter().map(|w| w.all).collect();
    Alignment { links, words: (all(left), all(right)), weights: lexicon.weights().to_vec() }
}

fn pair_by_words(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    far::pair_unique(left, right, pairs);
    settle(left, right, pairs);
    far::pair_far(left, right, pairs);
    settle(left, right, pairs);
    // What is freed may find a better place, and may leave others out of order: two rounds have been enough everywhere.
    for _ in 0..4 {
        let moved = order::moved(left, right, pairs);
        if !order::drop_doubtful(left, right, pairs, &moved) {
            break;
        }
        place::pair_in_place(left, right, pairs);
    }
}

fn settle(left: &Side<'_>, right: &Side<'_>, pairs: &mut Pairs) {
    for _ in 0..2 {
        votes::pair_by_votes(left, right, pairs);
        place::pair_in_place(left, right, pairs);
    }
    votes::pair_by_votes(left, right, pairs);
}

/// Wholes and their pieces.
#[derive(Default)]
struct Pieces {
    splits: Vec<Split>,
    merges: Vec<Split>,
}

impl Pieces {
    fn find(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs) -> Pieces {
        let mut splits = split::splits(left, right, pairs);
        let mut merges = split::merges(left, right, pairs);
        let (out, together) = split::shared_out(left, right, pairs);
        let knows = |list: &[Split], one: &Split| {
            list.iter().any(|s| s.whole == one.whole || s.pieces.iter().any(|p| one.pieces.contains(p)))
        };
        for one in out {
            if !knows(&splits, &one) {
                splits.push(one);
            }
        }
        for one in together {
            if !knows(&merges, &one) {
                merges.push(one);
            }
        }
        // A unit has one fate: where it would be in two, the first is kept.
        merges
            .retain(|merge| !splits.iter().any(|s| s.pieces.contains(&merge.whole) || merge.pieces.contains(&s.whole)));
        Pieces { splits, merges }
    }

    /// Every whole with each of its pieces, as places in the left and the right text.
    fn linked(&self) -> Vec<(usize, usize)> {
        let splits = self.splits.iter().flat_map(|s| s.pieces.iter().map(|piece| (s.whole, *piece)));
        let merges = self.merges.iter().flat_map(|s| s.pieces.iter().map(|piece| (*piece, s.whole)));
        splits.chain(merges).collect()
    }
}

fn links(left: &Side<'_>, right: &Side<'_>, pairs: &Pairs, pieces: &Pieces, moved: &[usize]) -> Vec<Link> {
    let mut of_left: Vec<Option<usize>> = vec![None; left.len()];
    let mut of_right: Vec<Option<usize>> = vec![None; right.len()];
    let mut links: Vec<Link> = Vec::new();
    let mut push = |links: &mut Vec<Link>, link: Link| {
        let free = link.left.iter().all(|l| of_left.get(*l).is_some_and(Option::is_none))
            && link.right.iter().all(|r| of_right.get(*r).is_some_and(Option::is_none));
        if !free {
            return;
        }
        for l in &link.left {
            of_left.get_mut(*l).into_iter().for_each(|slot| *slot = Some(links.len()));
        }
        for r in &link.right {
            of_right.get_mut(*r).into_iter().for_each(|slot| *slot = Some(links.len()));
        }
        links.push(link);
    };
    for split in &pieces.splits {
        push(&mut links, Link { left: vec![split.whole], right: split.pieces.clone(), moved: false, same_place: true });
    }
    for merge in &pieces.merges {
        push(&mut links, Link { left: merge.pieces.clone(), right: vec![merge.whole], moved: false, same_place: true });
    }
    for (l, r) in pairs.iter() {
        let same_place = pairs.same_place(left, right, l, r);
        push(&mut links, Link { left: vec![l], right: vec![r], moved: moved.binary_search(&l).is_ok(), same_place });
    }
    for r in 0..right.len() {
        push(&mut links, Link { left: Vec::new(), right: vec![r], moved: false, same_place: true });
    }
    for l in 0..left.len() {
        push(&mut links, Link { left: vec![l], right: Vec::new(), moved: false, same_place: true });
    }
    ordered(links, &of_left, &of_right)
}

/// In the order of the right text; what it has not stands behind what stood before it in the left text.
fn ordered(links: Vec<Link>, of_left: &[Option<usize>], of_right: &[Option<usize>]) -> Vec<Link> {
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); links.len() + 1];
    let mut last = links.len();
    for number in of_left.iter().flatten() {
        let Some(link) = links.get(*number) else { continue };
        if link.right.is_empty() {
            behind.get_mut(last).into_iter().for_each(|list| list.push(*number));
        } else if !link.moved {
            last = *number;
        }
    }
    let mut order: Vec<usize> = behind.last().cloned().unwrap_or_default();
    let mut seen = vec![false; links.len()];
    for number in of_right.iter().flatten() {
        if seen.get(*number).copied().unwrap_or(true) {
            continue;
        }
        seen.get_mut(*number).into_iter().for_each(|slot| *slot = true);
        order.push(*number);
        order.extend(behind.get(*number).into_iter().flatten());
    }
    let mut links: Vec<Option<Link>> = links.into_iter().map(Some).collect();
    order.into_iter().filter_map(|number| links.get_mut(number).and_then(Option::take)).collect()
}
