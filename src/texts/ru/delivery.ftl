# What becomes of leads on their way: for the lead book and for alerts in the group.

delivery-delivered = доставлен
delivery-not-sent = не удалось отправить
delivery-slow-down = просит подождать
delivery-closed = сейчас ничего не принимает
delivery-no-answer = нет ответа
delivery-refused = отказ
delivery-moved = группа переехала
delivery-because = { $end }: { $reason }

delivery-place-telegram = Telegram
delivery-place-bitrix24 = Битрикс24
delivery-place-email = Почта
delivery-place-webhook = CRM (вебхук)
delivery-to-place-telegram = в группу
delivery-to-place-bitrix24 = в Битрикс24
delivery-to-place-email = на почту
delivery-to-place-webhook = в CRM (вебхук)
delivery-at-place-telegram = в группе
delivery-at-place-bitrix24 = в Битрикс24
delivery-at-place-email = на почте
delivery-at-place-webhook = в CRM (вебхук)
delivery-out-silent =
    ⚠️ { $place } не отвечает с { $since }, { $leads ->
        [one] ждёт { $leads } лид
        [few] ждут { $leads } лида
       *[other] ждут { $leads } лидов
    }. Делать ничего не надо: уйдут сами.
delivery-out-slow =
    ⚠️ { $place } с { $since } просит подождать, { $leads ->
        [one] ждёт { $leads } лид
        [few] ждут { $leads } лида
       *[other] ждут { $leads } лидов
    }. Делать ничего не надо: уйдут сами.
delivery-out-closed =
    ⚠️ { $place } не принимает лиды с { $since }, { $leads ->
        [one] ждёт { $leads } лид
        [few] ждут { $leads } лида
       *[other] ждут { $leads } лидов
    }. Делать ничего не надо: уйдут сами.
delivery-out-remedy =
    ⚠️ { $place } не принимает лиды с { $since }, { $leads ->
        [one] ждёт { $leads } лид
        [few] ждут { $leads } лида
       *[other] ждут { $leads } лидов
    }.
    { $remedy }
    Когда исправите, лиды уйдут сами.
delivery-back =
    ✅ { $place } снова принимает{ $leads ->
        [0] {"."}
        [one] : { $leads } лид доставлен.
        [few] : { $leads } лида доставлены.
       *[other] : { $leads } лидов доставлены.
    }
delivery-refused-lead =
    ⚠️ Лид №{ $id } не попал { $to }: { $reason }
    Исправьте причину и отправьте его снова: leadlatch leads retry { $id }
delivery-refused-update =
    ⚠️ Изменения лида №{ $id } не попали { $to }: { $reason }
    Исправьте причину и отправьте их снова: leadlatch leads retry { $id }
delivery-refused-leads =
    ⚠️ Не попали { $to } { $leads ->
        [one] { $leads } лид
        [few] { $leads } лида
       *[other] { $leads } лидов
    } (№ { $ids }): { $reason }
    Исправьте причину и отправьте их снова: leadlatch leads retry --all
delivery-refused-updates =
    ⚠️ Не попали { $to } изменения { $leads ->
        [one] { $leads } лида
       *[other] { $leads } лидов
    } (№ { $ids }): { $reason }
    Исправьте причину и отправьте их снова: leadlatch leads retry --all
delivery-numbers = { $named }{ $more ->
    [0] {""}
   *[other] {" "}и ещё { $more }
}
delivery-alone =
    ⚠️ Лид №{ $id } с { $since } не удаётся передать { $to }: { $reason }.
    Бот пробует дальше. Подробно: leadlatch leads show { $id }
delivery-arrived = ✅ Лид №{ $id } теперь { $at }.
delivery-missing = ⚠️ Ещё не { $at }: { $reason }
delivery-stray = ⚠️ Это для группы { $group }, но бот не может туда писать. Добавьте его в ту группу или исправьте её номер в разделе [route].
delivery-closed-since = не принимает лиды с { $since }
delivery-slow-since = просит подождать с { $since }
delivery-silent-since = не отвечает с { $since }

# leadlatch leads retry, dead, forget.

errand-failed = В папке { $folder } этого не сделать: { $reason }
errand-no-bot = Бот сейчас не запущен: уйдёт, когда он запустится.
retry-nothing = Лид №{ $id } уже везде, куда он идёт: отправлять нечего.
retry-nothing-at-all = Все лиды на месте: отправлять нечего.
retry-one = Лид №{ $id } отправляется снова ({ $places }). Из отложенных возвращено: { $back }, ждало очереди: { $waiting }.
retry-all = { $leads ->
    [one] { $leads } лид отправляется
    [few] { $leads } лида отправляются
   *[other] { $leads } лидов отправляются
} снова ({ $places }). Из отложенных возвращено: { $back }, ждало очереди: { $waiting }.
dead-none = Отложенного нет: всё дошло.
dead-update = сообщение от Telegram, которое бот не смог разобрать
dead-update-unreadable = его не прочитать: Telegram прислал не то, что знает эта версия бота
dead-update-unhandled = ни одна часть бота его не приняла
dead-update-panicked = ошибка в самом боте, подробности в его журнале
dead-update-meets-damage = повреждена запись о чате, подробности в журнале бота
dead-to-customer = ответ клиенту
dead-lead = лид №{ $id }, { $place }
dead-replay-hint = Вернуть в работу: leadlatch dead replay НОМЕР
dead-no-such = Отложенного под номером { $id } нет; список: leadlatch dead
dead-replayed = Возвращено в работу: { $what }.
dead-at-next-start = Бот разберёт его при следующем запуске.
forget-no-number = «{ $chat }» не похоже на номер чата: нужно число, его показывает leadlatch leads --format csv
forget-nobody = О чате { $chat } бот ничего не знает.
forget-done = Чат { $chat } забыт: переписка, { $count ->
    [0] лидов не было
    [one] { $count } лид (№ { $leads })
    [few] { $count } лида (№ { $leads })
   *[other] { $count } лидов (№ { $leads })
}, всё, что ждало отправки.
forget-elsewhere = Что уже ушло в группу, Битрикс24, на почту и в CRM, там и осталось: удалите вручную.
