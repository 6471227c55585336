"""Errors as JSON under /api, as pages elsewhere."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.html import escape, page
from app.schema import problems


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ValidationError, _invalid)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": error.detail}, error.status_code)
    text = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
    content = f'<div class="card empty"><strong>{error.status_code}</strong>{escape(text)}</div>'
    return page(request, "Not found" if error.status_code == 404 else "Error", content, error.status_code)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, (RequestValidationError, ValidationError))
    errors = error.errors()
    if any("json" in str(one["type"]) for one in errors):
        return JSONResponse({"detail": "The request is not valid JSON"}, 400)
    return JSONResponse({"detail": "Some fields need attention", "fields": problems(errors)}, 422)
