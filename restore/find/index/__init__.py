"""Indexes on disk: Parquet files, searched by DuckDB in this process or by Spark elsewhere."""
