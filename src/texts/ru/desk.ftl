desk-nameless = Клиент
desk-extension = доб. { $digits }
desk-someone-elses = (чужой контакт)
desk-word-phone = телефон
desk-word-time = время
desk-word-email = почта
desk-word-name = имя
desk-card-earlier = Раньше был лид №{ $id }
desk-card-claimed = 👤 Взял(а) { $by }
desk-card-done = ✅ Готово { $by }
desk-card-spam = 🚫 Спам
desk-call = 🆘 { $client } ждёт ответа человека
desk-call-hint = Ответьте на это сообщение (Reply), и клиент получит ваш ответ. Строки с // клиент не увидит.
desk-line-client = — { $text }
desk-line-bot = 🤖 { $text }
desk-line-manager = 👤 { $text }
desk-no-lead = Лида здесь ещё нет
desk-claimed = Лид №{ $id } ваш
desk-claimed-before = Лид №{ $id } уже взял(а) { $by }
desk-done = Лид №{ $id }: готово
desk-done-before = Лид №{ $id } уже закрыт
desk-spam = Лид №{ $id } отмечен как спам
desk-spam-before = Лид №{ $id } уже отмечен как спам
desk-opened = Чат открыт снова
desk-already-yours = В этом чате уже отвечает человек
desk-taken-over = Бот замолчал, отвечайте клиенту
desk-not-yours = В этом чате и так отвечает бот
desk-returned = Бот снова отвечает в этом чате
desk-has-lead = У этого клиента уже есть лид
desk-lead-made = Лид создан
desk-reminder = ⏰ Лид №{ $id } ждёт с { $since }, его ещё никто не взял
desk-everybody = 🚨 Лид №{ $id } ждёт с { $since }, и его так никто и не взял
desk-forgotten = Клиент попросил удалить свои данные. Лид №{ $id } стёрт у бота; сообщения с ним в этой группе удалите вручную.
# What managers read unless the owner writes something else.

field-phone-title = Телефон
field-time-title = Когда звонить
field-email-title = Почта
field-name-title = Имя
card-lead = 🔔 Новый лид №{ $id }
card-topic = Тема
card-source = Откуда
card-rule = Правило
card-claimed = Менеджер
card-client = Клиент
card-changed = ✏️ Лид №{ $id }: { $changed }
button-claim = ✋ Взять
button-claim-one = ✋ Взять №{ $id }
button-done = ✅ Готово
button-spam = 🚫 Спам
button-open = 🔄 Открыть снова
button-take-over = 💬 Ответить самому
button-return-to-bot = 🤖 Вернуть боту
button-make-lead = 📝 Сделать лид
desk-help =
    Карточки лидов приходят сюда. Кнопки под карточкой отмечают, кто взял лид и чем кончилось.
    Ответ (Reply) на карточку или на сообщение клиента уходит клиенту; строки с // остаются здесь.
    /why ответом на карточку: почему бот поступил так. /bot ответом: вернуть чат боту.
desk-linked = Готово: лиды будут приходить в эту группу. Что здесь можно делать: /help
desk-why-needs-reply = Напишите /why ответом (Reply) на карточку или сообщение клиента.
desk-why-nothing = Об этом чате ничего не записано.
desk-why-heard = Услышано: { $text }
desk-client-gone = Не доставлено: клиент заблокировал бота.
desk-refused = Telegram не принял сообщение клиенту: { $reason }. Оно отложено (leadlatch dead), чат жив.
desk-group-moved = Группа { $old } из раздела [route] стала супергруппой, и её номер теперь { $new }. Бот уже пишет туда; впишите новый номер в rules.toml, когда будете его править.
desk-conflict = ⚠️ Сообщения клиентов забирает ещё одна программа с тем же токеном. Остановите её или выпустите новый токен у @BotFather.

# An edit of rules.toml while the bot runs.

desk-rules-updated = Правила обновлены: { $changes }.
desk-rules-count = { $count ->
    [one] { $count } правило
    [few] { $count } правила
   *[other] { $count } правил
}
desk-rules-were = { $count }, было { $before }
desk-rules-added = новые: { $names }
desk-rules-removed = убраны: { $names }
desk-rules-changed = изменены: { $names }
desk-rules-elsewhere = изменено также: { $names }
desk-rules-reordered = порядок другой
desk-rules-name = «{ $name }»
desk-rules-more = и ещё { $count }
desk-rules-as-before = Файл правил снова такой, по каким работает бот.
desk-rules-refused = ⚠️ Правила не обновлены: { $reason }. Бот работает по прежним. Подробно: leadlatch check
desk-rules-problem = { $message }, строка { $line }
desk-rules-errors = всего { $count ->
    [one] { $count } ошибка
    [few] { $count } ошибки
   *[other] { $count } ошибок
}
desk-rules-dialogue = диалог «{ $title }» теперь идёт иначе ({ $place }){ $count ->
    [1] {""}
    [one] ; всего не прошёл { $count } диалог
    [few] ; всего не прошли { $count } диалога
   *[other] ; всего не прошли { $count } диалогов
}
desk-rules-misread = файл диалогов { $file } не понять
desk-rules-unreadable = файл не прочитать ({ $reason })
desk-kind-photo = фото
desk-kind-voice = голосовое
desk-kind-video = видео
desk-kind-audio = аудио
desk-kind-document = файл
desk-kind-sticker = стикер
desk-kind-location = место на карте
desk-kind-contact = контакт
desk-kind-other = вложение
desk-not-a-manager = Эти кнопки работают только у участников группы
desk-press-elsewhere = Эта кнопка не для этой группы
desk-press-unchecked = Не удалось проверить, что вы в группе. Нажмите ещё раз
desk-press-hidden = Telegram не говорит боту, кто в группе: сделайте бота её администратором и нажмите ещё раз
desk-words-unchecked = { $by }, бот не выполнил ваше сообщение: не удалось проверить, что вы в этой группе. Отправьте его ещё раз.
desk-words-hidden = { $by }, бот не выполнил ваше сообщение: Telegram не говорит ему, кто в этой группе. Сделайте бота её администратором и отправьте сообщение ещё раз.
desk-reply-to-nobody = Это сообщение не об одном клиенте, поэтому ответ никому не отправлен. Нажмите кнопку с номером лида и ответьте на его карточку.

# The digest of a day.

digest-title = 📊 Итоги: { $from } – { $to }
digest-leads = { $count ->
    [0] Новых лидов не было
    [one] { $count } новый лид: взяли { $claimed }, готово { $done }, спам { $spam }
    [few] { $count } новых лида: взяли { $claimed }, готово { $done }, спам { $spam }
   *[other] { $count } новых лидов: взяли { $claimed }, готово { $done }, спам { $spam }
}
digest-lead = №{ $id }
digest-more-leads = и ещё { $count }
digest-untaken = ✋ Никто не взял: { $leads }
digest-missing = ⚠️ Не дошли { $to }: { $leads }
digest-with-phone = ☎️ Оставили номер, но лида нет: { $count }
digest-closed = 🚫 Закрыты как «Не подходит»: { $count }
digest-more = … и ещё { $count }
