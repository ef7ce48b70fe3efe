# Почта: что мешает письму, словами для менеджеров и владельца.

email-unreachable = Почтовый сервер не отвечает. Если это надолго, проверьте адрес и порт в SMTP_URL.
email-silent = Почтовый сервер оборвал разговор или замолчал.
email-no-tls = По адресу из SMTP_URL отвечают без шифрования. Чаще всего дело в порте: smtps:// это 465, а smtp://…?tls=required это 587.
email-no-starttls = Почтовый сервер не предлагает шифрование STARTTLS. Попробуйте в SMTP_URL smtps:// вместо smtp://
email-certificate-unknown = Сертификату почтового сервера нельзя верить: его подписал неизвестный центр. Свой центр сертификации указывают в SSL_CERT_FILE.
email-certificate-name = Сертификат почтового сервера выдан на другое имя. Укажите в SMTP_URL имя из сертификата.
email-certificate-expired = Срок сертификата почтового сервера истёк или не начался. Проверьте и часы этого компьютера.
email-certificate-unusable = Сертификат почтового сервера не годится.
email-no-login = Почтовый сервер не предлагает входа по паролю. Уберите логин и пароль из SMTP_URL или укажите другой порт.
email-login-refused = Почтовый сервер не принял логин и пароль из SMTP_URL. Яндексу, Mail.ru и Gmail нужен пароль приложения, а не пароль от ящика. Ответ сервера: { $reply }
email-hello-refused = Почтовый сервер не пускает бота. Ответ сервера: { $reply }
email-sender-refused = Почтовый сервер не принимает письма от адреса из EMAIL_FROM. Это должен быть адрес того, под чьим логином бот входит. Ответ сервера: { $reply }
email-receivers-refused = { $count ->
    [one] Почтовый сервер не принимает письма для { $receivers }. Проверьте этот адрес в EMAIL_TO.
   *[other] Почтовый сервер не принимает письма для { $receivers }. Проверьте эти адреса в EMAIL_TO.
} Ответ сервера: { $reply }
email-letter-refused = Почтовый сервер отказался от письма. Ответ сервера: { $reply }
email-later = Почтовый сервер просит зайти позже. Ответ сервера: { $reply }
email-unanswered = Письмо передано, но почтовый сервер не подтвердил, что принял его.
email-others-have-it = Остальные адреса письмо получили.

# Письмо о лиде.

email-subject = Лид №{ $id }: { $client }
email-heading-new = Новый лид №{ $id }
email-heading-grown = Новое в лиде №{ $id }
email-whole = Весь лид №{ $id }
email-talk = Последние сообщения
email-call = Позвонить { $value }
email-write = Написать @{ $value } в Telegram
email-bot = Бот
email-manager = Менеджер
email-footer = { $company }. Письмо отправил бот Leadlatch.
email-answer = Ответ на это письмо получит клиент: { $email }
