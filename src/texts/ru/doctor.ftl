# What `leadlatch doctor` says: what was found, and under -do what to do about it.

doctor-rules = Правила
doctor-settings = Настройки
doctor-data = Данные
doctor-telegram = Telegram
doctor-bitrix24 = Битрикс24
doctor-email = Почта
doctor-webhook = Вебхук
doctor-well = Всё готово.
doctor-ill = { $count ->
    [one] Исправьте то, что отмечено ✗: { $count } место.
    [few] Исправьте то, что отмечено ✗: { $count } места.
   *[other] Исправьте то, что отмечено ✗: { $count } мест.
}

doctor-no-rules-do = укажите файл правил в RULES_FILE или запустите команду в его папке
doctor-rules-fine = { $file }: { $count ->
    [one] { $count } правило
    [few] { $count } правила
   *[other] { $count } правил
}
doctor-rules-broken = { $file }: { $count ->
    [one] { $count } ошибка
    [few] { $count } ошибки
   *[other] { $count } ошибок
}
doctor-rules-broken-do = leadlatch check покажет, где и как исправить
doctor-rules-warnings = { $file }: { $count ->
    [one] { $count } замечание
    [few] { $count } замечания
   *[other] { $count } замечаний
}
doctor-rules-warnings-do = leadlatch check покажет их
doctor-dialogues-passed = { $count ->
    [one] { $count } диалог идёт как записан
    [few] { $count } диалога идут как записаны
   *[other] { $count } диалогов идут как записаны
}
doctor-dialogues-failed = { $count ->
    [one] { $count } диалог идёт не так, как записан
    [few] { $count } диалога идут не так, как записаны
   *[other] { $count } диалогов идут не так, как записаны
}
doctor-dialogues-failed-do = leadlatch check покажет, что изменилось
doctor-no-sink = правила отправляют лиды в { $sink }, а { $setting } не задан
doctor-no-sink-do = впишите { $setting } в .env или уберите "{ $sink }" из send_to
doctor-idle-sink = { $setting } задан, а правила не отправляют лиды в { $sink }
doctor-idle-sink-do = добавьте "{ $sink }" в send_to раздела [lead] или удалите { $setting } из .env

doctor-setting = { $setting }
doctor-setting-do = исправьте { $setting } в .env; образец рядом, в .env.example
doctor-secret-alone = LEAD_WEBHOOK_SECRET задан, а LEAD_WEBHOOK_URL нет
doctor-secret-alone-do = впишите LEAD_WEBHOOK_URL или удалите LEAD_WEBHOOK_SECRET
doctor-email-alone = EMAIL_FROM или EMAIL_TO задан, а SMTP_URL нет
doctor-email-alone-do = впишите SMTP_URL или удалите EMAIL_FROM и EMAIL_TO
doctor-push = Telegram присылает сообщения на WEBHOOK_URL
doctor-push-later = WEBHOOK_URL задан: бот сообщит его Telegram при запуске
doctor-push-elsewhere = вебхук бота ведёт на другой адрес, не на WEBHOOK_URL
doctor-push-elsewhere-do = при запуске бот поставит свой адрес; если тот сервис вам нужен, заведите для него другого бота
doctor-push-fails = Telegram не может доставить сообщения на WEBHOOK_URL: { $reason }
doctor-push-fails-do = проверьте, что бот запущен, а адрес и сертификат видны из интернета
doctor-env-open = { $file } могут прочитать все пользователи этого сервера, а в нём пароли
doctor-env-open-do = chmod 600 { $file }

