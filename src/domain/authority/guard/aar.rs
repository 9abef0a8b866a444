//! What a review's acts lack (rules.md 5.5): their turn, records that are whole, sources, evidence, answers, somebody else's
//! signature.

use super::{Lack, Lacking, out_of_turn};
use crate::clock::At;
use crate::domain::rules::Guard;
use crate::domain::world::{AarView, ImprovementView};
use crate::domain::{
    Aar, AarCommand, AarEvent, AarNoted, AarOf, AarState, AarStep, Disposal, EventId, FindingKind, Improvement,
    ItemAct, ItemState, Reckoning, Severity, Stage, Standing, World,
};

/// What a review lacks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AarLack {
    /// What it looks at is not over.
    NotOver,
    /// So many events are known to be missing here, and so many are on no hub.
    Unmerged(u32, u32),
    /// So many items of the timeline have no source.
    Unsourced(u32),
    /// So many gaps, and nothing is said about them.
    Gaps(usize),
    /// A finding names no event.
    NoEvidence,
    /// A step of an item has no evidence.
    NoProof,
    /// So many findings are not answered.
    Unanswered(usize),
    /// An item has no owner.
    NoOwner,
    /// An item has no deadline.
    NoDue,
    /// An item has no measure.
    NoMetric,
    /// There is an item for that finding.
    SecondItem(EventId),
    /// An item is for what is no problem.
    NoProblem(EventId),
    /// Whoever signs an item off is its owner.
    OwnAcceptance,
    /// So many items are not signed off.
    OpenItems(usize),
    /// So many problems have no item.
    NoItem(usize),
    /// Nothing is said of the personal data.
    NotDisposed,
    /// Personal data are kept, and nobody says why.
    Unjustified,
    /// Two posts moved it on apart, and nobody settled that.
    Unsettled,
    /// It is looked back at before its time, which begins then.
    TooEarly(At),
    /// So many grave problems, and no plan was revised.
    NotRevised(usize),
}

/// Collects what is lacking, by the rows in force.
struct Lacks<'a> {
    world: &'a World,
    standing: &'a Standing,
    list: Vec<Lack>,
}

impl Lacks<'_> {
    fn add(&mut self, guard: Guard, what: Option<AarLack>) {
        if let (Some(what), Some(rule)) = (what, self.world.guarded(guard, self.standing.now)) {
            self.list.push(Lack { rule, what: Lacking::Aar(what) });
        }
    }
}

/// What an act lacks.
pub(super) fn lacks(world: &World, standing: &Standing, command: &AarCommand) -> Vec<Lack> {
    let mut lacks = Lacks { world, standing, list: Vec::new() };
    if let AarCommand::Open(aar) = command {
        lacks.add(Guard::Over, (!over(world, standing, aar)).then_some(AarLack::NotOver));
    }
    let Some(view) = command.aar().and_then(|id| world.aar(id)) else { return lacks.list };
    if let Some(event) = event(command) {
        lacks.list.extend(turn(world, standing, &view, event));
    }
    match command {
        AarCommand::Seal { seal, .. } => {
            let whole = seal.missing == 0 && seal.unsent == 0;
            lacks.add(Guard::Merged, (!whole).then_some(AarLack::Unmerged(seal.missing, seal.unsent)));
        }
        AarCommand::Reconstruct { made, .. } => {
            let without = made.items.saturating_sub(made.sourced);
            lacks.add(Guard::Sourced, (without > 0).then_some(AarLack::Unsourced(without)));
            let unexplained = !made.gaps.is_empty() && made.remark.trim().is_empty();
            lacks.add(Guard::Sourced, unexplained.then_some(AarLack::Gaps(made.gaps.len())));
        }
        AarCommand::Note(note) => of_note(&mut lacks, &view, &note.what),
        AarCommand::Sign { .. } => {
            // Which draft was reviewed is in question, or whether it was.
            lacks.add(Guard::Turn, view.step.disputed().then_some(AarLack::Unsettled));
            let open = view.unanswered().len();
            lacks.add(Guard::Answered, (open > 0).then_some(AarLack::Unanswered(open)));
        }
        AarCommand::Item { item, act, evidence, hand, .. } => {
            let Some(item) = world.improvement(view.id, *item) else { return lacks.list };
            lacks.list.extend(item_turn(world, standing, &item, *act));
            lacks.add(Guard::Evidence, evidence.trim().is_empty().then_some(AarLack::NoProof));
            let own = *act == ItemAct::Accepted && hand.by.trim() == item.item.owner;
            lacks.add(Guard::OtherSigns, own.then_some(AarLack::OwnAcceptance));
        }
        AarCommand::Close { .. } => {
            lacks.add(Guard::Turn, view.step.disputed().then_some(AarLack::Unsettled));
            of_closing(&mut lacks, &view);
        }
        AarCommand::Open(_)
        | AarCommand::Notes { .. }
        | AarCommand::Draft { .. }
        | AarCommand::Review { .. }
        | AarCommand::Publish(_) => {}
    }
    lacks.list
}

