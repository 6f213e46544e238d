//! The built window, driven from outside as a person would: a driver of its
//! own, folders of its own, a display where there is none.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::num::NonZero;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};

/// How long anything may take. On a busy machine a first answer took seconds;
/// what fails, fails only after this.
pub(crate) const PATIENCE: Duration = Duration::from_secs(180);

/// Between two looks at what is not there yet.
const LOOK: Duration = Duration::from_millis(10);

/// Windows at a time. Each is three processes that wait for one another: one
/// more than there are cores keeps these busy.
static SEATS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    Semaphore::new(cores + 1)
});

/// A Monday morning at the sample complex.
pub(crate) const MONDAY_EIGHT: &str = "2026-11-23T08:00:00+08:00";

/// Where a window keeps its data and its key; a second one can be opened on
/// them later.
pub(crate) struct Folders {
    root: TempDir,
    key: &'static str,
    environment: Vec<(&'static str, String)>,
}

impl Folders {
    /// Fresh ones, gone with the value.
    pub(crate) fn new() -> Self {
        Self {
            root: tempfile::tempdir().expect("a folder for the test"),
            key: "key",
            environment: Vec::new(),
        }
    }

    /// The same data seen from a computer without its key.
    pub(crate) fn without_key(self) -> Self {
        Self {
            key: "no-key",
            ..self
        }
    }

    /// A variable for the programs that are started on them.
    pub(crate) fn with(mut self, variable: &'static str, value: &str) -> Self {
        self.environment.push((variable, value.to_owned()));
        self
    }

    /// A path inside.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// What both programs are told.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let path = |name| self.path(name).display().to_string();
        vec![
            "--data".to_owned(),
            path("data"),
            "--config".to_owned(),
            path(self.key),
        ]
    }

    /// The program with folders that are the test's and not the user's.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env(variable, self.path("home"));
        }
        command.envs(self.environment.iter().cloned());
        command
    }
}

/// An open window.
pub(crate) struct Window {
    /// The session with it.
    pub(crate) client: Client,
    /// Its folders.
    pub(crate) folders: Folders,
    _driver: Group,
    _display: Option<Group>,
    _seat: SemaphorePermit<'static>,
}

/// A program and all that it started; they end together.
pub(crate) struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.0.wait();
    }
}

impl Window {
    /// Opens one on the sample complex on [`MONDAY_EIGHT`]. None, with a word,
    /// where no driver is installed; under `CI=true` that is a failure.
    pub(crate) async fn open() -> Option<Self> {
        Self::open_on(Folders::new(), MONDAY_EIGHT).await
    }

    /// Opens one on these folders at this time.
    pub(crate) async fn open_on(folders: Folders, now: &str) -> Option<Self> {
        Self::open_with(folders, now, &["--sample"]).await
    }

    /// Opens one for the first time: nothing is there, and nothing is laid.
    pub(crate) async fn open_first() -> Option<Self> {
        Self::open_with(Folders::new(), MONDAY_EIGHT, &[]).await
    }

    async fn open_with(folders: Folders, now: &str, more: &[&str]) -> Option<Self> {
        if !is_installed("WebKitWebDriver") {
            let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
            assert!(!ci, "WebKitWebDriver is not installed");
            println!("skipped: WebKitWebDriver is not installed (Debian: webkit2gtk-driver)");
            return None;
        }
        let seat = SEATS.acquire().await.expect("never closed");
        let display = std::env::var_os("DISPLAY").is_none().then(virtual_display);
        let port = free_port();
        let mut driver = folders.command(Path::new("WebKitWebDriver"));
        driver
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("GDK_BACKEND", "x11");
        if let Some((_, name)) = &display {
            driver.env("DISPLAY", name);
        }
        let driver = start(&mut driver);
        let mut arguments = folders.arguments();
        arguments.extend(["--now", now].map(str::to_owned));
        arguments.extend(more.iter().map(|&word| word.to_owned()));
        let browser = json!({ "binary": program("STEWARD_BINARY", "steward"), "args": arguments });
        let capabilities: Capabilities = [("webkitgtk:browserOptions".to_owned(), browser)]
            .into_iter()
            .collect();
        let client = session(port, capabilities).await;
        Some(Self {
            client,
            folders,
            _driver: driver,
            _display: display.map(|(group, _)| group),
            _seat: seat,
        })
    }

    /// The element of a name, once it is there.
    pub(crate) async fn find(&self, testid: &str) -> Element {
        self.wait(Locator::Css(&format!("[data-testid='{testid}']")))
            .await
    }

    /// The first element whose name begins so, once it is there to stay.
    pub(crate) async fn find_first(&self, prefix: &str) -> Element {
        self.settled(&format!("[data-testid^='{prefix}']")).await
    }

