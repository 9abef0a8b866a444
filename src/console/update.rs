//! One message into the model.

use super::act::{self, perform};
use super::{Action, Bell, Board, Effect, Key, KeyCode, LinkState, Mode, Model, Msg, Stage, Step, Strokes};
use crate::clock::Span;
use crate::limits::{NOTICE_FOR, REPORT_WAIT};
use crate::text::Lang;
use crate::text::tell::Both;

/// Takes one message in; pure. The shell carries the effects out in order.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    if matches!(msg, Msg::Key(_) | Msg::Paste(_)) {
        model.touched = model.now;
    }
    let mut effects = take(model, msg);
    effects.retain(|effect| match effect {
        Effect::Rewind(moment) => act::rewind_asked(model, *moment),
        _ => true,
    });
    if model.stage == Stage::Behind {
        return effects;
    }
    let shown = match &mut model.past {
        Some(past) => &mut past.view,
        None => model,
    };
    effects.extend(act::history_need(shown));
    effects
}

fn take(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) if model.past.is_some() => {
            model.notice = None;
            return act::past_press(model, key);
        }
        Msg::Paste(text) if model.past.is_some() => paste_into_past(model, &text),
        Msg::History(found) => act::history_found(model, found),
        Msg::Numbers(numbers) => act::history_numbers(model, numbers),
        Msg::Counted { ticket, upto, total } => act::history_counted(model, ticket, upto, total),
        Msg::RecordsCounted(aar, what, records) => return act::records_counted(model, aar, what, *records),
        Msg::Computed(aar, indicators) => return act::indicators_computed(model, aar, *indicators),
        Msg::Past(then) => act::rewound(model, then),
        Msg::NoPast(why) => act::no_past(model, why),
        Msg::Key(key) => return press(model, key),
        Msg::Paste(text) => paste(model, &text),
        Msg::Tick(now) => {
            tick(model, now);
            return if model.rings() && model.bell == Bell::Rings { vec![Effect::Bell] } else { Vec::new() };
        }
        Msg::Resize(size) => {
            model.size = size;
            // How many teams a page holds says whether the quiet ones fold.
            model.derive_list(Board::Teams);
            if let Some(past) = &mut model.past {
                past.view.size = size;
                past.view.derive_list(Board::Teams);
            }
        }
        Msg::Recorded(arrived) => act::recorded(model, &arrived),
        Msg::JournalFailed(why) => act::failed(model, why),
        Msg::Space(left) => act::space(model, left),
        Msg::NotRecorded(facts) => act::not_recorded(model, &facts),
        Msg::Found(what) => model.warn(what.text(model.lang).to_owned()),
        Msg::Previewed(table, outcome) => act::previewed(model, &table, outcome),
        Msg::Imported(outcome) => act::imported(model, outcome),
        Msg::Exported(outcome) => exported(model, outcome),
        Msg::Outrun => model.warn(model.lang.pick(
            "平台上有本席位的条目而本机日志没有: 日志曾被还原, 或另有一台同席位的机器; 此后以新的序列入账, 重号的两条都保留",
            "the hub holds entries of this post that this journal does not: it was put back from a copy, or runs twice; \
             what is recorded from now on begins a new series, and where two entries have one number both are kept",
        ).to_owned()),
        Msg::Account(account) => act::account(model, account),
        Msg::Holdings(holdings) => model.holdings = holdings,
        Msg::HubFold(fold) => model.hub_fold = fold,
        Msg::Synchronized => model.synchronized = true,
        Msg::Cursor { column, row } => model.terminal.hear(column, row),
        Msg::Store(state) => model.store = state,
        Msg::Link(state) => {
            if let LinkState::Up { heard_ms_ago, .. } = &state {
                model.heard = Some(model.now - Span(i64::from(*heard_ms_ago)));
            }
            model.link = state;
        }
        Msg::Backlog(backlog) => model.backlog = backlog,
        Msg::Sessions(sessions) => {
            model.sessions = sessions;
            model.derive();
        }
        Msg::Fixes(fixes) => model.fixes.extend(fixes.into_iter().map(|fix| (fix.team.clone(), fix))),
        Msg::Terminate => return vec![Effect::Quit],
    }
    Vec::new()
}

