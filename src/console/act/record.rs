//! Recording: from a command to facts on their way to the journal, and back as durable events.

use std::time::Duration;

use super::{Action, Effect, Model, aar, authority, history, shift};
use crate::clock::Span;
use crate::console::{Account, Arrived, Board, Context, Draft, Entry, JournalState, Pending, Recent, Row};
use crate::domain::{Command, Decided, Event, Fact, Keep, Refusal, Standing, decide};
use crate::limits::UNDO_WITHIN;
use crate::text::refusal;
use crate::text::say::Say;
use crate::text::tell::Both;
use crate::text::words::{HubWord, Word, fill};

/// The same, with words of its own for the operator once it is durable.
pub(super) fn carry_out_saying(model: &mut Model, command: Command, words: String) -> Vec<Effect> {
    let effects = carry_out(model, command, None);
    if let Some(pending) = model.pending.back_mut().filter(|_| effects.is_some()) {
        pending.words = words;
    }
    effects.unwrap_or_default()
}

/// Decides a command and hands its facts to the journal. `None` when it was refused, wants a reason first, or the
/// journal does not record: the operator has been told, and what was typed must stay. `draft` comes back if the journal
/// fails on the way.
pub(super) fn carry_out(model: &mut Model, command: Command, draft: Option<Draft>) -> Option<Vec<Effect>> {
    carry_out_because(model, command, draft, "")
}

/// The same with the reason for going beyond one's authority.
pub(super) fn carry_out_because(
    model: &mut Model,
    command: Command,
    draft: Option<Draft>,
    reason: &str,
) -> Option<Vec<Effect>> {
    if model.is_past {
        super::past::refuse(model);
        return None;
    }
    if let JournalState::Failed(_) = model.journal {
        let text = model
            .lang
            .pick("日志停写: 没有入账, 原样留着", "not recorded: the journal has stopped; what you typed stays");
        model.warn(text.to_owned());
        return None;
    }
    let standing = Standing { reason: reason.to_owned(), ..model.standing() };
    match decide(&model.world, &standing, command.clone()) {
        Ok(decided) => {
            let words = decided.facts.first().map(|fact| Say { world: &model.world, lang: model.lang }.fact(fact));
            Some(hand_over(model, decided, words.unwrap_or_default(), draft))
        }
        Err(Refusal::Beyond(beyond)) => {
            let text = Say { world: &model.world, lang: model.lang }.reserved(&beyond);
            authority::ask(model, command, text);
            None
        }
        Err(Refusal::Unguarded(unmet)) => {
            let text = Say { world: &model.world, lang: model.lang }.lacking(&unmet);
            authority::ask(model, command, text);
            None
        }
        Err(no) => {
            let text = refused(model, &no);
            model.warn(text);
            None
        }
    }
}

/// The refusal in the operator's language, with the way out that the keys offer.
fn refused(model: &Model, no: &Refusal) -> String {
    let words = refusal::words(model.lang, no);
    match no {
        Refusal::Military(_) | Refusal::ForeignTeam(_) if model.form().is_some() => {
            let key = model.key_name_in(Context::Form, Action::AsRequest);
            format!("{words} {}", fill(model.lang.pick("({0} 改为请求)", "({0} makes it a request)"), &[&key]))
        }
        _ => words,
    }
}

fn hand_over(model: &mut Model, decided: Decided, words: String, draft: Option<Draft>) -> Vec<Effect> {
    let facts = &decided.facts;
    if facts.is_empty() {
        return Vec::new();
    }
    let words = match &decided.overridden {
        Some(basis) => format!("{words} {}", authority::marked(model, basis)),
        None => words,
    };
    let undoable = !facts.iter().any(|fact| matches!(fact, Fact::Struck { .. } | Fact::DrillControlled { .. }));
    model.pending.push_back(Pending { facts: facts.clone().into(), ids: Vec::new(), undoable, words, draft });
    // The first entry of a log that nobody began takes the rules it counts by with it: they are no part of what the
    // operator may take back, and come after what an authority basis belongs to.
    let mut decided = decided;
    decided.facts.extend(model.world.opening().filter(|_| model.pending.len() == 1));
    vec![Effect::Record(decided)]
}

/// Folds durable events in. Own ones that were on their way are now recorded, and the screen may say so.
pub(in crate::console) fn recorded(model: &mut Model, arrived: &[Arrived]) {
    let mut written = Vec::new();
    for one in arrived {
        model.world.apply(&one.event);
        model.events = model.events.max(one.number);
        if one.event.post == model.post.id && own(model, &one.event) {
            model.own_act = Some(model.now);
            written.push(&one.event);
        }
        let entry = Entry { number: one.number, arrived: model.now, event: one.event.clone() };
        history::arrived(model, entry);
    }
    model.world.put_away(Keep::default());
    if let Some(incident) = aar::opens_review_of(model) {
        model.world.bring_incident_back(incident);
    }
    model.derive();
    for event in written {
        // What is done next is done with what one began.
        match event.fact {
            Fact::ReportBegun(_) => model.select_row(Board::Reports, &Row::Paper(event.id)),
            Fact::IncidentOpened(_) => model.select_row(Board::Situation, &Row::Incident(event.id)),
            Fact::SceneMoved { incident, .. } => model.select_row(Board::Onsite, &Row::Onsite(incident)),
            _ => false,
        };
        shift::signed(model, event.id, &event.fact);
    }
}

