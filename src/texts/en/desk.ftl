desk-nameless = Client
desk-extension = ext. { $digits }
desk-someone-elses = (someone else's contact)
desk-word-phone = phone
desk-word-time = time
desk-word-email = e-mail
desk-word-name = name
desk-card-earlier = Lead No. { $id } came before
desk-card-claimed = 👤 Claimed by { $by }
desk-card-done = ✅ Done { $by }
desk-card-spam = 🚫 Spam
desk-call = 🆘 { $client } is waiting for a person
desk-call-hint = Reply to this message and the client gets your answer. Lines that start with // stay in this group.
desk-line-client = — { $text }
desk-line-bot = 🤖 { $text }
desk-line-manager = 👤 { $text }
desk-no-lead = There is no lead here yet
desk-claimed = Lead No. { $id } is yours
desk-claimed-before = Lead No. { $id } was claimed by { $by }
desk-done = Lead No. { $id } is done
desk-done-before = Lead No. { $id } is already done
desk-spam = Lead No. { $id } is marked as spam
desk-spam-before = Lead No. { $id } is already marked as spam
desk-opened = The chat is open again
desk-already-yours = A person is already answering in this chat
desk-taken-over = The bot is silent now, please answer the client
desk-not-yours = The bot is answering in this chat anyway
desk-returned = The bot is answering in this chat again
desk-has-lead = This client already has a lead
desk-lead-made = The lead is made
desk-reminder = ⏰ Lead No. { $id } has waited since { $since } and nobody has taken it yet
desk-everybody = 🚨 Lead No. { $id } has waited since { $since } and still nobody has taken it
desk-forgotten = A client asked to be forgotten. The bot has erased lead No. { $id }; please delete its messages in this group by hand.
# What managers read unless the owner writes something else.

field-phone-title = Phone
field-time-title = Call at
field-email-title = E-mail
field-name-title = Name
card-lead = 🔔 New lead #{ $id }
card-topic = Topic
card-source = Source
card-rule = Rule
card-claimed = Manager
card-client = Customer
card-changed = ✏️ Lead #{ $id }: { $changed }
button-claim = ✋ Claim
button-claim-one = ✋ Claim #{ $id }
button-done = ✅ Done
button-spam = 🚫 Spam
button-open = 🔄 Open again
button-take-over = 💬 Answer myself
button-return-to-bot = 🤖 Back to the bot
button-make-lead = 📝 Make a lead
desk-help =
    Lead cards come here. The buttons under a card note who took the lead and how it ended.
    A reply to a card or to a customer's message goes to the customer; lines with // stay here.
    /why as a reply to a card: why the bot did what it did. /bot as a reply: the bot goes on.
desk-linked = Done: leads will come to this group. What you can do here: /help
desk-why-needs-reply = Write /why as a reply to a card or to a customer's message.
desk-why-nothing = Nothing is recorded about this chat.
desk-why-heard = Heard: { $text }
desk-client-gone = Not delivered: the customer has blocked the bot.
desk-refused = Telegram refused a message to the customer: { $reason }. It was put aside (leadlatch dead); the chat goes on.
desk-group-moved = The group { $old } of [route] has become a supergroup, and its number is { $new } now. The bot writes there already; put the new number into rules.toml when you edit it next.
desk-conflict = ⚠️ Another program takes the customers' messages with the same token. Stop it, or get a new token from @BotFather.

# An edit of rules.toml while the bot runs.

desk-rules-updated = Rules updated: { $changes }.
desk-rules-count = { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
desk-rules-were = { $count } instead of { $before }
desk-rules-added = new: { $names }
desk-rules-removed = gone: { $names }
desk-rules-changed = changed: { $names }
desk-rules-elsewhere = also changed: { $names }
desk-rules-reordered = in another order
desk-rules-name = “{ $name }”
desk-rules-more = and { $count } more
desk-rules-as-before = The rules file is again the one the bot goes by.
desk-rules-refused = ⚠️ Rules not updated: { $reason }. The bot goes by the old ones. More: leadlatch check
desk-rules-problem = { $message }, line { $line }
desk-rules-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
} in all
desk-rules-dialogue = the dialogue “{ $title }” goes another way now ({ $place }){ $count ->
    [1] {""}
    [one] ; { $count } dialogue failed in all
   *[other] ; { $count } dialogues failed in all
}
desk-rules-misread = the file of dialogues { $file } cannot be understood
desk-rules-unreadable = the file cannot be read ({ $reason })
desk-kind-photo = photo
desk-kind-voice = voice
desk-kind-video = video
desk-kind-audio = audio
desk-kind-document = file
desk-kind-sticker = sticker
desk-kind-location = location
desk-kind-contact = contact
desk-kind-other = attachment
desk-not-a-manager = These buttons work only for members of the group
desk-press-elsewhere = This button does not belong to this group
desk-press-unchecked = Could not check that you are in the group. Press again
desk-press-hidden = Telegram does not tell the bot who is in the group: make the bot its administrator and press again
desk-words-unchecked = { $by }, the bot did not act on your message: it could not check that you are in this group. Please send it again.
desk-words-hidden = { $by }, the bot did not act on your message: Telegram does not tell it who is in this group. Make the bot an administrator of the group and send the message again.
desk-reply-to-nobody = That message is not about one client, so nobody got your answer. Press the button with the number of the lead and reply to its own card.

# The digest of a day.

digest-title = 📊 Digest: { $from } – { $to }
digest-leads = { $count ->
    [0] No new leads
    [one] { $count } new lead: claimed { $claimed }, done { $done }, spam { $spam }
   *[other] { $count } new leads: claimed { $claimed }, done { $done }, spam { $spam }
}
digest-lead = No. { $id }
digest-more-leads = and { $count } more
digest-untaken = ✋ Nobody has taken: { $leads }
digest-missing = ⚠️ Have not got { $to }: { $leads }
digest-with-phone = ☎️ Left a number, yet there is no lead: { $count }
digest-closed = 🚫 Closed as unqualified: { $count }
digest-more = … and { $count } more
