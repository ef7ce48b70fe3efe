settings-no-token = There is no bot token. Get one from @BotFather and put it into .env: { $setting }=…
settings-bad-token = { $setting } does not look like a token: copy all of it from @BotFather, as in 123456:ABC…
settings-bad-address = { $setting } is no address. It should look like https://server/…
settings-plain-http = { $setting }: http without encryption is for this machine only. Use https://
settings-plain-http-private = { $setting }: http without encryption is for the local network only. Use https://
settings-bad-smtp = { $setting } is no address of a mail server. It should look like smtps://bot%40shop.com:password@smtp.shop.com; the signs @ : / # % in the login and the password are written as codes: %40 %3A %2F %23 %25
settings-plain-smtp = { $setting }: mail without encryption. Use smtps://… or smtp://…?tls=required
settings-no-number = { $setting }: the number of the group is needed, such as -1001234567890. Or remove the line, and write /link in the group with the code from the log
settings-needed-for-email = SMTP_URL is set and { $setting } is not: set it, or remove SMTP_URL
settings-bad-email = { $setting }: this is no e-mail address. Write bot@shop.ru or Leads <bot@shop.ru>
settings-half-a-login = { $setting }: both a user and a password are needed: smtps://user:password@server
settings-needed-for-webhook = WEBHOOK_URL is set and { $setting } is not: set it, or remove WEBHOOK_URL
settings-bad-listen = { $setting }: it must be the address and port to wait for Telegram at, such as 127.0.0.1:8443
settings-bad-webhook-secret = { $setting }: it may have Latin letters, digits, _ and -, up to 256 characters
settings-broken-line = Line { $line } of .env cannot be read: it must look like NAME=value, a value with spaces in quotes. The lines below it have no effect
run-token-refused = Telegram does not accept the token. Check TELEGRAM_BOT_TOKEN (@BotFather, /mybots) and TELEGRAM_API_URL.
run-listen = Nothing can listen at WEBHOOK_LISTEN: { $reason }
run-webhook = Telegram does not take WEBHOOK_URL: { $reason }. It must be an https:// address by which Telegram reaches this server
run-data-locked = The folder { $folder } is in use: another leadlatch works with it. Stop that one, or set DATA_DIR.
run-data-unusable = The folder { $folder } cannot be opened: { $reason }
run-no-sink = The rules send leads to { $sink }, and { $setting } is not set: put it into .env, or take { $sink } out of send_to
run-failed = The bot has not started: { $reason }
run-link = To get leads into your group, add the bot to it and write there: /link { $code }
run-telegram-silent = Telegram does not answer yet, trying on. Check the connection to the internet; Ctrl+C stops the bot.
command-unreadable = { $file } cannot be read: { $reason }
command-unwritable = { $file } cannot be written: { $reason }
command-no-file = there is no such file
command-no-right = this account has no right to it
command-is-folder = this is a folder, not a file
command-disk-full = the disk is full
command-not-utf8 = it is not UTF-8 text; save it as UTF-8
command-broken-rules = { $file } has errors. Correct them and check the file: leadlatch check
check-readable = { $file } can be read
check-unreadable = { $file } could not be read whole
check-counted = { $rules ->
    [one] { $rules } rule
   *[other] { $rules } rules
}, { $topics ->
    [one] { $topics } topic
   *[other] { $topics } topics
}, { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}
check-consistent = nothing contradicts, every rule can fire
check-errors = { $count ->
    [one] { $count } error
   *[other] { $count } errors
}
check-warnings = { $count ->
    [one] { $count } warning
   *[other] { $count } warnings
}
check-no-dialogues = there are no dialogues in { $folder }: save the first from leadlatch chat with /save
check-no-folder = There is no folder { $folder }
check-dialogues-passed = { $count ->
    [one] { $count } dialogue of { $folder } passed
   *[other] { $count } dialogues of { $folder } passed
}
check-dialogues-failed = failed: { $count } of { $all }
check-unexercised = no dialogue exercises rule «{ $rule }» ({ $place })
check-add-example = add an example: leadlatch chat, then /save
check-ready = The rules are ready.
check-not-ready = The rules are not ready. A running bot stays with its old ones.
test-file-passed = { $file }: { $count ->
    [one] { $count } dialogue
   *[other] { $count } dialogues
}
test-rewritten = { $file }: rewritten, dialogues that differed: { $count }
test-no-files = There are no dialogues: { $folder } has no .txt file
test-rules-file = { $file } is a rules file, not dialogues. leadlatch check { $file } checks it; leadlatch test --rules { $file } plays dialogues by it
test-passed = All passed: { $passed }
test-failed = Passed: { $passed }, failed: { $failed }
words-no-list = «{ $word }»: there is no such list; there are @obscene, @rude, @shouting and the lists of the rules file
words-empty = the word is empty: write at least one letter
words-star-inside = «{ $word }»: a star only ends a word, and one without =, like this: vacanc*
words-short-prefix = «{ $word }»: at least 3 letters are wanted before the star, or almost any word would fit
words-no-letters = «{ $word }»: there are neither letters nor digits to look for
words-exact = ={ $word }: only as it is written
words-prefix = { $word }*: any word that begins so
words-phrase = { $word }: these words in a row
words-phrase-sign = the sign "=" is about the word it stands before, and no other
words-obscene = @obscene: obscenity, however masked
words-rude = @rude: rude words without obscenity
words-shouting = @shouting: a message in CAPITALS
words-compared = looked for as «{ $word }»: capitals, ё and Latin look-alikes do not matter
words-guessed = the dictionary does not have the word, its forms are guessed by the ending
words-english = an English word, its forms are made by rule
words-no-forms = it has no other forms and is looked for as it is
words-form-of = this is a form of «{ $lemma }», so its other forms are looked for as well
words-excluded = not looked for: { $forms }; mostly «{ $lemma }» is meant
words-other-word = not looked for: { $forms }; these are forms of another word, «{ $lemma }»
explain-found = Found:
explain-nothing-found = Nothing was found in the message.
explain-handle = account
explain-words = words of the rules: { $words }
explain-obscene = obscenity
explain-rude = rudeness
explain-shouting = shouting
explain-rejected = Alike, but not it:
explain-rejected-as = { $field }? No, { $why }
explain-word-before = «{ $word }» stands before it
explain-word-after = «{ $word }» stands after it
explain-shape = nobody writes so many digits in such a way
explain-link = it is part of a link
explain-file = it is the name of a file
explain-not-ahead = it does not speak of a call to come
explain-no-check = There is no check { $name }. It looks like { $similar }
explain-bad = Bad:
explain-dialogue = This is a mistake in a file of dialogues, not in the rules.
explain-good = Good:
explain-rules = The rules, top to bottom:
leads-id = No.
leads-created = created
leads-status = status
leads-contact = contact
leads-client = client
leads-time = when
leads-new = new
leads-taken = claimed
leads-done = done
leads-spam = spam
leads-delivered = delivered
leads-pending = pending
leads-dead = given up
leads-none = There are no leads yet: they come when somebody writes to the bot and a rule with then.lead fires. To try your rules without Telegram: leadlatch chat
leads-none-since = There are no leads of that time; in all the book has { $count ->
    [one] { $count } lead
   *[other] { $count } leads
}: leadlatch leads
leads-title = Lead No. { $id }: { $status }
leads-profile = Profile
leads-earlier = Earlier lead No.
leads-made = Created
leads-changed = Changed
leads-talk = The talk
leads-by-client = Client
leads-by-bot = Bot
leads-by-manager = Manager
leads-why = Why
leads-why-forgotten = Rule «{ $rule }» fired; the bot does not remember more.
leads-why-unknown = The bot does not remember why.
leads-where = Where it goes
leads-again-at = , again at { $time }
leads-other-version = the running bot is of another version: restart it
leads-no-such = There is no lead No. { $id }
leads-bad-since = It is not clear since when: «{ $written }». Write 7d, 12h, 30m and the like
leads-no-folder = There is no folder { $folder }: the bot has not run here yet. DATA_DIR sets another one
leads-failed = The leads of { $folder } cannot be read: { $reason }
chat-prompt = Client:
chat-greeting =
    Rules of { $file }, the clock shows { $now }.
    Write as a client; /commands shows the commands, /exit ends.
