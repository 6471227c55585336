"""What the product is called, where it keeps its data and where its pages are."""

import os
from pathlib import Path

PRODUCT = {{product_literal}}
_ROOT = Path(__file__).parent.parent
MIGRATIONS = _ROOT / "migrations"
PAGES = _ROOT / "frontend" / "out"


def database_url() -> str:
    """PostgreSQL where DATABASE_URL says so; a SQLite file where it says nothing."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return sqlite_url(Path(os.environ.get("DATABASE_PATH", "data/app.db")))
    return "postgresql://" + url.removeprefix("postgres://") if url.startswith("postgres://") else url


def sqlite_url(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{path}"
