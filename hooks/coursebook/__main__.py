"""``python -m coursebook``."""

from .cli import main

main()