/// Whether this console waited for it.
fn own(model: &mut Model, event: &Event) -> bool {
    let waiting = |pending: &Pending| pending.facts.front() == Some(&event.fact);
    let Some(place) = model.pending.iter().position(waiting) else { return false };
    let Some(pending) = model.pending.get_mut(place) else { return false };
    pending.facts.pop_front();
    pending.ids.push(event.id);
    if !pending.facts.is_empty() {
        return true;
    }
    let Some(done) = model.pending.remove(place) else { return true };
    let said = if done.undoable {
        let until = model.now + window(model, UNDO_WITHIN);
        model.recent.push(Recent { ids: done.ids, until, words: done.words.clone() });
        let key = model.key_name(Action::Undo);
        fill(model.lang.pick("已入账 ({0} 撤回)", "recorded ({0} takes it back)"), &[&key])
    } else {
        model.lang.pick("已入账", "recorded").to_owned()
    };
    model.note(format!("{said} {}", done.words));
    true
}

/// So much of the machine's time in the drill's: ten seconds are ten seconds at sixty times the speed.
pub(in crate::console) fn window(model: &Model, real: Duration) -> Span {
    let speed = model.world.drill_clock().map_or(1000, |clock| i64::from(clock.pace.per_mille).max(1000));
    Span(i64::try_from(real.as_millis()).unwrap_or(i64::MAX).saturating_mul(speed) / 1000)
}

/// Takes back what this post recorded last: every event of that command, the last first.
pub(super) fn undo(model: &mut Model) -> Vec<Effect> {
    let now = model.now;
    model.recent.retain(|recent| recent.until >= now);
    let Some(recent) = model.recent.pop() else {
        model.tell("十秒内没有可撤回的", "nothing of the last ten seconds to take back");
        return Vec::new();
    };
    let reason = model.lang.pick("按错, 十秒内撤回", "a wrong key, taken back within ten seconds");
    let standing = model.standing();
    let strikes = recent.ids.iter().rev().map(|id| Command::Strike { target: *id, reason: reason.to_owned() });
    // What somebody else struck meanwhile is taken back already.
    let struck = strikes.filter_map(|strike| decide(&model.world, &standing, strike).ok());
    let facts: Vec<Fact> = struck.flat_map(|decided| decided.facts).collect();
    let words = fill(model.lang.pick("撤回: {0}", "taken back: {0}"), &[&recent.words]);
    hand_over(model, facts.into(), words, None)
}

/// Puts back what was typed.
fn give_back(model: &mut Model, draft: Draft) {
    match draft {
        Draft::Entry(entry) if !model.entry.is_draft() => model.entry.line = entry,
        // The line is in use: the text can be called back from the history, where it went when it was sent.
        Draft::Entry(_) => {}
        Draft::Form(form) => {
            model.park(*form);
        }
    }
}

/// The disk is full, or has room again.
pub(in crate::console) fn space(model: &mut Model, left: Option<u64>) {
    match (&model.journal, left) {
        (JournalState::Full(_), None) => {
            model.journal = JournalState::Open;
            model.tell("磁盘又有空间, 照常入账", "the disk has room again, everything is recorded");
        }
        (JournalState::Failed(_), _) | (_, None) => {}
        (_, Some(left)) => model.journal = JournalState::Full(left),
    }
}

/// What the post and its hub owe each other: a loss is an alarm, what waits a word.
pub(in crate::console) fn account(model: &mut Model, account: Account) {
    let Account { missing, unsent } = account;
    if missing > 0 {
        model.warn(HubWord::Lost.with(model.lang, &[&missing, &unsent]));
    } else if unsent > 0 {
        model.note(HubWord::Unsent.with(model.lang, &[&unsent]));
    }
    model.account = Some(account);
}

/// The disk was full, and these were none of the entries that the reserve is kept for: what was typed goes back.
pub(in crate::console) fn not_recorded(model: &mut Model, facts: &[Fact]) {
    let place = model.pending.iter().position(|pending| {
        // What the log begins with may follow.
        let own = facts.len() - usize::from(facts.len() == pending.facts.len() + 1);
        pending.facts.iter().eq(facts.iter().take(own))
    });
    if let Some(draft) = place.and_then(|place| model.pending.remove(place)).and_then(|pending| pending.draft) {
        give_back(model, draft);
    }
    let text = model.lang.pick(
        "磁盘已满: 没有入账, 原样留着; 指令、撤离和清点仍可入账; 腾出空间后自动恢复",
        "disk full, not recorded, kept as typed: only orders, withdrawals, roll calls",
    );
    model.warn(text.to_owned());
}

/// The journal stopped: what was on its way goes back to where it was typed.
pub(in crate::console) fn failed(model: &mut Model, why: Both) {
    let drafts: Vec<Draft> = model.pending.drain(..).filter_map(|pending| pending.draft).collect();
    for draft in drafts {
        give_back(model, draft);
    }
    let stopped = model.lang.pick("日志停写, 此后不入账", "the journal has stopped, nothing is recorded");
    let text = format!("{stopped}: {}", why.text(model.lang));
    model.journal = JournalState::Failed(why);
    model.warn(text);
}