chat-now = The clock shows { $now }
chat-no-way-back = The clock does not go back; /again starts anew
chat-anew = A new client.
chat-help =
    /passed 30m          time passes
    /now Sun 23:10       set the clock
    /source avito        the client came by a link
    /contact             the client shared his number by the button
    /why                 every rule of the last message
    /save name           write the talk down as a test
    /again               a new client
    /exit                end
    As in tests, there are [photo], [voice], [sticker]
chat-unknown = There is no such command; /commands shows what there is
chat-unclear = This command needs something after it; /commands shows examples
chat-unclear-pass = How long? Write, for example: /passed 30m, /passed 2 hours, /passed 1 day; /now Sun 23:10 goes to a moment
chat-no-source = { $source } is not in [sources]: it is kept as written
chat-saved-before = The dialogue "{ $title }" is saved already. Take another name
chat-nothing-yet = Nothing has been said yet
chat-lead-made = lead No. { $id } is made
chat-lead-grew = lead No. { $id } has grown
chat-told-managers = the managers have been told
chat-saved = Written to { $file }
replay-no-export = { $file } does not look like a Telegram export. In Telegram Desktop open the chat, "⋮", "Export chat history", format JSON, and give the file result.json
replay-broken = The export { $file } is broken or cut off: line { $line }, column { $column }. Make it again
replay-folder = { $file } is a folder. Name the file result.json of a Telegram export: leadlatch replay FOLDER/result.json
replay-chats = Private chats: { $count }
replay-messages = Messages: { $count }, of them by clients: { $heard }
replay-skipped = Groups, channels and bots passed over: { $count }
replay-leads = Leads: { $count }
replay-status = Chats "{ $status }": { $count }
replay-count = times
replay-before = before
replay-rule = rule
replay-examples = examples
replay-held = (waits for the lead's field)
replay-rejected = (closed: no field for a lead)
replay-answered = (answers a question)
replay-reasked = (question repeated)
replay-fallback = (not understood: [fallback])
replay-fallback-limit = (not understood: closed)
replay-nothing = (not understood: silence)
replay-muted = (chat closed: silence)
replay-flood = (writes too often)
replay-command = (/help or /forget)
replay-against = Leads now { $now }, by { $file } they were { $before }.
replay-gained = + a lead gained, chats { $count }
replay-lost = − a lead lost, chats { $count }
replay-closed = + closed now, chats { $count }
replay-opened = − open now, chats { $count }
replay-same = Every chat ends the same way.
