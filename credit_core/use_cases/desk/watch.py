"""What somebody who watches the service counts of the work queue (待办): overdue and due soon. Nothing of it is personal."""

from __future__ import annotations

from collections.abc import Mapping

from credit_core.duties.status import soon_until
from credit_core.storage.work_queue import Bucket, Days, Wanted, WorkQueue
from credit_core.use_cases.office import Office

COUNTED_UP_TO = 10_000
"""Beyond this nobody needs the exact number to see that something is wrong."""
WATCHED = (Bucket.OVERDUE, Bucket.TODAY, Bucket.SOON)


def watched(office: Office) -> Mapping[Bucket, int]:
    """Open cases of every place by bucket, up to COUNTED_UP_TO each."""
    with office.store.read() as unit:
        today = office.clock.today()
        days = Days(today, soon_until(today, office.calendar(unit), office.rules.soon))
        queue = WorkQueue(unit.connection, days, Wanted())
        return {bucket: len(queue.spots(bucket, None, COUNTED_UP_TO)) for bucket in WATCHED}
