"""What each node of the vocabulary is in the SQL of Databricks, which is that of Spark, but for a new function or two.

Its tables have no lines.
"""

from dataclasses import replace

from privaudit.lowering import spark
from privaudit.lowering._building import elsewhere, refused_record

DIALECT = replace(
    spark.DIALECT,
    lowering={**spark.LOWERING, "record": refused_record, "some": elsewhere("some")},
    session=("SET TIME ZONE 'UTC'",),
)
