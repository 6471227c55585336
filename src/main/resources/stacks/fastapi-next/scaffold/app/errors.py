"""Errors as JSON; what is no address of the API is looked for among the pages."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.schema import problems


def install(app: FastAPI) -> None:
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ValidationError, _invalid)


async def _http_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"detail": error.detail}, error.status_code)


async def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, (RequestValidationError, ValidationError))
    errors = error.errors()
    if any("json" in str(one["type"]) for one in errors):
        return JSONResponse({"detail": "The request is not valid JSON"}, 400)
    return JSONResponse({"detail": "Some fields need attention", "fields": problems(errors)}, 422)
