# What managers read when the receiver of the webhook does not take leads.

webhook-moved = Вебхук: адрес переехал (ответ { $code }). Впишите новый адрес в LEAD_WEBHOOK_URL в .env и перезапустите бота
webhook-not-let-in = Вебхук: приёмник не пускает (ответ { $code }). Сверьте LEAD_WEBHOOK_URL и LEAD_WEBHOOK_SECRET в .env с настройками приёмника и перезапустите бота
webhook-not-found = Вебхук: по этому адресу ничего нет (ответ { $code }). Исправьте LEAD_WEBHOOK_URL в .env и перезапустите бота
webhook-certificate = Вебхук: сертификат сервера не подходит. Обновите его на сервере; если он свой, укажите боту SSL_CERT_FILE
webhook-refused = Вебхук: приёмник не принял лид, ответ { $code }
