"""A demo history: months of made-up enquiries at two made-up centres, in a database of its own.

`flask --app wsgi demo --days 90 [--seed N] [--until DATE]`. Everything is done by the verbs that do it in
service, with the moment of the history as their `now`: people text and fill in forms, staff are alerted, take
an enquiry, call and close it, texts arrive. Only the people and the provider of texts are played. The same
seed, days and last day make the same history, but for references, codes and keys, which are always random.

Willow House (demo) is open day and night and promises a call within 15 minutes. Sam, Priya, Ana and Ruth take
turns on call, Owen and Marcus have the weekends; Dana is its manager, and its back-up at night. Willow London
(demo) is open from Monday to Saturday and promises 30 minutes. Owen has the mornings, Marcus the afternoons,
Ruth the Saturdays; Leila is its manager. Tom administers both.

Four things are wrong, for reports to find:

1. At Willow House no one is on call first on Sundays from 01:00 to 04:00: Ruth's Saturday night ends at one,
   and her Sunday begins at four. Few who ask then are called in time, since Dana wakes late.
2. Marcus is slow. He takes an enquiry as soon as others do, and calls long after that, or not before his
   claim ends.
3. No enquiry from local radio (the keyword RADIO) is ever booked.
4. Owen closes far more than the others as spam, and of those who have waited for hours, most.
"""
