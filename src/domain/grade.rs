//! Three axes that are never merged, and the posture (rules.md 0.2 item 1).
//!
//! In each, the first variant is the most severe, and `Ord` says "more severe is greater", so that nobody
//! compares the numbers the wrong way round.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

macro_rules! by_severity {
    ($($name:ident),+) => {$(
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                // Declared most severe first: the smaller discriminant is the greater severity.
                (*other as u8).cmp(&(*self as u8))
            }
        }
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }
    )+};
}

/// Event grade 事件等级 (突发事件应对法 2024 art. 3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 特别重大.
    Extreme,
    /// 重大.
    Major,
    /// 较大.
    Serious,
    /// 一般.
    Ordinary,
}

/// Response level 响应级别 (突发事件应对法 2024 art. 71): one is the highest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 一级.
    One,
    /// 二级.
    Two,
    /// 三级.
    Three,
    /// 四级.
    Four,
}

/// Warning colour 预警级别 (突发事件应对法 2024 art. 63): red is the first level.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Colour {
    /// 红色, 一级.
    Red,
    /// 橙色, 二级.
    Orange,
    /// 黄色, 三级.
    Yellow,
    /// 蓝色, 四级.
    Blue,
}

by_severity!(Grade, Level, Colour);

/// 平时/战时 posture of a jurisdiction (rules.md 5.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Posture {
    /// P0 平时值守.
    #[default]
    Normal,
    /// P1 加强值守.
    Reinforced,
    /// P2 预警准备.
    Prepared,
    /// P3 临战待命.
    Standby,
    /// P4 战时响应.
    War,
    /// P5 扩大战时.
    Expanded,
    /// P6 稳控收束.
    Stabilising,
    /// P7 转平恢复.
    Restoring,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_severe_is_greater() {
        assert!(Grade::Extreme > Grade::Ordinary);
        assert!(Level::One > Level::Four);
        assert!(Colour::Red > Colour::Orange);
        assert_eq!([Colour::Blue, Colour::Red, Colour::Yellow].iter().max(), Some(&Colour::Red));
    }
}
