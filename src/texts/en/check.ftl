# What the owner reads about his rules file. A problem has up to three sentences:
# what is wrong (KEY), a remark under the place (KEY-label), the next step (KEY-help).

check-word-error = error
check-word-warning = warning
check-word-help = advice
check-similar = looks like `{ $similar }`

## The text itself

check-empty-file = the rules file is empty
check-empty-file-help = start from the rules.toml that ships and change its words and replies
check-json = this is JSON, not a rules file
check-json-label = a brace at the beginning of the file
check-json-help = lines of a rules file look like this: company = "My company"; start from the rules.toml that ships
check-yaml = this is YAML, not a rules file
check-yaml-label = an `=` is wanted here
check-yaml-help = lines of a rules file look like this: company = "My company"; start from the rules.toml that ships
check-markup = this is a web page or a document, not a rules file
check-markup-label = the file begins with `<`
check-markup-help = save the rules as plain text
check-line-ends = the ends of lines are written the old way, so the whole file is one line
check-line-ends-label = old Mac editors save files so
check-line-ends-help = save the file again with line ends "Unix (LF)" or "Windows (CRLF)"
check-document = this is a formatted document, not plain text
check-document-label = files of Word and other editors begin so
check-document-help = open it and save it as "plain text" in UTF-8
check-conflict = two versions of one place are left in the file
check-conflict-label = the first begins here, the second after =======
check-conflict-end = up to here
check-conflict-help = keep one of the versions and remove the lines <<<<<<<, ======= and >>>>>>>
check-invisible = the line has an invisible sign that looks like a space
check-invisible-label = it came here by copying
check-invisible-help = put an ordinary space in its place
check-encoding = the file is saved in the wrong encoding
check-encoding-label = letters cannot be read from here on
check-encoding-help = open the file in an editor and save it as UTF-8
check-encoding-wide = the file is saved as UTF-16
check-encoding-wide-label = the text cannot be read from here on
check-encoding-wide-help = choose UTF-8 in the "Save as" window
check-open-quote = a quote is not closed
check-open-quote-label = opened here, with no pair before the end of the line
check-open-quote-help = put the second quote at the end; a text over several lines stands in triple """
check-open-block = triple quotes are not closed
check-open-block-label = opened here; everything below is taken for text
check-open-block-help = put three more quotes where the text ends
check-open-list = a list is not closed
check-open-list-label = "[" is opened here and never closed
check-open-list-help = put "]" after the last word of the list
check-comma = there is no comma between words of the list
check-comma-label = a comma is missing
check-comma-help = put a comma
check-extra-comma = the list has a comma too many
check-extra-comma-label = two commas in a row
check-extra-comma-help = remove one
check-list-form = the list cannot be read
check-list-form-label = something is too much here, or missing
check-list-form-help = a list looks like this: ["dog", "cat"]
check-list-brackets = the list has no square brackets
check-list-brackets-label = several words without brackets
check-list-brackets-help = put the words in square brackets
check-semicolon = there is a semicolon at the end of the line
check-semicolon-label = not needed
check-semicolon-help = remove it
check-two-on-a-line = two values on one line
check-two-on-a-line-label = move this to a new line
check-two-on-a-line-help = one line, one value: press Enter between them
check-inner-quotes = the text has inside it the quotes that stand around it
check-inner-quotes-label = the text ends at the second quote, the rest cannot be read
check-inner-quotes-help = put the whole text in single quotes: 'Say "hello"'
check-other-quotes = a word begins with one kind of quotes and ends with the other
check-other-quotes-label = the quotes differ
check-other-quotes-help = put the same on both sides
check-extra-text = there is something after the value
check-extra-text-label = this cannot be read
check-extra-text-help = put # before it if it is a remark; put everything in quotes if it is part of the text
check-extra-bracket = there is a bracket too many
check-extra-bracket-label = it has no pair
check-extra-bracket-help = remove it
check-plus = texts are not added up with "+"
check-plus-label = this part cannot be read
check-plus-help = put the word inside the quotes: "Thank you, {"{"}name{"}"}!"
check-other-brackets = the list stands in the wrong brackets
check-other-brackets-label = square ones are wanted
check-other-brackets-help = put square brackets
check-arrow = there is a sign too many after "="
check-arrow-label = this one
check-arrow-help = keep one sign "="
check-decimal-comma = a number with a comma cannot be read
check-decimal-comma-label = a whole number is wanted
check-decimal-comma-help = keep a whole number, in digits
check-number-form = a number is wanted here
check-number-form-label = in digits
check-number-form-help = write the number in digits and without quotes, 2 for example
check-no-value = there is nothing after `{ $key } =`
check-no-value-label = a value is wanted here
check-no-value-help = write a value, text in quotes; or remove the whole line
check-line-form = the line cannot be read
check-line-form-label = something is too much here, or missing
check-line-form-help = a line of the rules looks like this: then.reply = "Hello!"
check-smart-quotes = typographic quotes instead of plain ones
check-smart-quotes-label = straight quotes " are wanted around the text
check-smart-quotes-help = put " around the text
check-flag-form = yes and no are written true and false here, in small letters
check-flag-form-label = { $flag } is wanted
check-flag-form-help = write { $flag }
check-no-quotes = a text stands without quotes
check-no-quotes-label = put it in quotes
check-no-quotes-help = every text is written in quotes
check-control-sign = the text has an invisible sign
check-control-sign-label = it came here by copying
check-control-sign-help = delete this place and type it again
check-backslash = a backslash has a meaning of its own in a text
check-backslash-label = what follows it means nothing
check-backslash-help = put the text in single quotes '…': a backslash is just a backslash there
check-braces = what stands in braces cannot be read
check-braces-label = a brace is not closed, or a comma is missing
check-braces-help = do without braces, a line each: if.words = ["dog"], below it then.status = "unqualified"
check-too-deep = too many brackets inside each other
check-too-deep-label = nobody can count them here
check-too-deep-help = a list needs one pair of brackets: ["dog", "cat"]
check-double-equals = "=" stands twice
check-double-equals-label = the second is not needed
check-double-equals-help = remove it
check-comment-sign = remarks begin with #
check-comment-sign-label = this begins no remark
check-comment-sign-help = put #
check-no-key = there is no name before "="
check-no-key-label = what is this value for?
check-no-key-help = write a name to the left, such as then.reply, or remove the line
check-dot-missing = a dot is wanted after `{ $part }`, not a space
check-dot-missing-label = a space is here
check-dot-missing-help = join them with a dot
check-colon = a colon stands instead of "="
check-colon-label = "=" is wanted here
check-colon-help = put "="
check-equals-missing = there is no "=" between the name and the value
check-equals-missing-label = "=" is lost
check-equals-missing-help = put "="
check-key-form = the name `{ $key }` before "=" cannot be read
check-key-form-label = a name has only Latin letters, digits, "_" and dots
check-key-form-help = put names of your own in quotes: "my list" = ["word"]
check-no-pair = the line does not look like a rule
check-no-pair-label = it has no "="
check-no-pair-help = put # before it if it is a remark; otherwise write name = "value"
check-key-quotes = a name in these letters wants quotes
check-key-quotes-label = without quotes
check-key-quotes-help = put the name in quotes
check-key-letters = the name `{ $key }` has letters that are not Latin
check-key-letters-label = names of conditions and actions are English
check-key-letters-help = look the name up in the rules.toml that ships, or put a name of your own in quotes
check-header = the brackets of this heading do not pair
check-header-label = a heading is [like this], a rule is [[rule]]
check-header-help = put as many brackets on either side
check-header-letters = there is no section "{ $name }"
check-header-letters-label = names of sections are English
check-header-letters-help = sections are: [hours], [lead], [field.phone], [lists], [topics], [sources], [[rule]], [fallback], [reopen], [notify], [privacy]
check-duplicate-key = `{ $name }` is written twice
check-duplicate-key-label = the second time
check-duplicate-key-help = keep one of the two lines; if this is a new rule, begin it with the line [[rule]]
check-duplicate-first = the first time is here
check-duplicate-table = the section [{ $name }] begins twice
check-duplicate-table-label = the second time
check-duplicate-table-help = move these lines under the first [{ $name }] and remove the second heading

## Keys and values

check-key = { $place } has no `{ $key }`
check-key-label = there is no such name here
check-key-help = there can be: { $known }
check-key-top = there is no section or line `{ $key }`
check-key-top-label = the bot knows nothing of it
check-key-top-help = at the top there can be version, language, company, timezone, country; below, the sections hours, lead, field, lists, topics, sources, rule, fallback, reopen, notify, privacy, bitrix24, desk, route
check-key-home = this line belongs under { $home }
check-key-home-top = move the line to the top of the file, above all sections
check-key-rule-part-help = this part of a rule is called [{ $header }]
check-key-section-help = this is a section: begin it with the line [{ $key }] and put its lines below
check-key-order-help = remove the line: the order of the rules is their weight, the upper one fires first
check-key-else-help = "else" is the next rule: it gets whatever the rules above did not take
check-type-text = `{ $key }` wants a text and has { $kind ->
        [number] a number
        [flag] true or false
        [date] a date
        [list] a list
       *[other] a section
    }
check-type-text-label = a text in quotes is wanted
check-type-text-help = put the value in quotes
check-type-text-list-help = keep one text in quotes; a text of several lines stands between triple """
check-type-dot-help = the name has a dot too many: keep one, such as then.reply = "Hello!"
check-type-flag = `{ $key }` wants true or false and has { $kind ->
        [text] a text
        [number] a number
        [date] a date
        [list] a list
       *[other] a section
    }
