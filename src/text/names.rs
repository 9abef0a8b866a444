//! Finding a name by what a hurried hand types of it: some of its characters, the initials or whole syllables of their
//! pinyin in any of their readings, or letters of its English.

use pinyin::ToPinyinMulti;

use super::words::Word;
use crate::domain::Role;

/// How well what was typed fits a name; the better is the smaller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Fit {
    /// It is the name.
    Whole,
    /// The name begins with it.
    Start,
    /// It stands in the name without a gap.
    Within,
    /// It stands in the name in this order, with gaps.
    Scattered,
}

/// How `sought` fits `name`; `None` when it does not. Nothing fits everything.
pub fn fit(sought: &str, name: &str) -> Option<Fit> {
    let (sought, name) = (folded(sought), folded(name));
    if sought == name {
        return Some(Fit::Whole);
    }
    let sought: Vec<char> = sought.chars().filter(|c| !c.is_whitespace()).collect();
    let name: Vec<char> = name.chars().collect();
    if !reaches(&sought, &name, true) {
        return None;
    }
    let mut starts = (0..name.len()).filter(|from| reaches(&sought, name.get(*from..).unwrap_or_default(), false));
    Some(match starts.next() {
        Some(0) => Fit::Start,
        Some(_) => Fit::Within,
        None if sought.is_empty() => Fit::Start,
        None => Fit::Scattered,
    })
}

/// The role of this title, in either language; also by titles of earlier versions, which a seat may still bear.
pub fn role(title: &str) -> Option<Role> {
    let title = folded(title);
    let named = |role: &&Role| role.both().into_iter().any(|word| folded(word) == title);
    Role::ALL.iter().find(named).copied().or(match title.as_str() {
        "指挥员" | "commander" => Some(Role::OnSiteCommander),
        "带班领导" | "duty chief" => Some(Role::ShiftLead),
        _ => None,
    })
}

/// For comparing: lower case, full-width forms as ASCII, no spaces at the ends.
pub fn folded(text: &str) -> String {
    text.trim().chars().map(narrow).flat_map(char::to_lowercase).collect()
}

/// A full-width form as its ASCII character.
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        c => c,
    }
}

/// Whether all that is sought is used up by the name's characters in order, each taking some of it; with `gaps` a
/// character may take nothing. The places reached after each character are kept, so the work is bounded by the product
/// of the lengths.
fn reaches(sought: &[char], name: &[char], gaps: bool) -> bool {
    let mut places = vec![false; sought.len() + 1];
    if let Some(first) = places.first_mut() {
        *first = true;
    }
    for c in name {
        let mut next = if gaps { places.clone() } else { vec![false; places.len()] };
        for (at, _) in places.iter().enumerate().filter(|(_, here)| **here) {
            for taken in takes(*c, sought.get(at..).unwrap_or_default()) {
                if let Some(place) = next.get_mut(at + taken) {
                    *place = true;
                }
            }
        }
        places = next;
        if places.last() == Some(&true) {
            return true;
        }
    }
    sought.is_empty()
}

/// How many characters of what is sought one character of a name can stand for: itself, or any beginning of any of its
/// readings.
fn takes(c: char, sought: &[char]) -> Vec<usize> {
    let mut lengths = Vec::new();
    if sought.first() == Some(&c) {
        lengths.push(1);
    }
    let readings = if sought.first().is_some_and(char::is_ascii_lowercase) { c.to_pinyin_multi() } else { None };
    for reading in readings.into_iter().flatten() {
        // `ü` is typed as v.
        let letters = reading.plain().chars().map(|letter| if letter == 'ü' { 'v' } else { letter });
        let common = letters.zip(sought).take_while(|(a, b)| a == *b).count();
        lengths.extend(1..=common);
    }
    lengths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn initials_and_syllables_find_a_name_in_any_reading_of_its_characters() {
        let brigade = "栾川县消防大队";
        assert_eq!(fit("lcxf", brigade), Some(Fit::Scattered), "县 and 消 both begin with x: one is passed over");
        assert_eq!(fit("lcxxf", brigade), Some(Fit::Start));
        assert_eq!(fit("luanchuan", brigade), Some(Fit::Start));
        assert_eq!(fit("xfdd", brigade), Some(Fit::Within));
        assert_eq!(fit("xiaofang大", brigade), Some(Fit::Within));
        assert_eq!(fit("栾消", brigade), Some(Fit::Scattered));
        for typed in ["cq", "zq", "chongqing", "zhongqing"] {
            assert_eq!(fit(typed, "重庆"), Some(Fit::Start), "{typed}: 重 is read chong and zhong");
        }
        for (typed, name) in [("cglv", "长葛绿化队"), ("zglv", "长葛绿化队"), ("bh", "鲍河"), ("jgl", "京广路")]
        {
            assert_eq!(fit(typed, name), Some(Fit::Start), "{typed} {name}");
        }
    }

    #[test]
    fn latin_letters_digits_and_full_width_forms_are_themselves() {
        assert_eq!(fit("tunnel", "Jingguang tunnel"), Some(Fit::Within));
        assert_eq!(fit("Ｐ１", "p1"), Some(Fit::Whole));
        assert_eq!(fit("jt", "Jingguang Tunnel"), Some(Fit::Scattered));
        assert_eq!(fit("2队", "抽排2队"), Some(Fit::Within));
    }

    #[test]
    fn order_counts_and_nothing_is_made_up() {
        for (typed, name) in [("clx", "栾川县"), ("lcq", "栾川县"), ("luann", "栾川"), ("栾栾", "栾川"), ("a", "")]
        {
            assert_eq!(fit(typed, name), None, "{typed} {name}");
        }
        assert_eq!(fit("", "栾川县"), Some(Fit::Start), "what is not typed excludes nothing");
    }

    proptest! {
        #[test]
        fn what_is_left_of_a_name_when_characters_are_taken_out_still_finds_it(
            name in "[栾川县消防大队重长0-9a-z ]{1,20}", keep in prop::collection::vec(any::<bool>(), 20)
        ) {
            let typed: String = name.chars().zip(keep).filter(|(_, keep)| *keep).map(|(c, _)| c).collect();
            prop_assert!(fit(&typed, &name).is_some(), "{typed:?} {name:?}");
        }
    }
}