    /// The element of a name once it says `text` somewhere in it.
    pub(crate) async fn says(&self, testid: &str, text: &str) -> Element {
        self.wait(Locator::XPath(&format!(
            "//*[@data-testid='{testid}'][contains(normalize-space(.), '{text}')]"
        )))
        .await
    }

    /// What a locator finds, once it is there.
    pub(crate) async fn wait(&self, search: Locator<'_>) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .every(LOOK)
            .for_element(search)
            .await;
        match found {
            Ok(element) => element,
            Err(fault) => panic!("{search:?}: {fault}\n{}", self.page().await),
        }
    }

    /// Waits until nothing of that name is left. Counted in the page: what
    /// goes while the driver takes hold of it would be a fault of its own.
    pub(crate) async fn gone(&self, testid: &str) {
        let count =
            format!("return document.querySelectorAll(\"[data-testid='{testid}']\").length");
        let (until, mut ticks) = (Instant::now() + PATIENCE, looks());
        while self.script(&count).await != 0 {
            assert!(
                Instant::now() < until,
                "{testid} is still there\n{}",
                self.page().await
            );
            ticks.tick().await;
        }
    }

    /// The element of a name once an attribute of it says so.
    pub(crate) async fn find_with(&self, testid: &str, attribute: &str, value: &str) -> Element {
        self.wait(Locator::Css(&format!(
            "[data-testid='{testid}'][{attribute}='{value}']"
        )))
        .await
    }

    /// What an attribute of the element of a name says.
    pub(crate) async fn attribute(&self, testid: &str, attribute: &str) -> String {
        let said = self
            .find(testid)
            .await
            .attr(attribute)
            .await
            .expect("the page answers");
        said.unwrap_or_else(|| panic!("{testid} has no {attribute}"))
    }

    /// Runs a line of script in the page.
    pub(crate) async fn script(&self, line: &str) -> serde_json::Value {
        self.client
            .execute(line, Vec::new())
            .await
            .unwrap_or_else(|fault| panic!("{line}: {fault}"))
    }

    /// What a selector finds, once the page has every answer it asked for: a
    /// list that is about to change would move away from under the pointer.
    async fn settled(&self, selector: &str) -> Element {
        self.wait(Locator::Css(&format!("html:not([data-asking]) {selector}")))
            .await
    }

    /// Takes away what short messages say, by their own buttons, once the page
    /// has every answer it asked for: each stays for seconds, over what is
    /// clicked next.
    pub(crate) async fn close_messages(&self) {
        self.until(
            "if (document.documentElement.hasAttribute('data-asking')) return false; \
             const shown = [...document.querySelectorAll(\"[data-testid='toast'] > button\")]; \
             shown.forEach((button) => button.click()); \
             return shown.length === 0",
        )
        .await;
    }

    /// Waits until a line of script in the page says true.
    pub(crate) async fn until(&self, line: &str) {
        let (until, mut ticks) = (Instant::now() + PATIENCE, looks());
        while self.script(line).await != true {
            assert!(Instant::now() < until, "{line}\n{}", self.page().await);
            ticks.tick().await;
        }
    }

    /// Clicks the element of a name, once it can be clicked.
    pub(crate) async fn click_enabled(&self, testid: &str) {
        self.press_on(&format!("[data-testid='{testid}']:not(:disabled)"))
            .await;
    }

    /// Clicks the element of a name.
    pub(crate) async fn click(&self, testid: &str) {
        self.press_on(&format!("[data-testid='{testid}']")).await;
    }

    /// Clicks what a selector finds. What was drawn anew meanwhile is looked
    /// for again; a message that came to lie over it is taken away, once.
    async fn press_on(&self, selector: &str) {
        let element = self.settled(selector).await;
        let Err(fault) = element.click().await else {
            return;
        };
        let again = [
            ErrorStatus::StaleElementReference,
            ErrorStatus::ElementClickIntercepted,
        ];
        let is_so = matches!(&fault, CmdError::Standard(said) if again.contains(&said.error));
        assert!(is_so, "{selector}: {fault}");
        self.close_messages().await;
        let element = self.settled(selector).await;
        let clicked = element.click().await;
        clicked.unwrap_or_else(|fault| panic!("{selector}: {fault}"));
    }

    /// Types into the field of a name, over what is there.
    pub(crate) async fn fill(&self, testid: &str, text: &str) {
        let field = self.settled(&format!("[data-testid='{testid}']")).await;
        field.click().await.expect("the field takes the focus");
        // A figure that is emptied comes back: it is typed over.
        let typed_over = "const f = document.activeElement; \
                          if (f.type === 'number') f.select(); return f.type === 'number'";
        if self.script(typed_over).await != true {
            field.clear().await.expect("the field can be emptied");
        }
        // Nothing to type is nothing that the driver understands.
        if !text.is_empty() {
            field.send_keys(text).await.expect("the field takes text");
        }
    }

