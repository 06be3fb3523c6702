# 两条常用命令：make 生成全部；make test 运行全部测试。都只写本文件夹，不动系统里的 Python。
SHELL := /bin/sh
export NO_MKDOCS_2_WARNING = 1
VENV  := .venv
BIN   := $(VENV)/bin
PY    := $(BIN)/python

.PHONY: all check serve test lint schema lock benchmark clean help
all: $(VENV)/ready            ## 生成 site/（网站、PDF、练习题库）和 dist/（讲师版、考题）
	@$(PY) -m coursebook build

check: $(VENV)/ready          ## 只检查内容（几秒）
	@$(PY) -m coursebook check

serve: $(VENV)/ready          ## 边改边看：http://127.0.0.1:8000/
	@$(PY) -m mkdocs serve

test: $(VENV)/ready-test tests/npm/node_modules/.ready   ## 运行全部测试
	@$(PY) -m pytest -n auto --dist loadfile

lint: $(VENV)/ready-test      ## 代码风格和类型
	@$(PY) -m ruff check . && $(PY) -m ruff format --check hooks tests benchmarks && $(PY) -m mypy

schema: $(VENV)/ready         ## 更新编辑器用的 JSON Schema
	@$(PY) -m coursebook schema

benchmark: $(VENV)/ready-benchmark   ## 与同类工具比较（几分钟到几十分钟）
	@$(PY) -m benchmarks

$(VENV)/ready: requirements.txt prepare.sh
	@./prepare.sh build
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-test: $(VENV)/ready requirements-test.txt
	@./prepare.sh test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

$(VENV)/ready-benchmark: $(VENV)/ready-test requirements-benchmark.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-benchmark.txt
	@touch $@

tests/npm/node_modules/.ready: tests/npm/package-lock.json
	@./prepare.sh test
	@npm ci --prefix tests/npm --silent --no-audit --no-fund
	@touch $@

lock: $(VENV)/ready-test      ## 更新依赖的锁定文件（需要联网）
	@$(PY) -m pip install --quiet uv
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra test -c requirements.txt pyproject.toml -o requirements-test.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra test --extra benchmark -c requirements-test.txt pyproject.toml -o requirements-benchmark.txt

clean:                        ## 删去生成的文件夹（不删 .venv）
	@rm -rf site dist site.building-* dist.building-* site.old-* dist.old-* .cache

help:                         ## 列出命令
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/'
