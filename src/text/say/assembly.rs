//! What is said of mobilised teams.

use super::Say;
use crate::domain::{
    AssemblyEvent, Candidate, Concern, Crew, EventId, Means, Mobilisation, Offer, Origin, Speed, Spot, TeamCode,
    TeamStatus, Telling, Told,
};
use crate::text::when;
use crate::text::words::{AssemblyWord, LinkageWord, RuleWord, Word};

impl Say<'_> {
    /// `抽排一队 出发 20人 预计16:20到 (电话 李某)`.
    pub fn telling(&self, telling: &Telling) -> String {
        let team = self.mobilised_team(telling.order);
        let told = self.told_of(&team, &telling.told);
        match telling.means {
            Means::Console => told,
            means => format!("{told} ({} {})", self.word(means), telling.by),
        }
    }

    fn mobilised_team(&self, order: EventId) -> String {
        match self.world.order_issued(order).map(|order| &order.to) {
            Some(to) => self.recipient(to).to_owned(),
            None => order.short(),
        }
    }

    fn told_of(&self, team: &str, told: &Told) -> String {
        let lang = self.lang;
        let text = match told {
            Told::RollCalled { people, vehicles, kit } => {
                AssemblyWord::RollCalled.with(lang, &[&team, people, vehicles, kit])
            }
            Told::Departed { people, eta } => {
                let gone = AssemblyWord::Departed.with(lang, &[&team, people]);
                format!("{gone} {}", self.eta(*eta))
            }
            Told::Slipped { eta, reason } => AssemblyWord::Slipped.with(lang, &[&team, &when::minute(*eta), reason]),
            Told::Blocked { by } => AssemblyWord::BlockedBy.with(lang, &[&team, by]),
            Told::Rerouted { route, eta } => {
                format!("{} {}", AssemblyWord::Rerouted.with(lang, &[&team, route]), self.eta(*eta))
            }
            Told::AtRally => AssemblyWord::AtRally.with(lang, &[&team]),
            Told::AtScene => AssemblyWord::AtScene.with(lang, &[&team]),
            Told::CheckedIn { people, names, skills, hours } => {
                let hours = hours.map(|hours| AssemblyWord::Hours.with(lang, &[&hours])).unwrap_or_default();
                let rest = [names.as_str(), skills, &hours].into_iter().filter(|part| !part.is_empty());
                AssemblyWord::CheckedIn.with(lang, &[&team, people, &rest.collect::<Vec<_>>().join(" ")])
            }
            Told::Tasked { task } => AssemblyWord::Tasked.with(lang, &[&team, task]),
            Told::Diverted { reason } => AssemblyWord::Diverted.with(lang, &[&team, reason]),
            Told::Replaced { by: Some(by) } => AssemblyWord::ReplacedBy.with(lang, &[&team, &self.team(by)]),
            Told::Replaced { by: None } => AssemblyWord::NotReplaced.with(lang, &[&team]),
            Told::Released => AssemblyWord::Released.with(lang, &[&team]),
            Told::Returning => AssemblyWord::Returning.with(lang, &[&team]),
            Told::Returned => AssemblyWord::Returned.with(lang, &[&team]),
            Told::Rested => AssemblyWord::Rested.with(lang, &[&team]),
        };
        text.trim_end().to_owned()
    }

    fn eta(&self, eta: Option<crate::clock::At>) -> String {
        eta.map(|at| AssemblyWord::EtaAt.with(self.lang, &[&when::minute(at)])).unwrap_or_default()
    }

    /// `抽排一队 甲班 12人 08:00起 至20:00`.
    pub fn crew(&self, crew: &Crew) -> String {
        let from = when::minute(crew.from);
        let text = AssemblyWord::Crew.with(self.lang, &[&self.team(&crew.team), &crew.name, &crew.count, &from]);
        let until = crew.to.map(|to| AssemblyWord::CrewUntil.with(self.lang, &[&when::minute(to)]));
        [text, until.unwrap_or_default(), crew.people.clone()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// `指令14 抽排二队 李某 138..`: of which mobilisation, and who is called about it.
    pub(super) fn mobilisation_due(&self, order: EventId) -> String {
        let Some(one) = self.world.mobilisation(order) else { return order.short() };
        let card = self.world.team_card(one.team);
        let who = card.map(|team| format!("{} {}", team.leader, team.phone)).unwrap_or_default();
        format!("{} {} {}", self.order(order), self.team(one.team), who.trim()).trim_end().to_owned()
    }

    /// The time of arrival that was told last, and what is lacking of a mobilisation: the most pressing first.
    pub fn lacking_of(&self, one: &Mobilisation<'_>) -> Vec<String> {
        use crate::domain::AssemblyState as S;
        let lang = self.lang;
        let mut all = Vec::new();
        if self.world.double_booked(one) {
            all.push(self.word(AssemblyWord::Double).to_owned());
        }
        if let Some((_, by)) = one.blocked() {
            all.push(AssemblyWord::Blocked.with(lang, &[&by]));
        }
        let card = self.world.team_card(one.team);
        if let Some(team) = card
            && one.state <= S::Tasked
        {
            let short = one.people().map(|people| team.people.saturating_sub(people)).filter(|short| *short > 0);
            all.extend(short.map(|short| AssemblyWord::Short.with(lang, &[&short])));
            let no = |flag: Option<bool>| flag == Some(false);
            all.extend(no(team.readiness.insured).then(|| self.word(AssemblyWord::Uninsured).to_owned()));
            all.extend(no(team.readiness.protected).then(|| self.word(AssemblyWord::Unprotected).to_owned()));
        }
        all.extend(match one.state {
            S::EnRoute | S::AtRally if one.eta().is_none() => Some(self.word(AssemblyWord::NoEta).to_owned()),
            S::Arrived => Some(self.word(AssemblyWord::NotCheckedIn).to_owned()),
            S::Staged => Some(self.word(AssemblyWord::NoTask).to_owned()),
            _ => None,
        });
        all
    }

    /// In a word, what an event of a mobilisation is.
    pub fn assembly_event(&self, event: AssemblyEvent) -> &'static str {
        self.word(event)
    }

    /// The other orders that mobilise the same team.
    pub fn booked_with(&self, team: &TeamCode, but: EventId) -> String {
        let others = self.world.mobilisations().filter(|one| one.team == team && one.id != but && !one.is_pre_alert());
        others.map(|one| self.order(one.id)).collect::<Vec<_>>().join(", ")
    }
}

