//! Golden screens: the text, and what every cell means.

mod world;

use qianzhi::text::Lang;
use qianzhi::view::{Look, text_of};

#[test]
fn show() {
    let mut model = world::zhengzhou_drill(Lang::Zh);
    println!("{}", text_of(&model, &Look::default()));
    model.size = qianzhi::console::Size { cols: 160, rows: 48 };
    println!("{}", text_of(&model, &Look::default()));
    let mut model = world::zhengzhou_drill(Lang::En);
    println!("{}", text_of(&model, &Look::default()));
    model.size = qianzhi::console::Size { cols: 40, rows: 10 };
    println!("{}", text_of(&model, &Look::default()));
}
