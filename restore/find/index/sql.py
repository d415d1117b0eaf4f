"""The search for candidates as one SQL text, plain enough for DuckDB and for Spark to run it unchanged.

It reads two tables, `questions(asker, gram)`, each gram once for an asker, and `postings(gram, document, step)`, and
says what `restore.find.candidates` says of memory: the same documents, weights and order.
"""

from __future__ import annotations

from restore.find.candidates import BUDGET, MOST, SCALE


def candidates_sql(documents: int) -> str:
    """The query over a library of so many documents; rows are (asker, document, weight, shared, place, capped).

    An asker whose n-grams meet nothing has no row.
    """
    return f"""
WITH frequency AS (
  SELECT p.gram AS gram, COUNT(*) AS documents
  FROM postings p JOIN (SELECT DISTINCT gram FROM questions) q ON p.gram = q.gram
  GROUP BY p.gram
),
ranked AS (
  SELECT q.asker AS asker, q.gram AS gram, f.documents AS documents,
    SUM(f.documents) OVER (PARTITION BY q.asker ORDER BY f.documents, q.gram
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS met,
    ROW_NUMBER() OVER (PARTITION BY q.asker ORDER BY f.documents, q.gram) AS place
  FROM questions q JOIN frequency f ON q.gram = f.gram
),
asked AS (
  SELECT asker, gram, CAST(FLOOR({SCALE} * LN(1 + {documents} / documents)) AS BIGINT) AS rarity
  FROM ranked WHERE met <= {BUDGET} OR place = 1
),
capped AS (
  SELECT asker, COUNT(*) AS grams FROM ranked WHERE met > {BUDGET} AND place > 1 GROUP BY asker
),
votes AS (
  SELECT a.asker AS asker, p.document AS document, SUM(a.rarity * p.step) AS weight, COUNT(*) AS shared
  FROM asked a JOIN postings p ON a.gram = p.gram
  GROUP BY a.asker, p.document
),
best AS (
  SELECT asker, document, weight, shared,
    ROW_NUMBER() OVER (PARTITION BY asker ORDER BY weight DESC, document) AS place
  FROM votes
)
SELECT b.asker AS asker, b.document AS document, CAST(b.weight AS BIGINT) AS weight, b.shared AS shared,
  b.place AS place, COALESCE(c.grams, 0) AS capped
FROM best b LEFT JOIN capped c ON b.asker = c.asker
WHERE b.place <= {MOST}
ORDER BY asker, place
"""  # noqa: S608 - the figures are this program's own
