//! Forms about calls, and about the measures that a warning asks for.

use super::build::{choice, must, text, time};
use super::options::{choice as option, means, say};
use super::{AnswerPick, Choice, Field, FieldName, Form, FormKind, MeasurePick, Pick};
use crate::console::{Board, Model, Pane, Row};
use crate::domain::{
    Answer, Article, Call, Callee, Calling, Chain, Command, ConsultWant, Due, Errand, EventId, ListCode, MeasureOf,
    Reckoning, Taken,
};
use crate::text::words::{CallWord, Word};

impl Model {
    /// Everybody who can be called about something, and the calls so far.
    pub fn chain(&self, errand: Errand, seat: Option<&ListCode>) -> Option<Chain<'_>> {
        match errand {
            Errand::Order(id) => self.world.order(id).map(|view| self.world.order_chain(&view)),
            Errand::Report(id) => Some(self.world.report_chain(id)),
            Errand::Warning(id) => self.world.warning_chain(id, seat?),
            Errand::Consult(id) => self.world.member_chain(id, seat?),
        }
    }

    /// What a call is about: the deadline in hand, the selected order or paper, else what presses most.
    pub fn call_meant(&self) -> Option<(Errand, Option<ListCode>)> {
        let in_hand = self.selected_deadline().filter(|_| self.pane == Pane::Rail);
        let selected = || match self.selected(self.board) {
            Some(Row::Order(id)) => {
                let open = self.world.order(*id).is_some_and(|view| view.outcome == Reckoning::Unset);
                open.then_some((Errand::Order(*id), None))
            }
            Some(Row::Paper(id)) if self.board == Board::Reports => Some((Errand::Report(*id), None)),
            Some(Row::Consult(id)) if self.board == Board::Consultation => self.member_to_call(*id),
            _ => None,
        };
        let waits = |what: &Due| {
            let about = matches!(what, Due::Remind { .. } | Due::Complete { .. });
            !about && !matches!(what, Due::CountHeads { .. } | Due::FindMissing { .. })
        };
        let pressing = || self.rail().iter().filter(|due| waits(&due.what)).find_map(|due| self.callable(&due.what));
        in_hand.and_then(|due| self.callable(&due.what)).or_else(selected).or_else(pressing)
    }

    /// Whom a deadline waits for, when it is somebody who can be called.
    fn callable(&self, what: &Due) -> Option<(Errand, Option<ListCode>)> {
        match what {
            Due::Acknowledge { order }
            | Due::CallNext { order, .. }
            | Due::Remind { order, .. }
            | Due::Complete { order }
            | Due::CountHeads { order }
            | Due::FindMissing { order, .. }
            | Due::Depart { order, .. } => Some((Errand::Order(*order), None)),
            Due::CallLevel { warning, tier } => {
                let levels = self.world.warning_calls(&self.world.rules(), *warning);
                let level = levels.iter().find(|level| level.tier == *tier)?;
                // What this person has begun, else where nobody is calling.
                let taken = |chain: &Chain<'_>| match chain.calling(self.now) {
                    Some(call) if call.by == caller(self) => 0,
                    None => 1,
                    Some(_) => 2,
                };
                let chain = level.open().min_by_key(|chain| (taken(chain), chain.calls.len()))?;
                Some((Errand::Warning(*warning), chain.seat().cloned()))
            }
            Due::Consult { consult, wants: ConsultWant::Call } => self.member_to_call(*consult),
            _ => None,
        }
    }

    /// The next member of a consultation to be called: what this person has begun goes on.
    fn member_to_call(&self, consult: EventId) -> Option<(Errand, Option<ListCode>)> {
        let view = self.world.consultation(consult)?;
        let open = self.world.members_to_call(&view, self.now);
        let own = |unit: &&ListCode| {
            let chain = self.world.member_chain(consult, unit);
            chain.is_some_and(|chain| chain.calling(self.now).is_some_and(|call| call.by == caller(self)))
        };
        let unit = open.iter().find(own).or_else(|| open.first())?;
        Some((Errand::Consult(consult), Some(unit.clone())))
    }

    /// The warning whose measures are meant: that of the deadline in hand, the one that asks the own jurisdiction, any
    /// that asks, the newest.
    pub fn warning_asking(&self) -> Option<EventId> {
        let in_hand = self.selected_deadline().filter(|_| self.pane == Pane::Rail);
        let on_rail = in_hand.and_then(|due| match due.what {
            Due::AnswerMeasures { warning }
            | Due::CallLevel { warning, .. }
            | Due::ListCallees { warning }
            | Due::Decide { warning } => Some(warning),
            _ => None,
        });
        let own = self.area();
        let mut asked = self.world.asked_warnings(&self.world.rules(), self.now);
        asked.retain(|(id, warning)| !self.world.measures_open(*id, Article::of(warning.colour)).is_empty());
        asked.sort_by_key(|(_, warning)| Some(&warning.area) != own.as_ref());
        let newest = || {
            let mut all = self.world.warnings();
            all.sort_by_key(|(id, warning)| (Some(&warning.area) == own.as_ref(), warning.received, *id));
            all.last().map(|(id, _)| *id)
        };
        on_rail.or(asked.first().map(|(id, _)| *id)).or_else(newest)
    }
}

