"""Step 1: read and check everything; stop with the list of errors before anything is written."""

from coursebook.borders.mkdocs_load import load_curriculum as on_config  # noqa: F401
from coursebook.borders.mkdocs_load import remember_command as on_startup  # noqa: F401
