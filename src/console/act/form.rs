//! Keys in a form.

use super::{Action, Ask, Effect, Model, Overlay, Then, people, record};
use crate::console::form::{
    Known, Submission, asked_of_a_city, become_form, build, contact, dialled, follow_asked, follow_need, follow_part,
    follow_recipient, follow_team, submit, takes_requests, withdraws,
};
use crate::console::{
    Board, Context, Draft, Edit, Field, FieldKind, FieldName, Form, FormKind, Line, Moment, Pane, Pick, SavedView,
    Sought,
};
use crate::domain::{Command, Form as OrderForm, Urgency};
use crate::text::words::{CallWord, Word};

/// A character typed into the field. In a choice it narrows the list down; a digit takes the choice with that number
/// and goes on as Enter does; where it may begin an address it stays in the field, for what follows. What no code or name
/// goes on with begins the next field, and so does a digit where a measure's reason is to begin.
pub(in crate::console) fn typed(model: &mut Model, c: char) -> Vec<Effect> {
    if to_next_measure(model, c) {
        return typed(model, c);
    }
    let field = top(model).and_then(|form| form.field());
    if let Some(place) = field.and_then(|field| field.by_digit(c)) {
        let address = field.is_some_and(Field::may_be_an_address);
        edit(model, |form| match form.fields.get_mut(form.at) {
            Some(field) if address => field.take_typed(place, c),
            Some(field) => field.take(place),
            None => {}
        });
        if address {
            return Vec::new();
        }
        let effects = enter(model);
        model.digit_closed = top(model).is_none().then_some(model.now);
        return effects;
    }
    if field.is_some_and(|field| field.runs_over(c)) {
        walk(model, 1);
    }
    write(model, |line| line.insert(c));
    Vec::new()
}

/// Whoever answers the measures digit by digit means the next of them, and no reason of one digit: the field that waits
/// for a reason is left for the next measure, and asked for before anything is recorded.
fn to_next_measure(model: &mut Model, c: char) -> bool {
    let Some(form) = top(model) else { return false };
    let digit = matches!(crate::text::names::narrow(c), '1'..='3');
    let begins = |field: &Field| matches!(field.name, FieldName::MeasureNote(..)) && field.line().is_empty();
    if !digit || !form.field().is_some_and(begins) {
        return false;
    }
    let measure = |field: &Field| matches!(field.name, FieldName::Measure(..));
    let next = form.fields.iter().skip(form.at).position(measure).map(|further| form.at + further);
    let Some(next) = next else { return false };
    form.at = next;
    let (zh, en) = (
        "理由待填, 先答下一项; 理由以数字起头时先按空格",
        "the reason is asked for later; one that begins with a digit begins with a blank",
    );
    model.tell(zh, en);
    true
}

/// Text pasted into the field.
pub(in crate::console) fn pasted(model: &mut Model, text: &str) {
    write(model, |line| line.paste(text));
}

fn top(model: &mut Model) -> Option<&mut Form> {
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() { Some(form) } else { None }
}

fn edit(model: &mut Model, change: impl FnOnce(&mut Form)) {
    let before = called(model);
    let asked = model.form().is_some_and(|form| takes_requests(model, form));
    let of_a_city = asks_a_city(model).is_some();
    let team = top(model).and_then(|form| form.pick(FieldName::Team).cloned());
    let part = top(model).and_then(|form| form.pick(FieldName::Part).cloned());
    if let Some(form) = top(model) {
        change(form);
        form.touched = true;
        form.fault = None;
    }
    follow_addressee(model, asked);
    if !of_a_city && asks_a_city(model).is_some() {
        let (zh, en) =
            ("不归本级指挥: {0} 向其所属市发支援请求", "takes no orders from here: {0} asks its city for aid");
        model.tell_key(Context::Form, Action::FormEnter, zh, en);
    }
    follow_ranking(model);
    let now = called(model);
    if before != now {
        call(model, before.as_deref().unwrap_or_default(), now.as_deref().unwrap_or_default());
    }
    if top(model).and_then(|form| form.pick(FieldName::Part).cloned()) != part
        && let Some(Overlay::Form(mut form)) = model.overlays.pop()
    {
        follow_part(model, &mut form, part.as_ref());
        model.overlays.push(Overlay::Form(form));
    }
    if top(model).and_then(|form| form.pick(FieldName::Team).cloned()) != team
        && let Some(Overlay::Form(mut form)) = model.overlays.pop()
    {
        follow_team(model, &mut form);
        model.overlays.push(Overlay::Form(form));
    }
}

