# E-mail: what stands in a letter's way, in words for managers and the owner.

email-unreachable = The mail server does not answer. If this goes on, check the address and the port in SMTP_URL.
email-silent = The mail server broke off or fell silent.
email-no-tls = What answers at the address in SMTP_URL speaks without encryption. It is mostly the port: smtps:// is 465, smtp://…?tls=required is 587.
email-no-starttls = The mail server does not offer STARTTLS encryption. Try smtps:// instead of smtp:// in SMTP_URL.
email-certificate-unknown = The mail server's certificate cannot be trusted: an unknown authority has signed it. Name an authority of your own in SSL_CERT_FILE.
email-certificate-name = The mail server's certificate is for another name. Write the name in the certificate into SMTP_URL.
email-certificate-expired = The mail server's certificate has expired or is not valid yet. Check this computer's clock, too.
email-certificate-unusable = The mail server's certificate cannot be used.
email-no-login = The mail server offers no login by password. Remove the login from SMTP_URL, or use another port.
email-login-refused = The mail server does not accept the login in SMTP_URL. Yandex, Mail.ru and Gmail want an application password, not the mailbox password. The server says: { $reply }
email-hello-refused = The mail server does not let the bot in. The server says: { $reply }
email-sender-refused = The mail server takes no letters from the address in EMAIL_FROM. It should be the address of whoever the bot logs in as. The server says: { $reply }
email-receivers-refused = { $count ->
    [one] The mail server takes no letters for { $receivers }. Check this address in EMAIL_TO.
   *[other] The mail server takes no letters for { $receivers }. Check these addresses in EMAIL_TO.
} The server says: { $reply }
email-letter-refused = The mail server has refused the letter. The server says: { $reply }
email-later = The mail server asks to come back later. The server says: { $reply }
email-unanswered = The letter was handed over, but the mail server did not confirm that it has taken it.
email-others-have-it = The other addresses have received the letter.

# The letter about a lead.

email-subject = Lead #{ $id }: { $client }
email-heading-new = New lead #{ $id }
email-heading-grown = News on lead #{ $id }
email-whole = The whole lead #{ $id }
email-talk = Last messages
email-call = Call { $value }
email-write = Write to @{ $value } in Telegram
email-bot = Bot
email-manager = Manager
email-footer = { $company }. Sent by the Leadlatch bot.
email-answer = An answer to this letter reaches the customer: { $email }
