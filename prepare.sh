#!/bin/sh
# 准备运行环境：虚拟环境 .venv，以及少数系统软件。
# 系统软件只在缺少、并且有权限时用 apt-get 安装；没有权限就说明要装什么，然后停下。
# 用法：./prepare.sh build   生成教材需要的
#       ./prepare.sh test    再加测试需要的（Chromium、Node.js）
set -eu
cd "$(dirname "$0")"
stage=${1:-build}
missing=""

need() { missing="$missing $1"; }

python=""
for candidate in python3.11 python3.12 python3.13 python3.14 python3; do
  if command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || need python3

# Debian 把 venv 和 ensurepip 放在单独的软件包里。
if [ -n "$python" ] && [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  need "python3-venv"
fi

# mkdocs-pdf-export-plugin 会载入 WeasyPrint，WeasyPrint 载入 Pango。
has_library() {
  [ -n "$python" ] && "$python" -c 'import ctypes, sys
for name in sys.argv[1:]:
    try: ctypes.CDLL(name); sys.exit(0)
    except OSError: pass
sys.exit(1)' "$@" 2>/dev/null
}
if [ "$(uname -s)" = Linux ]; then
  has_library libpango-1.0.so.0 || need libpango-1.0-0
  has_library libpangoft2-1.0.so.0 || need libpangoft2-1.0-0
  has_library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
  # RDKit 画结构式的部分连着 Cairo，Cairo 连着这三个；不开窗口也要有。
  has_library libX11.so.6 || need libx11-6
  has_library libXext.so.6 || need libxext6
  has_library libXrender.so.1 || need libxrender1
fi

if [ "$stage" = test ]; then
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || need chromium
  command -v npm >/dev/null 2>&1 || need "nodejs npm"
fi

if [ -n "$missing" ]; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    run=""
  elif command -v apt-get >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    run="sudo -n"
  else
    echo "缺少系统软件：$missing" >&2
    if command -v apt-get >/dev/null 2>&1; then
      echo "请管理员运行：apt-get update && apt-get install -y$missing" >&2
    else
      echo "请用本系统的软件管理器安装（Debian/Ubuntu 的名称如上；macOS：brew install pango）。" >&2
    fi
    echo "装好后重新运行刚才的命令。" >&2
    exit 1
  fi
  echo "安装系统软件：$missing"
  $run apt-get update -qq
  # 软件包名之间要分开，这里有意不加引号。
  $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  [ -n "$python" ] || python=python3
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 或更新的版本，系统里的是 $("$python" --version 2>&1)。" >&2
    exit 1
  }
fi

if [ ! -x .venv/bin/python ]; then
  echo "建立虚拟环境 .venv"
  "$python" -m venv .venv
fi
