"""Step 2: the textbook site: navigation, generated pages, headers, self-tests, our constructs."""

from coursebook.borders.mkdocs_site import add_pages as on_files  # noqa: F401
from coursebook.borders.mkdocs_site import arrange as on_config  # noqa: F401
from coursebook.borders.mkdocs_site import finish_page as on_page_content  # noqa: F401
from coursebook.borders.mkdocs_site import open_page as on_page_markdown  # noqa: F401
from coursebook.borders.mkdocs_site import read_page as on_page_read_source  # noqa: F401
