//! The icon on Linux desktops: a StatusNotifierItem on the session bus.

use ksni::blocking::{Handle, TrayMethods as _};
use ksni::menu::{CheckmarkItem, StandardItem};
use ksni::{Icon, MenuItem, ToolTip};
use steward_app::domain::names::Language;
use steward_app::words::tray_terms as terms;
use tauri::{AppHandle, Manager};

use super::{Says, Tray};
use crate::window;

/// An icon that is shown.
pub(super) struct Shown(Handle<Drawn>);

impl Shown {
    /// Shows it; none where the desktop has no tray.
    pub(super) fn new(app: &AppHandle) -> Option<Self> {
        let drawn = Drawn {
            app: app.clone(),
            says: Says {
                late: 0,
                language: Language::Zh,
            },
            quiet: false,
        };
        match drawn.spawn() {
            Ok(handle) => Some(Self(handle)),
            Err(fault) => {
                tracing::info!(%fault, "the desktop shows no icon");
                None
            }
        }
    }

    /// Whether it is still there.
    pub(super) fn is_there(&self) -> bool {
        !self.0.is_closed()
    }

    /// Says something else.
    pub(super) fn say(&self, says: Says) {
        self.0.update(|drawn| drawn.says = says);
    }
}

struct Drawn {
    app: AppHandle,
    says: Says,
    quiet: bool,
}

impl ksni::Tray for Drawn {
    fn id(&self) -> String {
        "org.steward.desk".to_owned()
    }

    fn title(&self) -> String {
        terms::PROGRAM.say(self.says.language).to_owned()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        let image = tauri::include_image!("../icons/32x32.png");
        let pixels = image.rgba().chunks_exact(4);
        let turned = pixels.filter_map(|pixel| match pixel {
            [red, green, blue, alpha] => Some([*alpha, *red, *green, *blue]),
            _ => None,
        });
        vec![Icon {
            width: i32::try_from(image.width()).unwrap_or_default(),
            height: i32::try_from(image.height()).unwrap_or_default(),
            data: turned.flatten().collect(),
        }]
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip {
            title: self.title(),
            description: late(self.says),
            ..ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        window::to_front(&self.app);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let language = self.says.language;
        let label = |term: steward_app::words::terms::Term| term.say(language).to_owned();
        vec![
            StandardItem {
                label: label(terms::OPEN),
                activate: Box::new(|drawn: &mut Self| {
                    window::to_front(&drawn.app);
                }),
                ..StandardItem::<Self>::default()
            }
            .into(),
            StandardItem {
                label: late(self.says),
                enabled: false,
                ..StandardItem::<Self>::default()
            }
            .into(),
            CheckmarkItem {
                label: label(terms::QUIET),
                checked: self.quiet,
                activate: Box::new(|drawn: &mut Self| {
                    drawn.quiet = !drawn.quiet;
                    drawn.app.state::<Tray>().set_quiet(drawn.quiet);
                }),
                ..CheckmarkItem::<Self>::default()
            }
            .into(),
            MenuItem::Separator,
            StandardItem {
                label: label(terms::QUIT),
                activate: Box::new(|drawn: &mut Self| drawn.app.exit(0)),
                ..StandardItem::<Self>::default()
            }
            .into(),
        ]
    }
}

fn late(says: Says) -> String {
    let word = match says.late {
        0 => terms::NOTHING_LATE,
        _ => terms::LATE,
    };
    let word = word.say(says.language);
    match says.late {
        0 => word.to_owned(),
        late => format!("{word} {late}"),
    }
}
