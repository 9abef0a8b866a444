//! Questions to the journal that take longer than a key may: the log for the journal board, and worlds of the past.
//! One thread answers them, the newest question first; the loop never waits.

use std::sync::mpsc::{Receiver, SendError, SyncSender, TryRecvError, sync_channel};
use std::thread::JoinHandle;

use super::failure::Failure;
use super::office::Teller;
use crate::clock::At;
use crate::console::{Counting, Entry, Found, Moment, Msg, NoPast, Rewound, Search, Whence};
use crate::domain::{Event, EventId, World};
use crate::journal::{Journal, JournalError, Record, Rewinder, When};
use crate::limits::{ARCHIVE_QUEUE, HISTORY_BLOCK, HISTORY_BLOCK_BYTES};
use crate::papers::{Gatherer, Records};
use crate::review::{Indicator, Scope, indicators_of};
use crate::text::number::{Numbers, Said};
use crate::text::tell::Both;

/// A question.
enum Question {
    Log(Box<Search>),
    Past(Moment),
    Count(Count),
}

/// Which records of a review are counted, and for what.
#[derive(Clone, Copy)]
struct Count {
    aar: EventId,
    from: At,
    to: At,
    what: Counting,
}

/// The thread that answers.
pub(super) struct Archive {
    questions: SyncSender<Question>,
    thread: JoinHandle<()>,
}

impl Archive {
    /// Starts the thread.
    pub(super) fn start(journal: &Journal, inbox: Teller) -> Result<Self, Failure> {
        let (questions, asked) = sync_channel(ARCHIVE_QUEUE);
        let rewinder = Rewinder::new(journal);
        let clerk = Clerk {
            journal: journal.clone(),
            rewinder,
            inbox,
            asked,
            waiting: Waiting::default(),
            numbers: Some(Default::default()),
        };
        let thread = std::thread::Builder::new()
            .name("archive".to_owned())
            .spawn(move || drop(clerk.serve()))
            .map_err(Failure::Thread)?;
        Ok(Self { questions, thread })
    }

    /// Asks for part of the log.
    pub(super) fn log(&self, ask: Box<Search>) {
        self.ask(Question::Log(ask));
    }

    /// Asks for the world of a moment.
    pub(super) fn past(&self, moment: Moment) {
        self.ask(Question::Past(moment));
    }

    /// Asks for the records of a review.
    pub(super) fn count(&self, aar: EventId, from: At, to: At, what: Counting) {
        self.ask(Question::Count(Count { aar, from, to, what }));
    }

    fn ask(&self, question: Question) {
        if self.questions.try_send(question).is_err() {
            tracing::warn!("a question to the journal was dropped: too many wait");
        }
    }

    /// Stops the thread and waits for it, so that the journal can be closed.
    pub(super) fn stop(self) {
        drop(self.questions);
        drop(self.thread.join());
    }
}

struct Clerk {
    journal: Journal,
    rewinder: Rewinder,
    inbox: Teller,
    asked: Receiver<Question>,
    waiting: Waiting,
    /// The numbers of what was here, and how far they were looked through; until all of them were told.
    numbers: Option<(Numbers, u64)>,
}

/// The questions that wait: of each kind only the newest is answered.
#[derive(Default)]
struct Waiting {
    log: Option<Box<Search>>,
    past: Option<Moment>,
    count: Option<Count>,
}

impl Waiting {
    fn any(&self) -> bool {
        self.log.is_some() || self.past.is_some() || self.count.is_some()
    }
}

/// The loop is gone.
struct Gone;

impl<T> From<SendError<T>> for Gone {
    fn from(_: SendError<T>) -> Self {
        Self
    }
}

impl Clerk {
    fn serve(mut self) -> Result<(), Gone> {
        // Once anybody has looked at the past, waypoints are laid while nothing is asked.
        let mut lays = false;
        loop {
            if lays && !self.more_asked()? {
                lays = self.rewinder.lay();
                continue;
            }
            if !self.waiting.any() {
                let question = self.asked.recv().map_err(|_| Gone)?;
                self.take(question);
                self.more_asked()?;
            }
            if let Some(moment) = self.waiting.past.take() {
                let answer = self.rewound(moment);
                self.inbox.send(answer)?;
                lays = true;
            }
            if let Some(count) = self.waiting.count.take_if(|count| count.what == Counting::Indicators) {
                let indicators = self.indicators(count);
                self.inbox.send(Msg::Computed(count.aar, Box::new(indicators)))?;
            }
            if let Some(count) = self.waiting.count.take() {
                let records = self.records(count);
                self.inbox.send(Msg::RecordsCounted(count.aar, count.what, Box::new(records)))?;
            }
            if let Some(ask) = self.waiting.log.take() {
                self.look(ask)?;
            }
        }
    }