    /// Chooses, in the list of a name, what begins with `text`, once it is
    /// among the choices.
    pub(crate) async fn choose(&self, testid: &str, text: &str) {
        self.until(&format!(
            "const list = document.querySelector(\"[data-testid='{testid}']\"); \
             const one = [...(list?.options ?? [])].find((one) => one.text.startsWith('{text}')); \
             if (!one) return false; \
             list.value = one.value; \
             list.dispatchEvent(new Event('change', {{ bubbles: true }})); \
             return true;"
        ))
        .await;
    }

    /// Presses a key in the field of a name.
    pub(crate) async fn press(&self, testid: &str, key: Key) {
        self.settled(&format!("[data-testid='{testid}']"))
            .await
            .send_keys(&char::from(key).to_string())
            .await
            .expect("the field takes keys");
    }

    /// Shows a screen by its button.
    pub(crate) async fn go(&self, screen: &str) {
        self.click(&format!("nav-{screen}")).await;
        self.find(&format!("screen-{screen}")).await;
    }

    /// Saves a picture of the page under the build folder, to be looked at.
    /// Drawing one takes as long as several clicks: `STEWARD_PICTURES=no` says
    /// that nobody will.
    pub(crate) async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
        // What the page has become is on the screen a frame later.
        let drawn = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.client
            .execute_async(drawn, Vec::new())
            .await
            .expect("the page is drawn");
        if std::env::var_os("STEWARD_PICTURES").is_some_and(|said| said == "no") {
            return;
        }
        std::fs::create_dir_all(&folder).expect("the folder for pictures");
        let picture = self
            .client
            .screenshot()
            .await
            .expect("a picture of the page");
        std::fs::write(folder.join(format!("{name}.png")), picture)
            .expect("the picture is written");
    }

    /// Closes it as a person would.
    pub(crate) async fn close(self) -> Folders {
        let _ = self.client.close().await;
        self.folders
    }

    /// What the page says, for a failure's account.
    async fn page(&self) -> String {
        let text = self
            .client
            .execute("return document.body.innerText", Vec::new())
            .await;
        format!("the page: {}", text.unwrap_or_default())
    }
}

/// A built program: named by a variable, or beside this test.
pub(crate) fn program(variable: &str, name: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(
        || {
            let test = std::env::current_exe().expect("a test has a file");
            let built = test
                .parent()
                .and_then(Path::parent)
                .expect("it lies in the build folder");
            built.join(name)
        },
        PathBuf::from,
    );
    assert!(
        path.is_file(),
        "{} is not built: cargo build --bin {name}",
        path.display()
    );
    path
}

async fn session(port: u16, capabilities: Capabilities) -> Client {
    let address = format!("http://127.0.0.1:{port}");
    let (until, mut ticks) = (Instant::now() + PATIENCE, looks());
    // The driver says nothing when it is ready: who asks too early is refused.
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(Instant::now() < until, "the driver does not answer");
        ticks.tick().await;
    }
    // What is small leaves at once.
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    ClientBuilder::new(connector)
        .capabilities(capabilities)
        .connect(&address)
        .await
        .expect("a session with the window")
}

/// An X server in memory that chooses its own number, and its name.
fn virtual_display() -> (Group, String) {
    let mut server = Command::new("Xvfb");
    server.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1440x900x24",
        "-nolisten",
        "tcp",
    ]);
    let (group, mut lines) = start_and_hear(&mut server);
    (group, format!(":{}", first_line(&mut lines)))
}

/// A session bus of one's own, and its address.
pub(crate) fn session_bus() -> (Group, String) {
    let (group, mut lines) = start_and_hear(Command::new("dbus-daemon").args([
        "--session",
        "--nofork",
        "--print-address=1",
    ]));
    (group, first_line(&mut lines))
}

/// Starts a program that stays, to hear what it prints.
pub(crate) fn start_and_hear(command: &mut Command) -> (Group, BufReader<ChildStdout>) {
    let mut group = start(command.stdout(Stdio::piped()));
    let out = group.0.stdout.take().expect("it was piped");
    (group, BufReader::new(out))
}

fn first_line(lines: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    lines.read_line(&mut line).expect("it says its name");
    line.trim().to_owned()
}

fn start(command: &mut Command) -> Group {
    let name = command.get_program().to_string_lossy().into_owned();
    let child = command.stdin(Stdio::null()).process_group(0).spawn();
    Group(child.unwrap_or_else(|fault| panic!("{name}: {fault}")))
}

pub(crate) fn is_installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Ticks to look at; after a look that took long, the next is no sooner.
fn looks() -> Interval {
    let mut ticks = interval(LOOK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("it has an address").port()
}
