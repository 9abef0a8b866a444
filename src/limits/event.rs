//! What one event may hold, and how much of them a world keeps at hand.

use std::time::Duration;

/// Largest payload of one event, in bytes: an entry, not a document; larger content is named by its hash.
pub const PAYLOAD_BYTES_MAX: usize = 4096;

/// Largest envelope, in bytes: payload, sealed part and header, with room for names.
pub const ENVELOPE_BYTES_MAX: usize = 8192;

/// Largest sealed part of an envelope, in bytes.
pub const SEALED_BYTES_MAX: usize = 2048;

/// Longest actor, credential and realm name in an envelope, in bytes: one length byte each.
pub const NAME_BYTES_MAX: usize = 255;

/// A position is live for twice its expected interval and this (peers.md 5.3)…
pub const FIX_SLACK: Duration = Duration::from_secs(15);

/// …but at least for this long.
pub const FIX_LIVE_MIN: Duration = Duration::from_secs(45);

/// A position older than this no longer says where a team is.
pub const FIX_LOST_AFTER: Duration = Duration::from_mins(30);

/// Newest entries the world keeps per incident; older ones are read from the store.
pub const RECENT_ENTRIES: usize = 64;

/// Closed things of a kind that a world keeps at hand, the newest: more than anybody pages through; older ones are
/// packed away, and read from the store.
pub const AT_HAND: usize = 500;

/// Closed things that are packed into one chest: enough to pack well, few enough to be brought back in milliseconds.
pub const CHEST_SUBJECTS: usize = 256;

/// Writes that no longer stand which a register keeps at hand before they are packed: enough to pack nearly as well as more
/// would, few enough that five hundred teams are no burden.
pub const PAST_AT_HAND: usize = 16;

/// Events after which a world that is folded from a journal packs away what is old: seldom enough to cost nothing, and
/// often enough that a long journal never lies unpacked in memory.
pub const PUT_AWAY_EVERY: u64 = 1 << 16;

/// Newest sign-offs under hand-over sheets that the world keeps: those of two days at twenty posts with three shifts.
pub const RECENT_SIGN_OFFS: usize = 256;

/// How long a call that was begun keeps others from calling the same person: it rings for a minute and is spoken in
/// another; a post that died over one holds nobody up for longer.
pub const CALLING_MAX: Duration = Duration::from_mins(3);

/// Newest readings the world keeps per gauge.
pub const RECENT_READINGS: usize = 48;

/// How often a team is expected to say where it is when it has no device: what it said is old after twice that.
pub const SAID_EVERY: Duration = Duration::from_mins(5);

/// Newest places the world keeps per team as somebody said them: enough that the one before stands when some are struck.
pub const RECENT_POSITIONS: usize = 8;

/// Combining characters one cluster of foreign text may carry; more would pile over the lines above and below.
pub const MARKS_PER_CLUSTER_MAX: usize = 4;

/// Fixes one batch of a thinned track carries.
pub const TRACK_FIXES_MAX: usize = 60;

/// Least envelopes that a thread is started for to check their signatures: more than a millisecond of work.
pub const VERIFY_SHARE_MIN: usize = 32;

/// Largest content named by a hash, in bytes: a region with its layers, a photograph; not a film.
pub const CONTENT_BYTES_MAX: u64 = 16 << 20;

/// A device's clock may be ahead by this much; a position from further in the future would never be replaced.
pub const FIX_AHEAD_MAX: Duration = Duration::from_mins(10);

/// Largest row of a rule in an event, in bytes of JSON: beside it stand the profile's name and the heads it replaces.
pub const RULE_BYTES_MAX: usize = 3072;

/// Most rules in one profile: three times those that there are.
pub const PROFILE_RULES_MAX: usize = 1000;

/// Envelopes of a journal whose signatures are checked together: far fewer gain less, and more would only lie about.
pub const VERIFY_TOGETHER: usize = 1024;

