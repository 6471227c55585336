"""The page of {{plural}}: a list with search, and a form to add one."""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from pydantic import ValidationError
from sqlalchemy.orm import Session
from starlette.responses import RedirectResponse, Response

from app.db import get_session
from app.forms import form_values
from app.html import {{html_imports}}
from app.models import {{module}} as {{plural_module}}
from app.models.{{module}} import {{class}}, {{class}}In
from app.schema import problems

PATH = "/{{kebab}}"
PAGE_SIZE = 50
COLUMNS = (
    {{labels}}
)

router = APIRouter(include_in_schema=False)
navigation = Link("{{title}}", PATH)


@router.get(PATH)
def show(
    request: Request,
    q: str = "",
    offset: int = Query(0, ge=0, le=1_000_000),
    session: Session = Depends(get_session),
) -> Response:
    return page(request, navigation.label, _list(session, q.strip()[:200], offset) + _aside({}, {}))


@router.post(PATH)
def create(
    request: Request, form: dict[str, str] = Depends(form_values), session: Session = Depends(get_session)
) -> Response:
    try:
        values = {{class}}In(**form)
    except ValidationError as error:
        content = _list(session) + _aside(form, problems(error.errors()))
        return page(request, navigation.label, content, 422)
    {{plural_module}}.add(session, values)
    return RedirectResponse(PATH, 303)


@router.post(PATH + "/{number}/delete")
def delete(number: int, session: Session = Depends(get_session)) -> Response:
    row = {{plural_module}}.find(session, number)
    if row is not None:
        {{plural_module}}.remove(session, row)
    return RedirectResponse(PATH, 303)


def _list(session: Session, query: str = "", offset: int = 0) -> str:
    rows, total = {{plural_module}}.search(session, query, PAGE_SIZE, offset)
    return f"""<div class="heading"><div><h1>{{title}}</h1><p class="lead">Add, find and remove {{plural}}.</p></div></div>
<div class="columns">
<section class="card">
<div class="toolbar"><h2>{_count(total, query)}</h2>
<form role="search"><input type="search" name="q" value="{escape(query)}" placeholder="Search" aria-label="Search {{plural}}">
<button class="button quiet">Search</button></form></div>
{_table(rows) if rows else _empty(query)}
{_pager(query, offset, total)}
</section>
"""


def _aside(form: Mapping[str, str], errors: Mapping[str, str]) -> str:
    notice = '<p class="notice" role="alert">Please correct what is marked.</p>' if errors else ""
    fields = (
        {{form_fields}}
    )
    return f"""<aside class="card"><h2>Add {{a_singular}}</h2>
<form method="post" action="{PATH}" novalidate>{notice}
{"".join(fields)}
<button class="button wide">Add {{singular}}</button></form></aside>
</div>"""


def _table(rows: list[{{class}}]) -> str:
    head = "".join(f'<th scope="col">{escape(label)}</th>' for label in COLUMNS)
    body = "".join(_row(row) for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}<th></th></tr></thead><tbody>{body}</tbody></table></div>'


def _row(row: {{class}}) -> str:
    cells = (
        {{cells}}
    )
    remove = f'<form method="post" action="{PATH}/{row.id}/delete"><button class="button remove">Remove</button></form>'
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + f'<td class="action">{remove}</td></tr>'


def _count(total: int, query: str) -> str:
    noun = "{{singular}}" if total == 1 else "{{plural}}"
    return f"{total} {noun}" + (f" with “{escape(query)}”" if query else "")


def _empty(query: str) -> str:
    if query:
        return f'<div class="empty"><strong>Nothing found</strong><a href="{PATH}">Show all {{plural}}</a></div>'
    return '<div class="empty"><strong>No {{plural}} yet</strong>Add the first one with the form.</div>'


def _pager(query: str, offset: int, total: int) -> str:
    def link(label: str, start: int) -> str:
        address = f"{PATH}?{urlencode({'q': query, 'offset': start})}"
        return f'<a class="button quiet" href="{escape(address)}">{label}</a>'

    newer = link("Newer", max(0, offset - PAGE_SIZE)) if offset > 0 else "<span></span>"
    older = link("Older", offset + PAGE_SIZE) if offset + PAGE_SIZE < total else ""
    return f'<div class="pager">{newer}{older}</div>' if offset > 0 or older else ""
