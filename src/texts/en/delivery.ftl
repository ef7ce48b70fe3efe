# What becomes of leads on their way: for the lead book and for alerts in the group.

delivery-delivered = delivered
delivery-not-sent = could not be sent
delivery-slow-down = asked to wait
delivery-closed = takes nothing at present
delivery-no-answer = no answer
delivery-refused = refused
delivery-moved = the group has moved
delivery-because = { $end }: { $reason }
