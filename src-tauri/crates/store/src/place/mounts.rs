//! Which folders lie on another computer. SQLite's write-ahead log needs
//! shared memory and locks that hold, and no network file system promises
//! both. Shared folders of virtual machines and of WSL (`9p`, `vboxsf`) count
//! as network: their locks do not reach the other side.

use std::path::{Path, PathBuf};

const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "gfs2",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "ocfs2",
    "orangefs",
    "pvfs2",
    "prl_fs",
    "smb2",
    "smb3",
    "smbfs",
    "vboxsf",
    "vmhgfs",
];
/// Programs behind FUSE that reach over a network; others, such as an NTFS
/// disk under `fuseblk`, are local.
const NETWORK_FUSE: &[&str] = &[
    "ceph",
    "curlftpfs",
    "davfs2",
    "gcsfuse",
    "glusterfs",
    "gvfsd-fuse",
    "rclone",
    "s3fs",
    "smbnetfs",
    "sshfs",
    "vmhgfs-fuse",
];

/// The network file system a folder lies on, if it does.
pub(super) fn network_kind(dir: &Path) -> Option<String> {
    if is_share(dir) {
        return Some("smb".to_owned());
    }
    let table = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    kind_of(dir, &table).filter(|kind| is_network(kind))
}

fn is_network(kind: &str) -> bool {
    NETWORK.contains(&kind)
        || kind
            .strip_prefix("fuse.")
            .is_some_and(|program| NETWORK_FUSE.contains(&program))
}

/// A Windows path such as `\\server\share`.
fn is_share(dir: &Path) -> bool {
    use std::path::{Component, Prefix};
    match dir.components().next() {
        Some(Component::Prefix(prefix)) => {
            matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
        }
        _ => false,
    }
}

/// The file system of the innermost mount above a folder; of several on one
/// point the last covers the others.
fn kind_of(dir: &Path, table: &str) -> Option<String> {
    let mounts = table.lines().filter_map(|line| {
        let (mount, system) = line.split_once(" - ")?;
        let point = PathBuf::from(unescape(mount.split(' ').nth(4)?));
        let kind = system.split(' ').next()?;
        dir.starts_with(&point)
            .then(|| (point.components().count(), kind))
    });
    mounts
        .max_by_key(|(depth, _)| *depth)
        .map(|(_, kind)| kind.to_owned())
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

    const TABLE: &str = "\
22 1 259:1 / / rw,relatime - ext4 /dev/root rw
30 22 0:30 / /mnt/nas rw shared:1 - nfs4 server:/export rw
31 22 0:31 / /mnt/my\\040share rw - cifs //server/share rw
32 30 0:32 / /mnt/nas/local rw - xfs /dev/sdb1 rw
33 22 0:33 / /home/a/remote rw - fuse.sshfs a@b: rw
34 22 0:34 / /media/stick rw - fuseblk /dev/sdc1 rw
35 22 0:35 / /twice rw - nfs server:/x rw
36 22 0:36 / /twice rw - tmpfs tmpfs rw";

    #[test]
    fn the_innermost_mount_decides() {
        let network = |dir: &str| kind_of(Path::new(dir), TABLE).filter(|kind| is_network(kind));
        for (dir, wanted) in [
            ("/home/a", None),
            ("/mnt/nas/data", Some("nfs4")),
            ("/mnt/nasty", None),
            ("/mnt/my share/data", Some("cifs")),
            ("/mnt/nas/local/data", None),
            ("/home/a/remote", Some("fuse.sshfs")),
            ("/media/stick/data", None),
            ("/twice", None),
        ] {
            assert_eq!(network(dir).as_deref(), wanted, "{dir}");
        }
    }
}
