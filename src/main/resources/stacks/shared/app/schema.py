"""Validation shared by all entities; works with pydantic 1 and 2 alike."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pydantic
from pydantic import BaseModel

PYDANTIC_2 = pydantic.VERSION.startswith("2")
_EMAIL = re.compile(r"[^@\s<>\"]+@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)

if PYDANTIC_2:

    class Schema(BaseModel):
        """Text is stripped; a field that Python cannot spell goes by its alias in JSON."""

        model_config = {"str_strip_whitespace": True, "populate_by_name": True}

        def stored(self) -> dict[str, Any]:
            return self.model_dump()

        def public(self) -> dict[str, Any]:
            return self.model_dump(by_alias=True)

        @classmethod
        def of(cls, row: Any) -> Any:
            """The schema of a database row, by the names that Python uses."""
            return cls(**{name: getattr(row, name) for name in cls.model_fields})

else:

    class Schema(BaseModel):  # type: ignore[no-redef]
        """Text is stripped; a field that Python cannot spell goes by its alias in JSON."""

        class Config:
            anystr_strip_whitespace = True
            allow_population_by_field_name = True

        def stored(self) -> dict[str, Any]:
            return self.dict()

        def public(self) -> dict[str, Any]:
            return self.dict(by_alias=True)

        @classmethod
        def of(cls, row: Any) -> Any:
            """The schema of a database row, by the names that Python uses."""
            return cls(**{name: getattr(row, name) for name in cls.__fields__})


def check(field: str, rule: Callable[[Any], Any]) -> Any:
    """Applies `rule` to a field, in a schema's body: `_email = check("email", email_address)`."""
    if PYDANTIC_2:
        return pydantic.field_validator(field)(rule)
    return pydantic.validator(field, allow_reuse=True)(rule)


def email_address(value: str | None) -> str | None:
    if value and not _EMAIL.fullmatch(value):
        raise ValueError("Enter an email address, such as ada@example.com")
    return value or None


def web_address(value: str | None) -> str | None:
    if value and not _URL.fullmatch(value):
        raise ValueError("Enter an address that begins with http:// or https://")
    return value or None


def problems(errors: Iterable[Any]) -> dict[str, str]:
    """What is wrong, in plain words, by the field's public name; the first problem of each counts."""
    found: dict[str, str] = {}
    for error in errors:
        names = [part for part in error["loc"] if isinstance(part, str) and part not in ("body", "query", "path")]
        found.setdefault(names[0] if names else "body", _words(error))
    return found


def _words(error: Any) -> str:
    kind, limits = str(error["type"]), error.get("ctx") or {}
    if "missing" in kind or "none.not_allowed" in kind or limits.get("limit_value", limits.get("min_length")) == 1:
        return "This is required"
    if "max_length" in kind or "too_long" in kind:
        return f"Use at most {limits.get('limit_value', limits.get('max_length'))} characters"
    if "number.not" in kind or "than_equal" in kind or "finite" in kind:
        return "This number is out of range"
    if "date" in kind:
        return "Enter a date, such as 2026-07-31"
    if "int" in kind:
        return "Enter a whole number"
    if "float" in kind or "decimal" in kind:
        return "Enter a number"
    if "bool" in kind:
        return "Choose yes or no"
    return str(error["msg"]).removeprefix("Value error, ")
