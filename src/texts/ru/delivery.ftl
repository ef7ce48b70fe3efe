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
delivery-alone =
    ⚠️ Лид №{ $id } с { $since } не удаётся передать { $to }: { $reason }.
    Бот пробует дальше. Подробно: leadlatch leads show { $id }
delivery-arrived = ✅ Лид №{ $id } теперь { $at }.
delivery-missing = ⚠️ Ещё не { $at }: { $reason }
delivery-closed-since = не принимает лиды с { $since }
delivery-silent-since = не отвечает с { $since }
