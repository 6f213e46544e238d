//! A desk of its own, with a clock that the test moves.

use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, NaiveDate};
use steward_app::call::Call;
use steward_app::domain::account::Cost;
use steward_app::domain::ids::{MeetingId, RoomId};
use steward_app::domain::meeting::{FollowUp, State};
use steward_app::domain::plan::{Progress, TaskKey};
use steward_app::domain::room::Room;
use steward_app::views::{Draft, DueTask, MeetingDetail, Refusal, Settings};
use steward_app::{Absent, Clock, Desk, FirstVenue, OpenOptions};
use tempfile::TempDir;

use crate::{Booking, instant};

/// A desk on a folder that goes when the test ends. Everything a desk can do,
/// it can do.
pub struct Station {
    pub(crate) desk: Arc<Desk>,
    clock: Arc<AtomicI64>,
    rooms: Vec<Room>,
    folder: TempDir,
}

impl Deref for Station {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl Station {
    /// The sample complex with nothing booked from `now` on: its meetings lie
    /// in the spring of that year, and nobody is in the register of people. 周敏
    /// is at the desk.
    #[must_use]
    pub fn quiet(now: &str) -> Self {
        let year = &now[..4];
        Self::founded(now, Some(crate::date(&format!("{year}-03-02"))))
    }

    /// The sample complex on the day of `now`, in the middle of its work.
    #[must_use]
    pub fn busy(now: &str) -> Self {
        Self::founded(now, None)
    }

    fn founded(now: &str, date: Option<NaiveDate>) -> Self {
        Self::open(
            now,
            Absent::Found(FirstVenue {
                sample: true,
                unstaffed: date.is_some(),
                date,
                ..FirstVenue::default()
            }),
        )
    }

    /// The sample complex with a month of meetings around the day of `now`.
    #[must_use]
    pub fn with_a_month(now: &str) -> Self {
        Self::open(
            now,
            Absent::Found(FirstVenue {
                sample: true,
                month: true,
                ..FirstVenue::default()
            }),
        )
    }

    /// A venue with templates and nothing else.
    #[must_use]
    pub fn empty(now: &str) -> Self {
        Self::open(now, Absent::Found(FirstVenue::default()))
    }

    fn open(now: &str, absent: Absent) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the store");
        Self::open_in(folder, now, absent)
    }

    pub(crate) fn open_in(folder: TempDir, now: &str, absent: Absent) -> Self {
        let clock = Arc::new(AtomicI64::new(instant(now).timestamp_millis()));
        let told = Arc::clone(&clock);
        let tell = move || {
            DateTime::from_timestamp_millis(told.load(Ordering::SeqCst)).unwrap_or_default()
        };
        let desk = Desk::open(&OpenOptions {
            data: Some(folder.path().join("data")),
            config: Some(folder.path().join("config")),
            clock: Some(Clock::told(Arc::new(tell))),
            absent,
            // Locks as cheap as they can be: a suite makes hundreds.
            cost: Some(Cost {
                memory: 64,
                passes: 1,
                lanes: 1,
            }),
            ..OpenOptions::default()
        })
        .expect("a new store opens");
        desk.save_settings(Settings {
            operator: "周敏".to_owned(),
            notify: true,
            ..Settings::default()
        })
        .expect("settings are kept");
        // A station that has just joined has none yet.
        let rooms = desk.rooms().unwrap_or_default();
        Self {
            desk: Arc::new(desk),
            clock,
            rooms,
            folder,
        }
    }

    /// An image of its whole disk. It is closed meanwhile.
    #[must_use]
    pub fn imaged(self) -> (Self, TempDir) {
        let image = tempfile::tempdir().expect("a folder for the image");
        let station = self.while_closed(|folder| copy_all(folder, image.path()));
        (station, image)
    }

    /// The machine with its disk as it was when the image was made.
    #[must_use]
    pub fn brought_back(self, image: &TempDir) -> Self {
        self.while_closed(|folder| {
            fs::remove_dir_all(folder).expect("the disk is emptied");
            copy_all(image.path(), folder);
        })
    }

    /// The same of its data alone: keys and the mark of how far it had written
    /// stay as they are, as when somebody cuts the end off the log.
    #[must_use]
    pub fn data_brought_back(self, image: &TempDir) -> Self {
        self.while_closed(|folder| {
            let data = folder.join("data");
            fs::remove_dir_all(&data).expect("the data are emptied");
            copy_all(&image.path().join("data"), &data);
        })
    }

    /// The same disk after something was done to it while the store was closed.
    #[must_use]
    pub fn harmed(self, at_its_disk: impl FnOnce(&Path)) -> Self {
        self.while_closed(at_its_disk)
    }

    fn while_closed(self, at_its_disk: impl FnOnce(&Path)) -> Self {
        let here = chrono::FixedOffset::east_opt(8 * 3600).expect("eight hours");
        let now = self.now().with_timezone(&here).format("%Y-%m-%d %H:%M");
        let now = now.to_string();
        let Self { desk, folder, .. } = self;
        drop(desk);
        at_its_disk(folder.path());
        Self::open_in(folder, &now, Absent::Refuse)
    }

