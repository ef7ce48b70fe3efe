# What stands in the portal.

bitrix24-title = Telegram: { $client }
bitrix24-source = Telegram
bitrix24-source-from = Telegram: { $source }
bitrix24-client = Customer
bitrix24-talk = The talk:
bitrix24-line-client = Customer: { $text }
bitrix24-line-bot = Bot: { $text }
bitrix24-line-manager = Manager: { $text }
bitrix24-not-taken = The portal did not take the field { $field }: { $value }
bitrix24-again = The customer has written in Telegram again, the bot’s lead No. { $id }.
bitrix24-new = The lead is open again.
bitrix24-claimed = The lead is with { $by }.
bitrix24-done = The lead is marked as done.
bitrix24-spam = The lead is marked as spam.
bitrix24-trial = A trial by the bot, may be deleted

# What managers are told when leads do not get there.

bitrix24-key = Bitrix24 does not let the bot in: the webhook is deleted, expired, or has a new code. Create an inbound webhook with the crm permission and put its address into BITRIX24_WEBHOOK_URL
bitrix24-scope = The Bitrix24 webhook lacks the crm permission. Open the webhook in the portal and tick “CRM (crm)”
bitrix24-plan = The plan of the Bitrix24 portal has no REST. It needs a paid plan with a Market subscription
bitrix24-rights = Bitrix24 denies access: the person who created the webhook has no rights to leads. Let that person add, read and change leads
bitrix24-address = Whatever answers at BITRIX24_WEBHOOK_URL is not Bitrix24. It needs the address of an inbound webhook: https://PORTAL/rest/NUMBER/CODE/
bitrix24-deleted = The Bitrix24 portal is deleted. Put the webhook of another portal into BITRIX24_WEBHOOK_URL or take bitrix24 out of send_to
bitrix24-overload = Bitrix24 has closed REST for this portal because of overload. Only Bitrix24’s support can lift it
bitrix24-required = Bitrix24 wants one more field filled: { $reason }. Make it optional in the portal or write it into [bitrix24.fields]
bitrix24-refused = Bitrix24 did not take the lead: { $reason }
bitrix24-no-words = it does not say why
bitrix24-stage-refused = Bitrix24 does not take the stage “{ $stage }”: { $reason }. Leads arrive, but the bot does not change their stage. See stage_… in [bitrix24]
bitrix24-renamed = The Bitrix24 portal answers at { $host } now. Leads arrive; put the new address into BITRIX24_WEBHOOK_URL
settings-bad-bitrix24 = { $setting }: this is not the address of an inbound webhook. It looks like https://PORTAL/rest/NUMBER/CODE/
settings-bad-bitrix24-api = { $setting }: it is item or lead
