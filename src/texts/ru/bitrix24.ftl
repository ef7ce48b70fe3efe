# What stands in the portal.

bitrix24-title = Telegram: { $client }
bitrix24-source = Telegram
bitrix24-source-from = Telegram: { $source }
bitrix24-client = Клиент
bitrix24-talk = Переписка:
bitrix24-line-client = Клиент: { $text }
bitrix24-line-bot = Бот: { $text }
bitrix24-line-manager = Менеджер: { $text }
bitrix24-not-taken = Портал не принял поле { $field }: { $value }
bitrix24-again = Клиент снова написал в Telegram, лид №{ $id } у бота.
bitrix24-new = Лид снова открыт.
bitrix24-claimed = Лид взял(а) { $by }.
bitrix24-done = Лид отмечен как готовый.
bitrix24-spam = Лид отмечен как спам.
bitrix24-trial = Проверка связи с ботом, можно удалить

# What managers are told when leads do not get there.

bitrix24-key = Битрикс24 не пускает бота: вебхук удалён, просрочен или у него новый код. Создайте входящий вебхук с правом crm и впишите его адрес в BITRIX24_WEBHOOK_URL
bitrix24-scope = У вебхука Битрикс24 нет права crm. Откройте вебхук на портале и отметьте «CRM (crm)»
bitrix24-plan = На тарифе портала Битрикс24 REST не работает. Нужен платный тариф с подпиской на Маркет
bitrix24-rights = Битрикс24 отказывает в доступе: у сотрудника, который создал вебхук, нет прав на лиды. Дайте ему права добавлять, читать и изменять лиды
bitrix24-address = По адресу из BITRIX24_WEBHOOK_URL отвечает не Битрикс24. Нужен адрес входящего вебхука: https://портал/rest/номер/код/
bitrix24-deleted = Портал Битрикс24 удалён. Впишите в BITRIX24_WEBHOOK_URL вебхук другого портала или уберите bitrix24 из send_to
bitrix24-overload = Битрикс24 закрыл REST этому порталу из-за перегрузки. Снять запрет может только поддержка Битрикс24
bitrix24-required = Битрикс24 требует заполнить ещё одно поле: { $reason }. Сделайте его необязательным на портале или впишите в [bitrix24.fields]
bitrix24-refused = Битрикс24 не принял лид: { $reason }
bitrix24-no-words = без объяснений
bitrix24-stage-refused = Битрикс24 не принимает стадию «{ $stage }»: { $reason }. Лиды доходят, но стадию бот не меняет. Проверьте stage_… в [bitrix24]
bitrix24-renamed = Портал Битрикс24 теперь отвечает по адресу { $host }. Лиды доходят; впишите новый адрес в BITRIX24_WEBHOOK_URL
settings-bad-bitrix24 = { $setting }: это не адрес входящего вебхука. Нужен вид https://портал/rest/номер/код/
settings-bad-bitrix24-api = { $setting }: бывает item или lead
