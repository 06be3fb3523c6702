"""``python -m benchmarks.load PROJECT``: read and judge a project once, nothing else.

Ends with an error where the project has one: a load that stops early would be cheap.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(project: Path) -> None:
    from coursebook.load import load

    loaded = load(project)
    curriculum = loaded.curriculum
    if loaded.errors or curriculum is None:
        sys.exit("\n".join(map(str, loaded.errors[:10])))
    questions = sum(1 for _ in curriculum.questions())
    print(f"{len(curriculum.modules)} 讲，{questions} 题，{len(curriculum.instruments)} 份文件")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
