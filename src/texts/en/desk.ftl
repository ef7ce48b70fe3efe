# What managers read unless the owner writes something else.

field-phone-title = Phone
field-time-title = Call at
field-email-title = E-mail
field-name-title = Name
card-lead = 🔔 New lead #{ $id }
card-topic = Topic
card-source = Source
card-client = Customer
card-changed = ✏️ Lead #{ $id }: { $changed }
