# What managers read when the receiver of the webhook does not take leads.

webhook-moved = Webhook: the receiver has moved (answer { $code }). Put the new address into LEAD_WEBHOOK_URL in .env and restart the bot
webhook-not-let-in = Webhook: the receiver lets nobody in (answer { $code }). Compare LEAD_WEBHOOK_URL and LEAD_WEBHOOK_SECRET in .env with the settings of the receiver and restart the bot
webhook-not-found = Webhook: there is nothing at this address (answer { $code }). Correct LEAD_WEBHOOK_URL in .env and restart the bot
webhook-certificate = Webhook: the certificate of the server does not fit. Renew it on the server; if it is your own, name it to the bot in SSL_CERT_FILE
webhook-refused = Webhook: the receiver did not take the lead, answer { $code }
