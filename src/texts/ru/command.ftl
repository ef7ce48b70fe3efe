settings-no-token = Нет токена бота. Получите его у @BotFather и впишите в .env: { $setting }=…
settings-bad-token = { $setting } не похож на токен: скопируйте его у @BotFather целиком, вида 123456:ABC…
settings-bad-address = { $setting }: это не адрес. Нужен вид https://сервер/…
settings-plain-http = { $setting }: http без шифрования годится только для этого компьютера. Нужен https://
settings-plain-http-private = { $setting }: http без шифрования годится только для локальной сети. Нужен https://
settings-bad-smtp = { $setting }: это не адрес почтового сервера. Нужен вид smtps://bot%40shop.ru:пароль@smtp.shop.ru; знаки @ : / # % в логине и пароле пишут кодами: %40 %3A %2F %23 %25
settings-plain-smtp = { $setting }: почта без шифрования. Нужно smtps://… или smtp://…?tls=required
settings-no-number = { $setting }: нужен номер группы, например -1001234567890. Или удалите строку и напишите в группе /link с кодом из журнала
settings-needed-for-email = SMTP_URL задан, а { $setting } нет: впишите его или удалите SMTP_URL
settings-bad-email = { $setting }: это не адрес почты. Годится вид bot@shop.ru или Заявки <bot@shop.ru>
settings-half-a-login = { $setting }: нужны и логин, и пароль: smtps://логин:пароль@сервер
settings-needed-for-webhook = WEBHOOK_URL задан, а { $setting } нет: впишите его или удалите WEBHOOK_URL
settings-bad-listen = { $setting }: нужен адрес и порт, на которых ждать Telegram, например 127.0.0.1:8443
settings-bad-webhook-secret = { $setting }: годятся латинские буквы, цифры, _ и -, не больше 256 знаков
settings-broken-line = В файле .env не читается строка { $line }: нужен вид ИМЯ=значение, значение с пробелами берут в кавычки. Строки ниже неё не действуют
run-token-refused = Telegram не принимает токен. Проверьте TELEGRAM_BOT_TOKEN (@BotFather, /mybots) и TELEGRAM_API_URL.
run-listen = На адресе WEBHOOK_LISTEN слушать не удаётся: { $reason }
run-webhook = Telegram не принимает WEBHOOK_URL: { $reason }. Нужен адрес https://, по которому Telegram достучится до этого сервера
run-data-locked = Папка { $folder } занята: с ней уже работает другой leadlatch. Остановите его или задайте DATA_DIR.
run-data-unusable = Папку { $folder } не удаётся открыть: { $reason }
run-no-sink = В правилах лиды идут в { $sink }, а { $setting } не задан: впишите его в .env или уберите { $sink } из send_to
run-failed = Бот не запущен: { $reason }
run-link = Чтобы лиды приходили в вашу группу, добавьте в неё бота и напишите там: /link { $code }
run-telegram-silent = Telegram пока не отвечает, пробую дальше. Проверьте связь с интернетом; Ctrl+C остановит бота.
command-unreadable = Файл { $file } не прочитать: { $reason }
command-unwritable = Файл { $file } не записать: { $reason }
command-no-file = такого файла нет
command-no-right = у этой учётной записи нет на него прав
command-is-folder = это папка, а не файл
command-disk-full = на диске нет места
command-not-utf8 = это не текст в кодировке UTF-8; сохраните его в UTF-8
command-broken-rules = В { $file } есть ошибки. Исправьте их и проверьте файл: leadlatch check
check-readable = { $file } читается
check-unreadable = { $file } прочитан не весь
check-counted = { $rules ->
    [one] { $rules } правило
    [few] { $rules } правила
   *[other] { $rules } правил
}, { $topics ->
    [one] { $topics } тема
    [few] { $topics } темы
   *[other] { $topics } тем
}, { $sources ->
    [one] { $sources } источник
    [few] { $sources } источника
   *[other] { $sources } источников
}
check-consistent = противоречий нет, каждое правило может сработать
check-errors = { $count ->
    [one] { $count } ошибка
    [few] { $count } ошибки
   *[other] { $count } ошибок
}
check-warnings = { $count ->
    [one] { $count } замечание
    [few] { $count } замечания
   *[other] { $count } замечаний
}
check-no-dialogues = диалогов в { $folder } нет: сохраните первый из leadlatch chat командой /сохранить
check-no-folder = Папки { $folder } нет
check-dialogues-passed = { $count ->
    [one] { $count } диалог из { $folder } прошёл
    [few] { $count } диалога из { $folder } прошли
   *[other] { $count } диалогов из { $folder } прошли
}
check-dialogues-failed = не прошли: { $count } из { $all }
check-unexercised = ни один диалог не проверяет правило «{ $rule }» ({ $place })
check-add-example = добавьте пример: leadlatch chat, затем /сохранить
check-ready = Правила готовы.
check-not-ready = Правила ещё не готовы. Работающий бот останется на прежних.
test-file-passed = { $file }: { $count ->
    [one] { $count } диалог
    [few] { $count } диалога
   *[other] { $count } диалогов
}
test-rewritten = { $file }: переписано, не совпадало диалогов: { $count }
test-no-files = Диалогов нет: в { $folder } ни одного файла .txt
test-rules-file = { $file } это файл правил, а не диалоги. Проверит его leadlatch check { $file }; диалоги по нему сыграет leadlatch test --rules { $file }
test-passed = Прошли все: { $passed }
test-failed = Прошли: { $passed }, не прошли: { $failed }
words-no-list = «{ $word }»: такого списка нет; есть @мат, @грубость, @крик и списки файла правил
words-empty = слово пустое: впишите хотя бы одну букву
words-star-inside = «{ $word }»: звёздочка бывает только в конце слова и без знака =, вот так: матер*
words-short-prefix = «{ $word }»: перед звёздочкой нужны хотя бы 3 буквы, иначе подойдёт почти любое слово
words-no-letters = «{ $word }»: здесь ни букв, ни цифр, искать нечего
words-exact = ={ $word }: только так, как написано
words-prefix = { $word }*: любое слово с таким началом
words-phrase = { $word }: эти слова рядом
words-phrase-sign = знак «=» относится только к тому слову, перед которым стоит
words-obscene = @мат: мат, как бы его ни прятали
words-rude = @грубость: грубые слова без мата
words-shouting = @крик: сообщение ЗАГЛАВНЫМИ
words-compared = ищем как «{ $word }»: большие буквы, ё и похожие латинские буквы не важны
words-guessed = слова нет в словаре, формы подобраны по окончанию
words-english = английское слово, формы составлены по правилам
words-no-forms = других форм нет, ищем только так
words-form-of = это форма слова «{ $lemma }», поэтому ищем и остальные
words-excluded = не ищем { $forms }: чаще это «{ $lemma }»
words-other-word = не ищем { $forms }: это формы другого слова, «{ $lemma }»
explain-found = Найдено:
explain-nothing-found = В сообщении ничего не найдено.
explain-handle = аккаунт
explain-words = слова из правил: { $words }
explain-obscene = мат
explain-rude = грубость
explain-shouting = крик
explain-rejected = Похоже, но не то:
explain-rejected-as = { $field }? Нет, { $why }
explain-word-before = слева «{ $word }»
explain-word-after = справа «{ $word }»
explain-shape = столько цифр и так не пишут нигде
explain-link = это часть ссылки
explain-file = это имя файла
explain-not-ahead = это не о будущем звонке
explain-no-check = Проверки { $name } нет. Похоже на { $similar }
explain-bad = Плохо:
explain-dialogue = Это ошибка в файле диалогов, а не в правилах.
explain-good = Хорошо:
explain-rules = Правила сверху вниз:
leads-id = №
leads-created = создан
leads-status = статус
leads-contact = контакт
leads-client = клиент
leads-time = когда
leads-new = новый
leads-taken = взят
leads-done = готово
leads-spam = спам
leads-delivered = доставлен
leads-pending = в очереди
leads-dead = не доставлен
leads-none = Лидов пока нет: они появятся, когда боту напишут и правило с then.lead сработает. Проверить правила без Telegram: leadlatch chat
leads-none-since = За это время лидов нет, а всего в книге { $count ->
    [one] { $count } лид
    [few] { $count } лида
   *[other] { $count } лидов
}. Все: leadlatch leads
leads-title = Лид №{ $id }: { $status }
leads-profile = Профиль
leads-earlier = Прежний лид №
leads-made = Создан
leads-changed = Изменён
leads-talk = Разговор
leads-by-client = Клиент
leads-by-bot = Бот
leads-by-manager = Менеджер
leads-why = Почему
leads-why-forgotten = Сработало правило «{ $rule }»; подробности бот уже не помнит.
leads-why-unknown = Подробности бот уже не помнит.
leads-where = Куда отправлен
leads-again-at = , ещё раз в { $time }
leads-other-version = бот другой версии, перезапустите его
leads-no-such = Лида №{ $id } нет
leads-bad-since = Непонятно, за какое время: «{ $written }». Напишите, например, 7d, 12h или 30m
leads-no-folder = Папки { $folder } нет: бот здесь ещё не запускался. Другую папку задаёт DATA_DIR
leads-failed = Лиды из { $folder } не прочитать: { $reason }
chat-prompt = Клиент:
chat-greeting =
    Правила из { $file }, на часах { $now }.
    Пишите как клиент; /помощь покажет команды, /выход закончит.