impl Say<'_> {
    /// What speaks against a team, in a word or two.
    pub fn concern(&self, concern: &Concern) -> String {
        let lang = self.lang;
        match concern {
            Concern::Unavailable => self.word(AssemblyWord::Gone).to_owned(),
            Concern::Lost => self.word(TeamStatus::LostContact).to_owned(),
            Concern::Booked(order) => AssemblyWord::Booked.with(lang, &[&self.order(*order)]),
            Concern::Promised(aid) => AssemblyWord::Promised.with(lang, &[&self.aid(*aid)]),
            Concern::Busy(status) => self.word(*status).to_owned(),
            Concern::Resting(until) => AssemblyWord::Resting.with(lang, &[&when::minute(*until)]),
            Concern::Late(by) => AssemblyWord::Late.with(lang, &[&self.span(*by)]),
            Concern::Reserve => self.word(AssemblyWord::BreaksReserve).to_owned(),
            Concern::Tired(on) => AssemblyWord::Tired.with(lang, &[&(on.0 / 3_600_000)]),
            Concern::Far(km) => AssemblyWord::Far.with(lang, &[km]),
            Concern::Uninsured => self.word(AssemblyWord::Uninsured).to_owned(),
            Concern::Unprotected => self.word(AssemblyWord::Unprotected).to_owned(),
            Concern::Few(least) => AssemblyWord::Few.with(lang, &[least]),
        }
    }

    /// Why a team stands where it stands: how far, how long to get ready, from where, and what speaks against it.
    pub fn why_there(&self, one: &Candidate<'_>) -> String {
        let lang = self.lang;
        let prepares = AssemblyWord::Prepares.with(lang, &[&self.span(one.prepares)]);
        let drives = match (one.metres, one.drives) {
            (Some(metres), Some(drives)) => {
                AssemblyWord::Drives.with(lang, &[&(metres.div_ceil(1000)), &self.span(drives)])
            }
            _ => self.word(AssemblyWord::Unknown).to_owned(),
        };
        let from = match one.origin {
            Some((Origin::Home | Origin::Said, Some(place))) => self.place(place).to_owned(),
            _ => String::new(),
        };
        let against = one.concerns.iter().map(|concern| self.concern(concern));
        let status = if one.status == TeamStatus::Ready { "" } else { self.word(one.status) };
        let pace = one.drives.map(|_| self.pace(one.speed)).unwrap_or_default();
        let parts = [prepares, drives, pace, from, status.to_owned()].into_iter().chain(against);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// How fast somebody comes, and whether that is nobody's figure but this project's: `消防车速 50公里/时 默认`.
    fn pace(&self, speed: Speed) -> String {
        let ours = if speed.is_default { format!(" {}", self.word(RuleWord::Mark)) } else { String::new() };
        AssemblyWord::Pace.with(self.lang, &[&self.word(speed.going), &speed.kmh, &ours])
    }

    /// How far it is known where something is needed; nothing for a point.
    pub fn spot(&self, spot: &Spot) -> String {
        match spot {
            Spot::Point(_) => String::new(),
            Spot::Near(place, _) => AssemblyWord::NearTo.with(self.lang, &[&self.place(place)]),
            Spot::Unknown => self.word(AssemblyWord::Nowhere).to_owned(),
        }
    }

    /// How old the list is that a row is of: `清单3天前 陈旧`.
    pub fn list_age(&self, one: &Offer<'_>) -> String {
        let (age, stale) = one.age;
        let age = LinkageWord::ListAge.with(self.lang, &[&self.span(age)]);
        if stale { format!("{age} {}", self.word(LinkageWord::Stale)) } else { age }
    }

    /// Why a row of another city's list stands where it stands: how old the list is, how long the answer may take, how far it
    /// is, and what it has.
    pub fn why_offered(&self, one: &Offer<'_>) -> String {
        let lang = self.lang;
        let answers = LinkageWord::AnswerIn.with(lang, &[&self.span(one.answers)]);
        let drives = match (one.metres, one.drives) {
            (Some(metres), Some(drives)) => {
                AssemblyWord::Drives.with(lang, &[&(metres.div_ceil(1000)), &self.span(drives)])
            }
            _ => self.word(AssemblyWord::Unknown).to_owned(),
        };
        let people = one.item.count.map(|count| LinkageWord::People.with(lang, &[&count])).unwrap_or_default();
        let pace = one.drives.map(|_| self.pace(one.speed)).unwrap_or_default();
        let parts = [self.list_age(one), answers, drives, pace, people, one.item.note.clone()].into_iter();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }
}
