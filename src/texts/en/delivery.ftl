# What becomes of leads on their way: for the lead book and for alerts in the group.

delivery-delivered = delivered
delivery-not-sent = could not be sent
delivery-slow-down = asked to wait
delivery-closed = takes nothing at present
delivery-no-answer = no answer
delivery-refused = refused
delivery-moved = the group has moved
delivery-because = { $end }: { $reason }

delivery-place-telegram = Telegram
delivery-place-bitrix24 = Bitrix24
delivery-place-email = The mail server
delivery-place-webhook = The CRM (webhook)
delivery-to-place-telegram = to the group
delivery-to-place-bitrix24 = to Bitrix24
delivery-to-place-email = to the mailbox
delivery-to-place-webhook = to the CRM (webhook)
delivery-at-place-telegram = in the group
delivery-at-place-bitrix24 = in Bitrix24
delivery-at-place-email = in the mailbox
delivery-at-place-webhook = in the CRM (webhook)
delivery-out-silent =
    ⚠️ { $place } has not answered since { $since }, { $leads ->
        [one] { $leads } lead is waiting
       *[other] { $leads } leads are waiting
    }. Nothing to do: they will go by themselves.
delivery-out-slow =
    ⚠️ { $place } has asked to wait since { $since }, { $leads ->
        [one] { $leads } lead is waiting
       *[other] { $leads } leads are waiting
    }. Nothing to do: they will go by themselves.
delivery-out-closed =
    ⚠️ { $place } has taken no leads since { $since }, { $leads ->
        [one] { $leads } lead is waiting
       *[other] { $leads } leads are waiting
    }. Nothing to do: they will go by themselves.
delivery-out-remedy =
    ⚠️ { $place } has taken no leads since { $since }, { $leads ->
        [one] { $leads } lead is waiting
       *[other] { $leads } leads are waiting
    }.
    { $remedy }
    Once that is mended, the leads will go by themselves.
delivery-back =
    ✅ { $place } takes leads again{ $leads ->
        [0] {"."}
        [one] : { $leads } lead has been delivered.
       *[other] : { $leads } leads have been delivered.
    }
delivery-refused-lead =
    ⚠️ Lead #{ $id } did not get { $to }: { $reason }
    Mend the cause and send it again: leadlatch leads retry { $id }
delivery-refused-update =
    ⚠️ Changes of lead #{ $id } did not get { $to }: { $reason }
    Mend the cause and send them again: leadlatch leads retry { $id }
delivery-refused-leads =
    ⚠️ { $leads ->
        [one] { $leads } lead
       *[other] { $leads } leads
    } did not get { $to } (# { $ids }): { $reason }
    Mend the cause and send them again: leadlatch leads retry --all
delivery-refused-updates =
    ⚠️ Changes of { $leads ->
        [one] { $leads } lead
       *[other] { $leads } leads
    } did not get { $to } (# { $ids }): { $reason }
    Mend the cause and send them again: leadlatch leads retry --all
delivery-numbers = { $named }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
delivery-alone =
    ⚠️ Lead #{ $id } has not got { $to } since { $since }: { $reason }.
    The bot keeps trying. More: leadlatch leads show { $id }
delivery-arrived = ✅ Lead #{ $id } is { $at } now.
delivery-missing = ⚠️ Not { $at } yet: { $reason }
delivery-stray = ⚠️ This is for the group { $group }, but the bot cannot write there. Add it to that group, or correct the number in [route].
delivery-closed-since = takes no leads since { $since }
delivery-slow-since = has asked to wait since { $since }
delivery-silent-since = no answer since { $since }

# leadlatch leads retry, dead, forget.

errand-failed = This cannot be done in { $folder }: { $reason }
errand-no-bot = No bot is running now: it will go when the bot starts.
retry-nothing = Lead #{ $id } is everywhere it goes: nothing to send.
retry-nothing-at-all = Every lead is in its place: nothing to send.
retry-one = Lead #{ $id } is being sent again ({ $places }). Put back: { $back }, waiting: { $waiting }.
retry-all = { $leads ->
    [one] { $leads } lead is
   *[other] { $leads } leads are
} being sent again ({ $places }). Put back: { $back }, waiting: { $waiting }.
dead-none = Nothing was put aside: everything has arrived.
dead-update = a message from Telegram the bot could not deal with
dead-update-unreadable = it cannot be read: Telegram has sent what this version of the bot does not know
dead-update-unhandled = no part of the bot has taken it
dead-update-panicked = a mistake in the bot itself; its log tells more
dead-update-meets-damage = what is stored of the chat is damaged; the bot's log tells more
dead-to-customer = an answer to a customer
dead-lead = lead #{ $id }, { $place }
dead-replay-hint = To put one back: leadlatch dead replay NUMBER
dead-no-such = Nothing was put aside under the number { $id }; for the list: leadlatch dead
dead-replayed = Put back: { $what }.
dead-at-next-start = The bot will deal with it when it starts next.
forget-no-number = “{ $chat }” is no number of a chat; leadlatch leads --format csv prints it
forget-nobody = The bot knows nothing of chat { $chat }.
forget-done = Chat { $chat } is forgotten: the talk, { $count ->
    [0] no leads
    [one] { $count } lead ({ $leads })
   *[other] { $count } leads ({ $leads })
}, everything that was to be sent.
forget-elsewhere = What has already gone to the group, Bitrix24, the mailbox and the CRM is still there: delete it by hand.