/// What is known of the aid request that takes the form's place, because whom it is for is another city's.
fn asks_a_city(model: &Model) -> Option<Known> {
    model.form().and_then(|form| asked_of_a_city(model, form))
}

/// Opens that request in the form's place, when there is one. What was typed for an order goes along; what was typed for
/// whoever can come is put aside, because somebody else may be wanted as well.
fn ask_city(model: &mut Model) -> bool {
    let Some(known) = asks_a_city(model) else { return false };
    let typed = |form: &Form| form.named(FieldName::Text).is_some_and(|field| !field.line().is_empty());
    if let Some(Overlay::Form(form)) = model.overlays.pop_if(|over| matches!(over, Overlay::Form(_)))
        && matches!(form.kind, FormKind::Mobilise(_))
        && form.touched
        && typed(&form)
    {
        model.park(form);
    }
    super::open::ask_city(model, &known);
    true
}

/// Whoever takes requests only is sent one: the form becomes it by itself, and says so.
fn follow_addressee(model: &mut Model, asked: bool) {
    if let Some(Overlay::Form(mut form)) = model.overlays.pop_if(|over| matches!(over, Overlay::Form(_))) {
        let now = takes_requests(model, &form);
        follow_recipient(model, &mut form, asked);
        model.overlays.push(Overlay::Form(form));
        if now && !asked {
            let (zh, en) = if model.form().is_some_and(withdraws) {
                (
                    "不归本级指挥: 发的是撤离请求, 照样清点",
                    "takes no orders from here: this asks them to withdraw, and counts them",
                )
            } else {
                ("不归本级指挥: 改发请求, 六项写明", "takes no orders from here: this is a request now")
            };
            model.tell(zh, en);
        }
    }
}

/// Who could come follows from what is needed; while somebody is being sought among them the list stays.
fn follow_ranking(model: &mut Model) {
    if model.form().is_some_and(|form| matches!(form.kind, FormKind::Mobilise(_)))
        && let Some(Overlay::Form(mut form)) = model.overlays.pop_if(|over| matches!(over, Overlay::Form(_)))
    {
        if form.field().is_some_and(|field| field.name == FieldName::Who) {
            follow_asked(model, &mut form);
        } else {
            follow_need(model, &mut form);
        }
        model.overlays.push(Overlay::Form(form));
    }
}

/// Types into the field on top, and says so when it holds no more.
fn write(model: &mut Model, change: impl FnOnce(&mut Line) -> bool) {
    let mut fitted = true;
    edit(model, |form| {
        if let Some(field) = form.fields.get_mut(form.at) {
            fitted = field.write(change);
        }
    });
    if !fitted {
        let text = model.lang.pick("这一项装不下更多", "this field holds no more").to_owned();
        model.warn(text);
    }
}

/// Whom the order that is picked went to.
fn called(model: &Model) -> Option<String> {
    match model.form()?.pick(FieldName::Order)? {
        Pick::Order(order) => Some(contact(model, *order)),
        _ => None,
    }
}

/// Another order is picked: it was somebody else who acknowledged, unless a name was typed by hand.
fn call(model: &mut Model, before: &str, now: &str) {
    let by = top(model).and_then(|form| form.fields.iter_mut().find(|field| field.name == FieldName::By));
    if let Some(field) = by
        && field.line().text() == before
    {
        field.write(|line| {
            line.set(now);
            true
        });
    }
}

/// Carries a key's action out on the form on top.
pub(super) fn perform(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::NextField => walk(model, 1),
        Action::PreviousField => walk(model, -1),
        Action::ChoiceUp | Action::ChoiceDown => choose_or_walk(model, if action == Action::ChoiceUp { -1 } else { 1 }),
        Action::Edit(way @ (Edit::Left | Edit::Right)) => sideways(model, way),
        Action::Edit(way) => write(model, |line| edited(line, way)),
        Action::FormEnter => return enter(model),
        Action::Submit => return send(model),
        Action::Reset => reset(model),
        Action::AsRequest => as_request(model),
        Action::Back if model.locked => people::insist(model),
        Action::Back => park(model),
        _ => {}
    }
    Vec::new()
}

