"""Pages: one layout, form fields, and nothing unescaped."""

import datetime
from html import escape as _escape
from typing import Any, NamedTuple

from fastapi import Request
from starlette.responses import HTMLResponse

from app.config import PRODUCT


class Link(NamedTuple):
    """A router module that has `navigation = Link(...)` is in every page's menu."""

    label: str
    path: str


def escape(value: Any) -> str:
    """Text that is safe in an element and in a quoted attribute."""
    return _escape("" if value is None else str(value), quote=True)


def page(request: Request, title: str, content: str, status: int = 200) -> HTMLResponse:
    """A whole page; `content` is HTML, `title` is text."""
    links = "".join(_menu_item(link, request.url.path) for link in request.app.state.navigation)
    product = escape(PRODUCT)
    return HTMLResponse(
        f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · {product}</title>
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<header class="masthead"><div class="wrap"><a class="brand" href="/">{product}</a><nav aria-label="Main">{links}</nav></div></header>
<main class="wrap">
{content}
</main>
<footer class="footer"><div class="wrap">{product} · {datetime.date.today().year}</div></footer>
</body>
</html>
""",
        status,
    )


def text_field(
    name: str, label: str, value: Any = "", error: str = "", *, kind: str = "text", required: bool = False, step: str = ""
) -> str:
    """An input with its label; `kind` is the input's type, or `textarea`."""
    attributes = f'name="{escape(name)}"' + (" required" if required else "") + (f' step="{step}"' if step else "")
    control = (
        f"<textarea {attributes}>{escape(value)}</textarea>"
        if kind == "textarea"
        else f'<input type="{escape(kind)}" {attributes} value="{escape(value)}">'
    )
    hint = "" if required else " <em>(optional)</em>"
    return f'<label class="field{_invalid(error)}"><span>{escape(label)}{hint}</span>{control}{_error(error)}</label>'


def toggle_field(name: str, label: str, value: Any = "", error: str = "") -> str:
    """A box to tick; sends `true` when ticked and nothing otherwise."""
    checked = " checked" if value in (True, "true", "on", "1") else ""
    box = f'<input type="checkbox" name="{escape(name)}" value="true"{checked}>'
    return f'<label class="toggle{_invalid(error)}">{box}{escape(label)}{_error(error)}</label>'


def link_to(address: str | None) -> str:
    """A link that leads out of the product; only http and https addresses become one."""
    if not address or not address.lower().startswith(("http://", "https://")):
        return escape(address)
    return f'<a href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(address)}</a>'


def yes_no(value: bool | None) -> str:
    return '<span class="tag yes">Yes</span>' if value else '<span class="tag">No</span>'


def _menu_item(link: Link, here: str) -> str:
    current = ' aria-current="page"' if here == link.path else ""
    return f'<a href="{escape(link.path)}"{current}>{escape(link.label)}</a>'


def _invalid(error: str) -> str:
    return " invalid" if error else ""


def _error(error: str) -> str:
    return f'<small class="error">{escape(error)}</small>' if error else ""
