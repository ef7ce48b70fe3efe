settings-no-token = Нет токена бота. Получите его у @BotFather и впишите в .env: { $setting }=…
settings-bad-token = { $setting } не похож на токен: скопируйте его у @BotFather целиком, вида 123456:ABC…
settings-bad-address = { $setting }: это не адрес. Нужен вид https://сервер/…
settings-plain-http = { $setting }: http без шифрования годится только для этого компьютера. Нужен https://
settings-plain-http-private = { $setting }: http без шифрования годится только для локальной сети. Нужен https://
settings-plain-smtp = { $setting }: почта без шифрования. Нужно smtps://… или smtp://…?tls=required
settings-no-number = { $setting }: нужен номер группы, например -1001234567890. Или удалите строку и напишите в группе /link с кодом из журнала
settings-needed-for-email = SMTP_URL задан, а { $setting } нет: впишите его или удалите SMTP_URL
settings-needed-for-webhook = WEBHOOK_URL задан, а { $setting } нет: впишите его или удалите WEBHOOK_URL
run-token-refused = Telegram не принимает токен. Проверьте TELEGRAM_BOT_TOKEN (@BotFather, /mybots) и TELEGRAM_API_URL.
run-data-locked = Папка { $folder } занята: с ней уже работает другой leadlatch. Остановите его или задайте DATA_DIR.
run-data-unusable = Папку { $folder } не удаётся открыть: { $reason }
run-no-sink = В правилах лиды идут в { $sink }, а { $setting } не задан: впишите его в .env или уберите { $sink } из send_to
run-rules-unreadable = Файл правил { $file } не прочитать: { $reason }
run-rules-broken = Бот не запущен: в файле правил { $file } есть ошибки
run-failed = Бот не запущен: { $reason }
run-link = Чтобы лиды приходили в вашу группу, добавьте в неё бота и напишите там: /link { $code }