    fn take(&mut self, question: Question) {
        match question {
            Question::Log(ask) => self.waiting.log = Some(ask),
            Question::Past(moment) => self.waiting.past = Some(moment),
            Question::Count(count) => self.waiting.count = Some(count),
        }
    }

    /// Takes what has been asked meanwhile; whether anything waits.
    fn more_asked(&mut self) -> Result<bool, Gone> {
        loop {
            match self.asked.try_recv() {
                Ok(question) => self.take(question),
                Err(TryRecvError::Empty) => return Ok(self.waiting.any()),
                Err(TryRecvError::Disconnected) => return Err(Gone),
            }
        }
    }

    /// The records of a review, from everything that is here.
    fn records(&self, count: Count) -> Result<Records, Both> {
        let mut gatherer = Gatherer::new(count.from, count.to);
        let (mut upto, end) = (0, self.journal.durable());
        while upto < end {
            upto = (upto + HISTORY_BLOCK).min(end);
            let records = block(&self.journal, upto).map_err(|error| Both::of(&error))?;
            for record in &records {
                gatherer.take(&record.envelope);
            }
        }
        Ok(gatherer.records())
    }

    /// The indicators of what a review looks at, from everything that is here: the world on the screen keeps what is closed
    /// and old packed away, and would count less.
    fn indicators(&self, count: Count) -> Result<Vec<Indicator>, Both> {
        let mut world = World::new(self.journal.realm().clone());
        let (mut upto, end) = (0, self.journal.durable());
        while upto < end {
            upto = (upto + HISTORY_BLOCK).min(end);
            let records = block(&self.journal, upto).map_err(|error| Both::of(&error))?;
            for record in &records {
                world.apply(&record.envelope.event());
            }
        }
        let scope = world.aar(count.aar).map(|view| Scope::of_review(view.aar, count.to));
        Ok(scope.map(|scope| indicators_of(&world, &scope)).unwrap_or_default())
    }

    fn rewound(&mut self, moment: Moment) -> Msg {
        let when = match moment {
            Moment::Number(number) => When::Number(number),
            Moment::At(at) => When::Arrived(at),
        };
        let past = match self.rewinder.to(when) {
            Ok(past) => past,
            Err(JournalError::Before { began, .. }) => return Msg::NoPast(NoPast::Before(began)),
            Err(error) => return Msg::NoPast(NoPast::Failed(Both::of(&error))),
        };
        let at = match moment {
            Moment::At(at) => at,
            Moment::Number(_) => self.arrived(past.number),
        };
        let missing = past.missing.iter().map(|range| range.end() - range.start() + 1).sum();
        Msg::Past(Rewound { asked: moment, number: past.number, at, world: Box::new(past.world), missing })
    }

    /// When a record arrived; of none, when the replica began.
    fn arrived(&self, number: u64) -> At {
        let record = self.journal.read(number.max(1), 1, 1).ok().and_then(|records| records.into_iter().next());
        match record {
            Some(record) if number > 0 => record.arrived,
            _ => self.journal.knowledge_begins().map(|begins| begins.at).unwrap_or_default(),
        }
    }

    /// Looks for entries, tells them, and counts all that are wanted. Whatever is asked meanwhile goes first.
    fn look(&mut self, ask: Box<Search>) -> Result<(), Gone> {
        let journal = self.journal.clone();
        match search(&journal, &ask, || self.more_asked())? {
            Ok(Some(found)) => self.inbox.send(Msg::History(found))?,
            Ok(None) => {
                self.waiting.log.get_or_insert(ask);
                return Ok(());
            }
            Err(error) => return Ok(self.inbox.send(Msg::Found(Both::of(&error)))?),
        }
        if !self.number()? {
            return Ok(());
        }
        if ask.is_plain() || matches!(ask.whence, Whence::Before(_) | Whence::After(_)) {
            return Ok(());
        }
        let (mut total, mut to) = (0, ask.upto.unwrap_or_else(|| self.journal.durable()));
        while to > 0 {
            if self.more_asked()? {
                return Ok(());
            }
            let Ok(records) = block(&self.journal, to) else { return Ok(()) };
            total += records.iter().filter(|record| ask.finds(&record.envelope.event())).count() as u64;
            to = to.saturating_sub(HISTORY_BLOCK);
        }
        Ok(self.inbox.send(Msg::Counted { ticket: ask.ticket, upto: ask.upto, total })?)
    }

