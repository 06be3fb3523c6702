"""Step 3: the PDF plugin switches the export on and drives it; Typst sets the book."""

from coursebook.borders.mkdocs_pdf import confirm_books as on_post_build  # noqa: F401
from coursebook.borders.mkdocs_pdf import take_over_renderer as on_nav  # noqa: F401
