"""Step 5: build beside, check the result, then swap: site/ and dist/ are never half-written."""

from coursebook.borders.mkdocs_publish import discard as on_build_error  # noqa: F401
from coursebook.borders.mkdocs_publish import publish as on_post_build  # noqa: F401
from coursebook.borders.mkdocs_publish import stage as on_config  # noqa: F401
