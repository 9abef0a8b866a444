//! What a console asks before its boards: a look at the test card, how to begin, which post. A machine of its own,
//! because what it asks decides which journal there is to show.

mod join;
mod posts;

use super::terminal::Terminal;
use super::{Action, Bell, Board, CardRow, Effect, Keymap, Mode, Msg, Size, card};
use crate::clock::{At, Span};
use crate::limits::{AHEAD_BYTES_MAX, REPORT_WAIT};
use crate::text::Lang;
use crate::text::words::Word;

pub use join::{Join, JoinField};
pub use posts::{PostSeat, Posts};

/// How a person begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// To look at a drill.
    Drill,
    /// With a hub.
    Join,
    /// Alone.
    Alone,
}

impl Way {
    /// Every way, in the order of the digits.
    pub const ALL: [Self; 3] = [Self::Drill, Self::Join, Self::Alone];
}

/// What is on screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StartPage {
    /// The test card, scrolled down by so many rows.
    Card(usize),
    /// The ways; which one is picked.
    Ways(usize),
    /// The hub to join.
    Join(Join),
    /// The posts of this login.
    Posts(Posts),
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// The card was looked at.
    Looked,
    /// A drill.
    Drill,
    /// This hub.
    Join(Join),
    /// Alone.
    Alone,
    /// The post with this number, from 1.
    Post(usize),
    /// A new post with this name.
    NewPost(String),
}

/// The machine.
#[derive(Clone, Debug)]
pub struct Start {
    /// Words.
    pub lang: Lang,
    /// Which keys do what.
    pub keys: Keymap,
    /// The terminal's size.
    pub size: Size,
    /// What is known of the terminal.
    pub terminal: Terminal,
    /// The bell.
    pub bell: Bell,
    /// Whether the terminal can show a frame in one piece.
    pub synchronized: bool,
    /// Now.
    pub now: At,
    /// What is on screen.
    pub page: StartPage,
    /// Text that was typed before anything asked for it: it goes into the entry line.
    pub ahead: String,
    /// What is wrong with the answer, in the operator's language.
    pub fault: Option<String>,
    /// The answer.
    pub chosen: Option<Chosen>,
    /// Whether the ways come after the card; else it is all there is.
    leads: bool,
    rung: bool,
}

impl Start {
    /// Begins with this page; a card that `leads` is followed by the ways.
    pub fn new(page: StartPage, leads: bool, terminal: Terminal, keys: Keymap, lang: Lang) -> Self {
        Self {
            lang,
            keys,
            size: Size::default(),
            terminal,
            bell: Bell::default(),
            synchronized: false,
            now: At(0),
            page,
            ahead: String::new(),
            fault: None,
            chosen: None,
            leads,
            rung: false,
        }
    }

    /// Goes on with the same page after an answer that would not do.
    pub fn again(&mut self, fault: String) {
        (self.chosen, self.fault) = (None, Some(fault));
    }

    /// The rows of the test card.
    pub fn card(&self) -> Vec<CardRow> {
        card(&self.terminal, self.size, self.bell, self.lang)
    }

    /// Whether the card still waits for the terminal's answer: what is typed meanwhile was typed ahead.
    pub fn is_measuring(&self) -> bool {
        matches!(self.page, StartPage::Card(_)) && self.terminal.is_awaited(self.size, self.now, wait())
    }

