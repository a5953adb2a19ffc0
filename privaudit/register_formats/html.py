"""The record of Art. 30 as one page that needs nothing beside itself: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined

from privaudit.messages import visible
from privaudit.model.register import Register
from privaudit.model.register_format import Known, RegisterFormat, Written
from privaudit.register_formats._record import record
from privaudit.register_formats._record_parts import Grid

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; color: #1c1c1c; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.5rem; border-bottom: 2px solid #444; } h3 { margin-top: 2rem; }
p.note { color: #555; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f1f1f1; } table.facts th { width: 13rem; font-weight: 600; }
ul { margin: 0; padding-left: 1.1rem; }
nav ul { columns: 2; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; } nav { display: none; }
h2, h3 { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""

_PAGE = """\
{%- macro facts(block) %}
<table class="facts">
{%- for label, values in block.rows %}
<tr><th scope="row">{{ label | seen }}</th><td>
{%- if values | length == 1 %}{{ values[0] | seen }}
{%- else %}<ul>{% for value in values %}<li>{{ value | seen }}</li>{% endfor %}</ul>{% endif %}</td></tr>
{%- endfor %}
</table>
{%- endmacro %}
{%- macro grid(block) %}
<table>
<thead><tr>{% for cell in block.head %}<th scope="col">{{ cell | seen }}</th>{% endfor %}</tr></thead>
<tbody>
{%- for row in block.rows %}
<tr>{% for cell in row %}<td>{{ cell | seen }}</td>{% endfor %}</tr>
{%- endfor %}
</tbody>
</table>
{%- endmacro %}
{%- macro part(section, level, name) %}
<h{{ level }} id="{{ name }}">{{ section.title | seen }}</h{{ level }}>
{%- if section.note %}
<p class="note">{{ section.note | seen }}</p>
{%- endif %}
{%- for block in section.blocks %}
{%- if block is grid %}{{ grid(block) }}{% elif block.rows %}{{ facts(block) }}{% endif %}
{%- endfor %}
{%- for below in section.sections %}{{ part(below, level + 1, name ~ "-" ~ loop.index) }}{% endfor %}
{%- endmacro -%}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ record.title | seen }}</title>
<style>
{{ style }}</style>
</head>
<body>
<h1>{{ record.title | seen }}</h1>
<p class="note">{{ record.lead | seen }}</p>
<nav><ul>
{%- for section in record.sections %}
<li><a href="#part-{{ loop.index }}">{{ section.title | seen }}</a></li>
{%- endfor %}
</ul></nav>
{%- for section in record.sections %}{{ part(section, 2, "part-" ~ loop.index) }}{% endfor %}
</body>
</html>
"""


def _write(register: Register, known: Known) -> Written:
    pages = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    pages.filters["seen"] = _seen
    pages.tests["grid"] = lambda block: isinstance(block, Grid)
    return Written(pages.from_string(_PAGE).render(record=record(register, known), style=_STYLE))


def _seen(text: str) -> str:
    """The text with characters that change how it reads as their codes; what HTML acts upon is escaped after it."""
    return visible(" ".join(text.split()))


FORMAT = RegisterFormat("the record of Art. 30 for people, as one page of HTML", _write)
