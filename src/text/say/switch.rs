//! The switchover in words: what was noted, what is lacking, what is due.

use super::Say;
use crate::clock::{At, Span};
use crate::domain::{
    AreaCode, ItemAnswer, Lacking, Lead, Lifting, Means, NextAct, Noted, Picture, Posture, Reckoning, ResponseState,
    SwitchDue, SwitchNote, Way,
};
use crate::text::words::{Full, PlanWord, Prompt, SwitchWord, Word};

impl Say<'_> {
    /// A note as one line: `洛阳市 指挥长入席: 王某 (电话 李明)`.
    pub(super) fn switch_note(&self, note: &SwitchNote) -> String {
        let said = self.switch_noted(&note.area, &note.what);
        self.said_by(said, &note.by, note.means)
    }

    /// That a warning was lifted: `暴雨红色第5号 郑州市 解除: 郑州市气象局 解除文件3号`.
    pub(super) fn lifting(&self, lifting: &Lifting) -> String {
        let named = self.warning_named(lifting.warning);
        let said = SwitchWord::Lifted.with(self.lang, &[&named, &lifting.issuer, &lifting.document]);
        self.said_by(said, &lifting.by, lifting.means)
    }

    fn said_by(&self, said: String, by: &str, means: Means) -> String {
        match (by, means) {
            ("", _) => said,
            (by, Means::Console) => SwitchWord::On.with(self.lang, &[&said, &by]),
            (by, means) => SwitchWord::ByWhom.with(self.lang, &[&said, &self.word(means), &by]),
        }
    }

    /// A change of posture, with the paper that it rests on.
    pub(super) fn posture_changed(&self, area: &AreaCode, posture: Posture, record: &str) -> String {
        let changed = Prompt::PostureChanged.with(self.lang, &[&self.word(Full(posture)), &self.area_of(area)]);
        if record.is_empty() { changed } else { format!("{changed} ({record})") }
    }

    fn switch_noted(&self, area: &AreaCode, what: &Noted) -> String {
        let (lang, of) = (self.lang, self.area_of(area));
        match what {
            Noted::Seated { seat, name } if name.is_empty() => {
                SwitchWord::Unseated.with(lang, &[&self.word(*seat), &of])
            }
            Noted::Seated { seat, name } => SwitchWord::Seated.with(lang, &[&self.word(*seat), &of, name]),
            Noted::Item { of: item, answer } => {
                let (title, answer) = (self.item_title(item.way, item.number), self.item_answer(answer));
                SwitchWord::Item.with(lang, &[&self.word(item.way), &title, &answer])
            }
            Noted::Leads(Lead::Asked { to, why }) => SwitchWord::Asked.with(lang, &[&of, to, why]),
            Noted::Leads(Lead::Taken { by }) => SwitchWord::Taken.with(lang, &[&of, by]),
            Noted::MembersTold => SwitchWord::MembersTold.with(lang, &[&of]),
            Noted::Briefed => SwitchWord::Briefed.with(lang, &[&of]),
            Noted::Replanned => SwitchWord::Replanned.with(lang, &[&of]),
            Noted::SituationTold => SwitchWord::SituationTold.with(lang, &[&of]),
            Noted::TerminationProposed { met } => {
                let met: Vec<&str> = met.iter().map(|one| self.word(*one)).collect();
                let met = if met.is_empty() { self.word(SwitchWord::Nothing).to_owned() } else { met.join(", ") };
                SwitchWord::EndProposed.with(lang, &[&of, &met])
            }
            Noted::OrdersHandedOver { orders, to } => SwitchWord::OrdersOver.with(lang, &[&of, &orders.len(), to]),
        }
    }

    /// An item by its number and words: `3 成员单位联络员进驻或视频在线`.
    pub fn item_title(&self, way: Way, number: u8) -> String {
        let asked = self.world.items_asked(way, At(i64::MAX));
        let row = asked.iter().find(|(of, _)| *of == number).map(|(_, force)| self.rule_text(&force.row).to_owned());
        format!("{number} {}", row.unwrap_or_default()).trim_end().to_owned()
    }

    /// What was answered to an item.
    pub fn item_answer(&self, answer: &ItemAnswer) -> String {
        match answer {
            ItemAnswer::Done => self.word(SwitchWord::ItemDone).to_owned(),
            ItemAnswer::NotApplicable { reason } => SwitchWord::ItemNot.with(self.lang, &[reason]),
            ItemAnswer::HandedOver { to } => SwitchWord::ItemOver.with(self.lang, &[to]),
        }
    }

    /// Who leads, as a side of a conflict.
    pub(super) fn lead(&self, lead: &Lead) -> String {
        match lead {
            Lead::Asked { to, .. } => SwitchWord::SideAsked.with(self.lang, &[to]),
            Lead::Taken { by } => SwitchWord::SideTaken.with(self.lang, &[by]),
        }
    }

    /// Where a response stands: `响应中 二级`.
    pub fn response_state(&self, state: ResponseState) -> String {
        let word = self.word(match state {
            ResponseState::None => SwitchWord::StateNone,
            ResponseState::Initial => SwitchWord::StateInitial,
            ResponseState::Pending => SwitchWord::StatePending,
            ResponseState::Active(_) => SwitchWord::StateActive,
            ResponseState::Escalated(_) => SwitchWord::StateEscalated,
            ResponseState::Cooperating(_) => SwitchWord::StateCooperating,
            ResponseState::Ending(_) => SwitchWord::StateEnding,
            ResponseState::Ended => SwitchWord::StateEnded,
        });
        match state.level() {
            Some(level) => format!("{word} {}", self.word(level)),
            None => word.to_owned(),
        }
    }

    /// What a switchover or a response lacks; none for what is lacking elsewhere.
    pub(super) fn switch_lacking(&self, lacking: Lacking) -> Option<String> {
        let lang = self.lang;
        Some(match lacking {
            Lacking::Steps(from, to) => SwitchWord::LackSteps.with(lang, &[&self.word(from), &self.word(to)]),
            Lacking::Ground(posture) => SwitchWord::LackGround.with(lang, &[&self.word(Full(posture))]),
            Lacking::Basis(level) => SwitchWord::LackBasis.with(lang, &[&self.word(level)]),
            Lacking::StepsBefore(count) => SwitchWord::LackBefore.with(lang, &[&count]),
            Lacking::Proof => PlanWord::LackProof.say(lang).to_owned(),
            Lacking::Seat(seat) => SwitchWord::LackSeat.with(lang, &[&self.word(seat)]),
            Lacking::Orders(count) => SwitchWord::LackOrders.with(lang, &[&count]),
            Lacking::Response(level) => SwitchWord::LackResponse.with(lang, &[&self.word(level)]),
            Lacking::Heads(order) => SwitchWord::LackHeads.with(lang, &[&self.order(order)]),
            Lacking::Unaccounted(order, count) => SwitchWord::LackUnaccounted.with(lang, &[&self.order(order), &count]),
            Lacking::LostTeams(count) => SwitchWord::LackTeams.with(lang, &[&count]),
            Lacking::Items(count) => SwitchWord::LackItems.with(lang, &[&count]),
            Lacking::Condition(condition) => self.word(condition).to_owned(),
            _ => return None,
        })
    }

    /// What a response or posture asks for, in a word or two.
    pub fn switch_due(&self, due: SwitchDue) -> &'static str {
        self.word(match due {
            SwitchDue::Members => SwitchWord::DueMembers,
            SwitchDue::Review => SwitchWord::DueReview,
            SwitchDue::Brief => SwitchWord::DueBrief,
            SwitchDue::Roster => SwitchWord::DueRoster,
            SwitchDue::FiveMeasures(_) => SwitchWord::DueFive,
            SwitchDue::Seats => SwitchWord::DueSeats,
            SwitchDue::Confirm => SwitchWord::DueConfirm,
            SwitchDue::MostItems => SwitchWord::DueMost,
            SwitchDue::AllItems => SwitchWord::DueAll,
            SwitchDue::Replan => SwitchWord::DueReplan,
            SwitchDue::Restore => SwitchWord::DueRestore,
            SwitchDue::Situation(_) => SwitchWord::DueSituation,
        })
    }

    /// About what it is: the jurisdiction, with who or what is missing.
    pub(super) fn switch_subject(&self, area: &AreaCode, due: SwitchDue, now: At) -> String {
        let of = self.area_of(area);
        match due {
            SwitchDue::Seats => {
                let seats = self.world.seats_of(area);
                let empty = seats.iter().filter(|view| view.name == Reckoning::Unset).map(|view| self.word(view.seat));
                SwitchWord::SeatsLeft.with(self.lang, &[&of, &empty.collect::<Vec<_>>().join(" ")])
            }
            SwitchDue::MostItems | SwitchDue::AllItems => {
                let (answered, all) = self.world.checklist_progress(area, Way::ToWar, now).unwrap_or_default();
                SwitchWord::ItemsLeft.with(self.lang, &[&of, &answered, &all])
            }
            SwitchDue::FiveMeasures(warning) => self.warning_named(warning),
            _ => of,
        }
    }

    /// The act that the state asks for.
    pub fn next_act(&self, act: NextAct) -> String {
        let word = |word: SwitchWord| self.word(word).to_owned();
        match act {
            NextAct::Decide => word(SwitchWord::NextDecide),
            NextAct::Seat(seat) => SwitchWord::NextSeat.with(self.lang, &[&self.word(seat)]),
            NextAct::Item(way, number) => SwitchWord::NextItem.with(self.lang, &[&self.item_title(way, number)]),
            NextAct::Members => word(SwitchWord::NextMembers),
            NextAct::Brief => word(SwitchWord::NextBrief),
            NextAct::Replan => word(SwitchWord::NextReplan),
            NextAct::Confirm => word(SwitchWord::NextConfirm),
            NextAct::Measures(_) => word(SwitchWord::NextMeasures),
            NextAct::Situation => word(SwitchWord::NextSituation),
            NextAct::Consult => word(SwitchWord::NextConsult),
            NextAct::ProposeEnd => word(SwitchWord::NextEnd),
            NextAct::Posture(posture) => SwitchWord::NextPosture.with(self.lang, &[&self.word(Full(posture))]),
        }
    }

    /// A posture by its place and name: `P4 战时响应`.
    pub fn posture(&self, posture: Posture) -> String {
        let place = Posture::ALL.iter().position(|one| *one == posture).unwrap_or(0);
        format!("P{place} {}", self.word(Full(posture)))
    }

    /// How often the situation is told.
    pub fn rhythm(&self, rhythm: Option<Option<Span>>) -> String {
        match rhythm {
            None => self.word(SwitchWord::NoRhythm).to_owned(),
            Some(None) => self.word(SwitchWord::AsOrdered).to_owned(),
            Some(Some(every)) => SwitchWord::Every.with(self.lang, &[&self.span(every)]),
        }
    }

    /// What differs between two pictures, by name: what a person reads before a change is confirmed.
    pub fn changes(&self, before: &Picture, after: &Picture, now: At) -> Vec<(&'static str, String)> {
        let mut lines: Vec<(SwitchWord, String)> = Vec::new();
        let from_to = |from: String, to: String| SwitchWord::FromTo.with(self.lang, &[&from, &to]);
        if before.posture != after.posture {
            lines.push((SwitchWord::ChangePosture, from_to(self.posture(before.posture), self.posture(after.posture))));
        }
        if before.state != after.state {
            let (from, to) = (self.response_state(before.state), self.response_state(after.state));
            lines.push((SwitchWord::ChangeResponse, from_to(from, to)));
        }
        if (&before.seats, before.wants_seats()) != (&after.seats, after.wants_seats()) {
            lines.push((SwitchWord::ChangeSeats, self.seats_changed(before, after)));
        }
        if before.rhythm != after.rhythm {
            lines.push((SwitchWord::ChangeRhythm, from_to(self.rhythm(before.rhythm), self.rhythm(after.rhythm))));
        }
        if before.checklist != after.checklist {
            lines.push((SwitchWord::Checklist, from_to(self.progress_told(before), self.progress_told(after))));
        }
        let names = |picture: &Picture| picture.duties.iter().map(|(what, due, _)| (*what, *due)).collect::<Vec<_>>();
        let (old, new) = (names(before), names(after));
        for (what, due) in new.iter().filter(|one| !old.contains(one)) {
            let text = format!("{} {}", self.switch_due(*what), self.span(in_minutes(*due - now)));
            lines.push((SwitchWord::ChangeStarts, text));
        }
        let kept = |what: &SwitchDue| new.iter().any(|(other, _)| other.is_like(*what));
        for (what, _) in old.iter().filter(|(what, _)| !kept(what)) {
            lines.push((SwitchWord::ChangeStops, self.switch_due(*what).to_owned()));
        }
        lines.into_iter().map(|(word, text)| (self.word(word), text)).collect()
    }

    fn seats_changed(&self, before: &Picture, after: &Picture) -> String {
        let lang = self.lang;
        let empty = after.seats.iter().filter(|(_, name)| name.is_empty()).map(|(seat, _)| self.word(*seat));
        let empty: Vec<&str> = empty.collect();
        let left = before.seats.iter().zip(&after.seats).filter(|((_, was), (_, is))| !was.is_empty() && is.is_empty());
        let left: Vec<&str> = left.map(|((_, was), _)| was.as_str()).collect();
        match (after.wants_seats(), empty.is_empty(), left.is_empty()) {
            (true, true, _) => SwitchWord::SeatsFilled.with(lang, &[&after.seats.len()]),
            (true, false, _) => SwitchWord::SeatsAsked.with(lang, &[&after.seats.len(), &empty.join(" ")]),
            (false, _, false) => SwitchWord::SeatsFreed.with(lang, &[&left.join(" ")]),
            (false, _, true) => self.word(SwitchWord::SeatsNone).to_owned(),
        }
    }

    /// `平转战 12/16 75%`.
    pub fn progress_told(&self, picture: &Picture) -> String {
        match picture.checklist {
            None => self.word(SwitchWord::NoChecklist).to_owned(),
            Some((way, answered, all)) => {
                let percent = answered * 100 / all.max(1);
                SwitchWord::Percent.with(self.lang, &[&self.word(way), &answered, &all, &percent])
            }
        }
    }
}

/// Whole minutes, one that has begun counted: the question is looked at for some seconds of the first.
fn in_minutes(left: Span) -> Span {
    let minute = Span::minutes(1).0;
    Span(left.0.saturating_add(minute - 1).div_euclid(minute).saturating_mul(minute))
}