    /// Takes one message in.
    pub fn take(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Resize(size) => self.size = size,
            Msg::Synchronized => self.synchronized = true,
            Msg::Cursor { column, row } => self.terminal.hear(column, row),
            Msg::Tick(now) => {
                self.now = now;
                self.terminal.tick(now, wait());
                if matches!(self.page, StartPage::Card(_)) && !std::mem::replace(&mut self.rung, true) {
                    return self.ring();
                }
            }
            Msg::Paste(text) => self.paste(&text),
            Msg::Key(key) => {
                let action = self.keys.lookup(self.mode(), Board::Situation, key);
                return match (action, key.typed()) {
                    (Some(Action::Quit), _) => vec![Effect::Quit],
                    (Some(Action::Suspend), _) => vec![Effect::Suspend],
                    (Some(Action::Repaint), _) => vec![Effect::Repaint],
                    (_, Some(c)) if self.is_measuring() => {
                        self.keep(c);
                        Vec::new()
                    }
                    _ if self.is_measuring() => Vec::new(),
                    (Some(action), _) => self.perform(action),
                    (None, Some(c)) => {
                        self.typed(c);
                        Vec::new()
                    }
                    (None, None) if key.code == super::KeyCode::Tab => self.ring(),
                    (None, None) => Vec::new(),
                };
            }
            Msg::Terminate => return vec![Effect::Quit],
            _ => {}
        }
        Vec::new()
    }

    /// Where keys go, in the words of the key table.
    pub fn mode(&self) -> Mode {
        match &self.page {
            StartPage::Card(_) => Mode::Help,
            StartPage::Join(_) | StartPage::Posts(Posts { name: Some(_), .. }) => Mode::Form,
            StartPage::Ways(_) | StartPage::Posts(_) => Mode::Menu,
        }
    }

    fn ring(&self) -> Vec<Effect> {
        if matches!(self.page, StartPage::Card(_)) && self.bell == Bell::Rings {
            vec![Effect::Bell]
        } else {
            Vec::new()
        }
    }

    fn keep(&mut self, c: char) {
        if !c.is_control() && self.ahead.len() + c.len_utf8() <= AHEAD_BYTES_MAX {
            self.ahead.push(c);
        }
    }

    fn paste(&mut self, text: &str) {
        match &mut self.page {
            StartPage::Join(join) => join.paste(text),
            StartPage::Posts(Posts { name: Some(name), .. }) => drop(name.paste(text)),
            // Text is text, never a choice.
            StartPage::Card(_) | StartPage::Ways(_) | StartPage::Posts(_) => text.chars().for_each(|c| self.keep(c)),
        }
    }

    fn typed(&mut self, c: char) {
        match &mut self.page {
            StartPage::Join(join) => join.insert(c),
            StartPage::Posts(Posts { name: Some(name), .. }) => drop(name.insert(c)),
            StartPage::Card(_) | StartPage::Ways(_) | StartPage::Posts(_) => return,
        }
        self.fault = None;
    }

    fn choose(&mut self, chosen: Chosen) -> Vec<Effect> {
        self.chosen = Some(chosen);
        vec![Effect::Quit]
    }

    fn perform(&mut self, action: Action) -> Vec<Effect> {
        self.fault = None;
        let rows = self.card().len();
        match &mut self.page {
            StartPage::Card(top) => {
                let page = usize::from(self.size.rows).saturating_sub(4).max(1);
                let last = rows.saturating_sub(page);
                match action {
                    Action::Up => *top = top.saturating_sub(1),
                    Action::Down => *top = (*top + 1).min(last),
                    Action::PageUp => *top = top.saturating_sub(page),
                    Action::PageDown => *top = (*top + page).min(last),
                    Action::Back if self.leads => self.page = StartPage::Ways(0),
                    Action::Back => return self.choose(Chosen::Looked),
                    _ => {}
                }
            }
            StartPage::Ways(at) => match action {
                Action::Up => *at = (*at + Way::ALL.len() - 1) % Way::ALL.len(),
                Action::Down => *at = (*at + 1) % Way::ALL.len(),
                Action::Open => {
                    let picked = *at;
                    return self.go(picked);
                }
                Action::MenuPick(place) => return self.go(usize::from(place)),
                Action::Back => self.page = StartPage::Card(0),
                _ => {}
            },
            StartPage::Join(join) => match action {
                Action::Back => self.page = StartPage::Ways(1),
                Action::FormEnter if join.walks() => join.walk(1),
                Action::FormEnter | Action::Submit => match join.flaw(self.lang) {
                    None => {
                        let join = join.clone();
                        return self.choose(Chosen::Join(join));
                    }
                    Some((field, why)) => {
                        join.at = field;
                        self.fault = Some(why.to_owned());
                    }
                },
                action => join.perform(action),
            },
            StartPage::Posts(posts) => match posts.perform(action) {
                Ok(None) => {}
                Ok(Some(chosen)) => return self.choose(chosen),
                Err(refused) => self.fault = Some(refused.say(self.lang).to_owned()),
            },
        }
        Vec::new()
    }

    fn go(&mut self, place: usize) -> Vec<Effect> {
        match Way::ALL.get(place) {
            Some(Way::Drill) => self.choose(Chosen::Drill),
            Some(Way::Alone) => self.choose(Chosen::Alone),
            Some(Way::Join) => {
                self.page = StartPage::Join(Join::default());
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}

/// How long a terminal may take to answer.
fn wait() -> Span {
    Span(i64::try_from(REPORT_WAIT.as_millis()).unwrap_or(i64::MAX))
}
