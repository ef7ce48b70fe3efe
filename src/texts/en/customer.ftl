# What customers read unless the owner writes something else.

field-phone-ask = Please leave your phone number.
field-phone-again = I cannot see a number. Please write it in digits, for example: +1 202 555 0143.
field-time-ask = When is a good time to call you?
field-time-again = Please write the day and the hour, for example: tomorrow at 3 pm.
field-email-ask = Which address shall we write to?
field-email-again = I cannot see an address. It looks like this: ann@example.com.
field-name-ask = What shall we call you?
field-name-again = Please write just your name.
