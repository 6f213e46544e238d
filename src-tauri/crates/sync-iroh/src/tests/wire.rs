//! Frames on a stream.

use std::io::ErrorKind;

use crate::wire::{fill, read_frame, write_frame};

#[tokio::test]
async fn frames_come_as_they_went() {
    let mut bytes = Vec::new();
    for frame in [b"".as_slice(), b"one", &[7; 100_000]] {
        write_frame(&mut bytes, frame).await.unwrap();
    }
    let mut from = bytes.as_slice();
    assert_eq!(
        read_frame(&mut from, 200_000).await.unwrap(),
        Some(Vec::new())
    );
    assert_eq!(
        read_frame(&mut from, 200_000).await.unwrap(),
        Some(b"one".to_vec())
    );
    let last = read_frame(&mut from, 200_000).await.unwrap();
    assert_eq!(last, Some(vec![7; 100_000]));
    assert_eq!(read_frame(&mut from, 200_000).await.unwrap(), None);
}

#[tokio::test]
async fn a_length_that_lies_allocates_nothing() {
    let mut frame = Vec::new();
    let fault = fill(&mut [1_u8; 10].as_slice(), 64 * 1024 * 1024, &mut frame).await;
    assert_eq!(fault.unwrap_err().kind(), ErrorKind::UnexpectedEof);
    assert!(frame.capacity() < 1024, "{}", frame.capacity());
}

#[tokio::test]
async fn a_length_beyond_the_bound_is_refused_unread() {
    let mut from = [0xff_u8; 8].as_slice();
    let fault = read_frame(&mut from, 1000).await.unwrap_err();
    assert_eq!(fault.kind(), ErrorKind::InvalidData);
    assert_eq!(from.len(), 4);
}

#[tokio::test]
async fn a_length_that_breaks_off_is_no_end() {
    let fault = read_frame(&mut [0_u8; 3].as_slice(), 1000)
        .await
        .unwrap_err();
    assert_eq!(fault.kind(), ErrorKind::UnexpectedEof);
}
