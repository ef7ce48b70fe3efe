# What becomes of leads on their way: for the lead book and for alerts in the group.

delivery-delivered = доставлен
delivery-not-sent = не удалось отправить
delivery-slow-down = просит подождать
delivery-closed = сейчас ничего не принимает
delivery-no-answer = нет ответа
delivery-refused = отказ
delivery-moved = группа переехала
delivery-because = { $end }: { $reason }
