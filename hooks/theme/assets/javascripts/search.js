/* The search dialog. Nothing of the index is loaded before the reader types.
 *
 * Pagefind cuts Chinese into words by itself (the page says lang="zh"). Its results are shown
 * as page → sections; the excerpt's only markup, <mark>, is rebuilt as elements. */
"use strict";
(() => {
  const dialog = document.getElementById("search");
  if (!dialog || !dialog.showModal) return;
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector(".search-results");
  const more = dialog.querySelector(".search-more");
  const root = new URL(dialog.dataset.root, location.href);
  const PAGE = 8, SECTIONS = 3, PAUSE = 180;
  let engine, turn = 0, query = "", found = [], shown = 0, timer;

  const FILE = "本页是直接从文件打开的，浏览器不允许读取检索索引。可用浏览器自带的“在页面中查找”（Ctrl+F），或从目录进入各讲。";
  const FAILED = "检索索引没有载入。请检查网络后再试。";

  const load = () => {
    engine ||= import(new URL("pagefind/pagefind.js", root).href).then(async (pagefind) => {
      await pagefind.options({ baseUrl: root.pathname, excerptLength: 30 });
      await pagefind.init();
      return pagefind;
    });
    engine.catch(() => { engine = undefined; });
    return engine;
  };

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...children);
    return element;
  };
  const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
  const decode = (text) => text.replace(/&([a-z]+|#x?\w+);/g, (whole, name) => NAMED[name] || whole);
  const excerpt = (html) => {
    const line = make("span", "search-excerpt");
    html.split(/<mark>(.*?)<\/mark>/).forEach((piece, n) => {
      line.append(n % 2 ? make("mark", "", decode(piece)) : decode(piece));
    });
    return line;
  };
  const link = (href, name, ...children) => {
    const element = make("a", name, ...children);
    element.href = href;
    return element;
  };

  /* Pagefind lists sections as they stand on the page; the best ones come first here. */
  const score = (section, text) => {
    const words = decode(section.excerpt.replace(/<\/?mark>/g, ""));
    const hits = (section.weighted_locations || []).reduce((sum, each) => sum + each.balanced_score, 0);
    return (section.title.includes(text) ? 1e6 : 0) + (words.includes(text) ? 1e3 : 0) + hits;
  };
  const entry = (page, text) => {
    const { title, module, tier } = page.meta;
    const head = link(page.url, "search-page", make("span", "search-title", title));
    if (module && !title.startsWith(module)) head.firstChild.prepend(`${module} `);
    if (tier) head.append(make("span", "search-tier", tier));
    const item = make("li", "search-result", head);
    const best = page.sub_results.map((each) => [score(each, text), each]).sort((a, b) => b[0] - a[0]).slice(0, SECTIONS);
    for (const [, each] of best) {
      if (!each.url.includes("#")) head.append(excerpt(each.excerpt));
      else item.append(link(each.url, "search-section", make("span", "search-heading", each.title.replace("¶", "")), excerpt(each.excerpt)));
    }
    return item;
  };

  const show = async (mine) => {
    const pages = await Promise.all(found.slice(shown, shown + PAGE).map((each) => each.data()));
    if (mine !== turn) return;
    list.append(...pages.map((page) => entry(page, query)));
    shown += pages.length;
    more.hidden = shown >= found.length;
  };

  const search = async () => {
    const mine = ++turn, text = input.value.trim();
    if (!text) {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      return;
    }
    if (!engine) status.textContent = "正在载入检索索引…";
    try {
      const pagefind = await load();
      const result = await pagefind.search(text);
      if (mine !== turn) return;
      found = result.results;
      query = text;
      shown = 0;
      list.replaceChildren();
      await show(mine);
      if (mine === turn) status.textContent = found.length ? `找到${found.length}个页面` : `没有找到“${text}”。换个说法，或减少几个字再试。`;
    } catch {
      if (mine === turn) status.textContent = location.protocol === "file:" ? FILE : FAILED;
    }
  };

  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
  };
  for (const opener of document.querySelectorAll("[data-search-open]")) opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    await show(turn);
    list.children[next].querySelector("a").focus();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = list.querySelector("a");
    if (first) first.click();
  });
  dialog.addEventListener("keydown", (event) => {
    /* In a search field the first Esc would only empty it. */
    if (event.key === "Escape") dialog.close();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (at >= 0 && at < stops.length) stops[at].focus();
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a, .search-close")) dialog.close();
  });
})();
