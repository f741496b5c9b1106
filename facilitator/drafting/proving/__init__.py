"""What a finished livrable claims, kept inside it, and checked against the wall.

A new livrable gets its claims without code of its own here: once written, it is read back as it is seen.
A line rests on contributions where a reference leads to their numbers: ``Line.ids`` or ``titled_by`` of a
slide (its speaker notes), ``Citations.note`` of a text (a footnote). Words are a quotation between guillemets
beside « n° 12 », or before « (n° 12 » at a comité. What is shown of the description goes into
``details.details``, what is counted under a name into ``recount.labelled`` and ``figures``; in the end
``Livrables._keep_proofs`` keeps it all.
"""
