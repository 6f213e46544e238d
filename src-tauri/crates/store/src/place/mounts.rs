//! Which folders lie on another computer. SQLite's write-ahead log needs
//! shared memory and locks that hold, and no network file system promises
//! both. Shared folders of virtual machines and of WSL (`9p`, `virtiofs`,
//! `vboxsf`) count as network: their locks do not reach the other side.

use std::path::{Path, PathBuf};

const NETWORK: &[&str] = &[
    "9p",
    "acfs",
    "afpfs",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "drvfs",
    "fhgfs",
    "gfs2",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncp",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "orangefs",
    "panfs",
    "prl_fs",
    "pvfs2",
    "smb2",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
    "webdav",
];
/// Programs behind FUSE that reach over a network; others, such as an NTFS
/// disk under `fuseblk`, are local unless they name another computer.
const NETWORK_FUSE: &[&str] = &[
    "afsfuse",
    "beegfs",
    "blobfuse",
    "blobfuse2",
    "ceph",
    "ceph-fuse",
    "curlftpfs",
    "davfs2",
    "gcsfuse",
    "glusterfs",
    "google-drive-ocamlfuse",
    "goofys",
    "gvfsd-fuse",
    "juicefs",
    "kio-fuse",
    "moosefs",
    "onedriver",
    "rclone",
    "s3fs",
    "seaweedfs",
    "smbnetfs",
    "sshfs",
    "vmhgfs-fuse",
];

/// A file system that is mounted somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mount {
    point: PathBuf,
    kind: String,
    /// What was mounted: a disk, `//server/share`, `server:/export`.
    source: String,
    /// Whether the system itself says that it is not of this computer.
    is_remote: bool,
}

/// The network file system a folder lies on, if it does. The folder's links
/// have been followed: a mapped drive of Windows is the share by then.
pub(super) fn network_kind(dir: &Path) -> Option<String> {
    if cfg!(windows) {
        return is_share(&dir.to_string_lossy()).then(|| "smb".to_owned());
    }
    let mount = if cfg!(target_os = "macos") {
        let said = std::process::Command::new("/sbin/mount").output().ok()?;
        listed(dir, &String::from_utf8_lossy(&said.stdout))?
    } else {
        let table = std::fs::read("/proc/self/mountinfo").ok()?;
        tabled(dir, &String::from_utf8_lossy(&table))?
    };
    is_network(&mount).then_some(mount.kind)
}

fn is_network(mount: &Mount) -> bool {
    let kind = mount.kind.as_str();
    if mount.is_remote || NETWORK.contains(&kind) {
        return true;
    }
    let is_fuse = |kind: &str| kind == "fuse" || kind.ends_with("fuse") || kind == "fusefs";
    match kind.strip_prefix("fuse.") {
        Some(program) => NETWORK_FUSE.contains(&program) || names_another(&mount.source),
        None => is_fuse(kind) && names_another(&mount.source),
    }
}

/// Whether what was mounted is of another computer: `//server/share`,
/// `user@server:/folder`, `sshfs#server:`, `https://server/`.
fn names_another(source: &str) -> bool {
    if source.starts_with("//") || source.contains("://") {
        return true;
    }
    let server = source.split_once(':').map(|(server, _)| server);
    server.is_some_and(|server| !server.is_empty() && !server.contains('/'))
}

