/* The search dialog. Nothing of the index is loaded before the reader types.
 *
 * Pagefind cuts Chinese into words by itself (the page says lang="zh") and says on which pages
 * they stand. Results are shown as page → sections, those with the very words of the query first. */
"use strict";
(() => {
  const dialog = document.getElementById("search");
  if (!dialog || !dialog.showModal) return;
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const list = dialog.querySelector(".search-results");
  const more = dialog.querySelector(".search-more");
  const root = new URL(dialog.dataset.root, location.href);
  const PAGE = 8, SECTIONS = 3, PAUSE = 180, POOL = 40, PIECES = 6;
  let engine, turn = 0, query = [], found = [], shown = 0, timer;

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
  const link = (href, name, ...children) => {
    const element = make("a", name, ...children);
    element.href = href;
    return element;
  };

  /* -- what is looked for ---------------------------------------------------------------
   * A query becomes variants, each a list of terms. Articles are cited with Chinese numerals,
   * and some everyday names differ from the terms of the law. */
  const ALIASES = [
    [/二恶英/g, "二噁英"], [/按日计罚/g, "按日连续处罚"], [/危废/g, "危险废物"], [/固废法/g, "固体废物污染环境防治法"],
  ];
  const ARTICLE = /(?:生态环境)?法典》?\s*第?\s*(\d+)\s*条?|第?\s*(\d+)\s*条/;
  const numeral = (number) => {
    let text = "";
    [...String(number)].forEach((digit, n, all) => {
      const unit = ["", "十", "百", "千"][all.length - 1 - n];
      if (digit !== "0") text += "零一二三四五六七八九"[digit] + unit;
      else if (!text.endsWith("零")) text += "零";
    });
    return text.replace(/零+$/, "").replace(/^一十/, "十");
  };
  const variants = (text) => {
    const all = [{ text, weight: 1 }];
    const article = text.match(ARTICLE);
    const number = article && Number(article[1] || article[2]);
    if (number && number < 10000) all.unshift({ text: text.replace(ARTICLE, ` 第${numeral(number)}条`).trim(), weight: 2 });
    for (const each of [...all]) {
      const other = ALIASES.reduce((words, [from, to]) => words.replace(from, to), each.text);
      if (other !== each.text) all.push({ text: other, weight: each.weight });
    }
    return all.map((each) => ({ ...each, terms: each.text.toLowerCase().split(/\s+/) }));
  };
  /* The index and the browser may cut a Chinese word differently; shorter pieces then find it. */
  const pieces = (text, size) => {
    const all = new Set();
    for (const [run] of text.matchAll(/[\u3400-\u9fff]+/g)) {
      if (size === 1 && run.length > 3) continue;
      for (let at = 0; run.length > size && at + size <= run.length; at++) all.add(run.slice(at, at + size));
    }
    const step = Math.max(1, all.size / PIECES);
    return [...all].filter((_, n) => Math.floor(n / step) !== Math.floor((n - 1) / step));
  };

  /* -- what is found --------------------------------------------------------------------
   * Pagefind says on which pages; what comes first and what is quoted is decided by the full
   * text of the sections. */
  const sections = (page) => {
    const cut = page.raw_content.includes("\u200b") ? "\u200b" : " ";
    const words = page.raw_content.split(cut);
    const heads = page.anchors.filter((each) => /^h[1-6]$/.test(each.element)).sort((a, b) => a.location - b.location);
    const found = new Map(page.sub_results.map((each) => [each.url, each]));
    return [null, ...heads].map((head, n) => {
      const url = head ? `${page.url}#${head.id}` : page.url;
      const title = (head ? head.text : page.meta.title).replace("¶", "").trim();
      const end = heads[n] ? heads[n].location : words.length;
      let text = decode(words.slice(head ? head.location : 0, end).join(cut === " " ? " " : ""));
      /* Pagefind ends every block with a stop. */
      text = text.replace(/([\u2e80-\u9fff\uff00-\uffef”’…])\.(?=\s|$)/g, "$1 ").replace(/\s+/g, " ").trim();
      const body = text.startsWith(title) ? text.slice(title.length).replace(/^[\s.¶]+/, "") : text;
      const match = found.get(url);
      const hits = match ? (match.weighted_locations || []).reduce((sum, each) => sum + each.balanced_score, 0) : 0;
      const marked = match ? [...match.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map((each) => decode(each[1]).trim().toLowerCase()) : [];
      return { url, title, body, whole: `${title} ${body}`.toLowerCase(), matched: !!match, hits, marked, top: !head };
    });
  };
  /* The longest piece of a term that a text has: two Chinese characters or four others at least. */
  const shared = (text, term) => {
    for (let size = term.length; size > 1; size--) {
      for (let at = 0; at + size <= term.length; at++) {
        const piece = term.slice(at, at + size);
        if ((size > 3 || /^[\u3400-\u9fff]+$/.test(piece)) && text.includes(piece)) return piece;
      }
    }
    return "";
  };
  const judge = (section, asked) => {
    let best = { value: 0, exact: false, needles: [] };
    for (const { terms, weight } of asked) {
      const exact = terms.every((term) => section.whole.includes(term));
      const title = section.title.toLowerCase();
      const needles = exact ? terms : terms.map((term) => shared(section.whole, term)).filter(Boolean);
      const count = exact ? Math.min(20, Math.min(...terms.map((term) => section.whole.split(term).length - 1))) : 0;
      const length = (list) => list.reduce((sum, each) => sum + each.length, 0);
      const value = exact
        ? 1000 * weight + (terms.every((term) => title.includes(term)) ? 500 : 0) + 10 * count
        : 500 * length(needles) / length(terms);
      if (value > best.value) best = { value, exact, needles };
    }
    if (!best.exact && section.matched) best.needles = [...best.needles, ...section.marked];
    best.value += 9 * section.hits / (section.hits + 1);
    return { ...section, ...best };
  };
  const read = async (result, asked) => {
    const page = await result.data();
    const judged = sections(page).map((each) => judge(each, asked));
    const exact = asked.some(({ terms }) => terms.every((term) => judged.some((each) => each.whole.includes(term))));
    const literal = judged.some((each) => each.exact);
    const near = judged.some((each) => each.value >= 10);
    const best = judged.filter((each) => (literal ? each.exact : each.matched || each.value >= 10));
    best.sort((a, b) => b.value - a.value);
    const count = best.reduce((sum, each) => sum + (each.exact ? 10 : 0), 0);
    /* Words are explained in modules; of an article its own page in the register says most, and
     * of a substance or an instrument the page that bears its name. */
    const taught = page.meta.module && asked.every((each) => each.weight === 1) ? 700 : 0;
    const named = asked.some(({ text }) => page.meta.title.trim().toLowerCase() === text.toLowerCase()) ? 900 : 0;
    return { page, exact, near, best: best.slice(0, SECTIONS), value: best.length ? best[0].value + count + taught + named + (exact ? 600 : 0) : 0 };
  };

  const LENGTH = 64, BEFORE = 20;
  const excerpt = ({ body, needles }) => {
    const line = make("span", "search-excerpt");
    const low = body.toLowerCase(), spots = [];
    for (const needle of new Set(needles)) {
      for (let at = low.indexOf(needle); needle && at >= 0; at = low.indexOf(needle, at + needle.length)) spots.push([at, at + needle.length]);
    }
    spots.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const weight = (from) => spots.reduce((sum, [a, b]) => (a >= from && b <= from + LENGTH - BEFORE ? sum + b - a : sum), 0);
    let first = 0, most = 0;
    for (const [at] of spots.slice(0, 200)) if (weight(at) > most) [first, most] = [at, weight(at)];
    let start = Math.max(0, first - BEFORE);
    const stop = Math.max(...["。", "；", "，", "、", " "].map((each) => body.slice(start, first).lastIndexOf(each)));
    if (start && stop >= 0) start += stop + 1;
    else if (start) line.append("…");
    while (start < first && /[\s\p{Pc}\p{Pd}\p{Pe}\p{Pf}\p{Po}]/u.test(body[start])) start++;
    const end = Math.min(body.length, start + LENGTH);
    let at = start;
    for (const [from, to] of spots) {
      if (from < at || to > end) continue;
      line.append(body.slice(at, from), make("mark", "", body.slice(from, to)));
      at = to;
    }
    line.append(body.slice(at, end), end < body.length ? "…" : "");
    return line;
  };
  const entry = ({ page, best }) => {
    const { title, module, tier } = page.meta;
    const head = link(page.url, "search-page", make("span", "search-title", title));
    if (module && !title.startsWith(module)) head.firstChild.prepend(`${module} `);
    if (tier) head.append(make("span", "search-tier", tier));
    const item = make("li", "search-result", head);
    for (const each of best) {
      if (each.top) head.append(excerpt(each));
      else item.append(link(each.url, "search-section", make("span", "search-heading", each.title), excerpt(each)));
    }
    return item;
  };

  const show = async (mine) => {
    const pages = await Promise.all(found.slice(shown, shown + PAGE).map((each) => (each.best ? each : read(each, query))));
    if (mine !== turn) return;
    list.append(...pages.map(entry));
    shown += pages.length;
    more.hidden = shown >= found.length;
  };

  /* All that the queries find, each page once; the first POOL of them read and put in order. */
  const gather = async (pagefind, queries, asked, known = new Map()) => {
    for (const each of queries) {
      for (const result of (await pagefind.search(each)).results) if (!known.has(result.id)) known.set(result.id, result);
    }
    const all = [...known.values()];
    const pool = await Promise.all(all.slice(0, POOL).map((each) => read(each, asked)));
    pool.sort((a, b) => b.value - a.value);
    return { known, pool, rest: all.slice(POOL), exact: pool.filter((each) => each.exact) };
  };

  const search = async () => {
    const mine = ++turn, text = input.value.trim().slice(0, 60);
    if (!text) {
      list.replaceChildren();
      more.hidden = true;
      status.textContent = "";
      return;
    }
    if (!engine) status.textContent = "正在载入检索索引…";
    try {
      const pagefind = await load();
      const asked = variants(text);
      let got = await gather(pagefind, asked.map((each) => each.text), asked);
      const direct = got.pool.length;
      for (const size of [4, 3, 2, 1]) {
        if (got.exact.length || mine !== turn) break;
        const queries = pieces(text, size);
        if (queries.length) got = await gather(pagefind, queries, asked, got.known);
      }
      if (mine !== turn) return;
      const others = asked.filter((each) => each.text !== text).map((each) => `“${each.text}”`).join("、");
      const exact = got.exact.length > 0;
      if (exact && (others || !direct)) found = got.exact;
      else if (exact || direct) found = [...got.pool, ...got.rest];
      else found = got.pool.filter((each) => each.near);
      query = asked;
      shown = 0;
      list.replaceChildren();
      await show(mine);
      if (mine !== turn) return;
      if (!found.length) status.textContent = `没有找到“${text}”。换个说法，或减少几个字再试。`;
      else if (!exact) status.textContent = "没有完全相同的词，下面是相近的结果";
      else status.textContent = `找到${found.length}个页面${others ? `（一并检索了${others}）` : ""}`;
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
