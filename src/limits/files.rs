//! Files that people write, and what a drill may hold.

use std::time::Duration;

/// Largest scenario, layout or settings file, in bytes.
pub const CONFIG_FILE_BYTES_MAX: u64 = 4 << 20;

/// Themes of their own that a person's directory may hold; further files are not read.
pub const THEMES_MAX: usize = 64;

/// Teams one scenario may have.
pub const TEAMS_MAX: usize = 2000;

/// Injects one scenario may have.
pub const INJECTS_MAX: usize = 10_000;

/// Points of the outlines on a map: the borders of a province's counties in detail.
pub const OUTLINE_POINTS_MAX: usize = 200_000;

/// Fastest a drill's clock runs beside people, in drill milliseconds per 1000: ten hours in a minute. Faster is a
/// rehearsal, which has no clock.
pub const DRILL_SPEED_MAX: u32 = 600_000;

/// How long an exercise sleeps at most: at ten times the speed, teams move on the map every five seconds.
pub const EXERCISE_WAKE: Duration = Duration::from_millis(500);

/// How long a drill that has ended waits for its hub to have everything.
pub const DRILL_DELIVERY: Duration = Duration::from_secs(30);

/// Largest table of a list that is imported, in bytes.
pub const TABLE_FILE_BYTES_MAX: u64 = 16 << 20;

/// Rows and columns of such a table: a province's contacts, and more columns than any form has.
pub const TABLE_ROWS_MAX: usize = 20_000;
/// See [`TABLE_ROWS_MAX`].
pub const TABLE_COLUMNS_MAX: usize = 100;

/// Rows in which the names of the columns are looked for: titles and remarks may stand above them.
pub const TABLE_HEADING_WITHIN: usize = 10;

/// Cells of a table that are told to be wrong, one a line: a screen of them; the others are counted.
pub const TABLE_WRONGS_SHOWN: usize = 20;

/// How long a confirmed table waits for the process that has the journal open: it looks into its inbox every second.
pub const IMPORT_WAIT: Duration = Duration::from_secs(30);
