"""A page for the person, which needs nothing beside itself: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, StrictUndefined

from privaudit.exports._texts import TEXTS
from privaudit.exports._values import text
from privaudit.exports._words import activity, controller, law, state, word
from privaudit.messages import visible
from privaudit.model.export import Package, PackagedFile, PortableFormat

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; color: #1c1c1c; background: #fff; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 2px solid #444; } h3 { margin: 2rem 0 .2rem; }
p.note { color: #555; margin: .2rem 0; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; min-width: 4rem; }
td.cell { white-space: pre-wrap; } th { background: #f1f1f1; }
@media print { body { max-width: none; margin: 0; font-size: 9pt; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""
_PAGE = """\
<!DOCTYPE html>
<html lang="{{ package.language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>
{{ style }}</style>
</head>
<body>
<h1>{{ title }}</h1>
<p>{{ say.from }} {{ controller | join(", ") | line }}</p>
<h2>{{ say.data }}</h2>
{%- if not package.tables %}
<p>{{ say.none }}</p>
{%- endif %}
{%- for table in package.tables %}
<h3 id="{{ table.stem }}">{{ table.name | line }}</h3>
{%- if table.comment %}
<p class="note">{{ table.comment | line }}</p>
{%- endif %}
<p class="note">{{ table.rows | length }} {{ say.row if table.rows | length == 1 else say.rows }}, {{ say.origin }}
 {{ table.source | line }}; {{ say.files }} data/{{ table.stem }}.json, data/{{ table.stem }}.csv</p>
<div class="wide"><table>
<thead><tr>{% for column in table.columns %}<th scope="col">{{ column.name | line }}</th>{% endfor %}</tr></thead>
<tbody>
{%- for row in table.rows %}
<tr>{% for cell in row %}<td class="cell">{{ cell | cell }}</td>{% endfor %}</tr>
{%- endfor %}
</tbody>
</table></div>
{%- endfor %}
{%- if activities %}
<h2>{{ say.information }}</h2>
{%- for name, facts in activities %}
<h3>{{ name | line }}</h3>
<table>
{%- for label, values in facts %}
<tr><th scope="row">{{ label }}</th>
<td>{% for value in values %}{{ value | line }}{% if not loop.last %}<br>{% endif %}{% endfor %}</td></tr>
{%- endfor %}
</table>
{%- endfor %}
{%- endif %}
{%- if rights %}
<h2>{{ say.rights }}</h2>
<p>{{ rights | join(", ") }}. {{ say.complaint }}</p>
{%- endif %}
{%- if contact %}
<p>{{ say.contact }}: {{ contact | line }}</p>
{%- endif %}
<h2>{{ say.left_out }}</h2>
{%- if package.left_out %}
<table>
<thead><tr><th scope="col">{{ say.what }}</th><th scope="col">{{ say.number }}</th>
<th scope="col">{{ say.why }}</th><th scope="col">{{ say.law }}</th></tr></thead>
<tbody>
{%- for one in package.left_out %}
<tr><td>{{ one.table | line }}{% if one.column %}.{{ one.column | line }}{% endif %}</td><td>{{ "" if one.rows is none else one.rows }}</td>
<td>{{ one.reason | why }}</td><td>{{ one.law | law }}</td></tr>
{%- endfor %}
</tbody>
</table>
{%- else %}
<p>{{ say.left_out_none }}</p>
{%- endif %}
<h2>{{ say.proof }}</h2>
<p class="note">{{ say.proof_note }}</p>
<table>
<thead><tr><th scope="col">{{ say.table }}</th><th scope="col">{{ say.column }}</th><th scope="col">{{ say.outcome }}</th></tr></thead>
<tbody>
{%- for one in package.completeness %}
<tr><td>{{ one.table | line }}</td><td>{{ one.column | line }}</td>
<td>{{ one.reached | state }}{% if one.reason %}: {{ one.reason | why }}{% endif %}</td></tr>
{%- endfor %}
</tbody>
</table>
</body>
</html>
"""


def _write(package: Package) -> Iterator[PackagedFile]:
    language = package.language
    pages = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    pages.filters["line"] = lambda said: visible(" ".join(str(said).split()))
    pages.filters["why"] = lambda reason: visible(" ".join(reason.said(language).split()))
    pages.filters["law"] = lambda said: law(said, language)
    pages.filters["cell"] = lambda cell: "\n".join(visible(line) for line in text(cell).splitlines())
    pages.filters["state"] = lambda reached: state(reached, language)
    rights = package.organisation.rights
    page = pages.from_string(_PAGE).render(
        package=package,
        say=TEXTS[language],
        title=TEXTS[language][f"title_{package.right.value}"],
        style=_STYLE,
        controller=controller(package),
        activities=[(one.title, activity(one, language, package.titles)) for one in package.activities],
        rights=[] if rights is None else [word(right.value, language) for right in rights.offered],
        contact="" if rights is None or rights.contact is None else rights.contact,
    )
    yield PackagedFile("index.html", page.encode("utf-8", "surrogatepass"))


EXPORT = PortableFormat("a page for people", _write)
