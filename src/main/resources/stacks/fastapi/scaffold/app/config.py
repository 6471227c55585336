"""What the product is called, and where it keeps its data."""

import os
from pathlib import Path

PRODUCT = {{product_literal}}


def database_path() -> Path:
    return Path(os.environ.get("DATABASE_PATH", "data/app.db"))
