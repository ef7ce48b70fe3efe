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
delivery-alone =
    ⚠️ Lead #{ $id } has not got { $to } since { $since }: { $reason }.
    The bot keeps trying. More: leadlatch leads show { $id }
delivery-arrived = ✅ Lead #{ $id } is { $at } now.
delivery-missing = ⚠️ Not { $at } yet: { $reason }
delivery-closed-since = takes no leads since { $since }
delivery-silent-since = no answer since { $since }
