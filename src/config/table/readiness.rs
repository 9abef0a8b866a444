//! With what a team comes, as tables say it: vehicles, insurance, protective equipment, grades, hours and kilometres.

use super::cards::number;
use crate::domain::{Capability, Readiness, Travel};
use crate::text::tell::Both;

/// What a field of a team's card says; nothing when it is no field of these.
pub(super) fn field(ready: &Readiness, key: &str) -> Option<String> {
    let count = |count: Option<u32>| count.map_or_else(String::new, |count| count.to_string());
    Some(match key {
        "vehicles" => count(ready.vehicles),
        "insured" => flag(ready.insured).to_owned(),
        "protected" => flag(ready.protected).to_owned(),
        "grades" => {
            let one = |(capability, grade): (&Capability, &u8)| format!("{}:{grade}", capability.tag());
            ready.grades.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        "min_crew" => count(ready.min_crew),
        "endurance" => count(ready.endurance_h),
        "range" => count(ready.range_km),
        "self_sufficient" => count(ready.self_sufficient_h),
        "travel" => match ready.travel {
            Some(Travel::Road) => "公路".to_owned(),
            Some(Travel::Air) => "航空".to_owned(),
            Some(Travel::Water) => "水路".to_owned(),
            None => String::new(),
        },
        _ => return None,
    })
}

/// Writes a cell into its field; `false` when it is no field of these.
pub(super) fn set(ready: &mut Readiness, key: &str, cell: &str) -> Result<bool, Both> {
    match key {
        "vehicles" => ready.vehicles = count(cell)?,
        "insured" => ready.insured = yes(cell)?,
        "protected" => ready.protected = yes(cell)?,
        "grades" => {
            let parts = cell.split([' ', ',', '，', '、', ';', '；']).filter(|part| !part.is_empty());
            ready.grades = parts.map(grade).collect::<Result<_, _>>()?;
        }
        "min_crew" => ready.min_crew = count(cell)?,
        "endurance" => ready.endurance_h = count(cell)?,
        "range" => ready.range_km = count(cell)?,
        "self_sufficient" => ready.self_sufficient_h = count(cell)?,
        "travel" => ready.travel = travel(cell)?,
        _ => return Ok(false),
    }
    Ok(true)
}

fn flag(flag: Option<bool>) -> &'static str {
    match flag {
        Some(true) => "是",
        Some(false) => "否",
        None => "",
    }
}

fn count(cell: &str) -> Result<Option<u32>, Both> {
    let too_many = |_| Both::words("太大", "is too large");
    number(cell)?.map(|count| u32::try_from(count).map_err(too_many)).transpose()
}

/// An empty cell says nothing: that is not “no”.
fn yes(cell: &str) -> Result<Option<bool>, Both> {
    match cell.to_lowercase().as_str() {
        "" | "?" | "不详" => Ok(None),
        "是" | "有" | "已购" | "齐" | "齐全" | "已配" | "yes" | "y" | "1" | "true" => Ok(Some(true)),
        "否" | "无" | "没有" | "未购" | "不齐" | "缺" | "no" | "n" | "0" | "false" => Ok(Some(false)),
        _ => Err(Both::words("写 是 或 否", "is neither yes nor no")),
    }
}

fn travel(cell: &str) -> Result<Option<Travel>, Both> {
    match cell.to_lowercase().as_str() {
        "" | "?" | "不详" => Ok(None),
        "公路" | "陆路" | "车辆" | "road" => Ok(Some(Travel::Road)),
        "航空" | "空中" | "直升机" | "air" => Ok(Some(Travel::Air)),
        "水路" | "舟艇" | "船" | "water" | "boat" => Ok(Some(Travel::Water)),
        _ => Err(Both::words("写 公路, 航空 或 水路", "is neither road, air nor water")),
    }
}

/// `flood.pump:2`.
fn grade(part: &str) -> Result<(Capability, u8), Both> {
    let how = || {
        Both::words("不是能力等级: 写 flood.pump:2, 等级 1 到 3", "is no graded capability: write flood.pump:2, 1 to 3")
    };
    let (tag, grade) = part.split_once([':', '：', '=']).ok_or_else(how)?;
    let (capability, _) = Capability::ALL.iter().find(|(_, known)| *known == tag.trim()).ok_or_else(how)?;
    let grade: u8 = grade.trim().parse().ok().filter(|grade| (1..=3).contains(grade)).ok_or_else(how)?;
    Ok((*capability, grade))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_says_is_what_the_card_says_back() {
        let mut ready = Readiness::default();
        for (key, cell) in [
            ("vehicles", "3"),
            ("insured", "是"),
            ("protected", "否"),
            ("grades", "flood.pump:2 rope:3"),
            ("min_crew", "6"),
            ("endurance", "12"),
            ("range", "80"),
            ("self_sufficient", "72"),
            ("travel", "boat"),
        ] {
            assert_eq!(set(&mut ready, key, cell), Ok(true), "{key}");
        }
        assert_eq!(ready.grades.get(&Capability::Rope), Some(&3));
        let before = ready.clone();
        assert_eq!(field(&ready, "travel").as_deref(), Some("水路"));
        let keys = [
            "vehicles",
            "insured",
            "protected",
            "grades",
            "min_crew",
            "endurance",
            "range",
            "self_sufficient",
            "travel",
        ];
        for key in keys {
            let said = field(&ready, key).unwrap();
            set(&mut ready, key, &said).unwrap();
        }
        assert_eq!(ready, before);
        assert_eq!(set(&mut ready, "name", "x"), Ok(false));
        assert_eq!((set(&mut ready, "insured", ""), ready.insured), (Ok(true), None), "nothing said is not no");
        for (key, cell) in [
            ("insured", "也许"),
            ("grades", "flood.pump"),
            ("grades", "flood.pump:4"),
            ("grades", "x:1"),
            ("travel", "地铁"),
        ] {
            assert!(set(&mut ready, key, cell).is_err(), "{key} {cell}");
        }
    }
}
