# What customers read unless the owner writes something else.

field-phone-ask = Оставьте, пожалуйста, номер телефона.
field-phone-again = Номера не видно. Напишите его цифрами, например: +7 900 123-45-67.
field-time-ask = Когда вам удобно принять звонок?
field-time-again = Напишите, пожалуйста, день и час, например: завтра в 15:00.
field-email-ask = На какой адрес вам написать?
field-email-again = Адреса не видно. Он выглядит так: ivan@example.com.
field-name-ask = Как к вам обращаться?
field-name-again = Напишите, пожалуйста, только имя.
