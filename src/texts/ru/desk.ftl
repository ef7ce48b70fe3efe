# What managers read unless the owner writes something else.

field-phone-title = Телефон
field-time-title = Когда звонить
field-email-title = Почта
field-name-title = Имя
card-lead = 🔔 Новый лид №{ $id }
card-topic = Тема
card-source = Откуда
card-client = Клиент
card-changed = ✏️ Лид №{ $id }: { $changed }
