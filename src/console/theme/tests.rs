//! The built-in themes, seen as people see who lack one kind of cone.
//!
//! Protanopia, deuteranopia and tritanopia by the matrices of Machado, Oliveira and Fernandes, "A Physiologically-based
//! Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, table 1, severity 1.0, on linear sRGB.
//! Distances in `OKLab` (Ottosson 2020), where 0.02 is about the least that is seen side by side; contrast as WCAG 2.2 has
//! it (relative luminance, 4.5 to 1 for text).

use super::*;

type Rgb = [u8; 3];

/// What a person without colour-blindness sees, then one with each of the three kinds.
const SIGHTS: [(&str, [[f64; 3]; 3]); 4] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// The sixteen colours as xterm has them; terminals differ, so for sixteen less is demanded.
const XTERM: [Rgb; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// Letters that call for different acts.
const LETTERS: [Meaning; 5] = [Meaning::Plain, Meaning::Quiet, Meaning::Alarm, Meaning::Attention, Meaning::Key];

/// Bars that say which world this is, and what the next key acts on.
const BARS: [Meaning; 5] = [Meaning::Status, Meaning::Drill, Meaning::Test, Meaning::Past, Meaning::Selected];

/// Least distance in `OKLab` of two of [`LETTERS`], and of two of [`BARS`]: four and six times what is just seen.
const APART: (f64, f64) = (0.08, 0.12);

/// A terminal that a theme is made for: its own letters, and the grounds that terminals of that kind have.
struct Ground {
    theme: &'static str,
    letters: Rgb,
    grounds: &'static [Rgb],
}

const GROUNDS: [Ground; 2] = [
    // Black, and the grounds of widespread dark schemes.
    Ground { theme: "dark", letters: [212, 212, 212], grounds: &[[0, 0, 0], [30, 30, 30], [0, 43, 54], [48, 10, 36]] },
    Ground { theme: "light", letters: [30, 30, 30], grounds: &[[255, 255, 255], [253, 246, 227]] },
];

fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

fn times(matrix: &[[f64; 3]; 3], v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(v).map(|(a, b)| a * b).sum())
}

fn oklab(linear: [f64; 3]) -> [f64; 3] {
    const LMS: [[f64; 3]; 3] = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ];
    const LAB: [[f64; 3]; 3] = [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ];
    times(&LAB, times(&LMS, linear).map(f64::cbrt))
}

