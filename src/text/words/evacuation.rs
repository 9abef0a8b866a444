//! Words about people who were moved, and relief.

use super::words;
use crate::domain::ReliefKind;

words! { impl ReliefKind {
    Food = "食品", "food";
    Water = "饮水", "water";
    Clothes = "衣被", "clothes";
    Shelter = "住所", "shelter";
    Medical = "医疗", "medical care";
} }

words! {
    /// Words of evacuations.
    EvacuationWord {
        Due = "基本救助", "basic relief";
        Moved = "转移 {0}人 {1}{2} ({3} {4})", "{0} people moved, {1}{2} ({3}, {4})";
        Into = " > {0}", " > {0}";
        Given = "{0} 发放{1} {2}人 ({3} {4})", "{0}: {1} for {2} ({3}, {4})";
        Left = "{0} {1}/{2}人已救助", "{0}: {1} of {2} relieved";
        AllKinds = "五项都有", "all five kinds";
        Sums = "转移 {0}人, 已救助 {1}人", "{0} people moved, {1} relieved";
        Nothing = "没有待救助的转移人员", "nobody who was moved waits for relief";
    }
}
