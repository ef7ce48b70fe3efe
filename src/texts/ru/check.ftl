# What the owner reads about his rules file. A problem has up to three sentences:
# what is wrong (KEY), a remark under the place (KEY-label), the next step (KEY-help).

check-word-error = ошибка
check-word-warning = внимание
check-word-help = совет
check-similar = похоже на `{ $similar }`

## The text itself

check-empty-file = файл правил пуст
check-empty-file-help = возьмите за основу готовый rules.toml из поставки и поменяйте в нём слова и ответы
check-json = это JSON, а не файл правил
check-json-label = фигурная скобка в начале файла
check-json-help = в файле правил строки такие: company = "Моя компания"; возьмите за основу rules.toml из поставки
check-yaml = это YAML, а не файл правил
check-yaml-label = здесь нужен знак «=»
check-yaml-help = в файле правил строки такие: company = "Моя компания"; возьмите за основу rules.toml из поставки
check-markup = это веб-страница или документ, а не файл правил
check-markup-label = файл начинается с «<»
check-markup-help = сохраните правила простым текстом, без оформления
check-line-ends = концы строк записаны по-старому, и весь файл считается одной строкой
check-line-ends-label = так сохраняют старые редакторы Mac
check-line-ends-help = сохраните файл заново, концы строк «Unix (LF)» или «Windows (CRLF)»
check-document = это документ с оформлением, а не простой текст
check-document-label = так начинаются файлы Word и других редакторов
check-document-help = откройте его и сохраните как «простой текст» в кодировке UTF-8
check-conflict = в файле остались две версии одного места
check-conflict-label = отсюда первая, после ======= вторая
check-conflict-end = досюда
check-conflict-help = оставьте одну из версий и уберите строки <<<<<<<, ======= и >>>>>>>
check-invisible = в строке невидимый знак, похожий на пробел
check-invisible-label = он попал сюда при копировании
check-invisible-help = поставьте вместо него обычный пробел
check-encoding = файл сохранён не в той кодировке
check-encoding-label = с этого места буквы не читаются
check-encoding-help = откройте файл в редакторе и сохраните его в кодировке UTF-8
check-encoding-wide = файл сохранён в кодировке UTF-16
check-encoding-wide-label = отсюда текст не читается
check-encoding-wide-help = в окне «Сохранить как» выберите кодировку UTF-8
check-open-quote = кавычка не закрыта
check-open-quote-label = открыта здесь, а до конца строки пары нет
check-open-quote-help = поставьте вторую кавычку в конце; текст в несколько строк берут в тройные """
check-open-block = тройные кавычки не закрыты
check-open-block-label = открыты здесь, и дальше весь файл считается текстом
check-open-block-help = поставьте ещё три кавычки там, где текст кончается
check-open-list = список не закрыт
check-open-list-label = здесь открыта скобка «[», а закрывающей нет
check-open-list-help = поставьте «]» после последнего слова списка
check-comma = между словами списка нет запятой
check-comma-label = не хватает запятой
check-comma-help = поставьте запятую
check-extra-comma = в списке лишняя запятая
check-extra-comma-label = две запятые подряд
check-extra-comma-help = уберите одну
check-list-form = список не читается
check-list-form-label = что-то лишнее или чего-то не хватает
check-list-form-help = список пишется так: ["собака", "кошка"]
check-list-brackets = у списка нет квадратных скобок
check-list-brackets-label = слов несколько, а скобок нет
check-list-brackets-help = возьмите слова в квадратные скобки
check-semicolon = в конце строки лишняя точка с запятой
check-semicolon-label = не нужна
check-semicolon-help = уберите её
check-two-on-a-line = в одной строке два значения
check-two-on-a-line-label = перенесите на новую строку
check-two-on-a-line-help = одна строка, одно значение: разделите их клавишей Enter
check-inner-quotes = внутри текста стоят такие же кавычки, как по краям
check-inner-quotes-label = на второй кавычке текст кончается, остальное не читается
check-inner-quotes-help = внутри текста ставьте «ёлочки»: "Это «Чистый дом»"
check-other-quotes = слово открыто одной кавычкой, а закрыто другой
check-other-quotes-label = кавычки по краям разные
check-other-quotes-help = поставьте с обеих сторон одинаковые
check-extra-text = после значения что-то лишнее
check-extra-text-label = это место не читается
check-extra-text-help = если это пояснение, поставьте перед ним знак #; если часть текста, возьмите всё в кавычки
check-extra-bracket = лишняя скобка
check-extra-bracket-label = пары у неё нет
check-extra-bracket-help = уберите её
check-plus = тексты не складывают знаком «+»
check-plus-label = эта часть не читается
check-plus-help = подставьте слово внутри кавычек: "Спасибо, {"{"}name{"}"}!"
check-other-brackets = список стоит не в тех скобках
check-other-brackets-label = нужны квадратные
check-other-brackets-help = поставьте квадратные скобки
check-arrow = после «=» лишний знак
check-arrow-label = этот
check-arrow-help = оставьте один знак «=»
check-decimal-comma = число с запятой не читается
check-decimal-comma-label = нужно целое число
check-decimal-comma-help = оставьте целое число, цифрами
check-number-form = здесь нужно число
check-number-form-label = цифрами
check-number-form-help = напишите число цифрами и без кавычек, например 2
check-no-value = после «{ $key } =» ничего нет
check-no-value-label = здесь должно стоять значение
check-no-value-help = впишите значение, текст в кавычках; или уберите строку целиком
check-line-form = строка не читается
check-line-form-label = что-то лишнее или чего-то не хватает
check-line-form-help = строка правил выглядит так: then.reply = "Здравствуйте!"
check-smart-quotes = вместо простых кавычек стоят типографские
check-smart-quotes-label = по краям нужны прямые кавычки "
check-smart-quotes-help = по краям поставьте ", а «ёлочки» оставьте внутри текста
check-flag-form = «да» и «нет» здесь пишутся по-английски, маленькими буквами и без кавычек
check-flag-form-label = нужно { $flag }
check-flag-form-help = напишите { $flag }
check-no-quotes = текст стоит без кавычек
check-no-quotes-label = возьмите в кавычки
check-no-quotes-help = любой текст пишется в кавычках
check-control-sign = в тексте невидимый знак
check-control-sign-label = он попал сюда при копировании
check-control-sign-help = сотрите это место и наберите его заново
check-backslash = обратная косая черта «\» в тексте читается особо
check-backslash-label = за чертой стоит не то, что бот понимает
check-backslash-help = возьмите текст в одинарные кавычки '…': в них черта значит саму себя
check-braces = запись в фигурных скобках не читается
check-braces-label = скобка не закрыта, или между значениями нет запятой
check-braces-help = проще без скобок, строкой на каждое: if.words = ["собака"], ниже then.status = "Не подходит"
check-too-deep = слишком много скобок одна в другой
check-too-deep-label = здесь бот сбился со счёта
check-too-deep-help = списку хватает одной пары скобок: ["собака", "кошка"]
check-double-equals = знак «=» стоит дважды
check-double-equals-label = второй лишний
check-double-equals-help = уберите его
check-comment-sign = пояснения начинаются со знака #
check-comment-sign-label = так пояснение не отметить
check-comment-sign-help = поставьте #
check-no-key = перед знаком «=» нет имени
check-no-key-label = что это за значение?
check-no-key-help = допишите слева имя, например then.reply, или уберите строку
check-dot-missing = после `{ $part }` нужна точка, а не пробел
check-dot-missing-label = здесь пробел
check-dot-missing-help = соедините точкой
check-colon = вместо знака «=» стоит двоеточие
check-colon-label = здесь нужен знак «=»
check-colon-help = поставьте «=»
check-equals-missing = между именем и значением нет знака «=»
check-equals-missing-label = знак «=» потерян
check-equals-missing-help = поставьте «=»
check-key-form = имя «{ $key }» слева от «=» не читается
check-key-form-label = в имени только латинские буквы, цифры, «_» и точка
check-key-form-help = свои названия берите в кавычки: "мой список" = ["слово"]
check-no-pair = строка не похожа на правило
check-no-pair-label = в ней нет знака «=»
check-no-pair-help = если это пояснение, поставьте в начале #; иначе напишите имя = "значение"
check-key-quotes = русское название нужно взять в кавычки
check-key-quotes-label = без кавычек
check-key-quotes-help = возьмите название в кавычки
check-key-letters = в имени «{ $key }» русские буквы
check-key-letters-label = имена условий и действий английские
check-key-letters-help = посмотрите, как это имя пишется в готовом rules.toml, или возьмите своё название в кавычки
check-header = скобки у названия раздела не сходятся
check-header-label = раздел пишется [так], правило [[rule]]
check-header-help = поставьте скобки с обеих сторон поровну
check-header-letters = раздела «{ $name }» нет
check-header-letters-label = названия разделов английские
check-header-letters-help = разделы бывают такие: [hours], [lead], [field.phone], [lists], [topics], [sources], [[rule]], [fallback], [reopen], [notify], [privacy]
check-duplicate-key = `{ $name }` написано дважды
check-duplicate-key-label = второй раз
check-duplicate-key-help = оставьте одну из двух строк; если это новое правило, начните его строкой [[rule]]
check-duplicate-first = первый раз здесь
check-duplicate-table = раздел [{ $name }] начат дважды
check-duplicate-table-label = второй раз
check-duplicate-table-help = перенесите эти строки под первый [{ $name }], а вторую строку с названием уберите

## Keys and values

check-key = в { $place } нет строки `{ $key }`
check-key-label = такого имени здесь нет
check-key-help = здесь бывают: { $known }
check-key-top = раздела или строки `{ $key }` нет
check-key-top-label = бот такого не знает
check-key-top-help = в начале файла бывают version, language, company, timezone, country, ниже разделы: hours, lead, field, lists, topics, sources, rule, fallback, reopen, notify, privacy, bitrix24, desk, route
check-key-home = место этой строки под { $home }
check-key-home-top = перенесите строку в начало файла, выше всех разделов
check-key-rule-part-help = у правила эта часть называется [{ $header }]
check-key-section-help = это раздел: начните его строкой [{ $key }], а под ней поставьте его строки
check-key-order-help = уберите строку: порядок правил и есть их важность, верхнее срабатывает раньше
check-key-else-help = «иначе» это следующее правило: до него доходит всё, что не подошло правилам выше
check-type-text = в `{ $key }` нужен текст, а стоит { $kind ->
        [number] число
        [flag] true или false
        [date] дата
        [list] список
       *[other] раздел
    }
check-type-text-label = здесь нужен текст в кавычках
check-type-text-help = возьмите значение в кавычки
check-type-text-list-help = оставьте один текст в кавычках; текст в несколько строк берут в тройные """
check-type-dot-help = значение стоит у имени с лишней точкой: оставьте одну точку, например then.reply = "Здравствуйте!"
check-type-flag = в `{ $key }` нужно true или false, а стоит { $kind ->
        [text] текст
        [number] число
        [date] дата
        [list] список
       *[other] раздел
    }
