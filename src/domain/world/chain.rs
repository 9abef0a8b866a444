//! Call-and-answer 叫应: whom to call next about something, derived from the list of contacts and the calls so far
//! (rules.md 2.2, 5.3). A chain runs until a human answered.

use super::World;
use crate::clock::At;
use crate::domain::algebra::Ladder;
use crate::domain::{
    Answer, Call, Calling, Contact, Errand, EventId, ListCode, OrderView, Recipient, Rules, Tier, Timer, Turn, Warning,
};

/// Somebody who can be called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Callee {
    /// The card in the list of contacts; none when the name stands elsewhere.
    pub contact: Option<ListCode>,
    /// Name.
    pub name: String,
    /// Office and position, as far as the list has them.
    pub post: String,
    /// A or B, where the list says so.
    pub turn: Option<Turn>,
    /// Numbers, in the order in which they are tried.
    pub numbers: Vec<String>,
    /// Whether this one stands above those who should answer, and is called when none of them did.
    pub above: bool,
}

/// How far calling got.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CallState {
    /// Nobody was called yet.
    Pending,
    /// Somebody is being called.
    Calling,
    /// Somebody was called and did not answer: the next one is called.
    NextContact,
    /// Everybody was called in vain: those above are called too, and then all of them again.
    Escalated,
    /// A human answered.
    Answered,
}

/// Everybody who can be called about one thing, and the calls so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chain<'a> {
    /// About what.
    pub errand: Errand,
    /// Those who should answer, A before B, then those above them.
    pub people: Vec<Callee>,
    /// The calls that stand, earliest first.
    pub calls: Vec<&'a Call>,
    /// The calls that were begun and of which nothing came yet, earliest first; old ones too.
    pub begun: Vec<&'a Calling>,
}

impl Chain<'_> {
    /// The call that a human answered.
    pub fn answered(&self) -> Option<&Call> {
        self.calls.iter().find(|call| call.answered()).copied()
    }

    /// How far it got by `now`.
    pub fn state(&self, now: At) -> CallState {
        if self.answered().is_some() {
            return CallState::Answered;
        }
        match (self.calling(now), self.calls.is_empty(), self.exhausted()) {
            (Some(_), ..) => CallState::Calling,
            (None, true, _) => CallState::Pending,
            (None, false, false) => CallState::NextContact,
            (None, false, true) => CallState::Escalated,
        }
    }

    /// The call that is being made, the newest when several are.
    pub fn calling(&self, now: At) -> Option<&Calling> {
        self.begun.iter().rev().find(|call| call.is_live(now)).copied()
    }

    /// Who is to be called next by one who sees who is being called: nobody twice at a time. When everybody is being
    /// called, as [`Chain::next`].
    pub fn next_besides(&self, now: At) -> Option<&Callee> {
        let busy = |one: &Callee| {
            self.begun.iter().any(|call| call.is_live(now) && call.is_of(one.contact.as_ref(), &one.name))
        };
        let free = self.in_turn().into_iter().map(|(one, _)| one).find(|one| !busy(one));
        free.or_else(|| self.next().map(|(one, _)| one))
    }

    /// Whether everybody who should answer was called in vain.
    fn exhausted(&self) -> bool {
        self.people.iter().filter(|one| !one.above).all(|one| self.usable(one).is_empty() || self.tries(one) > 0)
    }

    /// Who is to be called next, and at which number: who was called the fewest times, the earlier in the list first.
    /// A wrong number does not count as a call, and is not called again. None when no number is left.
    pub fn next(&self) -> Option<(&Callee, &str)> {
        self.in_turn().into_iter().next()
    }

    /// Everybody who can be called now, the next one first.
    fn in_turn(&self) -> Vec<(&Callee, &str)> {
        let exhausted = self.exhausted();
        let people = self.people.iter().filter(|one| exhausted || !one.above);
        let mut reachable: Vec<_> = people.filter_map(|one| Some((one, self.number(one)?))).collect();
        reachable.sort_by_key(|(one, _)| self.tries(one));
        reachable
    }

    /// The number at which somebody is called next: the one that was tried the fewest times.
    pub fn number<'c>(&self, one: &'c Callee) -> Option<&'c str> {
        let tried = |number: &str| self.about(one).filter(|call| call.number == number).count();
        self.usable(one).into_iter().min_by_key(|number| tried(number))
    }

    fn usable<'c>(&self, one: &'c Callee) -> Vec<&'c str> {
        let wrong =
            |number: &&str| self.calls.iter().any(|call| call.answer == Answer::WrongNumber && call.number == *number);
        one.numbers.iter().map(String::as_str).filter(|number| !wrong(number)).collect()
    }

    fn tries(&self, one: &Callee) -> usize {
        self.about(one).filter(|call| call.answer != Answer::WrongNumber).count()
    }

    /// Calls of this person.
    fn about<'c>(&'c self, one: &'c Callee) -> impl Iterator<Item = &'c Call> {
        self.calls.iter().copied().filter(move |call| match (&call.contact, &one.contact) {
            (Some(called), Some(listed)) => called == listed,
            _ => call.name == one.name,
        })
    }
}

