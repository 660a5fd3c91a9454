"""Read relations as 018_tracker_clients.pl asks: read_psycopg2.py RELATION..."""
import datetime
import decimal
import sys

import psycopg2
import psycopg2.extensions

SHOWN = {str: str, int: str, bool: lambda b: "t" if b else "f",
         decimal.Decimal: lambda d: format(d, "f"), datetime.date: str}

sys.stdout.reconfigure(encoding="utf-8")
cursor = psycopg2.connect("").cursor()
for relation in sys.argv[1:]:
    cursor.execute("SELECT * FROM " + relation)
    rows = cursor.fetchall()
    print("relation", relation, sep="\t")
    for place, column in enumerate(cursor.description):
        known = psycopg2.extensions.string_types.get(column.type_code)
        classes = {type(row[place]).__name__ for row in rows if row[place] is not None}
        print("column", column.name, known.name if known else "unknown", ",".join(sorted(classes)), sep="\t")
    for row in rows:
        print("row", *("\\N" if value is None else SHOWN.get(type(value), repr)(value) for value in row), sep="\t")