    /// The desk itself.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Sets the clock.
    pub fn at(&self, now: &str) -> &Self {
        self.clock
            .store(instant(now).timestamp_millis(), Ordering::SeqCst);
        self
    }

    /// Moves the clock on.
    pub fn minutes_later(&self, minutes: i64) -> &Self {
        let step = Duration::minutes(minutes).num_milliseconds();
        self.clock.fetch_add(step, Ordering::SeqCst);
        self
    }

    /// Somebody else sits down at the desk.
    ///
    /// # Panics
    /// When settings cannot be kept.
    pub fn operated_by(&self, name: &str) -> &Self {
        let settings = self.settings().expect("settings are read");
        self.save_settings(Settings {
            operator: name.to_owned(),
            ..settings
        })
        .expect("settings are kept");
        self
    }

    /// A path in a folder of the test's own.
    #[must_use]
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Writes a file in a folder of the test's own; its path.
    ///
    /// # Panics
    /// When it cannot be written.
    #[must_use]
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).expect("a file of the test");
        path
    }

    /// The room of a name, a number or an English name.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn room(&self, name: &str) -> RoomId {
        self.room_record(name).id
    }

    /// The same, whole, as it was when the station opened.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    pub fn room_record(&self, name: &str) -> Room {
        let named = |room: &&Room| {
            room.name.zh == name || room.name.en == name || room.number.as_deref() == Some(name)
        };
        let found = self.rooms.iter().find(named).cloned();
        // One that joined may have got it since.
        let now = || {
            self.desk
                .rooms()
                .ok()?
                .into_iter()
                .find(|room| named(&room))
        };
        found
            .or_else(now)
            .unwrap_or_else(|| panic!("no room is called {name}"))
    }

    /// A whole booking for a room, two hours from nine on 25 November of the
    /// clock's year.
    pub fn draft(&self, room: &str) -> Booking<'_> {
        let year = self.now().format("%Y").to_string();
        let draft = Draft {
            title: format!("{room}的会"),
            room: Some(self.room(room)),
            headcount: Some(20),
            organiser: "市教育局".to_owned(),
            contact: "张主任".to_owned(),
            phone: "13800000000".to_owned(),
            ..Draft::default()
        };
        Booking::new(self, draft)
            .on(&format!("{year}-11-25"))
            .from(9, 0)
            .to(11, 0)
    }

    /// A booking as it stands, to be changed.
    ///
    /// # Panics
    /// When there is no such meeting.
    pub fn draft_from(&self, id: MeetingId) -> Booking<'_> {
        Booking::new(self, self.draft_of(id).expect("the meeting is there"))
    }

    /// A meeting, whole.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    #[track_caller]
    pub fn detail(&self, id: MeetingId) -> MeetingDetail {
        self.meeting(id).expect("the meeting is there")
    }

    /// What is open about a booking.
    #[must_use]
    #[track_caller]
    pub fn open_about(&self, id: MeetingId) -> Vec<FollowUp> {
        self.detail(id).follow_ups
    }

    /// Sets a state, with a reason where one may be asked for.
    ///
    /// # Errors
    /// As the desk.
    pub fn set(&self, id: MeetingId, state: State) -> Result<(), Refusal> {
        let why = if state == State::Cancelled {
            "主办单位改期"
        } else {
            ""
        };
        self.set_state(id, state, why)
    }

    /// A meeting's task by its short name, `check-1`.
    ///
    /// # Panics
    /// When it has no such task.
    #[must_use]
    #[track_caller]
    pub fn task(&self, id: MeetingId, short: &str) -> DueTask {
        let tasks = self.detail(id).tasks;
        let found = tasks.into_iter().find(|t| t.key.short() == short);
        found.unwrap_or_else(|| panic!("no task is called {short}"))
    }

    /// How a task stands.
    #[must_use]
    #[track_caller]
    pub fn progress(&self, id: MeetingId, short: &str) -> Progress {
        self.task(id, short).progress
    }

    /// Confirms a task by its short name.
    ///
    /// # Errors
    /// As the desk.
    pub fn done(&self, id: MeetingId, short: &str, by: &str) -> Result<(), Refusal> {
        self.confirm(&TaskKey::parse(id, short), by, "", "")
    }

    /// A hash over all that is in the store.
    ///
    /// # Panics
    /// When it cannot be read.
    #[must_use]
    #[track_caller]
    pub fn digest(&self) -> String {
        self.call(Call::Digest)
            .expect("the store is read")
            .to_string()
    }

    /// Fails unless signatures, chain and tables are sound.
    ///
    /// # Panics
    /// When they are not.
    #[track_caller]
    pub fn assert_sound(&self) {
        let verdict = self.verify().expect("the store is read");
        assert!(verdict.findings.is_empty(), "{:?}", verdict.findings);
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder is listed") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("an entry has a name");
        if path.is_dir() {
            copy_all(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a file is copied");
        }
    }
}