/// Call-and-answer of one level on one warning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TierCalls<'a> {
    /// Which level.
    pub tier: Tier,
    /// A chain for each of those who must answer: A and B of one office and duty answer for one another.
    pub chains: Vec<Chain<'a>>,
    /// Since when they are called: the level above was through, or its time was over.
    pub begins: At,
    /// Until when each of them should have answered.
    pub due: At,
}

impl TierCalls<'_> {
    /// The chains that nobody answered yet: those who were called the fewest times first.
    pub fn open(&self) -> impl Iterator<Item = &Chain<'_>> {
        self.chains.iter().filter(|chain| chain.answered().is_none())
    }

    /// When the last of them answered; none while one has not.
    fn through(&self) -> Option<At> {
        self.chains
            .iter()
            .map(|chain| chain.answered().map(|call| call.at))
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .max()
    }
}

impl World {
    /// The calls about something that stand, earliest first.
    pub fn calls(&self, about: EventId) -> Vec<&Call> {
        self.call_events(about).into_iter().map(|(_, call)| call).collect()
    }

    /// The same, with the events that say so.
    pub fn call_events(&self, about: EventId) -> Vec<(EventId, &Call)> {
        self.calls.get(&about).map(|calls| self.call_events_in(calls)).unwrap_or_default()
    }

