//! A request for help from its draft to its settlement between two cities' posts, over one hub, on the real binary
//! (rules.md 4.4).

use qianzhi::domain::{AidState, AidUnit, Area, Fact, Realm};
use rustix::process::Signal;

use super::hub::HubProcess;
use super::{fold, region, setup};
use crate::it::pty::{Pty, Setup};

const F10: &str = "\x1b[21~";
const CTRL_A: &str = "\x01";
const CTRL_G: &str = "\x07";
const CTRL_U: &str = "\x15";

/// A console of a city's duty officer.
fn console(setup: &Setup, operator: &str, area: &str, hub: &str) -> Pty {
    let journal = setup.path(operator);
    let journal = journal.to_str().unwrap();
    let who = ["--operator", operator, "--name", operator, "--role", "副总指挥", "--area", area];
    let args = ["console", "--realm", "test", "--hub", hub, "--journal", journal];
    setup.start(&[&args[..], &who].concat())
}

#[test]
fn two_cities_ask_and_help_each_other_over_one_hub() {
    let setup = setup();
    let other = Area { code: "410300".into(), name: "Luoyang".into(), name_en: "Luoyang".into() };
    region::journal_with(&setup.path("store"), &Realm::Test, vec![Fact::AreaNamed(other)]);
    let hub = HubProcess::start(&setup.path("store"), "127.0.0.1:0");
    let mut asks = console(&setup, "asks", "410300", &hub.url);
    let mut helps = console(&setup, "helps", "410100", &hub.url);
    for pty in [&mut asks, &mut helps] {
        pty.until_text("to type");
        pty.until_text("tunnel");
        pty.keys("#8");
        pty.until_text("No aid request");
    }
    let rest = "\t\t\t\t\tdeep water\troad closed\ttoll station\t\t\tzhou 0379";
    asks.keys(&format!("{CTRL_A}1\tpumps 6 sets{rest}{F10}"));
    asks.until_text("Luoyang asks Zhengzhou  draft");
    asks.keys(&format!("{CTRL_G}{F10}"));
    helps.until_text("Zhengzhou has not answered");
    helps.keys(&format!("{CTRL_G}{F10}"));
    asks.until_text("taken up by helps");
    helps.keys(&format!("{CTRL_G}{CTRL_U}4\tP1{F10}"));
    asks.until_text("granted in part by helps");
    // Whose each step is, what is typed, what the other one then reads.
    let news = |more: &str| format!("{CTRL_G}{more}lee{F10}");
    for (ours, script, read) in [
        (false, news("\t\t\t"), "P1 pumps sent off"),
        (false, news("\t\t\t"), "P1 pumps on the way"),
        (true, news("\t\t\t"), "P1 pumps checked in"),
        (true, news("\t\tpump the tunnel\t"), "at work pump the tunnel"),
        (true, news("\t\t"), "P1 pumps released"),
        (false, news("\t\t"), "P1 pumps home"),
        (true, format!("{CTRL_G}\t12000{F10}"), "cost settled by asks"),
    ] {
        let (here, there) = if ours { (&mut asks, &mut helps) } else { (&mut helps, &mut asks) };
        here.keys(&script);
        there.until_text(read);
        here.until_text(read);
    }
    for pty in [&mut asks, &mut helps] {
        pty.signal(Signal::TERM);
    }
    asks.end();
    helps.end();
    drop(hub);
    let worlds = ["asks", "helps", "store"].map(|name| fold(&setup.path(name)));
    let [a, b, store] = &worlds;
    assert!(a.bytes() == b.bytes() && b.bytes() == store.bytes());
    let aids = a.aids();
    assert_eq!((aids.len(), aids[0].state), (1, AidState::Settled));
    assert_eq!(aids[0].grants()[0].units, [AidUnit::Team("P1".into())]);
    assert!(a.unratified().is_empty() && a.conflicts().is_empty());
}