/// A path of Windows such as `\\server\share`, as it is once links were
/// followed.
fn is_share(dir: &str) -> bool {
    match dir.strip_prefix(r"\\") {
        Some(rest) if rest.starts_with(r"?\") => rest.starts_with(r"?\UNC\"),
        Some(rest) => !rest.starts_with(r".\"),
        None => false,
    }
}

/// The mount that a folder lies on by the table of Linux. Each mount hangs on
/// another one: what a later mount covers is not met on the way down.
fn tabled(dir: &Path, table: &str) -> Option<Mount> {
    struct Hung {
        id: u64,
        parent: u64,
        mount: Mount,
    }
    let dir = PathBuf::from(dir.to_string_lossy().into_owned());
    let all = table.lines().filter_map(|line| {
        let (mount, system) = line.split_once(" - ")?;
        let mut fields = mount.split(' ');
        let (id, parent) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        let point = PathBuf::from(unescape(fields.nth(2)?));
        let mut system = system.split(' ');
        let kind = unescape(system.next()?);
        let source = unescape(system.next().unwrap_or_default());
        Some(Hung {
            id,
            parent,
            mount: Mount {
                point,
                kind,
                source,
                is_remote: false,
            },
        })
    });
    let all: Vec<Hung> = all.collect();
    let above: Vec<&Hung> = all
        .iter()
        .filter(|one| dir.starts_with(&one.mount.point))
        .collect();
    let is_first = |one: &Hung| one.parent == one.id || all.iter().all(|all| all.id != one.parent);
    let mut at: Option<&Hung> = None;
    // No way down is longer than there are mounts.
    for _ in 0..=above.len() {
        let hangs_here = |one: &&&Hung| match at {
            None => is_first(one),
            Some(at) => one.parent == at.id && one.id != at.id,
        };
        let depth = |one: &&&Hung| one.mount.point.components().count();
        match above.iter().filter(hangs_here).min_by_key(depth) {
            Some(next) => at = Some(next),
            None => break,
        }
    }
    at.map(|at| at.mount.clone())
}

/// The mount that a folder lies on by what `mount` of macOS says: lines such
/// as `//a@nas/data on /Volumes/data (smbfs, nodev, nosuid)`. What is of this
/// computer is called local.
fn listed(dir: &Path, list: &str) -> Option<Mount> {
    let all = list.lines().filter_map(|line| {
        let (mount, options) = line.rsplit_once(" (")?;
        let (source, point) = mount.split_once(" on /")?;
        let mut options = options.trim_end_matches(')').split(", ");
        let kind = options.next()?.to_owned();
        Some(Mount {
            point: Path::new("/").join(point),
            is_remote: kind != "autofs" && !options.any(|one| one == "local"),
            kind,
            source: source.to_owned(),
        })
    });
    let above = all.filter(|mount| dir.starts_with(&mount.point));
    above.max_by_key(|mount| mount.point.components().count())
}

/// The table writes blanks and the like as three octal digits.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..3).and_then(|d| std::str::from_utf8(d).ok());
        match digits
            .and_then(|d| u8::from_str_radix(d, 8).ok())
            .filter(|_| *first == b'\\')
        {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As `/proc/self/mountinfo` has it: a bind mount (37), one that covers
    /// another (36 on 35), one that covers what hangs deeper (39 on 38), a
    /// place that is mounted when it is looked at (40, 41), WSL, a virtual
    /// machine, an overlay.
    const TABLE: &str = r"22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/root rw,errors=remount-ro
23 22 0:21 / /proc rw,nosuid shared:13 - proc proc rw
30 22 0:30 / /mnt/nas rw,relatime shared:1 master:4 - nfs4 server:/export rw,vers=4.2,addr=10.0.0.2
31 22 0:31 / /mnt/my\040share rw - cifs //server/my\040share rw,vers=3.1.1
32 30 0:32 / /mnt/nas/local rw - xfs /dev/sdb1 rw
33 22 0:33 / /home/a/remote rw,nosuid,nodev - fuse.sshfs a@b: rw,user_id=1000
34 22 0:34 / /media/stick rw - fuseblk /dev/sdc1 rw,blksize=4096
35 22 0:35 / /twice rw - nfs server:/x rw
36 35 0:36 / /twice rw - tmpfs tmpfs rw
37 22 0:30 /people/a /srv/bound rw - nfs4 server:/export rw,vers=4.2
38 22 0:38 / /cover/deep rw - nfs server:/y rw
39 22 259:3 / /cover rw - ext4 /dev/sdd1 rw
40 22 0:40 / /net rw - autofs systemd-1 rw,fd=52
41 40 0:41 / /net/far rw - nfs4 far:/x rw
42 22 0:42 / /mnt/c rw,noatime - 9p C:\134 rw,aname=drvfs;path=C:\134
43 22 0:43 / /mnt/host rw - virtiofs host rw
44 22 0:44 / /mnt/odd rw - fuse sshfs#me@there: rw
45 22 0:45 / /mnt/vault rw - fuse.gocryptfs /home/a/vault rw
46 22 0:46 / /mnt/cloud rw - fuse.unheard remote:bucket rw
47 22 0:47 / /var/lib/over rw - overlay overlay rw,lowerdir=/a:/b
48 22 0:48 / /mnt/d rw - drvfs D: rw
49 22 0:49 / /mnt/tab\011line\012back\134slash rw - nfs s:/e rw";

    #[test]
    fn the_mount_that_is_met_on_the_way_down_decides() {
        let network = |dir: &str| {
            let mount = tabled(Path::new(dir), TABLE)?;
            is_network(&mount).then_some(mount.kind)
        };
        for (dir, wanted) in [
            ("/", None),
            ("/home/a", None),
            ("/mnt/nas", Some("nfs4")),
            ("/mnt/nas/data", Some("nfs4")),
            ("/mnt/nasty", None),
            ("/mnt/my share/data", Some("cifs")),
            ("/mnt/nas/local/data", None),
            ("/home/a/remote/x", Some("fuse.sshfs")),
            ("/media/stick/data", None),
            ("/twice/x", None),
            ("/srv/bound/x", Some("nfs4")),
            ("/cover/deep/x", None),
            ("/net", None),
            ("/net/far/x", Some("nfs4")),
            ("/mnt/c/Users/a", Some("9p")),
            ("/mnt/d/x", Some("drvfs")),
            ("/mnt/host/x", Some("virtiofs")),
            ("/mnt/odd/x", Some("fuse")),
            ("/mnt/vault/x", None),
            ("/mnt/cloud/x", Some("fuse.unheard")),
            ("/var/lib/over/x", None),
            ("/mnt/tab\tline\nback\\slash/x", Some("nfs")),
        ] {
            assert_eq!(network(dir).as_deref(), wanted, "{dir}");
        }
    }

    /// In a container the table may begin with a mount that hangs on one that
    /// is not in it, or know of no root at all.
    #[test]
    fn a_table_without_the_outer_mounts_is_read() {
        let table =
            "700 690 0:50 / / rw - overlay overlay rw\n701 700 0:51 / /data rw - nfs4 s:/d rw";
        let kind = |dir: &str, table: &str| tabled(Path::new(dir), table).map(|one| one.kind);
        assert_eq!(kind("/data/x", table).as_deref(), Some("nfs4"));
        assert_eq!(kind("/other", table).as_deref(), Some("overlay"));
        let alone = "9 9 0:51 / /data rw - nfs4 s:/d rw\nand what nobody can read";
        assert_eq!(kind("/data/x", alone).as_deref(), Some("nfs4"));
        assert_eq!(kind("/other", alone), None);
        // Two that hang on each other lead nowhere, and that ends.
        let ring =
            "1 1 0:1 / / rw - ext4 a rw\n2 3 0:2 / / rw - nfs a rw\n3 2 0:3 / / rw - nfs a rw";
        assert_eq!(kind("/x", ring).as_deref(), Some("ext4"));
    }

    #[test]
    fn the_own_table_is_read_and_this_folder_found() {
        if let Ok(table) = std::fs::read_to_string("/proc/self/mountinfo") {
            assert!(tabled(Path::new("/proc/self"), &table).is_some_and(|one| one.kind == "proc"));
        }
    }

    #[test]
    fn what_mac_os_does_not_call_local_is_not() {
        let list = "\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//a@nas._smb._tcp.local/data on /Volumes/data (smbfs, nodev, nosuid, mounted by a)
server:/export on /Volumes/on top (more) (nfs, nodev)
/dev/disk4s1 on /Volumes/stick (exfat, asynchronous, local, noowners)
me@there:/x on /Volumes/far (macfuse, nodev, synchronous, mounted by a)";
        let network = |dir: &str| {
            let mount = listed(Path::new(dir), list)?;
            is_network(&mount).then_some(mount.kind)
        };
        for (dir, wanted) in [
            ("/Users/a/Library", None),
            ("/Volumes/data/x", Some("smbfs")),
            ("/Volumes/on top (more)/x", Some("nfs")),
            ("/Volumes/stick/x", None),
            ("/Volumes/far/x", Some("macfuse")),
            ("/System/Volumes/Data/home/x", None),
        ] {
            assert_eq!(network(dir).as_deref(), wanted, "{dir}");
        }
    }

    #[test]
    fn shares_of_windows_are_known_in_every_spelling() {
        for (dir, wanted) in [
            (r"C:\Users\a", false),
            (r"\\?\C:\Users\a", false),
            (r"\\.\pipe\x", false),
            (r"\\server\share\x", true),
            (r"\\?\UNC\server\share\x", true),
            (r"\\wsl.localhost\Ubuntu\home", true),
        ] {
            assert_eq!(is_share(dir), wanted, "{dir}");
        }
    }
}
