//! The demo, as whoever types `cargo run -- demo` meets it.

use super::Setup;

#[test]
fn the_demo_opens_on_a_running_drill_and_leaves_the_terminal_as_it_was() {
    let mut pty = Setup::default().start(&["demo"]);
    let opening = pty.until_text("15:50:");
    let shown = opening.contents();
    for text in ["演练", "郑州", "地图", "下一时限", "启动决定"] {
        assert!(shown.contains(text), "{text}:\n{shown}");
    }
    assert!(opening.alternate_screen());
    // Ten times as fast as the real thing: a minute of the drill is over in six seconds.
    pty.until_text("15:51:");
    for (key, board) in [("2", "时间线"), ("4", "给谁"), ("5", "预案步骤")] {
        pty.keys(key);
        pty.until_text(board);
    }
    pty.keys("\x18");
    assert!(pty.end().success());
    pty.assert_restored();
}