doctor-data-none-yet = папки { $folder } ещё нет, бот создаст её сам
doctor-data-file = { $folder } это файл, а нужна папка
doctor-data-file-do = впишите в DATA_DIR другую папку
doctor-data-unwritable = в папку { $folder } не записать: { $reason }
doctor-data-unwritable-do = дайте пользователю, под которым работает бот, право писать в неё, или впишите в DATA_DIR другую папку
doctor-data-running = бот работает с папкой { $folder }, { $count ->
    [one] в книге { $count } лид
    [few] в книге { $count } лида
   *[other] в книге { $count } лидов
}
doctor-data-idle = папка { $folder } в порядке, { $count ->
    [one] в книге { $count } лид
    [few] в книге { $count } лида
   *[other] в книге { $count } лидов
}; бот сейчас не запущен
doctor-data-locked = папку { $folder } держит другая программа и не отвечает
doctor-data-locked-do = найдите второго бота и остановите его: с одной папкой работает один
doctor-data-unreadable = данные в { $folder } не прочитать { $reason }
doctor-data-unreadable-do = верните папку из копии или впишите в DATA_DIR новую
doctor-undelivered = { $count ->
    [one] { $count } лид кто-то не принял
    [few] { $count } лида кто-то не принял
   *[other] { $count } лидов кто-то не принял
}
doctor-undelivered-do = leadlatch leads show и номер скажет почему; leadlatch leads retry отправит ещё раз
doctor-disk = на диске свободно { $size }
doctor-disk-little = на диске свободно только { $size }
doctor-disk-little-do = освободите место: без него бот не сможет записать новые сообщения

doctor-telegram-no-token = без токена Telegram не проверить
doctor-telegram-no-token-do = сначала исправьте TELEGRAM_BOT_TOKEN
doctor-telegram-token = токен верный, это @{ $bot }
doctor-telegram-refused = Telegram не знает такого токена
doctor-telegram-refused-do = скопируйте токен у @BotFather ещё раз (/mybots, API Token) в TELEGRAM_BOT_TOKEN
doctor-telegram-failed = Telegram ответил ошибкой { $code }
doctor-telegram-failed-do = попробуйте через минуту; если повторится, проверьте TELEGRAM_API_URL
doctor-telegram-silent = Telegram не отвечает
doctor-telegram-silent-do = проверьте интернет на этом сервере; если Telegram закрыт, нужен прокси (HTTPS_PROXY) или TELEGRAM_API_URL
doctor-telegram-pushed = у бота стоит вебхук: сообщения получает другой сервер
doctor-telegram-pushed-do = при запуске бот снимет вебхук; если тот сервис вам нужен, заведите для него другого бота
doctor-group-none = группа менеджеров не указана: лидам некуда приходить
doctor-group-none-do = добавьте @{ $bot } в группу, запустите бота и напишите в группе /link с кодом, который он покажет
doctor-group-closed-to-bots = группа менеджеров не указана, и @{ $bot } нельзя добавить ни в какую
doctor-group-closed-to-bots-do = разрешите это у @BotFather: /setjoingroups, Enable
doctor-group-moved = группа менеджеров стала супергруппой, её номер теперь { $number }
doctor-group-moved-do = бот найдёт её сам; чтобы не искал, впишите MANAGERS_CHAT_ID={ $number }
doctor-group-hidden = группы { $number } бот не видит
doctor-group-hidden-do = добавьте @{ $bot } в группу менеджеров и проверьте номер в MANAGERS_CHAT_ID
doctor-group-no-group = MANAGERS_CHAT_ID указывает не на группу
doctor-group-no-group-do = создайте группу, добавьте в неё @{ $bot } и впишите её номер, например -1001234567890
doctor-route-moved = группа { $old } из [route] стала супергруппой, её номер теперь { $number }
doctor-route-moved-do = бот найдёт её сам; чтобы не искал, впишите в [route] { $number }
doctor-route-hidden = группы { $number } из [route] бот не видит, её лиды пойдут в основную
doctor-route-hidden-do = добавьте @{ $bot } в эту группу и проверьте её номер в [route]
doctor-route-no-group = { $number } в [route] указывает не на группу
doctor-route-no-group-do = создайте группу, добавьте в неё @{ $bot } и впишите её номер, например -1001234567890
doctor-group-left = бота нет в группе «{ $title }»
doctor-group-left-do = добавьте @{ $bot } в группу
doctor-group-mute = в группе «{ $title }» боту нельзя писать
doctor-group-mute-do = разрешите участникам писать или сделайте @{ $bot } администратором
doctor-group-fine = группа «{ $title }»: бот в ней и может писать
doctor-group-hears = бот видит сообщения менеджеров в группе
doctor-group-private = менеджеры отвечают клиентам ответом (Reply) на сообщение бота; остального в группе бот не читает
doctor-group-deaf = в группе с темами бот видит не все сообщения
doctor-group-deaf-do = сделайте @{ $bot } администратором группы, или у @BotFather: /setprivacy, Disable
doctor-group-topics = бот может создавать темы
doctor-group-no-topics = бот не может создавать темы
doctor-group-no-topics-do = в правах администратора @{ $bot } включите «Управление темами»