fn paste_into_past(model: &mut Model, text: &str) {
    if let Some(past) = &mut model.past {
        paste(&mut past.view, text);
    }
}

fn exported(model: &mut Model, outcome: Result<String, Both>) {
    match outcome {
        Ok(place) => {
            let text = format!("{}{place}", model.lang.pick("已导出 .docx 和 .html: ", "written as .docx and .html: "));
            model.note(text);
        }
        Err(why) => {
            let text = format!("{}{}", model.lang.pick("导出不成: ", "not written: "), why.text(model.lang));
            model.warn(text);
        }
    }
}

fn tick(model: &mut Model, now: crate::clock::At) {
    model.now = now;
    let stays = act::window(model, NOTICE_FOR);
    if model.notice.as_ref().is_some_and(|notice| now > notice.at + stays) {
        model.notice = None;
    }
    model.recent.retain(|recent| recent.until >= now);
    let wait = act::window(model, REPORT_WAIT);
    model.terminal.tick(now, wait);
    model.derive();
    act::lock_when_idle(model);
}

/// A key: a command where it is bound, else text where text is typed. The last word to the operator goes with it.
pub(super) fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.notice = None;
    let mode = model.mode();
    let begun = std::mem::take(&mut model.begun);
    let digit_closed = model.digit_closed.take().is_some();
    if !begun.is_empty() && key == Key::plain(KeyCode::Esc) {
        return Vec::new();
    }
    // In a field, what is typed is text even where the same key is a command elsewhere.
    match model.keys.step(mode, model.board, begun, key) {
        // Whoever submits every form with this key means the one that a digit has just submitted.
        Step::Act(Action::SignIn) if digit_closed => {
            model.tell("已提交, 不必再按; 换人再按一次", "submitted already; once more to sign somebody in");
            return Vec::new();
        }
        Step::Act(action) => return perform(model, action),
        Step::Begun(keys) => {
            model.begun = keys;
            return Vec::new();
        }
        Step::Nothing if !begun.is_empty() => {
            // Neither a command nor text: what was meant is not known.
            let (keys, help) = (begun.then(key.as_command()).name(model.lang), model.key_name(Action::Help));
            model.note(match model.lang {
                Lang::Zh => format!("没有 {keys} 这个键 ({help} 帮助)"),
                Lang::En => format!("there is no key {keys} ({help} help)"),
            });
            return Vec::new();
        }
        Step::Nothing => {}
    }
    match (mode, key.typed()) {
        (Mode::Board | Mode::Rail | Mode::Entry, Some(_)) if model.is_past => act::past_refuse(model),
        (Mode::Entry, Some(c)) => act::entry_typed(model, c),
        (Mode::Board | Mode::Rail, Some(c)) if !c.is_whitespace() => act::entry_typed(model, c),
        (Mode::Form, Some(c)) => return act::form_typed(model, c),
        (Mode::Filter, Some(c)) => act::filter_typed(model, c),
        (Mode::Ask, Some('y' | 'Y' | 'ｙ' | 'Ｙ')) => return perform(model, Action::Yes),
        (Mode::Ask, Some('n' | 'N' | 'ｎ' | 'Ｎ')) => return perform(model, Action::No),
        (Mode::Board | Mode::Rail | Mode::Entry | Mode::Filter | Mode::Form, None)
            if key.code != KeyCode::Backspace =>
        {
            let (help, quit) = (model.key_name(Action::Help), model.key_name(Action::Quit));
            model.note(match model.lang {
                Lang::Zh => format!("此键这里无用 ({help} 帮助, {quit} 退出)"),
                Lang::En => format!("this key does nothing here ({help} help, {quit} leaves)"),
            });
        }
        _ => {}
    }
    Vec::new()
}

/// Text is text: into the field that is typed in, else into the entry line; never a command.
fn paste(model: &mut Model, text: &str) {
    model.notice = None;
    model.begun = Strokes::default();
    match model.mode() {
        Mode::Form => act::form_pasted(model, text),
        Mode::Filter => act::filter_pasted(model, text),
        Mode::Board | Mode::Rail | Mode::Entry if model.is_past => act::past_refuse(model),
        Mode::Board | Mode::Rail | Mode::Entry => act::entry_pasted(model, text),
        Mode::Menu | Mode::Ask | Mode::Help | Mode::Reading => {}
    }
}