/// How far two colours are apart for the eye that tells them apart least, and which that is.
fn apart(a: Rgb, b: Rgb) -> (f64, &'static str) {
    let seen = |matrix, rgb: Rgb| oklab(times(matrix, rgb.map(linear)).map(|c| c.clamp(0.0, 1.0)));
    let distance = |matrix| -> f64 {
        let squares = seen(matrix, a).into_iter().zip(seen(matrix, b)).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    };
    let all = SIGHTS.iter().map(|(name, matrix)| (distance(matrix), *name));
    all.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let luminance = |rgb: Rgb| {
        let [r, g, b] = rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Letters and ground of a meaning, as they are seen on a terminal.
fn seen(theme: &Theme, meaning: Meaning, colours: Colours, letters: Rgb, ground: Rgb) -> (Rgb, Rgb) {
    let paint = theme.ink(meaning).paint(colours);
    let of = |hue, own| match hue {
        Hue::Own => own,
        Hue::Named(number) => XTERM[usize::from(number)],
        Hue::Rgb(r, g, b) => [r, g, b],
    };
    let (text, behind) = (of(paint.text, letters), of(paint.ground, ground));
    if paint.attributes.reverse { (behind, text) } else { (text, behind) }
}

#[test]
fn the_simulation_sees_what_is_known_of_it() {
    // To who lacks the red cone, pure red is dark; to who lacks the green one, red and green are near.
    let dimmed = times(&SIGHTS[1].1, [255, 0, 0].map(linear));
    assert!(dimmed.iter().all(|c| *c < 0.2), "{dimmed:?}");
    let normal = oklab([1.0, 1.0, 1.0]);
    assert!((normal[0] - 1.0).abs() < 1e-3 && normal[1].abs() < 1e-3 && normal[2].abs() < 1e-3, "white is white");
    let (green_yellow, whose) = apart([0, 205, 0], [205, 205, 0]);
    assert!(green_yellow < 0.05 && whose != "normal", "the confusion that the themes avoid: {green_yellow} {whose}");
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn no_kind_of_colour_blindness_takes_one_meaning_for_another() {
    for Ground { theme, letters, grounds } in &GROUNDS {
        let theme = Theme::built_in(theme).unwrap();
        for ground in *grounds {
            let text = |meaning| seen(&theme, meaning, Colours::True, *letters, *ground).0;
            let bar = |meaning| seen(&theme, meaning, Colours::True, *letters, *ground).1;
            let check = |of: &dyn Fn(Meaning) -> Rgb, all: &[Meaning], least: f64| {
                for (n, a) in all.iter().enumerate() {
                    for b in &all[n + 1..] {
                        let (far, whose) = apart(of(*a), of(*b));
                        assert!(far >= least, "{} {a:?} and {b:?}: {far:.3} with {whose}", theme.name);
                    }
                }
            };
            check(&text, &LETTERS, APART.0);
            check(&bar, &BARS, APART.1);
        }
    }
}

#[test]
fn every_text_can_be_read_on_its_ground() {
    for Ground { theme, letters, grounds } in &GROUNDS {
        let theme = Theme::built_in(theme).unwrap();
        for ground in *grounds {
            for (meaning, _) in Meaning::LETTERS {
                let (text, behind) = seen(&theme, meaning, Colours::True, *letters, *ground);
                let ratio = contrast(text, behind);
                assert!(ratio >= 4.5, "{} {meaning:?} on {ground:?}: {ratio:.1}", theme.name);
            }
        }
    }
}

/// On sixteen colours the terminal decides what each is: on those of xterm, on its own ground, the bars stay five times
/// what is just seen apart, and everything can be read as large text can (3 to 1).
#[test]
fn with_the_sixteen_colours_of_xterm_too() {
    for (name, letters, ground) in [("dark", XTERM[7], XTERM[0]), ("light", XTERM[0], XTERM[15])] {
        let theme = Theme::built_in(name).unwrap();
        let of = |meaning| seen(&theme, meaning, Colours::Sixteen, letters, ground);
        for (n, a) in BARS.iter().enumerate() {
            for b in &BARS[n + 1..] {
                let (far, whose) = apart(of(*a).1, of(*b).1);
                assert!(far >= 0.1, "{name} {a:?} and {b:?}: {far:.3} with {whose}");
            }
        }
        for pair in [
            (Meaning::Alarm, Meaning::Plain),
            (Meaning::Alarm, Meaning::Attention),
            (Meaning::Attention, Meaning::Plain),
        ] {
            let (far, whose) = apart(of(pair.0).0, of(pair.1).0);
            assert!(far >= 0.1, "{name} {pair:?}: {far:.3} with {whose}");
        }
        for (meaning, _) in Meaning::LETTERS {
            let (text, behind) = of(meaning);
            assert!(contrast(text, behind) >= 3.0, "{name} {meaning:?}");
        }
    }
}

#[test]
fn colours_stand_in_the_cube_of_256_so_that_such_a_terminal_shows_the_same() {
    let channel = |c: u8| matches!(c, 0 | 95 | 135 | 175 | 215 | 255);
    let grey = |r, g, b| r == g && g == b && (r == 255 || r >= 8 && (r - 8) % 10 == 0);
    for name in Theme::NAMES {
        let theme = Theme::built_in(name).unwrap();
        for (meaning, _) in Meaning::LETTERS {
            let paint = theme.ink(meaning).full;
            for hue in [paint.text, paint.ground] {
                let Hue::Rgb(r, g, b) = hue else { continue };
                assert!([r, g, b].into_iter().all(channel) || grey(r, g, b), "{name} {meaning:?} {hue:?}");
            }
        }
    }
}

#[test]
fn a_console_goes_round_in_its_themes_and_has_each_once() {
    let own = Theme { name: "夜班".to_owned(), ..Theme::default() };
    let mut themes = Themes::new(own.clone(), vec![own]);
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(themes.now().unwrap().name.clone());
        themes.step();
    }
    assert_eq!(seen, ["夜班", "dark", "light", "mono", "ascii"]);
    assert_eq!(themes.now().unwrap().name, "夜班");
    assert_eq!(themes.place(), (5, 5));
}