    pub(super) fn call_events_in<'a>(&'a self, ladder: &'a Ladder<Call>) -> Vec<(EventId, &'a Call)> {
        let mut calls: Vec<_> = ladder.standing(&self.strikes).map(|(id, call)| (*id, call)).collect();
        calls.sort_by_key(|(id, call)| (call.at, *id));
        calls
    }

    /// The calls about something that were begun and of which nothing came yet, earliest first. Stale ones are told by
    /// [`Calling::is_live`].
    pub fn begun_calls(&self, about: EventId) -> Vec<&Calling> {
        let Some(ladder) = self.begun_calls.get(&about) else { return Vec::new() };
        let calls = self.calls(about);
        let mut begun: Vec<&Calling> = ladder.standing(&self.strikes).map(|(_, call)| call).collect();
        begun.retain(|one| !calls.iter().any(|call| one.ended_by(call)));
        begun.sort_by(|a, b| (a.at, &a.name).cmp(&(b.at, &b.name)));
        begun
    }

    /// Who is being called about something.
    pub fn calling(&self, about: EventId, now: At) -> Option<&Calling> {
        self.begun_calls(about).into_iter().rev().find(|call| call.is_live(now))
    }

    /// Whom to call about an order: the team's leader or the person it went to, then A and B of that office; above them
    /// the headquarters of the jurisdiction.
    pub fn order_chain<'a>(&'a self, view: &OrderView<'_>) -> Chain<'a> {
        let mut people = Vec::new();
        let mut above = Vec::new();
        match &view.order.to {
            Recipient::Team(code) => {
                if let Some(team) = self.team(code).map(|view| view.team) {
                    people.push(named(&team.leader, &team.phone));
                    people.extend(self.of_office(&[&team.name, &team.name_en, &team.code.0]));
                    let over = self.all_headquarters().filter(|hq| hq.area == team.area);
                    above.extend(over.flat_map(|hq| self.of_office(&[&hq.name, &hq.name_en, &hq.code.0])));
                }
            }
            Recipient::Headquarters(code) => {
                if let Some(hq) = self.headquarters(code) {
                    people.extend(self.of_office(&[&hq.name, &hq.name_en, &hq.code.0]));
                    let others = self.all_headquarters().filter(|other| other.area == hq.area && other.code != hq.code);
                    above.extend(others.flat_map(|hq| self.of_office(&[&hq.name, &hq.name_en, &hq.code.0])));
                }
            }
            Recipient::Person { name, phone } => {
                people.push(named(name, phone));
                let seat = self.contacts().find(|contact| contact.name == *name);
                people.extend(seat.into_iter().flat_map(|contact| self.beside(contact)));
            }
        }
        let (calls, begun) = (self.calls(view.id), self.begun_calls(view.id));
        Chain { errand: Errand::Order(view.id), people: merged(people, above), calls, begun }
    }

    /// Whom to call about a report: the office it goes to.
    pub fn report_chain(&self, report: EventId) -> Chain<'_> {
        let to = self.report_paper(report).map(|view| view.paper.to.as_str()).unwrap_or_default();
        let people = merged(self.of_office(&[to]), Vec::new());
        Chain { errand: Errand::Report(report), people, calls: self.calls(report), begun: self.begun_calls(report) }
    }

    /// Those who must hear of a warning, level by level; a level below is called when the one above is through, and at
    /// the latest when its time is over.
    pub fn warning_calls(&self, rules: &Rules, warning: EventId) -> Vec<TierCalls<'_>> {
        let Some(received) = self.warning(warning) else { return Vec::new() };
        let Some(timer) = Timer::call(received.colour) else { return Vec::new() };
        let calls = self.calls(warning);
        let mut begins = received.received;
        let mut tiers: Vec<TierCalls<'_>> = Vec::new();
        for tier in Tier::ALL {
            let chains = self.seats(received, tier, warning, &calls);
            if chains.is_empty() {
                continue;
            }
            let due = begins + rules.within(timer, received.received);
            let level = TierCalls { tier, chains, begins, due };
            begins = level.through().map_or(due, |at| at.clamp(begins, due));
            tiers.push(level);
        }
        tiers
    }

    /// The levels at which nobody is listed who could be called about a warning, from the top down.
    pub fn levels_unlisted(&self, warning: EventId) -> Vec<Tier> {
        let Some(received) = self.warning(warning) else { return Vec::new() };
        let listed = |tier: &Tier| self.contacts().any(|contact| answers_for(contact, *tier, received));
        Tier::ALL.into_iter().filter(|tier| !listed(tier)).collect()
    }

    /// The chain in which a contact is called about a warning.
    pub fn warning_chain(&self, warning: EventId, first: &ListCode) -> Option<Chain<'_>> {
        let levels = self.warning_calls(&self.rules(), warning);
        levels.into_iter().flat_map(|level| level.chains).find(|chain| chain.seat() == Some(first))
    }

    fn seats<'a>(&'a self, warning: &Warning, tier: Tier, id: EventId, calls: &[&'a Call]) -> Vec<Chain<'a>> {
        let of_tier = |tier: Tier| self.contacts().filter(move |contact| answers_for(contact, tier, warning));
        let above = |seat: &[&Contact]| -> Vec<Callee> {
            let upper = Tier::ALL.into_iter().rev().find(|other| *other < tier && of_tier(*other).next().is_some());
            match upper {
                Some(upper) => in_turn(of_tier(upper).filter(|one| over(one, seat)).collect()),
                None => self
                    .all_headquarters()
                    .filter(|hq| hq.area == warning.area)
                    .flat_map(|hq| self.of_office(&[&hq.name, &hq.name_en, &hq.code.0]))
                    .collect(),
            }
        };
        let begun = self.begun_calls(id);
        let mut seats: Vec<Vec<&Contact>> = Vec::new();
        for contact in of_tier(tier) {
            match seats.iter_mut().find(|seat| seat.iter().any(|one| stands_in(one, contact))) {
                Some(seat) => seat.push(contact),
                None => seats.push(vec![contact]),
            }
        }
        let chain = |mut seat: Vec<&Contact>| {
            seat.sort_by_key(|one| (one.turn.is_none(), one.turn, one.code.clone()));
            let codes: Vec<&ListCode> = seat.iter().map(|one| &one.code).collect();
            let own = |call: &&&Call| match &call.instead {
                Some(of) => codes.contains(&of),
                None => call.contact.as_ref().is_some_and(|called| codes.contains(&called)),
            };
            let calls = calls.iter().filter(own).copied().collect();
            let people = merged(seat.iter().copied().map(listed).collect(), above(&seat));
            let of_seat = |call: &&&Calling| people.iter().any(|one| call.is_of(one.contact.as_ref(), &one.name));
            let begun = begun.iter().filter(of_seat).copied().collect();
            Chain { errand: Errand::Warning(id), people, calls, begun }
        };
        seats.into_iter().map(chain).collect()
    }

    /// Everybody of a unit, A before B; the unit itself, without a number, when nobody of it is listed.
    pub(super) fn unit_people(&self, unit: &str) -> Vec<Callee> {
        let mut people = self.of_office(&[unit]);
        if people.is_empty() {
            people = in_turn(self.contacts().filter(|contact| contact.name == unit).collect());
        }
        if people.is_empty() {
            people.push(named(unit, ""));
        }
        people
    }

    /// Contacts of an office that goes by one of these names, A before B.
    fn of_office(&self, names: &[&str]) -> Vec<Callee> {
        let is = |contact: &&Contact| !contact.office.is_empty() && names.contains(&contact.office.as_str());
        in_turn(self.contacts().filter(is).collect())
    }

    /// Those who answer in somebody's place, and that person's own card.
    fn beside(&self, contact: &Contact) -> Vec<Callee> {
        in_turn(self.contacts().filter(|one| one.code == contact.code || stands_in(one, contact)).collect())
    }
}