doctor-webhook-unsigned = события вебхука не подписаны: их может подделать любой, кто знает адрес
doctor-webhook-unsigned-do = впишите длинный случайный LEAD_WEBHOOK_SECRET и проверяйте подпись: docs/webhook.md
doctor-webhook-there = сервер вебхука на месте; примет ли он лид, проверит leadlatch doctor --write
doctor-webhook-ping = приёмник вебхука принял проверку (событие ping, не лид)
doctor-webhook-closed = приёмник вебхука не принимает
doctor-webhook-refused-do = приёмник должен отвечать 200 и на событие ping: docs/webhook.md
doctor-webhook-silent = приёмник вебхука не ответил или ответил ошибкой
doctor-webhook-silent-do = посмотрите журнал приёмника: на событие он отвечает 200 не позже чем через 5 секунд
doctor-webhook-unreachable = с сервером вебхука нет связи
doctor-webhook-unreachable-do = проверьте адрес в LEAD_WEBHOOK_URL и работает ли тот сервер

doctor-email-open = почтовый сервер пускает бота
doctor-email-closed = письма не уйдут
doctor-email-silent = почтовый сервер не отвечает
doctor-email-silent-do = проверьте сервер и порт в SMTP_URL; многие хостинги закрывают порт 25, берите 465 или 587

doctor-bitrix24-no-rules = Битрикс24 пока не проверить: что ему отправлять, говорят правила
doctor-bitrix24-no-rules-do = сначала исправьте файл правил
doctor-bitrix24-closed = Битрикс24 не принимает лиды
doctor-bitrix24-busy = Битрикс24 отвечает, но просит подождать: запросов слишком много
doctor-bitrix24-busy-do = повторите проверку через минуту; лиды дойдут и без неё
doctor-bitrix24-silent = Битрикс24 не отвечает
doctor-bitrix24-silent-do = проверьте адрес в BITRIX24_WEBHOOK_URL и открывается ли портал в браузере
doctor-bitrix24-open = Битрикс24 пускает бота, право crm есть
doctor-bitrix24-simple = на портале простая CRM: лид сразу станет сделкой
doctor-bitrix24-filled = всё, что портал требует заполнить, бот заполняет
doctor-bitrix24-required = портал требует поле «{ $title }», а его никто не заполняет
doctor-bitrix24-required-do = сделайте его необязательным на портале или впишите { $key } в [bitrix24.fields]
doctor-bitrix24-stage = стадии { $code } из [bitrix24] на портале нет
doctor-bitrix24-stage-do = возьмите код стадии на портале: CRM, Настройки, Справочники
doctor-bitrix24-source = источника { $code } из [bitrix24] на портале нет
doctor-bitrix24-source-do = возьмите код источника на портале: CRM, Настройки, Справочники
doctor-bitrix24-field = поля { $code } из [bitrix24.fields] на портале нет
doctor-bitrix24-field-do = возьмите код поля на портале: CRM, Настройки, Поля
doctor-bitrix24-tried = проверочный лид №{ $id } записан, прочитан и удалён
doctor-bitrix24-unread = проверочный лид записан, но прочитался не таким
doctor-bitrix24-unread-do = дайте сотруднику, который создал вебхук, право читать лиды
doctor-bitrix24-left-behind = проверочный лид №{ $id } остался на портале
doctor-bitrix24-left-behind-do = удалите его вручную: права удалять лиды у вебхука нет, для работы оно и не нужно
doctor-bitrix24-untried = проверочный лид не записался
doctor-bitrix24-untried-do = попробуйте через минуту; если повторится, проверьте права вебхука на портале