fn of_note(lacks: &mut Lacks<'_>, view: &AarView<'_>, note: &AarNoted) {
    match note {
        AarNoted::Finding(finding) => {
            lacks.add(Guard::Evidence, finding.evidence.is_empty().then_some(AarLack::NoEvidence));
        }
        AarNoted::Item(item) => of_item(lacks, view, item),
        AarNoted::LookedBack { .. } => {
            let from = lacks.world.look_back_from(view);
            lacks.add(Guard::Turn, from.filter(|from| lacks.standing.now < *from).map(AarLack::TooEarly));
        }
        AarNoted::Disposed { how: Disposal::Kept, text } => {
            lacks.add(Guard::AllAccepted, text.trim().is_empty().then_some(AarLack::Unjustified));
        }
        _ => {}
    }
}

fn of_item(lacks: &mut Lacks<'_>, view: &AarView<'_>, item: &Improvement) {
    let finding = view.findings().into_iter().find(|finding| finding.id == item.finding);
    let twice = finding.as_ref().is_some_and(|finding| !finding.items.is_empty());
    let praised = finding.is_some_and(|finding| finding.finding.kind != FindingKind::Problem);
    for what in [
        item.owner.trim().is_empty().then_some(AarLack::NoOwner),
        item.due.is_none().then_some(AarLack::NoDue),
        item.metric.trim().is_empty().then_some(AarLack::NoMetric),
        twice.then_some(AarLack::SecondItem(item.finding)),
        praised.then_some(AarLack::NoProblem(item.finding)),
    ] {
        lacks.add(Guard::WholeItem, what);
    }
}

fn of_closing(lacks: &mut Lacks<'_>, view: &AarView<'_>) {
    let open = view.items(lacks.world).iter().filter(|item| item.open()).count();
    let without = view.without_item().len();
    let grave = view
        .findings()
        .into_iter()
        .filter(|found| found.finding.kind == FindingKind::Problem && found.finding.severity == Severity::Grave);
    let grave = if view.revisions().is_empty() { grave.count() } else { 0 };
    for what in [
        (open > 0).then_some(AarLack::OpenItems(open)),
        (without > 0).then_some(AarLack::NoItem(without)),
        view.disposed().is_none().then_some(AarLack::NotDisposed),
        (grave > 0).then_some(AarLack::NotRevised(grave)),
    ] {
        lacks.add(Guard::AllAccepted, what);
    }
}

/// Whether what is to be reviewed is over: the response terminated, the drill ended, the incident closed.
fn over(world: &World, standing: &Standing, aar: &Aar) -> bool {
    match aar.of {
        AarOf::Response(id) => {
            let run = world.run_of(&aar.area, id);
            run.is_empty() || World::ended_run(&run).is_some()
        }
        AarOf::Incident(id) => world.incident_status(id).first() == Some(crate::domain::IncidentStatus::Closed),
        AarOf::Drill(id) => {
            let ends = world.drills().into_iter().find(|(of, _)| *of == id).map(|(_, drill)| drill.ends);
            ends.is_none_or(|ends| world.drill_ended(ends) <= standing.now)
        }
    }
}

/// While it is disputed where it stands, whatever follows from either side is in its turn.
fn turn(world: &World, standing: &Standing, view: &AarView<'_>, event: AarEvent) -> Vec<Lack> {
    let items = !view.items(world).is_empty();
    let disputed = match &view.step {
        Reckoning::Disputed(sides) => sides.iter().any(|made| event.in_turn(AarState::after(Some(&made.step), items))),
        Reckoning::Unset | Reckoning::Agreed(_) => false,
    };
    if disputed || event.in_turn(view.state) {
        return Vec::new();
    }
    out_of_turn(world, standing, Stage::Review(view.state))
}

/// The same of an item.
fn item_turn(world: &World, standing: &Standing, item: &ImprovementView<'_>, act: ItemAct) -> Vec<Lack> {
    let disputed = match &item.step {
        Reckoning::Disputed(sides) => sides.iter().any(|made| match made.step {
            AarStep::Item { act: of, .. } => act.in_turn(ItemState::after(Some(of))),
            _ => false,
        }),
        Reckoning::Unset | Reckoning::Agreed(_) => false,
    };
    if disputed || act.in_turn(item.state) {
        return Vec::new();
    }
    out_of_turn(world, standing, Stage::Item(item.state))
}

fn event(command: &AarCommand) -> Option<AarEvent> {
    Some(match command {
        AarCommand::Open(_) | AarCommand::Publish(_) => return None,
        AarCommand::Note(note) => AarEvent::of_note(&note.what),
        AarCommand::Notes { .. } => AarEvent::Score,
        AarCommand::Seal { .. } => AarEvent::Seal,
        AarCommand::Reconstruct { .. } => AarEvent::Reconstruct,
        AarCommand::Draft { .. } => AarEvent::Draft,
        AarCommand::Review { .. } => AarEvent::Review,
        AarCommand::Sign { .. } => AarEvent::Sign,
        AarCommand::Item { .. } => AarEvent::Item,
        AarCommand::Close { .. } => AarEvent::Close,
    })
}
