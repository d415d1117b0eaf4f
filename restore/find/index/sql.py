"""The search for candidates as one SQL text for Spark, plain enough that DuckDB runs it unchanged in the tests.

It reads two tables, `questions(asker, gram)`, each gram once for an asker, and `postings(gram, document, worth)`, and
says what `restore.find.candidates` says of memory: the same documents, weights and order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from restore.find.candidates import (
    BUDGET,
    MARKS_BUDGET,
    MOST,
    SCALE,
    TELLING,
    Candidate,
    Candidates,
    interleaved,
)
from restore.find.fingerprints import Grams
from restore.find.index.tables import arrow

if TYPE_CHECKING:
    import pyarrow as pa


def questions_of(asked: Sequence[Grams]) -> pa.Table:
    """What copies ask with, as the table `questions`; askers are numbered from 0."""
    pa, _ = arrow()
    askers = np.repeat(np.arange(len(asked), dtype=np.int32), [len(grams) for grams in asked])
    return pa.table({"asker": askers, "gram": np.concatenate([np.empty(0, dtype=np.int64), *asked])})


def candidates_of(rows: Iterable[Mapping[str, int]], askers: int) -> list[Candidates]:
    """The candidates of so many askers, of the rows that the query gives."""
    by_grams: list[list[Candidate]] = [[] for _ in range(askers)]
    by_marks: list[list[Candidate]] = [[] for _ in range(askers)]
    capped = [0] * askers
    for row in rows:
        found = by_marks if row["marks"] else by_grams
        found[row["asker"]].append(Candidate(row["document"], row["weight"]))
        capped[row["asker"]] = row["capped"]
    votes = zip(by_grams, by_marks, capped, strict=True)
    return [Candidates(interleaved(grams, marks), left_out) for grams, marks, left_out in votes]


def candidates_sql(documents: int) -> str:
    """The query over a library of so many documents; rows are (asker, document, weight, marks, place, capped).

    `marks` says by which vote: 1 by marks, 0 by n-grams. An asker of whom nothing is in the library has no row.
    """
    return f"""
WITH frequency AS (
  SELECT p.gram AS gram, COUNT(*) AS documents
  FROM postings p JOIN (SELECT DISTINCT gram FROM questions) q ON p.gram = q.gram
  GROUP BY p.gram
),
ranked AS (
  SELECT q.asker AS asker, q.marks AS marks, q.gram AS gram, f.documents AS documents,
    SUM(f.documents) OVER (PARTITION BY q.asker, q.marks ORDER BY f.documents, q.gram
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS met,
    ROW_NUMBER() OVER (PARTITION BY q.asker, q.marks ORDER BY f.documents, q.gram) AS place
  FROM (SELECT asker, gram, CASE WHEN gram < 0 THEN 1 ELSE 0 END AS marks FROM questions) q
    JOIN frequency f ON q.gram = f.gram
),
asked AS (
  SELECT asker, marks, gram, CAST(FLOOR({SCALE} * LN(1 + {documents} / documents)) AS BIGINT) AS rarity
  FROM ranked WHERE met <= CASE WHEN marks = 1 THEN {MARKS_BUDGET} ELSE {BUDGET} END OR place = 1
),
capped AS (
  SELECT asker, COUNT(*) AS grams FROM ranked WHERE met > {BUDGET} AND place > 1 AND marks = 0 GROUP BY asker
),
votes AS (
  SELECT a.asker AS asker, a.marks AS marks, p.document AS document, SUM(a.rarity * p.worth) AS weight
  FROM asked a JOIN postings p ON a.gram = p.gram
  GROUP BY a.asker, a.marks, p.document
),
strongest AS (
  SELECT asker, marks, MAX(weight) AS weight FROM votes GROUP BY asker, marks
),
best AS (
  SELECT v.asker AS asker, v.marks AS marks, v.document AS document, v.weight AS weight,
    ROW_NUMBER() OVER (PARTITION BY v.asker, v.marks ORDER BY v.weight DESC, v.document) AS place
  FROM votes v JOIN strongest s ON v.asker = s.asker AND v.marks = s.marks
  WHERE {TELLING} * v.weight >= s.weight
)
SELECT b.asker AS asker, b.document AS document, CAST(b.weight AS BIGINT) AS weight,
  b.marks AS marks, b.place AS place, COALESCE(c.grams, 0) AS capped
FROM best b LEFT JOIN capped c ON b.asker = c.asker
WHERE b.place <= {MOST}
ORDER BY asker, place, marks
"""  # noqa: S608 - the figures are this program's own