impl Chain<'_> {
    /// The code of the first of those who should answer: what the chain of a warning is known by.
    pub fn seat(&self) -> Option<&ListCode> {
        self.people.first().and_then(|one| one.contact.as_ref())
    }
}

impl Timer {
    /// 叫应 on a warning of this colour; none where nobody must be called.
    pub fn call(colour: crate::domain::Colour) -> Option<Self> {
        use crate::domain::Colour::{Blue, Orange, Red, Yellow};
        match colour {
            Red => Some(Self::CallRed),
            Orange => Some(Self::CallOrange),
            Yellow | Blue => None,
        }
    }
}

fn answers_for(contact: &Contact, tier: Tier, warning: &Warning) -> bool {
    contact.tier == Some(tier) && contact.area.as_ref().is_none_or(|area| warning.area.covers(area))
}

/// Whether somebody of the level above answers for what those below do.
fn over(one: &Contact, seat: &[&Contact]) -> bool {
    let Some(area) = &one.area else { return true };
    seat.iter().any(|below| below.area.as_ref().is_none_or(|of| area.covers(of)))
}

/// A and B of one office and duty answer for one another; without A and B everybody must.
fn stands_in(one: &Contact, other: &Contact) -> bool {
    let seat = |contact: &Contact| (contact.tier, contact.area.clone(), contact.office.clone(), contact.duty.clone());
    one.turn.is_some() && other.turn.is_some() && !one.office.is_empty() && seat(one) == seat(other)
}

fn in_turn(mut contacts: Vec<&Contact>) -> Vec<Callee> {
    contacts.sort_by_key(|one| (one.turn.is_none(), one.turn, one.code.clone()));
    contacts.into_iter().map(listed).collect()
}

fn listed(contact: &Contact) -> Callee {
    let post = format!("{} {}", contact.office, contact.title).trim().to_owned();
    let numbers = contact.numbers().map(str::to_owned).collect();
    Callee {
        contact: Some(contact.code.clone()),
        name: contact.name.clone(),
        post,
        turn: contact.turn,
        numbers,
        above: false,
    }
}

/// Somebody whose numbers stand beside the name: `138… / 0379-…`.
fn named(name: &str, phone: &str) -> Callee {
    let numbers = phone.split('/').map(str::trim).filter(|number| !number.is_empty()).map(str::to_owned).collect();
    Callee { contact: None, name: name.to_owned(), post: String::new(), turn: None, numbers, above: false }
}

/// Everybody once: who is named and listed too has the numbers of both.
fn merged(people: Vec<Callee>, above: Vec<Callee>) -> Vec<Callee> {
    let above = above.into_iter().map(|one| Callee { above: true, ..one });
    let mut all: Vec<Callee> = Vec::new();
    for one in people.into_iter().filter(|one| !one.name.is_empty()).chain(above) {
        let same = |known: &&mut Callee| {
            known.name == one.name && (known.contact.is_none() || one.contact.is_none() || known.contact == one.contact)
        };
        match all.iter_mut().find(same) {
            Some(known) => {
                known.contact = known.contact.take().or(one.contact);
                known.turn = known.turn.or(one.turn);
                if known.post.is_empty() {
                    known.post = one.post;
                }
                let new: Vec<String> = one.numbers.into_iter().filter(|n| !known.numbers.contains(n)).collect();
                known.numbers.extend(new);
            }
            None => all.push(one),
        }
    }
    all
}
