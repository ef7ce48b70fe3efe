settings-no-token = There is no bot token. Get one from @BotFather and put it into .env: { $setting }=…
settings-bad-token = { $setting } does not look like a token: copy all of it from @BotFather, as in 123456:ABC…
settings-bad-address = { $setting } is no address. It should look like https://server/…
settings-plain-http = { $setting }: http without encryption is for this machine only. Use https://
settings-plain-http-private = { $setting }: http without encryption is for the local network only. Use https://
settings-plain-smtp = { $setting }: mail without encryption. Use smtps://… or smtp://…?tls=required
settings-no-number = { $setting }: the number of the group is needed, such as -1001234567890. Or remove the line, and write /link in the group with the code from the log
settings-needed-for-email = SMTP_URL is set and { $setting } is not: set it, or remove SMTP_URL
settings-needed-for-webhook = WEBHOOK_URL is set and { $setting } is not: set it, or remove WEBHOOK_URL
run-token-refused = Telegram does not accept the token. Check TELEGRAM_BOT_TOKEN (@BotFather, /mybots) and TELEGRAM_API_URL.
run-data-locked = The folder { $folder } is in use: another leadlatch works with it. Stop that one, or set DATA_DIR.
run-data-unusable = The folder { $folder } cannot be opened: { $reason }
run-no-sink = The rules send leads to { $sink }, and { $setting } is not set: put it into .env, or take { $sink } out of send_to
run-rules-unreadable = The rules file { $file } cannot be read: { $reason }
run-rules-broken = The bot has not started: the rules file { $file } has errors
run-failed = The bot has not started: { $reason }
run-link = To get leads into your group, add the bot to it and write there: /link { $code }