/// To the next field, or all of it away when no field further on wants anything. Before it is said what came of a call
/// it says that the call is being made, and the form waits for what comes of it.
fn enter(model: &mut Model) -> Vec<Effect> {
    if ask_city(model) {
        return Vec::new();
    }
    if let Some(begins) = model.form().and_then(|form| dialled(form, model)) {
        return record::carry_out(model, begins, None).unwrap_or_default();
    }
    if top(model).is_some_and(|form| form.enter_submits()) {
        return send(model);
    }
    walk(model, 1);
    Vec::new()
}

/// To the field before or after that applies; round at the ends.
fn walk(model: &mut Model, by: isize) {
    let named = |form: &Form| form.field().is_some_and(|field| matches!(field.name, FieldName::To | FieldName::Who));
    if by > 0 && model.form().is_some_and(named) && ask_city(model) {
        return;
    }
    let Some(form) = top(model) else { return };
    let places = form.shown_places();
    let at = places.iter().position(|place| *place == form.at).unwrap_or(0);
    let next = at.checked_add_signed(by).filter(|at| *at < places.len());
    if let Some(field) = form.fields.get_mut(form.at) {
        field.leave();
    }
    let round = if by < 0 { places.len().saturating_sub(1) } else { 0 };
    form.at = places.get(next.unwrap_or(round)).copied().unwrap_or(0);
}

fn choose_or_walk(model: &mut Model, by: isize) {
    let choice =
        top(model).and_then(|form| form.field()).is_some_and(|field| matches!(field.kind, FieldKind::Choice { .. }));
    if choice { choose(model, by) } else { walk(model, by) }
}

fn choose(model: &mut Model, by: isize) {
    edit(model, |form| {
        if let Some(field) = form.fields.get_mut(form.at) {
            field.step(by);
        }
    });
}

/// Left and right choose too, unless a filter is being typed.
fn sideways(model: &mut Model, way: Edit) {
    let choosing = top(model)
        .and_then(|form| form.field())
        .is_some_and(|field| matches!(&field.kind, FieldKind::Choice { filter, .. } if filter.is_empty()));
    if choosing {
        choose(model, if way == Edit::Left { -1 } else { 1 });
    } else {
        write(model, |line| edited(line, way));
    }
}

fn edited(line: &mut Line, way: Edit) -> bool {
    line.edit(way);
    true
}

/// Submits the form: what is wanting is said at its field, a question comes before what must not happen by mistake.
fn send(model: &mut Model) -> Vec<Effect> {
    if ask_city(model) {
        return Vec::new();
    }
    let Some(form) = top(model).cloned() else { return Vec::new() };
    match submit(&form, model) {
        Err((at, why)) => {
            if let Some(form) = top(model) {
                form.at = at;
                form.fault = Some((at, why.clone()));
            }
            model.warn(why);
            Vec::new()
        }
        Ok(Submission::Find(row)) => {
            model.overlays.pop();
            if model.board == Board::Map {
                super::map::jump(model, row);
            } else {
                model.select_row(model.board, &row);
            }
            Vec::new()
        }
        Ok(Submission::Rewind(at)) => {
            model.overlays.pop();
            vec![Effect::Rewind(Moment::At(at))]
        }
        Ok(Submission::Jump(from)) => {
            model.overlays.pop();
            super::history::jump(model, from)
        }
        Ok(Submission::Import(table)) => {
            model.overlays.pop();
            super::table::preview(model, table)
        }
        Ok(Submission::Filter(wanted, sought, name)) => {
            model.overlays.pop();
            if let Some(name) = name {
                model.chronicle.save(SavedView { name, wanted: wanted.clone(), sought: sought.clone() });
            }
            model.chronicle.wanted = wanted;
            model.lists.entry(Board::Journal).or_default().sought = Sought::new(&sought);
            Vec::new()
        }
        Ok(Submission::SignIn(name, role)) => {
            model.overlays.pop();
            people::sign_in(model, &name, role)
        }
        Ok(Submission::TakeOver(handed, name, role, means)) => {
            let who = (&*name, role.say(model.lang), means);
            let effects = super::shift::take_over(model, handed, who);
            effects.inspect(|_| drop(model.overlays.pop())).unwrap_or_default()
        }
        Ok(Submission::Because(command, reason)) => because(model, command, &reason),
        Ok(Submission::Perform(board, action)) => {
            model.overlays.pop();
            if let Some(board) = board {
                model.board = board;
                model.pane = Pane::Board;
            }
            super::perform(model, action)
        }
        Ok(Submission::Ask(text, command)) => {
            let change = super::switch::change(model, &command).map(Box::new);
            model.overlays.push(Overlay::Ask(Ask { text, yes: false, then: Then::Do(Box::new(command)), change }));
            Vec::new()
        }
        Ok(Submission::Command(command)) => carry_out(model, command),
    }
}