check-type-flag-label = true значит «да», false значит «нет»
check-type-flag-help = напишите true или false, без кавычек
check-type-number = в `{ $key }` нужно число, а стоит { $kind ->
        [text] текст
        [flag] true или false
        [number] дробное число
        [date] дата
        [list] список
       *[other] раздел
    }
check-type-number-label = нужно целое число
check-type-number-help = напишите число цифрами, без кавычек
check-type-list = в `{ $key }` нужен список, а стоит { $kind ->
        [text] один текст
        [number] число
        [flag] true или false
        [date] дата
       *[other] раздел
    }
check-type-list-label = нет квадратных скобок
check-type-list-help = список пишется в квадратных скобках, даже из одного слова
check-type-table = `{ $key }` это раздел, а здесь у него одно значение
check-type-table-label = значение раздела так не задать
check-type-table-help = напишите [{ $key }] отдельной строкой, а под ней строки раздела
check-type-one-table = раздел `{ $key }` бывает только один
check-type-one-table-label = двойные скобки бывают только у [[rule]]
check-type-one-table-help = напишите [{ $key }] в одинарных скобках
check-value-empty = в `{ $key }` пустой текст
check-value-empty-label = между кавычками ничего нет
check-value-empty-help = впишите текст между кавычками или уберите его
check-value-no-items = список `{ $key }` пуст
check-value-no-items-label = ни одного слова
check-value-no-items-help = впишите хотя бы одно слово или уберите строку
check-value-number = в `{ $key }` годится число от { $from } до { $to }
check-value-number-label = от { $from } до { $to }
check-value-number-help = напишите целое число от { $from } до { $to }
check-value-number-from = в `{ $key }` годится целое число от { $from }
check-value-number-from-label = не меньше { $from }
check-value-number-from-help = напишите целое число от { $from } и больше
check-value-word = в `{ $key }` не бывает «{ $value }»
check-value-word-label = бывает: { $known }
check-value-word-help = выберите одно из: { $known }
check-duration = «{ $value }» не читается как срок
check-duration-label = нужны числа с буквами s, m, h, d
check-duration-help = напишите срок так: "30s" секунды, "30m" минуты, "2h" часы, "1h30m", "7d" дни
check-status = статуса «{ $value }» нет
check-status-label = бывают: { $known }
check-status-help = выберите один из: { $known }
check-status-not-here = статус «{ $value }» здесь не ставят
check-status-not-here-label = бывают: { $known }
check-status-not-here-help = выберите один из: { $known }; «Новый» бот ставит сам
check-timezone = часового пояса «{ $value }» нет
check-timezone-label = нужна часть света и город по-английски
check-timezone-help = напишите, например, "Europe/Moscow", "Asia/Yekaterinburg" или "Asia/Novosibirsk"
check-country = страны с кодом «{ $value }» нет
check-country-label = нужны две латинские буквы
check-country-help = напишите код страны: "RU", "KZ", "BY"
check-day-time = «{ $value }» не время дня
check-day-time-label = нужны часы и минуты
check-day-time-help = напишите время так: "09:30"
check-pattern = выражение не читается
check-pattern-label = такой записи бот не понимает
check-pattern-help = чаще всего хватает if.words; звёздочке и плюсу нужен знак перед ними, а точку и скобку самих по себе пишут \. и \(
check-pattern-bracket = в выражении скобки не сходятся
check-pattern-bracket-label = одна скобка осталась без пары
check-pattern-bracket-help = закройте каждую скобку; скобку как знак пишите \(
check-pattern-too-big = выражение слишком большое
check-pattern-too-big-label = повторений слишком много
check-pattern-too-big-help = уменьшите числа в фигурных скобках
check-date = «{ $value }» не дата
check-date-label = год, месяц и день через дефис
check-date-help = напишите дату так: "2026-12-31"
check-hours-day = «{ $value }» не день недели
check-hours-day-label = дни: пн вт ср чт пт сб вс
check-hours-day-help = напишите дни так: "пн-пт 10:00-18:00"
check-hours-time = «{ $value }» не рабочие часы
check-hours-time-label = час от 0 до 24, минуты от 00 до 59
check-hours-time-help = напишите начало и конец через дефис: "пн-пт 10:00-18:00"
check-hours-no-day = у часов «{ $value }» нет дня
check-hours-no-day-label = в какие дни?
check-hours-no-day-help = поставьте дни впереди: "пн-вс 10:00-18:00"
check-hours-no-time = у дней нет часов работы
check-hours-no-time-label = во сколько открываетесь?
check-hours-no-time-help = допишите часы: "пн-пт 10:00-18:00"; в выходной день пишут только рабочие дни
check-version = эта версия файла боту незнакома
check-version-label = бот понимает версию 1
check-version-help = напишите 1
check-source-name = из «{ $key }» не сделать ссылку
check-source-name-label = латинские буквы, цифры, «_» и «-», не больше 64
check-source-name-help = назовите источник латиницей, русское название поставьте справа: avito = "Авито"
check-group = у «{ $key }» нет номера группы
check-group-label = нужен номер группы Telegram
check-group-help = напишите номер группы, например -1001234567890
check-hours-open = в [hours] нет часов работы
check-hours-open-label = здесь нужна строка open
check-hours-open-help = допишите строку: open = ["пн-пт 10:00-18:00"]
check-fallback-reply = в [fallback] нет ответа
check-fallback-reply-label = здесь нужна строка reply
check-fallback-reply-help = допишите строку: reply = "Оставьте номер телефона"; или уберите раздел, и бот промолчит
check-top-version = нет строки version
check-top-version-label = место ей в начале файла
check-top-version-help = допишите первой строкой
check-top-company = нет названия компании
check-top-company-label = место ему в начале файла
check-top-company-help = допишите в начало файла: company = "Моя компания"
check-top-timezone = нет часового пояса
check-top-timezone-label = место ему в начале файла
check-top-timezone-help = допишите в начало файла: timezone = "Europe/Moscow"
check-no-rules = в файле нет ни одного правила
check-no-rules-label = правила кончились, не начавшись
check-no-rules-help = начните правило строкой [[rule]], под ней name = "Оставил телефон", условие if.… и действие then.…
check-rule-brackets = правило начинают двойные скобки [[rule]]
check-rule-brackets-label = здесь скобки не двойные
check-rule-brackets-help = поставьте двойные скобки
check-rule-brackets-all-help = поставьте двойные скобки здесь и в строках { $lines }
check-rule-name = у правила нет имени
check-rule-name-label = под этой строкой нужно name
check-rule-name-help = допишите под [[rule]]: name = "Оставил телефон"
check-rule-part = после `{ $key }` нужны точка и слово
check-rule-part-label = что именно проверить или сделать?
check-rule-part-help = напишите, например, if.words = ["собака"] или then.reply = "Здравствуйте!"
check-condition = условия `{ $key }` нет
check-condition-label = такого условия бот не знает
check-condition-help = условия бывают такие: { $known }
check-condition-not-help = условий с «не» нет: на такие слова поставьте выше отдельное правило; если чего-то ещё не хватает, есть chat_lacks и has_lead = false
check-condition-action = `{ $key }` это действие, а стоит среди условий
check-condition-action-label = место действия после then
check-condition-action-help = напишите then.{ $key } вместо if.{ $key }
check-action = действия `{ $key }` нет
check-action-label = такого действия бот не знает
check-action-help = действия бывают такие: { $known }
check-action-condition = `{ $key }` это условие, а стоит среди действий
check-action-condition-label = место условия после if
check-action-condition-help = напишите if.{ $key } вместо then.{ $key }
check-action-mute = действия `{ $key }` нет: молчание зависит от статуса
check-action-mute-label = эта строка лишняя
check-action-mute-help = уберите её: после «Завершен» и «Не подходит» бот молчит сам
check-field-table = поле `{ $key }` описывают разделом
check-field-table-label = здесь только одно значение
check-field-table-help = напишите [field.{ $key }] отдельной строкой, под ней title, ask, again

## Names

check-duplicate-rule = правило «{ $name }» уже есть
check-duplicate-rule-label = второе с тем же именем
check-duplicate-rule-help = дайте одному из них другое имя: по имени правило находят в отчётах
check-rules-pasted = правила стоят в файле дважды: { $count ->
        [one] { $count } имя повторяется
        [few] { $count } имени повторяются
       *[many] { $count } имён повторяются
    }
check-rules-pasted-label = отсюда они начинаются снова
check-rules-pasted-help = сотрите повтор, начиная с этого правила, и сохраните файл
check-file-pasted = файл правил вставлен дважды
check-file-pasted-label = с этой строки он начинается снова
check-file-pasted-help = оставьте одну копию: сотрите от начала второй до её конца
check-duplicate-list = «{ $name }» это и список, и тема
check-duplicate-list-label = тема с тем же именем
check-duplicate-list-help = назовите тему или список иначе
check-duplicate-status = статус «{ $name }» назван дважды
check-duplicate-status-label = второй раз
check-duplicate-status-help = оставьте одну из двух строк
check-reserved-list = имя «{ $name }» занято встроенным списком
check-reserved-list-label = @{ $name } бот знает сам
check-reserved-list-help = назовите свой список иначе, например "мои слова": в нём может стоять и "@{ $name }"
check-list-at = в названии списка знак @ не нужен
check-list-at-label = здесь без @
check-list-at-help = напишите "{ $name }"; знак @ ставят в правилах: if.words = ["@{ $name }"]
check-list-nameless = у списка нет названия
check-list-nameless-label = между кавычками пусто
check-list-nameless-help = дайте списку название, например "животные"
check-reserved-field = имя поля `{ $name }` занято подстановкой {"{"}{ $name }{"}"}
check-reserved-field-label = это слово бот подставляет сам
check-reserved-field-help = назовите поле иначе, например my_{ $name }
check-field-name = имя поля `{ $name }` не годится
check-field-name-label = только буквы, цифры, «_» и «-»
check-field-name-help = назовите поле одним словом, например [field.address]
check-field-two-answers = у поля два способа узнать ответ
check-field-two-answers-label = второй
check-field-two-answers-first = первый
check-field-two-answers-help = оставьте или answer = "any", или pattern
check-field-button = кнопки у поля `{ $name }` не бывает
check-field-button-label = кнопка отправляет номер телефона
check-field-button-help = перенесите строку под [field.phone] или уберите
check-field-answer = бот не узнает ответ на вопрос о поле `{ $name }`
check-field-answer-label = это поле ваше, сам его бот в сообщении не найдёт
check-field-answer-help = допишите answer = "any", если годится любой ответ, или pattern с выражением
check-field-ask = у поля `{ $name }` нет вопроса
check-field-ask-label = под этой строкой нужно ask
check-field-ask-help = допишите, например: ask = "Какой у вас адрес?"

## References

check-field = поля `{ $name }` нет
check-field-label = есть: { $known }
check-field-help = выберите одно из: { $known }; своё поле опишите в разделе [field.{ $name }]
check-field-words-help = здесь пишут имя поля: { $known }; слова вопроса ставят рядом, в then.reply
check-field-in-message = поле `{ $name }` в сообщении не найти
check-field-in-message-label = в сообщении бот находит phone, email, time
check-field-in-message-help = возьмите другое условие: if.chat_has = ["{ $name }"]
check-topic = темы «{ $name }» в [topics] нет
check-topic-label = есть: { $known }
check-topic-help = впишите тему в раздел [topics]: "{ $name }" = ["слово", "другое слово"]
check-topic-is-list = это список, а не тема
check-topic-list-help = перенесите его из [lists] в [topics]; или проверяйте слова: if.words = ["@{ $name }"]
check-source = источника «{ $name }» в [sources] нет
check-source-label = есть: { $known }
check-source-help = впишите источник в раздел [sources], например: avito = "Авито"
check-list = списка `@{ $name }` нет в [lists] и [topics]
check-list-label = не найден
check-list-similar = есть такой
check-list-help = впишите список в [lists]: "{ $name }" = ["слово", "другое слово"]; если это просто слово, уберите @
check-cycle = список «{ $name }» содержит сам себя
check-cycle-label = { $path }
check-cycle-help = уберите одну из этих ссылок
check-short-prefix = `{ $word }` подходит почти к любому сообщению
check-short-prefix-label = перед звёздочкой нужны хотя бы 3 буквы
check-short-prefix-help = впишите слова целиком: другие формы бот узнает сам
check-star-inside = в `{ $word }` звёздочка не на месте
check-star-inside-label = звёздочка бывает только в конце слова
check-star-inside-help = оставьте начало слова и звёздочку: матер*
check-no-letters = в «{ $word }» нет ни буквы, ни цифры
check-no-letters-label = такое бот в сообщении не найдёт
check-no-letters-help = впишите слово или уберите это место
check-several-words = в одних кавычках несколько слов
check-several-words-label = бот искал бы их только все подряд
check-several-words-help = возьмите каждое слово в свои кавычки; если это одна фраза, уберите из неё знак
check-minus-word = слов с минусом не бывает
check-minus-word-label = «{ $word }»
check-minus-word-help = исключение это отдельное правило выше: на эти слова оно ответит раньше

## Actions

check-no-action = правило «{ $name }» ничего не делает
check-no-action-label = нет ни одной строки then.…
check-no-action-lead = эта строка значит «лид не создавать», и только
check-no-action-help = добавьте ответ, вопрос, лид или статус, например: then.status = "Не подходит"
check-contradiction = правило создаёт лид и тут же считает клиента неподходящим
check-contradiction-label = такие клиенты в CRM не попадают
check-contradiction-lead = здесь создаётся лид
check-contradiction-help = нужен лид: поставьте «Завершен» или «В работе»; не нужен: уберите then.lead
check-ask-after-close = правило замолкает и задаёт вопрос
check-ask-after-close-label = ответа бот уже не прочтёт
check-ask-after-close-status = здесь бот замолкает
check-ask-after-close-help = уберите then.ask или поставьте «В работе»
check-ask-after-close-lead-help = чтобы лид создался, а разговор продолжился, поставьте «В работе»
check-buttons-alone = кнопкам не под чем стоять
check-buttons-alone-label = у правила нет ни ответа, ни вопроса
check-buttons-alone-help = добавьте then.reply: кнопки появятся под этим ответом
check-lead-alone = then.{ $key } без лида ничего не значит
check-lead-alone-label = это правило лида не создаёт
check-lead-alone-help = добавьте then.lead = true или уберите эту строку
check-file = файла { $file } нет
check-file-label = такого файла рядом с правилами нет
check-file-help = положите файл на место или исправьте путь: он считается от папки, где лежит файл правил

## Texts

check-placeholder = подстановки { $name } здесь нет
check-placeholder-label = так её и увидят, со скобками
check-placeholder-help = здесь можно: { $known }
check-placeholder-elsewhere-help = { $name } бывает только в сообщениях менеджерам, а здесь можно: { $known }
check-placeholder-changed-help = {"{"}changed{"}"} бывает только в строке update раздела [notify], а здесь можно: { $known }
check-placeholder-form = подстановка записана с лишними знаками
check-placeholder-form-label = скобки останутся в тексте
check-placeholder-form-help = одна пара скобок и ни одного пробела: { $name }
check-placeholder-half = у подстановки потеряна скобка
check-placeholder-half-label = скобке не хватает пары
check-placeholder-half-help = возьмите слово в скобки с обеих сторон: { $name }
check-too-long = в тексте { $length } знаков, а Telegram берёт { $longest }
check-too-long-label = слишком длинный текст
check-too-long-help = сократите текст; длинное положите в файл и пришлите его: then.file = "files/price.pdf"
check-secret = в файле правил лежит ключ или пароль
check-secret-label = это увидит каждый, кому вы покажете правила
check-secret-help = перенесите его в файл .env, а этот ключ лучше сменить: его могли видеть

## Rules that never have their turn

check-never-first = с этой строкой не сходится
check-never-hours = правило «{ $name }» не сработает никогда
check-never-hours-label = рабочие часы не заданы, значит открыто всегда
check-never-hours-help = добавьте раздел [hours] или уберите это условие
check-never-lead = правило «{ $name }» не сработает никогда
check-never-lead-label = ни одно правило лидов не создаёт
check-never-lead-help = добавьте then.lead = true правилу, которое получает телефон, или уберите это условие
check-never-fields = правило «{ $name }» не сработает никогда
check-never-fields-label = одно и то же известно и неизвестно сразу не бывает
check-never-fields-help = оставьте одну из двух строк
check-never-idle = правило «{ $name }» не сработает никогда
check-never-idle-label = клиент молчит, и сообщения в этот миг нет
check-never-idle-help = оставьте if.idle или условие о сообщении; что было сказано раньше, помнит if.topic
check-never-started = правило «{ $name }» не сработает никогда
check-never-started-label = вместе со «Старт» никакого сообщения не приходит
check-never-started-help = оставьте одну из двух строк
check-never-contact = правило «{ $name }» не сработает никогда
check-never-contact-label = «только эти слова» и контакт вместе не бывают
check-never-contact-help = возьмите if.words вместо if.only_words
check-never-wordless = правило «{ $name }» не сработает никогда
check-never-wordless-label = у таких сообщений нет слов
check-never-wordless-help = оставьте одну из двух строк
check-never-words = правило «{ $name }» не сработает никогда
check-never-words-label = ни одного общего слова у этих двух строк нет
check-never-words-help = «только эти слова» не пропустит других: оставьте одну из двух строк или впишите слово в обе
check-unreachable = до правила «{ $name }» очередь не дойдёт
check-unreachable-label = это частный случай, а стоит ниже
check-unreachable-above = сработает раньше на всё то же
check-unreachable-help = поставьте «{ $name }» выше, чем «{ $above }»
check-hardly-reachable = до правила «{ $name }» очередь почти не дойдёт
check-hardly-reachable-label = слова те же или почти те же, а стоит ниже
check-hardly-reachable-above = почти на всё то же сработает раньше

## Warnings

check-no-condition = правило «{ $name }» срабатывает на всё, и до правил ниже очередь не дойдёт
check-no-condition-label = нет ни одной строки if.…
check-no-condition-help = добавьте условие или перенесите правило в самый низ
check-silent = после правила «{ $name }» клиент не услышит ничего
check-silent-label = разговор продолжается, но ответа нет
check-silent-help = добавьте then.ask или then.reply; если разговор окончен, поставьте «Завершен»
check-no-lead = правило «{ $name }» завершает разговор, а лида может не быть
check-no-lead-label = «Завершен» ставят, когда дело сделано
check-no-lead-help = если клиент ничего не оставил, поставьте «Не подходит»; если лид есть, добавьте if.has_lead = true
check-maybe-empty = { $place } в этом ответе может оказаться пустым
check-maybe-empty-label = правило срабатывает и тогда, когда подставить нечего
check-maybe-empty-rule = среди условий этого поля нет
check-maybe-empty-help = добавьте условие if.chat_has = ["{ $field }"] или уберите подстановку
check-broad-short = слово «{ $word }» короткое и встретится в обычной фразе
check-broad-short-label = на нём сработает правило «{ $rule }»
check-broad-short-help = впишите слово подлиннее; если нужно именно оно, поставьте перед ним знак «=»
check-broad-farewell = слово «{ $word }» встретится и в обычной фразе
check-broad-farewell-label = вопрос с этим словом тоже закроет разговор
check-broad-rule = здесь его ищут в любом месте сообщения
check-broad-farewell-help = для прощаний есть if.only_words: в сообщении нет ничего другого
check-broad-line = на слове «{ $word }» разговор закрывается, а пример ждёт другого
check-broad-line-label = { $place }: «{ $line }»
check-broad-line-help = уточните слово, поставьте нужное правило выше или, если прав бот, обновите пример: leadlatch test --accept
check-unused-list = список «{ $name }» нигде не нужен
check-unused-list-label = ни одно правило его не называет
check-unused-list-help = назовите его в правиле: if.words = ["@{ $name }"]; или уберите
check-unused-list-word = здесь слово, а не список: перед ним нет знака @
check-unused-list-sign-help = чтобы взять весь список, поставьте перед названием @
check-destination = лиды идут в { $sink }, а { $setting } не задан
check-destination-label = сюда бот отправить не сможет
check-destination-help = впишите { $setting } в файл .env или уберите { $sink }: так бот не запустится
check-guessed = слова «{ $word }» нет в словаре
check-guessed-label = другие его формы бот угадывает по окончанию
check-guessed-help = проверьте, нет ли опечатки; если слово верное, впишите рядом и другие его формы