/// Longest reason for going beyond one's authority, in bytes: a sentence, which must fit beside any fact.
pub const OVERRIDE_REASON_BYTES_MAX: usize = 300;

/// Longest texts of one event of a consultation together, in bytes: they fit a payload with the JSON around them.
pub const CONSULT_BYTES_MAX: usize = 2000;

/// Most members of a consultation: more than a city has departments, and their names fit one event.
pub const CONSULT_MEMBERS_MAX: usize = 40;

/// Longest texts of one event of a review together, in bytes, for the same reason, beside the ids of its evidence.
pub const AAR_BYTES_MAX: usize = 2000;

/// Most events that one finding rests on: each takes 67 bytes of a payload, and more show nothing more.
pub const AAR_EVIDENCE_MAX: usize = 12;

/// Entries that are offered as evidence of a finding, the newest: the worlds of a night keep few more, and nobody reads on.
pub const AAR_ENTRIES_OFFERED: usize = 300;

/// A silence in the records that is a gap of the timeline, in minutes: in a response somebody writes something every hour.
pub const AAR_GAP_MINUTES: i64 = 60;

/// Most gaps of a timeline that are listed, the longest ones: they fit one event.
pub const AAR_GAPS_MAX: usize = 20;
/// Longest texts of one event of a scene together, in bytes: they fit a payload with the JSON around them.
pub const SCENE_BYTES_MAX: usize = 2000;

/// Orders to withdraw that one re-entry lifts by name: each takes 67 bytes of a payload beside its texts. Those beyond stay in
/// force until the next one.
pub const LIFTED_MAX: usize = 24;

/// Passes over a cell of a search grid, each by somebody else, until it is cleared (rules.md 5.4).
pub const SEARCH_PASSES: usize = 2;

/// Hours of a working period 作业周期 (rules.md 5.4).
pub const PERIOD_HOURS: std::ops::RangeInclusive<u16> = 2..=12;

/// Newest warnings in the situation pack of a consultation: those of one event, and the ones before it.
pub const PACK_WARNINGS_MAX: usize = 20;

/// Lines of an action card: it is one screen of 24 rows with its title and the edges.
pub const CARD_LINES_MAX: usize = 18;

/// Orders that one event hands over to somebody else: each takes 67 bytes of a payload.
pub const ORDERS_HANDED_OVER_MAX: usize = 40;

/// How much longer than first told a way may take before that is an alarm, in hundredths of it (rules.md 5.3: +20 % or
/// +10 min; the minutes are a rule).
pub const ETA_SLIP_PERCENT: i64 = 20;

/// The part of its people with which a team leaves without a reason, in hundredths (rules.md 5.3).
pub const MUSTER_PERCENT: u32 = 80;

/// The part of a jurisdiction's teams that stays uncommitted, in hundredths (rules.md 5.3, this project's default).
pub const RESERVE_PERCENT: u32 = 20;

/// Hours for which what a grant gives of a store is kept at least; the request's own time when that is longer.
pub const AID_KEPT_HOURS: u32 = 24;

/// Missed intervals after which a team on its way is out of touch (rules.md 5.3: no fix for more than three).
pub const FIXES_MISSED: i64 = 3;

/// Most parts of one plan: a municipal plan of 60 steps takes four; a plan of hundreds is several plans.
pub const PLAN_PARTS_MAX: u8 = 32;

/// Longest texts of an aid request together, in bytes: they fit a payload with the JSON around them.
pub const AID_BYTES_MAX: usize = 1800;

/// Most lines of what an aid request asks for: more are two requests.
pub const AID_LINES_MAX: usize = 12;

/// Rows of one part of a shared list together, in bytes of JSON: beside them stand whose it is and the heads that it
/// replaces.
pub const SHARED_BYTES_MAX: usize = 2800;

/// Most parts of one shared list: a city's stores with a thousand rows.
pub const SHARED_PARTS_MAX: u8 = 64;
