//! Several groups of managers, and what becomes of rows for one that takes nothing.

use leadlatch::dialog::{Chat, Effect, Group, Html, Lead, LeadId, Relay};
use leadlatch::store::{Cause, Lane, Payload};

use crate::world::{World, chat, done, lead, outcome};

#[test]
fn records_from_before_there_were_several_groups_are_read() {
    let copy: Payload = serde_json::from_str(r#"{"copy":{"message":5}}"#).unwrap();
    assert_eq!(copy, Payload::Copy { group: Group::Main, message: 5 });
    assert_eq!(serde_json::from_str::<Lane>("\"group\"").unwrap(), Lane::Group);
    let chat = Chat::new(chat(1));
    let mut lead = serde_json::to_value(lead(LeadId(1), &chat, "+7", &[])).unwrap();
    let mut chat = serde_json::to_value(chat).unwrap();
    for new in ["group", "stray"] {
        assert!(lead.as_object_mut().unwrap().remove(new).is_some());
    }
    assert!(chat.as_object_mut().unwrap().remove("group").is_some());
    assert_eq!(serde_json::from_value::<Lead>(lead).unwrap().group, Group::Main);
    assert_eq!(serde_json::from_value::<Chat>(chat).unwrap().group, Group::Main);
}

#[tokio::test]
async fn what_a_group_does_not_take_goes_to_the_main_one_with_what_follows() {
    let world = World::new();
    let key = chat(1);
    let own = Group::Routed(-5);
    let step = world.step(Cause::Internal, &key, move |dialog, id| {
        let mut step = outcome(dialog, vec![Effect::Relay(own, said("one"))]);
        step.dialog.lead = Some(Lead { group: own, ..lead(id, &dialog.chat, "+7", &[]) });
        step.dialog.chat.group = own;
        step
    });
    done(step.await);
    let row = world.store.head(&Lane::Routed(-5)).unwrap().expect("it waits for its group");
    let lead = row.lead.expect("it speaks of the lead");
    assert!(!world.store.reroute(&row, &Html("note".into())).await.unwrap());
    assert_eq!(world.store.lanes().unwrap(), [Lane::Group]);
    let moved = world.store.head(&Lane::Group).unwrap().unwrap();
    assert_eq!(moved.payload, Payload::Relay(said("one\nnote")));
    assert!(moved.id > row.id, "it is new to whoever reads that lane");
    let known = world.store.lead(lead).unwrap().unwrap();
    assert_eq!((known.group, known.stray), (Group::Main, Some(-5)));
    assert_eq!(world.store.dialog(&key).unwrap().chat.group, Group::Main);
    world.effects(&key, vec![Effect::Relay(own, said("two"))]).await;
    let row = world.store.head(&Lane::Routed(-5)).unwrap().unwrap();
    assert!(world.store.reroute(&row, &Html("note".into())).await.unwrap(), "the lead had gone");
    assert!(!world.store.reroute(&row, &Html("note".into())).await.unwrap(), "and only once");
    assert_eq!(world.store.rows_of(&Lane::Group, 9).unwrap().len(), 2);
}

fn said(words: &str) -> Relay {
    Relay { html: Html(words.to_owned()), copy: None }
}