/// Decides the command of the form on top, when there is one, and closes the form once its facts are on their way.
pub(super) fn carry_out(model: &mut Model, command: Command) -> Vec<Effect> {
    let draft = top(model).cloned().map(|form| Draft::Form(Box::new(form)));
    let left = measures_left(model, &command);
    let effects = record::carry_out(model, command, draft);
    if effects.is_some() && top(model).is_some() {
        model.overlays.pop();
    }
    if let (Some(left), Some(pending)) = (left, model.pending.back_mut().filter(|_| effects.is_some())) {
        pending.words = left;
    }
    effects.unwrap_or_default()
}

/// How many measures of a warning nobody will have answered after this.
fn measures_left(model: &Model, command: &Command) -> Option<String> {
    let Command::AnswerMeasures { warning, answers } = command else { return None };
    let article = answers.first()?.0;
    let mut open = model.world.measures_open(*warning, article);
    open.retain(|of| !answers.iter().any(|(_, number, _)| *number == of.number));
    let told = |word: CallWord| word.with(model.lang, &[&answers.len(), &open.len()]);
    Some(told(if open.is_empty() { CallWord::AllAnswered } else { CallWord::StillOpen }))
}

/// Goes ahead with the reason; both the question and the form that led to it are closed.
fn because(model: &mut Model, command: Command, reason: &str) -> Vec<Effect> {
    let Some(why) = model.overlays.pop() else { return Vec::new() };
    let draft = top(model).cloned().map(|form| Draft::Form(Box::new(form)));
    let effects = record::carry_out_because(model, command, draft, reason);
    if effects.is_none() {
        model.overlays.push(why);
    } else if top(model).is_some() {
        model.overlays.pop();
    }
    effects.unwrap_or_default()
}

/// The form as it opened.
fn reset(model: &mut Model) {
    let Some(form) = top(model).cloned() else { return };
    // Who calls people back goes on calling them back.
    let urgency = if withdraws(&form) { Urgency::Withdraw } else { form.known.urgency };
    // A request is one because of whom it goes to: whom it was opened for.
    let kind = if matches!(form.kind, FormKind::Order(_)) { FormKind::Order(OrderForm::Order) } else { form.kind };
    let fresh = build(model, kind, &Known { urgency, ..*form.known });
    if let Some(form) = top(model) {
        *form = fresh;
    }
}

/// An order becomes a request and back; every field stays.
fn as_request(model: &mut Model) {
    if ask_city(model) {
        return;
    }
    if let Some(Overlay::Form(mut form)) = model.overlays.pop_if(|over| matches!(over, Overlay::Form(_))) {
        if !matches!(form.kind, FormKind::Order(_)) {
            model.overlays.push(Overlay::Form(form));
            model.tell("只有指令和请求可以互改", "only an order can become a request, and back");
            return;
        }
        let request = form.kind == FormKind::Order(OrderForm::Order);
        become_form(model, &mut form, if request { OrderForm::Request } else { OrderForm::Order });
        form.fault = None;
        model.overlays.push(Overlay::Form(form));
        if request {
            let (zh, en) = ("已改为请求 ({0} 发出)", "now a request ({0} sends it)");
            model.tell_key(Context::Form, Action::Submit, zh, en);
        } else {
            model.tell("已改为指令", "now an order");
        }
    }
}

/// Puts the form aside; what was typed in it comes back when it is opened again.
fn park(model: &mut Model) {
    let Some(Overlay::Form(form)) = model.overlays.pop() else { return };
    if !form.touched || form.kind.only_leads() {
        return;
    }
    if model.park(form) {
        model.tell("已放一边, 再开即续", "put aside; opening it again goes on");
    } else {
        model.tell("放一边的表单太多, 最早的一份不再保留", "too many forms put aside: the oldest is let go");
    }
}