chat-now = На часах { $now }
chat-no-way-back = Часы назад не идут; /заново начнёт сначала
chat-anew = Новый клиент.
chat-help =
    /прошло 30м          прошло время
    /сейчас вс 23:10     переставить часы
    /источник avito      клиент пришёл по ссылке
    /контакт             клиент нажал кнопку и отправил номер
    /почему              все правила последнего сообщения
    /сохранить имя       записать разговор как тест
    /заново              новый клиент
    /выход               закончить
    Как в тестах, можно писать [фото], [голос], [стикер]
chat-unknown = Такой команды нет; /помощь покажет, какие есть
chat-unclear = После этой команды нужно что-то ещё; примеры покажет /помощь
chat-unclear-pass = Не понять, сколько прошло. Напишите, например: /прошло 30м, /прошло 2 часа, /прошло 1 день; к нужной минуте ведёт /сейчас вс 23:10
chat-no-source = источника { $source } нет в [sources]: так он и записан
chat-saved-before = Диалог «{ $title }» уже сохранён. Возьмите другое имя
chat-nothing-yet = Ещё ничего не сказано
chat-lead-made = создан лид №{ $id }
chat-lead-grew = лид №{ $id } дополнен
chat-told-managers = менеджеры получили сообщение
chat-saved = Записано в { $file }
replay-no-export = { $file } не похож на выгрузку Telegram. В Telegram Desktop откройте чат, «⋮», «Экспорт истории чата», формат JSON, и дайте файл result.json
replay-broken = Выгрузка { $file } испорчена или обрывается: строка { $line }, знак { $column }. Сделайте её заново
replay-folder = { $file } это папка. Укажите файл result.json из выгрузки Telegram: leadlatch replay ПАПКА/result.json
replay-chats = Личных чатов: { $count }
replay-messages = Сообщений: { $count }, из них от клиентов: { $heard }
replay-skipped = Пропущено групп, каналов и ботов: { $count }
replay-leads = Лидов: { $count }
replay-status = Чатов «{ $status }»: { $count }
replay-count = раз
replay-before = было
replay-rule = правило
replay-examples = примеры
replay-held = (ждёт поля для лида)
replay-rejected = (закрыто: нет поля для лида)
replay-answered = (ответ на вопрос)
replay-reasked = (вопрос повторён)
replay-fallback = (не понято, ответ [fallback])
replay-fallback-limit = (не понято, чат закрыт)
replay-nothing = (не понято, бот молчит)
replay-muted = (чат закрыт, бот молчит)
replay-flood = (слишком часто пишет)
replay-command = (/help или /forget)
replay-against = Лидов стало { $now }, а по { $file } было { $before }.
replay-gained = + лид появился, чатов { $count }
replay-lost = − лид пропал, чатов { $count }
replay-closed = + теперь закрыты, чатов { $count }
replay-opened = − теперь открыты, чатов { $count }
replay-same = Все чаты кончаются так же.