/// The fields of a form of this kind.
pub(super) fn fields(model: &Model, kind: &FormKind) -> Vec<Field> {
    match kind {
        FormKind::Call(errand, seat) => call(model, *errand, seat.as_ref()),
        FormKind::Measures(warning) => measures(model, *warning),
        _ => Vec::new(),
    }
}

/// The fields of a call: whom, what came of it, and the rest that is known already.
fn call(model: &Model, errand: Errand, seat: Option<&ListCode>) -> Vec<Field> {
    let chain = model.chain(errand, seat);
    let next = chain.as_ref().and_then(|chain| {
        let own = chain.calling(model.now).filter(|call| call.by == caller(model));
        let own = |one: &&Callee| own.is_some_and(|call| call.is_of(one.contact.as_ref(), &one.name));
        let next = chain.people.iter().find(own).or_else(|| chain.next_besides(model.now))?;
        chain.people.iter().position(|one| one == next)
    });
    let callees = chain.as_ref().map(|chain| callees(model, chain)).unwrap_or_default();
    vec![
        must(FieldName::Callee, callees, next.map(Pick::Callee).as_ref()),
        must(FieldName::Answer, answers(model, errand), None),
        text(FieldName::Answerer, ""),
        text(FieldName::Called, ""),
        choice(FieldName::Means, means(model), None),
        time(FieldName::At),
        text(FieldName::Note, ""),
    ]
}

/// `甲(A) 138.. 市水利局 无人接听`.
fn callees(model: &Model, chain: &Chain<'_>) -> Vec<Choice> {
    let say = say(model);
    let one = |(place, one): (usize, &Callee)| {
        let number = chain.number(one).unwrap_or_default();
        let last = chain.calls.iter().rev().find(|call| call.name == one.name);
        let last = last.map(|call| say.answer(&call.answer)).unwrap_or_default();
        let parts = [say.callee(one, number), one.post.clone(), last];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        option(Pick::Callee(place), "", name)
    };
    chain.people.iter().enumerate().map(one).collect()
}

fn answers(model: &Model, errand: Errand) -> Vec<Choice> {
    let mut all = vec![
        (AnswerPick::Answered, CallWord::Answered),
        (AnswerPick::NoAnswer, CallWord::NoAnswer),
        (AnswerPick::Engaged, CallWord::Engaged),
        (AnswerPick::WrongNumber, CallWord::WrongNumber),
    ];
    match errand {
        Errand::Order(_) => all.insert(0, (AnswerPick::Acknowledged, CallWord::Acknowledged)),
        Errand::Consult(_) => all.insert(0, (AnswerPick::Acknowledged, CallWord::Joins)),
        Errand::Warning(_) | Errand::Report(_) => {}
    }
    all.into_iter().map(|(pick, word)| option(Pick::Answer(pick), "", word.say(model.lang))).collect()
}

/// Who calls: whoever is signed in, else the post.
fn caller(model: &Model) -> String {
    if model.post.operator.is_empty() { model.post.name.clone() } else { model.post.operator.clone() }
}

/// What says that the one who is picked is being called: while the cursor stands where nothing was picked yet.
pub(in crate::console) fn dialled(form: &Form, model: &Model) -> Option<Command> {
    let FormKind::Call(about, seat) = &form.kind else { return None };
    if form.field()?.name != FieldName::Answer || form.pick(FieldName::Answer).is_some() {
        return None;
    }
    let chain = model.chain(*about, seat.as_ref())?;
    let Some(Pick::Callee(place)) = form.pick(FieldName::Callee) else { return None };
    let one = chain.people.get(*place)?;
    Some(Command::BeginCall(Calling {
        about: *about,
        contact: one.contact.clone(),
        name: one.name.clone(),
        number: chain.number(one).unwrap_or_default().to_owned(),
        by: caller(model),
        at: model.now,
    }))
}

/// The command of a filled form; none while nobody or nothing is picked.
pub(super) fn made(form: &Form, model: &Model, means: crate::domain::Means, at: crate::clock::At) -> Option<Command> {
    let FormKind::Call(about, seat) = &form.kind else { return None };
    let chain = model.chain(*about, seat.as_ref())?;
    let Some(Pick::Callee(place)) = form.pick(FieldName::Callee) else { return None };
    let Some(Pick::Answer(pick)) = form.pick(FieldName::Answer) else { return None };
    let one = chain.people.get(*place)?;
    let typed = |name| form.named(name).map(|field| field.line().text().trim().to_owned()).unwrap_or_default();
    let or = |typed: String, known: &str| if typed.is_empty() { known.to_owned() } else { typed };
    let answerer = or(typed(FieldName::Answerer), &one.name);
    let answer = match pick {
        AnswerPick::Acknowledged | AnswerPick::Answered => Answer::By(answerer),
        AnswerPick::NoAnswer => Answer::None,
        AnswerPick::Engaged => Answer::Engaged,
        AnswerPick::WrongNumber => Answer::WrongNumber,
    };
    let call = Call {
        about: *about,
        contact: one.contact.clone(),
        instead: seat.clone().filter(|_| one.above || matches!(about, Errand::Consult(_))),
        name: one.name.clone(),
        number: or(typed(FieldName::Called), chain.number(one).unwrap_or_default()),
        by: caller(model),
        means,
        answer,
        at,
        note: typed(FieldName::Note),
    };
    Some(Command::MakeCall { call, acknowledged: *pick == AnswerPick::Acknowledged })
}

