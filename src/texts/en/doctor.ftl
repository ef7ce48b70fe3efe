# What `leadlatch doctor` says: what was found, and under -do what to do about it.

doctor-rules = Rules
doctor-settings = Settings
doctor-data = Data
doctor-telegram = Telegram
doctor-bitrix24 = Bitrix24
doctor-email = Mail
doctor-webhook = Webhook
doctor-well = Everything is ready.
doctor-ill = { $count ->
    [one] Mend what is marked ✗: { $count } place.
   *[other] Mend what is marked ✗: { $count } places.
}

doctor-no-rules-do = name the rules file in RULES_FILE, or run the command in its folder
doctor-rules-fine = { $file }: { $count ->
    [one] { $count } rule
   *[other] { $count } rules
}
doctor-rules-broken = { $file }: { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
doctor-rules-broken-do = leadlatch check shows where, and how to mend it
doctor-rules-warnings = { $file }: { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
doctor-rules-warnings-do = leadlatch check shows them
doctor-dialogues-passed = { $count ->
    [one] { $count } dialogue goes as written
   *[other] { $count } dialogues go as written
}
doctor-dialogues-failed = { $count ->
    [one] { $count } dialogue goes another way than written
   *[other] { $count } dialogues go another way than written
}
doctor-dialogues-failed-do = leadlatch check shows what has changed
doctor-no-sink = the rules send leads to { $sink }, and { $setting } is not set
doctor-no-sink-do = put { $setting } into .env, or take "{ $sink }" out of send_to
doctor-idle-sink = { $setting } is set, and the rules send no leads to { $sink }
doctor-idle-sink-do = add "{ $sink }" to send_to in [lead], or take { $setting } out of .env

doctor-setting = { $setting }
doctor-setting-do = correct { $setting } in .env; .env.example shows how
doctor-secret-alone = LEAD_WEBHOOK_SECRET is set, and LEAD_WEBHOOK_URL is not
doctor-secret-alone-do = set LEAD_WEBHOOK_URL, or take LEAD_WEBHOOK_SECRET out
doctor-email-alone = EMAIL_FROM or EMAIL_TO is set, and SMTP_URL is not
doctor-email-alone-do = set SMTP_URL, or take EMAIL_FROM and EMAIL_TO out
doctor-push = Telegram posts messages to WEBHOOK_URL
doctor-push-later = WEBHOOK_URL is set: the bot tells Telegram when it starts
doctor-push-elsewhere = the bot's webhook leads to another address than WEBHOOK_URL
doctor-push-elsewhere-do = the bot sets its own when it starts; if you need that service, make another bot for it
doctor-push-fails = Telegram cannot post messages to WEBHOOK_URL: { $reason }
doctor-push-fails-do = look whether the bot runs, and whether the address and its certificate can be seen from the internet
doctor-env-open = every user of this machine can read { $file }, which holds passwords
doctor-env-open-do = chmod 600 { $file }

doctor-data-none-yet = there is no folder { $folder } yet, the bot will make it
doctor-data-file = { $folder } is a file, and a folder is needed
doctor-data-file-do = name another folder in DATA_DIR
doctor-data-unwritable = the folder { $folder } cannot be written to: { $reason }
doctor-data-unwritable-do = let the user the bot runs as write to it, or name another folder in DATA_DIR
doctor-data-running = the bot works with the folder { $folder }, { $count ->
    [one] { $count } lead in the book
   *[other] { $count } leads in the book
}
doctor-data-idle = the folder { $folder } is fine, { $count ->
    [one] { $count } lead in the book
   *[other] { $count } leads in the book
}; the bot is not running now
doctor-data-locked = another program holds the folder { $folder } and does not answer
doctor-data-locked-do = find the other bot and stop it: one folder is for one bot
doctor-data-unreadable = the data in { $folder } cannot be read { $reason }
doctor-data-unreadable-do = take the folder from a backup, or name a new one in DATA_DIR
doctor-undelivered = { $count ->
    [one] { $count } lead was refused somewhere
   *[other] { $count } leads were refused somewhere
}
doctor-undelivered-do = leadlatch leads show with the number says why; leadlatch leads retry sends it again
doctor-disk = { $size } are free on the disk
doctor-disk-little = only { $size } are free on the disk
doctor-disk-little-do = make room: without it the bot cannot write new messages down

doctor-telegram-no-token = without a token Telegram cannot be looked at
doctor-telegram-no-token-do = correct TELEGRAM_BOT_TOKEN first
doctor-telegram-token = the token is right, this is @{ $bot }
doctor-telegram-refused = Telegram does not know this token
doctor-telegram-refused-do = copy the token from @BotFather again (/mybots, API Token) into TELEGRAM_BOT_TOKEN
doctor-telegram-failed = Telegram answers with error { $code }
doctor-telegram-failed-do = try in a minute; if it comes again, look at TELEGRAM_API_URL
doctor-telegram-silent = Telegram does not answer
doctor-telegram-silent-do = look at the internet of this machine; where Telegram is closed, a proxy (HTTPS_PROXY) or TELEGRAM_API_URL is needed
doctor-telegram-pushed = the bot has a webhook: another server gets its messages
doctor-telegram-pushed-do = the bot takes the webhook away when it starts; if you need that service, make another bot for it
doctor-group-none = there is no managers' group: leads have nowhere to go
doctor-group-none-do = add @{ $bot } to your group, start the bot and write in the group /link with the code it shows
doctor-group-closed-to-bots = there is no managers' group, and @{ $bot } cannot be added to any
doctor-group-closed-to-bots-do = allow it at @BotFather: /setjoingroups, Enable
doctor-group-moved = the managers' group has become a supergroup, its number is { $number } now
doctor-group-moved-do = the bot finds it by itself; to spare it the search, set MANAGERS_CHAT_ID={ $number }
doctor-group-hidden = the bot does not see the group { $number }
doctor-group-hidden-do = add @{ $bot } to the managers' group and look at the number in MANAGERS_CHAT_ID
doctor-group-no-group = MANAGERS_CHAT_ID does not name a group
doctor-group-no-group-do = make a group, add @{ $bot } to it and put its number there, like -1001234567890
doctor-route-moved = the group { $old } of [route] has become a supergroup, its number is { $number } now
doctor-route-moved-do = the bot will find it by itself; so that it need not search, put { $number } into [route]
doctor-route-hidden = the bot does not see the group { $number } of [route], its leads will go to the main one
doctor-route-hidden-do = add @{ $bot } to that group and check its number in [route]
doctor-route-no-group = { $number } in [route] is not the number of a group
doctor-route-no-group-do = make a group, add @{ $bot } to it and put its number there, for example -1001234567890
doctor-group-left = the bot is not in the group «{ $title }»
doctor-group-left-do = add @{ $bot } to the group
doctor-group-mute = the bot may not write in the group «{ $title }»
doctor-group-mute-do = let members write, or make @{ $bot } an administrator
doctor-group-fine = the group «{ $title }»: the bot is in it and may write
doctor-group-hears = the bot sees what managers write in the group
doctor-group-private = managers answer customers by a reply to the bot's message; the bot reads nothing else in the group
doctor-group-deaf = in a group with topics the bot does not see every message
doctor-group-deaf-do = make @{ $bot } an administrator of the group, or at @BotFather: /setprivacy, Disable
doctor-group-topics = the bot may make topics
doctor-group-no-topics = the bot may not make topics
doctor-group-no-topics-do = give @{ $bot } the administrator's right "Manage topics"

doctor-webhook-unsigned = events of the webhook are not signed: whoever knows the address can forge them
doctor-webhook-unsigned-do = put a long random LEAD_WEBHOOK_SECRET into .env and check the signature: docs/webhook.md
doctor-webhook-there = the server of the webhook is there; whether it takes a lead, leadlatch doctor --write tries
doctor-webhook-ping = the receiver of the webhook took a trial (a ping, not a lead)
doctor-webhook-closed = the receiver of the webhook takes nothing
doctor-webhook-refused-do = the receiver has to answer 200 to a ping as well: docs/webhook.md
doctor-webhook-silent = the receiver of the webhook did not answer, or answered with an error
doctor-webhook-silent-do = look at the log of the receiver: it has to answer 200 within 5 seconds
doctor-webhook-unreachable = the server of the webhook cannot be reached
doctor-webhook-unreachable-do = look at the address in LEAD_WEBHOOK_URL, and whether that server works

doctor-email-open = the mail server lets the bot in
doctor-email-closed = letters will not leave
doctor-email-silent = the mail server does not answer
doctor-email-silent-do = look at the server and the port in SMTP_URL; many hosts close port 25, take 465 or 587

doctor-bitrix24-no-rules = Bitrix24 cannot be looked at yet: the rules say what it gets
doctor-bitrix24-no-rules-do = mend the rules file first
doctor-bitrix24-closed = Bitrix24 takes no leads
doctor-bitrix24-busy = Bitrix24 answers, but asks to wait: too many requests
doctor-bitrix24-busy-do = look again in a minute; leads arrive without it
doctor-bitrix24-silent = Bitrix24 does not answer
doctor-bitrix24-silent-do = look at the address in BITRIX24_WEBHOOK_URL, and whether the portal opens in a browser
doctor-bitrix24-open = Bitrix24 lets the bot in, and the right crm is there
doctor-bitrix24-simple = the portal has the simple CRM: a lead becomes a deal at once
doctor-bitrix24-filled = the bot fills everything the portal wants filled
doctor-bitrix24-required = the portal wants the field «{ $title }», and nobody fills it
doctor-bitrix24-required-do = let the portal do without it, or put { $key } into [bitrix24.fields]
doctor-bitrix24-stage = the portal has no stage { $code }, which [bitrix24] names
doctor-bitrix24-stage-do = take the code of the stage from the portal: CRM, Settings, Selection lists
doctor-bitrix24-source = the portal has no source { $code }, which [bitrix24] names
doctor-bitrix24-source-do = take the code of the source from the portal: CRM, Settings, Selection lists
doctor-bitrix24-field = the portal has no field { $code }, which [bitrix24.fields] names
doctor-bitrix24-field-do = take the code of the field from the portal: CRM, Settings, Fields
doctor-bitrix24-tried = the test lead No. { $id } was written, read and deleted
doctor-bitrix24-unread = the test lead was written, and came back as another one
doctor-bitrix24-unread-do = give the user who made the webhook the right to read leads
doctor-bitrix24-left-behind = the test lead No. { $id } is still in the portal
doctor-bitrix24-left-behind-do = delete it by hand: the webhook has no right to, and does not need it for its work
doctor-bitrix24-untried = the test lead could not be written
doctor-bitrix24-untried-do = try in a minute; if it comes again, look at the rights of the webhook in the portal
