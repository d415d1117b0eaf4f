"""Many pairs: read from any of the usual files, restored by worker processes, written in the input's order, resumable.

>>> from restore.batch import restore_records
>>> records = [{"id": "a", "copy": "They lacked any Emanuel.", "source": "They lacked any detail."}, {"id": "b"}]
>>> [getattr(outcome, "error", "restored") for outcome in restore_records(records)]
['restored', <Reason.MISSING_FIELD: 'missing_field'>]
"""

from restore.batch.api import restore_records as restore_records
from restore.batch.records import Columns as Columns
from restore.batch.records import Reason as Reason
from restore.batch.records import Record as Record
from restore.batch.records import Rejected as Rejected
from restore.batch.records import Restored as Restored

__all__ = ["Columns", "Reason", "Record", "Rejected", "Restored", "restore_records"]
