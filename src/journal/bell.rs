//! How the writer wakes the store: for nothing when the store is awake, and one call when it sleeps.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A bell that one thread listens to.
#[derive(Debug, Default)]
pub(super) struct Bell {
    rung: AtomicBool,
    sleeping: Mutex<bool>,
    stopped: AtomicBool,
    changed: Condvar,
}

impl Bell {
    /// Wakes the listener, now or when it next listens.
    pub(super) fn ring(&self) {
        if !self.rung.swap(true, Ordering::AcqRel) {
            // Taking the lock orders this ring before or after the listener's look at the flag.
            let sleeping = *self.sleeping.lock().unwrap_or_else(PoisonError::into_inner);
            if sleeping {
                self.changed.notify_all();
            }
        }
    }

    /// Wakes the listener for good.
    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        drop(self.sleeping.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
    }

    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Acquire)
    }

    /// Sleeps until the bell rings or stops, or so much time is over.
    pub(super) fn listen_for(&self, time: Duration) {
        let mut sleeping = self.sleeping.lock().unwrap_or_else(PoisonError::into_inner);
        *sleeping = true;
        let quiet = |_: &mut bool| !self.rung.load(Ordering::Acquire) && !self.stopped();
        let (mut sleeping, _) =
            self.changed.wait_timeout_while(sleeping, time, quiet).unwrap_or_else(PoisonError::into_inner);
        *sleeping = false;
        self.rung.swap(false, Ordering::AcqRel);
    }

    /// Sleeps until the bell rings or stops.
    pub(super) fn listen(&self) {
        let mut sleeping = self.sleeping.lock().unwrap_or_else(PoisonError::into_inner);
        *sleeping = true;
        while !self.rung.load(Ordering::Acquire) && !self.stopped() {
            sleeping = self.changed.wait(sleeping).unwrap_or_else(PoisonError::into_inner);
        }
        *sleeping = false;
        // A swap, not a store: what was told before the ring that is taken here is seen after it.
        self.rung.swap(false, Ordering::AcqRel);
    }

    /// Lets more come together for a while; a stop ends it early.
    pub(super) fn linger(&self, time: Duration) {
        let sleeping = self.sleeping.lock().unwrap_or_else(PoisonError::into_inner);
        let stopped = |_: &mut bool| !self.stopped();
        drop(self.changed.wait_timeout_while(sleeping, time, stopped));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::AtomicU64;

    /// Every number that is told before a ring is seen by the listener: were one ring lost, this would hang.
    #[test]
    fn no_ring_is_lost() {
        let (bell, told) = (Arc::new(Bell::default()), Arc::new(AtomicU64::new(0)));
        let listener = std::thread::spawn({
            let (bell, told) = (bell.clone(), told.clone());
            move || {
                while told.load(Ordering::Acquire) < 20_000 {
                    bell.listen();
                }
            }
        });
        for n in 1..=20_000 {
            told.store(n, Ordering::Release);
            bell.ring();
        }
        listener.join().unwrap();
    }
}
