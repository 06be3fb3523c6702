"""The download page: books and banks, with what each is for."""

from __future__ import annotations

from ...model.curriculum import Curriculum
from ...views.dates import chinese_date
from ...views.files import BANK_FORMATS, bank_file
from .page import Page, escape, link, table


def download_page(curriculum: Curriculum) -> Page:
    """Return ``downloads/index.md``: editions of the book, practice banks in each format."""
    books = table(
        ("版本", "内容", "文件"),
        (
            (
                escape(edition.title),
                "全部已成稿的讲"
                if edition.tier is None
                else f"{curriculum.tier[edition.tier].title}的核心和了解内容",
                link(edition.file, edition.file),
            )
            for edition in curriculum.editions
            if edition.public
        ),
    )
    formats = table(
        ("格式", "给谁用", "怎么用"),
        ((escape(f.title), escape(f.audience), escape(f.how)) for f in BANK_FORMATS.values()),
    )
    banks = table(
        ("讲", "题数", *(f.title for f in BANK_FORMATS.values())),
        (
            (
                link(
                    f"第{curriculum.numbers[module.id]}讲 {escape(module.title)}",
                    f"../{module.id}/",
                ),
                str(len(bank.questions)),
                *(link("下载", "banks/" + bank_file(module.id, format)) for format in BANK_FORMATS),
            )
            for module in curriculum.modules
            if (bank := curriculum.practice.get(module.id))
        ),
    )
    body = f"""书和题库由同一份源文件生成，法规效力按{chinese_date(curriculum.course.as_of)}判断。{escape(curriculum.course.disclaimer)}

## 教材 PDF {{#books}}

A4 双面，可以直接打印装订；灰度打印不影响阅读。

{books}

## 练习题库 {{#banks}}

以下都是公开的练习题。考试题另行保管，不在网站上。

{formats}

{banks}

每个题库旁有一份说明（.report.txt），写明哪些题在该格式里改变了题型、哪些不能导出。

## 给编辑 {{#editors}}

怎样改一处文字、加一道题，见源文件里的 CONTRIBUTING.md；检查信息里的编号在[编写规则](../reference/rules.md)里查。
"""
    return Page("downloads/index.md", "下载", body)
