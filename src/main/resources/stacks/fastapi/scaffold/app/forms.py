"""Reads HTML forms without further packages."""

from urllib.parse import parse_qsl

from fastapi import HTTPException, Request

_LARGEST = 64 * 1024


async def form_values(request: Request) -> dict[str, str]:
    """The fields that were filled in; for use with `Depends`. Refuses more than 64 KiB."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            raise HTTPException(413, "The form is too large")
    try:
        pairs = parse_qsl(body.decode(), max_num_fields=100)
    except ValueError as error:
        raise HTTPException(400, "The form could not be read") from error
    return {name: value for name, value in pairs if value.strip()}