    /// Tells once by which digits the entries that are here are told apart; what arrives later is told as it arrives.
    /// `false` when something else is asked meanwhile: then it is gone on with after the next answer.
    fn number(&mut self) -> Result<bool, Gone> {
        let Some((mut numbers, mut upto)) = self.numbers.take() else { return Ok(true) };
        let end = self.journal.durable();
        while upto < end {
            if self.more_asked()? {
                self.numbers = Some((numbers, upto));
                return Ok(false);
            }
            let to = (upto + HISTORY_BLOCK).min(end);
            // What cannot be read has no line on the board either.
            for record in block(&self.journal, to).unwrap_or_default() {
                numbers.take(record.envelope.header().recorded, record.envelope.id());
            }
            upto = to;
        }
        self.inbox.send(Msg::Numbers(numbers))?;
        Ok(true)
    }
}

/// The records of a block that ends with the arrival number `to`, in order of arrival.
fn block(journal: &Journal, to: u64) -> Result<Vec<Record>, JournalError> {
    let first = (to + 1).saturating_sub(HISTORY_BLOCK).max(1);
    let (mut next, mut all) = (first, Vec::new());
    while next <= to {
        let records = journal.read(next, usize::try_from(to - next + 1).unwrap_or(1), HISTORY_BLOCK_BYTES)?;
        let Some(last) = records.last().map(|record| record.number) else { break };
        all.extend(records.into_iter().filter(|record| record.number <= to));
        next = last + 1;
    }
    Ok(all)
}

/// Part of the log as it is asked for, newest first; `None` when something else is to be done first.
fn search(
    journal: &Journal,
    ask: &Search,
    mut stop: impl FnMut() -> Result<bool, Gone>,
) -> Result<Result<Option<Found>, JournalError>, Gone> {
    let end = ask.upto.unwrap_or(u64::MAX).min(journal.durable());
    let forward = matches!(ask.whence, Whence::After(_) | Whence::Oldest);
    let mut entries = Vec::new();
    let mut more = false;
    let said = match ask.whence {
        Whence::Said(number) => match everything_said(journal, number, end, &mut stop)? {
            Ok(Some(said)) => said,
            Ok(None) => return Ok(Ok(None)),
            Err(error) => return Ok(Err(error)),
        },
        _ => Vec::new(),
    };
    let mut place = match ask.whence {
        Whence::Said(_) => said.first().map_or(0, |(number, ..)| *number),
        Whence::Before(number) => number.saturating_sub(1).min(end),
        Whence::After(number) => number + 1,
        Whence::Oldest => 1,
        Whence::Newest | Whence::At(_) => end,
    };
    // Where a time leads, everything older is shown; only its beginning is looked for.
    let mut begun = !matches!(ask.whence, Whence::At(_));
    while (forward && place <= end) || (!forward && place > 0) {
        if stop()? {
            return Ok(Ok(None));
        }
        let to = if forward { (place + HISTORY_BLOCK - 1).min(end) } else { place };
        let mut records = match block(journal, to) {
            Ok(records) => records,
            Err(error) => return Ok(Err(error)),
        };
        records.retain(|record| !forward || record.number >= place);
        if !forward {
            records.reverse();
        }
        for record in records {
            let event = record.envelope.event();
            begun = begun || begins(ask.whence, &event);
            if begun && ask.finds(&event) {
                if entries.len() == Search::LIMIT {
                    more = true;
                    break;
                }
                entries.push(Entry { number: record.number, arrived: record.arrived, event });
            }
        }
        if more {
            break;
        }
        place = if forward { to + 1 } else { place.saturating_sub(HISTORY_BLOCK) };
    }
    if forward {
        entries.reverse();
    }
    let said = said.into_iter().map(|(_, recorded, id)| (recorded, id)).collect();
    Ok(Ok(Some(Found { ticket: ask.ticket, whence: ask.whence, upto: ask.upto, entries, more, said })))
}

/// What a number finds, by arrival number, the newest first; `None` when something else is to be done first.
type Matches = Option<Vec<(u64, At, EventId)>>;

/// Every entry up to `end` that a number finds.
fn everything_said(
    journal: &Journal,
    said: Said,
    end: u64,
    stop: &mut impl FnMut() -> Result<bool, Gone>,
) -> Result<Result<Matches, JournalError>, Gone> {
    let (mut found, mut place) = (Vec::new(), end);
    while place > 0 {
        if stop()? {
            return Ok(Ok(None));
        }
        let records = match block(journal, place) {
            Ok(records) => records,
            Err(error) => return Ok(Err(error)),
        };
        for record in records.iter().rev() {
            let (recorded, id) = (record.envelope.header().recorded, record.envelope.id());
            if said.finds(recorded, id) {
                found.push((record.number, recorded, id));
            }
        }
        place = place.saturating_sub(HISTORY_BLOCK);
    }
    Ok(Ok(Some(found)))
}

/// Whether an entry is the one that was asked for.
fn begins(from: Whence, event: &Event) -> bool {
    match from {
        Whence::At(at) => event.recorded <= at,
        Whence::Newest | Whence::Oldest | Whence::Before(_) | Whence::After(_) | Whence::Said(_) => true,
    }
}