/// The owner of all, then each measure with room for its own owner or reason; what was answered stands there.
fn measures(model: &Model, warning: EventId) -> Vec<Field> {
    let Some(received) = model.world.warning(warning) else { return Vec::new() };
    let article = Article::of(received.colour);
    let of = |number| model.world.measure(MeasureOf { warning, article, number }).first();
    let owner = (1..=article.measures()).find_map(|number| match of(number) {
        Some(Taken::Yes { owner, .. }) => Some(owner.clone()),
        _ => None,
    });
    let hq = || {
        let last = model.world.decisions(&received.area).last().map(|response| response.by.clone());
        let mut all = model.world.all_headquarters().filter(|hq| hq.area == received.area).map(|hq| hq.code.clone());
        // Among several that have decided nothing yet none is more likely than another: then it is who is at the desk.
        let only = all.next().filter(|_| all.next().is_none());
        last.or(only).map(|code| say(model).hq(&code).to_owned())
    };
    let owner = owner.or_else(hq).unwrap_or_else(|| model.post.operator.clone());
    let mut fields = vec![text(FieldName::Owner, &owner)];
    for number in 1..=article.measures() {
        let also = |first: &str, second: &str| {
            if second.is_empty() { first.to_owned() } else { format!("{first}; {second}") }
        };
        let (pick, note) = match of(number) {
            Some(Taken::Yes { owner: own, reason }) if *own == owner && reason.is_empty() => {
                (Some(MeasurePick::Yes), String::new())
            }
            Some(Taken::Yes { owner, reason }) => (Some(MeasurePick::YesBy), also(owner, reason)),
            Some(Taken::No { reason, owner: own }) => {
                (Some(MeasurePick::No), also(reason, if *own == owner { "" } else { own }))
            }
            None => (None, String::new()),
        };
        let options =
            [(MeasurePick::Yes, CallWord::Yes), (MeasurePick::No, CallWord::No), (MeasurePick::YesBy, CallWord::YesBy)];
        let options = options.map(|(pick, word)| option(Pick::Measure(pick), "", word.say(model.lang))).to_vec();
        fields.push(must(FieldName::Measure(article, number), options, pick.map(Pick::Measure).as_ref()));
        fields.push(text(FieldName::MeasureNote(article, number), &note));
    }
    fields
}

/// Where the form opens: the first measure that nobody answered.
pub(super) fn first_open(fields: &[Field]) -> usize {
    let open = |field: &Field| matches!(field.name, FieldName::Measure(..)) && field.pick().is_none();
    fields.iter().position(open).unwrap_or(0)
}

/// The answers that say something new; empty when none does.
pub(super) fn answered(form: &Form, model: &Model, warning: EventId) -> Vec<(Article, u8, Taken)> {
    let typed = |name| form.named(name).map(|field| field.line().text().trim().to_owned()).unwrap_or_default();
    let mut all = Vec::new();
    for field in &form.fields {
        let (FieldName::Measure(article, number), Some(Pick::Measure(pick))) = (field.name, field.pick()) else {
            continue;
        };
        let note = typed(FieldName::MeasureNote(article, number));
        // `理由; 责任人` and `责任人; 理由`: the second may be left out.
        let (first, second) = note.split_once([';', '；']).unwrap_or((&note, ""));
        let (first, second) = (first.trim().to_owned(), second.trim().to_owned());
        let owner = typed(FieldName::Owner);
        let taken = match pick {
            MeasurePick::Yes => Taken::Yes { owner, reason: String::new() },
            MeasurePick::YesBy => Taken::Yes { owner: first, reason: second },
            MeasurePick::No => Taken::No { reason: first, owner: if second.is_empty() { owner } else { second } },
        };
        if model.world.measure(MeasureOf { warning, article, number }) != Reckoning::Agreed(&taken) {
            all.push((article, number, taken));
        }
    }
    all
}

impl Model {
    /// How far a chain of calls got and who is next, to stand beside the form's title.
    pub(super) fn chain_told(&self, errand: Errand, seat: Option<&ListCode>) -> String {
        let say = say(self);
        let told = self.chain(errand, seat).map(|chain| {
            CallWord::Chain.with(self.lang, &[&say.chain_state(&chain, self.now), &say.next_call(&chain)])
        });
        let unit = seat.filter(|_| matches!(errand, Errand::Consult(_))).map(|unit| format!(" {unit}"));
        let named = format!("{}{}", say.errand(errand), unit.unwrap_or_default());
        format!("{named} {}", told.unwrap_or_default()).trim_end().to_owned()
    }
}