check-type-flag-label = true is yes, false is no
check-type-flag-help = write true or false without quotes
check-type-number = `{ $key }` wants a number and has { $kind ->
        [text] a text
        [flag] true or false
        [number] a fraction
        [date] a date
        [list] a list
       *[other] a section
    }
check-type-number-label = a whole number is wanted
check-type-number-help = write the number in digits, without quotes
check-type-list = `{ $key }` wants a list and has { $kind ->
        [text] one text
        [number] a number
        [flag] true or false
        [date] a date
       *[other] a section
    }
check-type-list-label = there are no square brackets
check-type-list-help = a list stands in square brackets, even if it has one word
check-type-table = `{ $key }` is a section and has a single value here
check-type-table-label = a section is not written like this
check-type-table-help = write [{ $key }] on a line of its own, and the lines of the section below
check-type-one-table = there can be only one section `{ $key }`
check-type-one-table-label = only [[rule]] has double brackets
check-type-one-table-help = write [{ $key }] in single brackets
check-value-empty = the text of `{ $key }` is empty
check-value-empty-label = there is nothing between the quotes
check-value-empty-help = write a text between the quotes, or remove it
check-value-no-items = the list `{ $key }` is empty
check-value-no-items-label = not a single word
check-value-no-items-help = write at least one word, or remove the line
check-value-number = `{ $key }` takes a number from { $from } to { $to }
check-value-number-label = from { $from } to { $to }
check-value-number-help = write a whole number from { $from } to { $to }
check-value-number-from = `{ $key }` takes a whole number from { $from }
check-value-number-from-label = not less than { $from }
check-value-number-from-help = write a whole number, { $from } or more
check-value-word = `{ $key }` cannot be "{ $value }"
check-value-word-label = it can be: { $known }
check-value-word-help = choose one of: { $known }
check-duration = "{ $value }" is no length of time
check-duration-label = numbers with the letters s, m, h, d are wanted
check-duration-help = write it like this: "30s" seconds, "30m" minutes, "2h" hours, "1h30m", "7d" days
check-status = there is no status "{ $value }"
check-status-label = there are: { $known }
check-status-help = choose one of: { $known }
check-status-not-here = the status "{ $value }" cannot be set here
check-status-not-here-label = there are: { $known }
check-status-not-here-help = choose one of: { $known }; the bot itself sets "new"
check-timezone = there is no time zone "{ $value }"
check-timezone-label = a part of the world and a city are wanted
check-timezone-help = write, for example, "Europe/London", "America/New_York" or "Europe/Moscow"
check-country = there is no country with the code "{ $value }"
check-country-label = two Latin letters are wanted
check-country-help = write the code of the country: "US", "GB", "RU"
check-day-time = "{ $value }" is no time of day
check-day-time-label = hours and minutes are wanted
check-day-time-help = write the time like this: "09:30"
check-pattern = the expression cannot be read
check-pattern-label = this means nothing to the bot
check-pattern-help = if.words is enough most of the time; a star and a plus want a sign before them, a dot and a bracket as such are written \. and \(
check-pattern-bracket = the brackets of the expression do not pair
check-pattern-bracket-label = one bracket is alone
check-pattern-bracket-help = close every bracket; a bracket as a sign is written \(
check-pattern-too-big = the expression is too big
check-pattern-too-big-label = too many repetitions
check-pattern-too-big-help = lower the numbers in braces
check-date = "{ $value }" is no date
check-date-label = year, month and day with hyphens
check-date-help = write the date like this: "2026-12-31"
check-hours-day = "{ $value }" is no day of the week
check-hours-day-label = days are: mon tue wed thu fri sat sun
check-hours-day-help = write days like this: "mon-fri 10:00-18:00"
check-hours-time = "{ $value }" are no working hours
check-hours-time-label = hours from 0 to 24, minutes from 00 to 59
check-hours-time-help = write beginning and end with a hyphen: "mon-fri 10:00-18:00"
check-hours-no-day = the hours "{ $value }" have no day
check-hours-no-day-label = on which days?
check-hours-no-day-help = put the days in front: "mon-sun 10:00-18:00"
check-hours-no-time = the days have no working hours
check-hours-no-time-label = when do you open?
check-hours-no-time-help = add the hours: "mon-fri 10:00-18:00"; days off are simply left out
check-version = the bot does not know this version of the file
check-version-label = the bot knows version 1
check-version-help = write 1
check-source-name = no link can be made of "{ $key }"
check-source-name-label = Latin letters, digits, "_" and "-", at most 64
check-source-name-help = give the source a short Latin name and write its title to the right: site = "Our site"
check-group = "{ $key }" has no group number
check-group-label = the number of a Telegram group is wanted
check-group-help = write the group's number, for example -1001234567890
check-hours-open = [hours] has no working hours
check-hours-open-label = the line open is wanted here
check-hours-open-help = add the line: open = ["mon-fri 10:00-18:00"]
check-fallback-reply = [fallback] has no reply
check-fallback-reply-label = the line reply is wanted here
check-fallback-reply-help = add the line: reply = "Please leave your number"; or remove the section, and the bot stays silent
check-top-version = there is no line version
check-top-version-label = its place is at the top
check-top-version-help = add it as the first line
check-top-company = there is no name of the company
check-top-company-label = its place is at the top
check-top-company-help = add to the top of the file: company = "My company"
check-top-timezone = there is no time zone
check-top-timezone-label = its place is at the top
check-top-timezone-help = add to the top of the file: timezone = "Europe/London"
check-no-rules = the file has no rules
check-no-rules-label = the file ends without a rule
check-no-rules-help = begin a rule with the line [[rule]], below it name = "Left a phone", a condition if.… and an action then.…
check-rule-brackets = a rule begins with double brackets: [[rule]]
check-rule-brackets-label = these brackets are not double
check-rule-brackets-help = put double brackets
check-rule-brackets-all-help = put double brackets here and in the lines { $lines }
check-rule-name = the rule has no name
check-rule-name-label = name is wanted under this line
check-rule-name-help = add under [[rule]]: name = "Left a phone"
check-rule-part = a dot and a word are wanted after `{ $key }`
check-rule-part-label = what is to be tested or done?
check-rule-part-help = write, for example, if.words = ["dog"] or then.reply = "Hello!"
check-condition = there is no condition `{ $key }`
check-condition-label = the bot knows no such condition
check-condition-help = conditions are: { $known }
check-condition-not-help = there are no conditions with "not": put a rule for those words above; where something is missing, there are chat_lacks and has_lead = false
check-condition-action = `{ $key }` is an action and stands among the conditions
check-condition-action-label = an action follows then
check-condition-action-help = write then.{ $key } instead of if.{ $key }
check-action = there is no action `{ $key }`
check-action-label = the bot knows no such action
check-action-help = actions are: { $known }
check-action-condition = `{ $key }` is a condition and stands among the actions
check-action-condition-label = a condition follows if
check-action-condition-help = write if.{ $key } instead of then.{ $key }
check-action-mute = there is no action `{ $key }`: silence follows from the status
check-action-mute-label = this line is not needed
check-action-mute-help = remove it: after "completed" and "unqualified" the bot is silent by itself
check-field-table = the field `{ $key }` is described by a section
check-field-table-label = there is a single value here
check-field-table-help = write [field.{ $key }] on a line of its own, below it title, ask, again

## Names

check-duplicate-rule = there is a rule "{ $name }" already
check-duplicate-rule-label = the second of that name
check-duplicate-rule-help = give one of them another name: reports speak of rules by name
check-rules-pasted = the rules stand in the file twice: { $count ->
        [one] { $count } name is repeated
       *[other] { $count } names are repeated
    }
check-rules-pasted-label = from here they begin again
check-rules-pasted-help = delete the repetition, from this rule on, and save the file
check-file-pasted = the rules file stands here twice
check-file-pasted-label = about this line it begins again
check-file-pasted-help = keep one copy: delete the second from its beginning to its end
check-duplicate-list = "{ $name }" is both a list and a topic
check-duplicate-list-label = the topic of that name
check-duplicate-list-help = give the topic or the list another name
check-duplicate-status = the status "{ $name }" is named twice
check-duplicate-status-label = the second time
check-duplicate-status-help = keep one of the two lines
check-reserved-list = the name "{ $name }" belongs to a built-in list
check-reserved-list-label = the bot itself knows @{ $name }
check-reserved-list-help = give your list another name, such as "my words"; "@{ $name }" may stand in it
check-list-at = the name of a list needs no @
check-list-at-label = without @ here
check-list-at-help = write "{ $name }"; the @ goes into rules: if.words = ["@{ $name }"]
check-list-nameless = the list has no name
check-list-nameless-label = there is nothing between the quotes
check-list-nameless-help = give the list a name, such as "animals"
check-reserved-field = the field name `{ $name }` belongs to the placeholder {"{"}{ $name }{"}"}
check-reserved-field-label = the bot itself fills in this word
check-reserved-field-help = give the field another name, such as my_{ $name }
check-field-name = `{ $name }` cannot be the name of a field
check-field-name-label = only letters, digits, "_" and "-"
check-field-name-help = name the field in one word, such as [field.address]
check-field-two-answers = the field has two ways to tell an answer
check-field-two-answers-label = the second
check-field-two-answers-first = the first
check-field-two-answers-help = keep either answer = "any" or pattern
check-field-button = the field `{ $name }` cannot have a button
check-field-button-label = the button sends a phone number
check-field-button-help = move the line under [field.phone] or remove it
check-field-answer = the bot cannot tell an answer about the field `{ $name }`
check-field-answer-label = this field is your own, the bot does not find it by itself
check-field-answer-help = add answer = "any" if any answer will do, or pattern with an expression
check-field-ask = the field `{ $name }` has no question
check-field-ask-label = ask is wanted under this line
check-field-ask-help = add, for example: ask = "What is your address?"

## References

check-field = there is no field `{ $name }`
check-field-label = there are: { $known }
check-field-help = choose one of: { $known }; describe a field of your own in the section [field.{ $name }]
check-field-words-help = the name of a field is wanted here: { $known }; the words of the question stand beside it, in then.reply
check-field-in-message = the field `{ $name }` cannot be found in a message
check-field-in-message-label = in a message the bot finds phone, email, time
check-field-in-message-help = take another condition: if.chat_has = ["{ $name }"]
check-topic = there is no topic "{ $name }" in [topics]
check-topic-label = there are: { $known }
check-topic-help = add the topic to the section [topics]: "{ $name }" = ["word", "another word"]
check-topic-is-list = this is a list, not a topic
check-topic-list-help = move it from [lists] to [topics]; or test for the words: if.words = ["@{ $name }"]
check-source = there is no source "{ $name }" in [sources]
check-source-label = there are: { $known }
check-source-help = add the source to the section [sources], for example: site = "Our site"
check-list = there is no list `@{ $name }` in [lists] and [topics]
check-list-label = not found
check-list-similar = there is this one
check-list-help = add the list to [lists]: "{ $name }" = ["word", "another word"]; if it is just a word, remove the @
check-cycle = the list "{ $name }" holds itself
check-cycle-label = { $path }
check-cycle-help = remove one of these references
check-short-prefix = `{ $word }` fits almost any message
check-short-prefix-label = at least 3 letters are wanted before the star
check-short-prefix-help = write the words in full: the bot finds their other forms by itself
check-star-inside = the star in `{ $word }` is out of place
check-star-inside-label = a star only ends a word
check-star-inside-help = keep the beginning of the word and the star: vacanc*
check-no-letters = "{ $word }" has neither letter nor digit
check-no-letters-label = the bot cannot find this in a message
check-no-letters-help = write a word, or remove this place
check-several-words = several words stand in one pair of quotes
check-several-words-label = the bot would look for all of them in a row only
check-several-words-help = put each word in quotes of its own; if it is one phrase, remove the sign from it
check-minus-word = there are no words with a minus
check-minus-word-label = "{ $word }"
check-minus-word-help = an exception is a rule of its own above: it answers those words first

## Actions

check-no-action = the rule "{ $name }" does nothing
check-no-action-label = there is no line then.…
check-no-action-lead = this line says "make no lead", and nothing else
check-no-action-help = add a reply, a question, a lead or a status, for example: then.status = "unqualified"
check-contradiction = the rule makes a lead and calls the customer unqualified
check-contradiction-label = such customers do not go to the CRM
check-contradiction-lead = the lead is made here
check-contradiction-help = to have the lead, set "completed" or "in progress"; to have none, remove then.lead
check-ask-after-close = the rule falls silent and asks a question
check-ask-after-close-label = the bot will not read the answer
check-ask-after-close-status = the bot falls silent here
check-ask-after-close-help = remove then.ask, or set "in progress"
check-ask-after-close-lead-help = to make the lead and go on talking, set "in progress"
check-buttons-alone = the buttons have nothing to stand under
check-buttons-alone-label = the rule has neither reply nor question
check-buttons-alone-help = add then.reply: the buttons appear under it
check-lead-alone = then.{ $key } means nothing without a lead
check-lead-alone-label = this rule makes no lead
check-lead-alone-help = add then.lead = true, or remove this line
check-file = there is no file { $file }
check-file-label = no such file beside the rules
check-file-help = put the file there or correct the path: it is counted from the folder of the rules file

## Texts

check-placeholder = there is no placeholder { $name } here
check-placeholder-label = it will be seen as it is, with its braces
check-placeholder-help = there can be: { $known }
check-placeholder-elsewhere-help = { $name } is only for messages to managers; there can be: { $known }
check-placeholder-changed-help = {"{"}changed{"}"} is only for the line update of [notify]; there can be: { $known }
check-placeholder-form = the placeholder has signs too many
check-placeholder-form-label = the braces will stay in the text
check-placeholder-form-help = one pair of braces and no spaces: { $name }
check-placeholder-half = a placeholder has lost a brace
check-placeholder-half-label = the brace lacks its pair
check-placeholder-half-help = put braces on both sides of the word: { $name }
check-too-long = the text has { $length } signs, Telegram takes { $longest }
check-too-long-label = the text is too long
check-too-long-help = shorten the text; put long things into a file and send it: then.file = "files/price.pdf"
check-secret = a key or a password lies in the rules file
check-secret-label = everybody who is shown the rules will see it
check-secret-help = move it to the file .env, and better get a new one: this one may have been seen

## Rules that never have their turn

check-never-first = goes against this line
check-never-hours = the rule "{ $name }" never fires
check-never-hours-label = there are no working hours, so it is always open
check-never-hours-help = add the section [hours], or remove this condition
check-never-lead = the rule "{ $name }" never fires
check-never-lead-label = no rule makes leads
check-never-lead-help = add then.lead = true to the rule that gets a phone, or remove this condition
check-never-fields = the rule "{ $name }" never fires
check-never-fields-label = nothing is known and unknown at once
check-never-fields-help = keep one of the two lines
check-never-idle = the rule "{ $name }" never fires
check-never-idle-label = the customer is silent, there is no message at that moment
check-never-idle-help = keep if.idle or the condition about a message; if.topic remembers what was said before
check-never-started = the rule "{ $name }" never fires
check-never-started-label = no message comes along with Start
check-never-started-help = keep one of the two lines
check-never-contact = the rule "{ $name }" never fires
check-never-contact-label = "only these words" and a contact never go together
check-never-contact-help = take if.words instead of if.only_words
check-never-wordless = the rule "{ $name }" never fires
check-never-wordless-label = such messages have no words
check-never-wordless-help = keep one of the two lines
check-never-words = the rule "{ $name }" never fires
check-never-words-label = these two lines have no word in common
check-never-words-help = "only these words" lets no other in: keep one of the two lines, or put the word into both
check-unreachable = the rule "{ $name }" never has its turn
check-unreachable-label = this is a special case, and stands below
check-unreachable-above = fires first on all of the same
check-unreachable-help = put "{ $name }" above "{ $above }"
check-hardly-reachable = the rule "{ $name }" hardly ever has its turn
check-hardly-reachable-label = the words are the same or nearly so, and it stands lower
check-hardly-reachable-above = fires earlier on nearly all of that

## Warnings

check-no-condition = the rule "{ $name }" takes everything, rules below it have no turn
check-no-condition-label = there is no line if.…
check-no-condition-help = add a condition, or move the rule to the very bottom
check-silent = after the rule "{ $name }" the customer hears nothing
check-silent-label = the talk goes on, and there is no reply
check-silent-help = add then.ask or then.reply; if the talk is over, set "completed"
check-no-lead = the rule "{ $name }" completes the talk, and there may be no lead
check-no-lead-label = "completed" means that the aim is reached
check-no-lead-help = if the customer left nothing, set "unqualified"; if there is a lead, add if.has_lead = true
check-maybe-empty = { $place } may be empty in this reply
check-maybe-empty-label = the rule also fires when there is nothing to fill in
check-maybe-empty-rule = no condition asks for this field
check-maybe-empty-help = add the condition if.chat_has = ["{ $field }"], or remove the placeholder
check-broad-short = the word "{ $word }" is short and stands in many an ordinary phrase
check-broad-short-label = the rule "{ $rule }" fires on it
check-broad-short-help = take a longer word; if it must be this one, put "=" before it
check-broad-farewell = the word "{ $word }" stands in ordinary phrases, too
check-broad-farewell-label = a question with this word closes the talk as well
check-broad-rule = here it is looked for anywhere in the message
check-broad-farewell-help = if.only_words is for farewells: there is nothing else in the message
check-broad-line = the word "{ $word }" closes the conversation, and an example expects something else
check-broad-line-label = { $place }: "{ $line }"
check-broad-line-help = narrow the word, move the right rule above, or, if the bot is right, renew the example: leadlatch test --accept
check-unused-list = the list "{ $name }" is not needed
check-unused-list-label = no rule names it
check-unused-list-help = name it in a rule: if.words = ["@{ $name }"]; or remove it
check-unused-list-word = this is a word, not the list: the sign @ is missing
check-unused-list-sign-help = to take the whole list, put @ before its name
check-destination = leads go to { $sink }, and { $setting } is not set
check-destination-label = the bot cannot send anything there
check-destination-help = put { $setting } into the file .env or remove { $sink }: like this the bot will not start
check-guessed = the word "{ $word }" is in no dictionary
check-guessed-label = its other forms are guessed by the ending
check-guessed-help = look for a misspelling; if the word is right, add its other forms beside it
