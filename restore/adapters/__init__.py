"""Repair as a step of pipelines that others wrote: each module fits `restore.batch.restore_records` into one of them.

They import what they fit into when they are used, so that each can be read where it is not installed. All leave a text
as it came where it cannot be repaired, and say why; none stops a pipeline for one record. `docs/pipelines.md` has them.
"""
