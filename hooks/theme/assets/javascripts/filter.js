/* <coursebook-filter>: a search field and selects over the `.filter-item` elements of a page.
 *
 * The items are those inside the element, or, where it is empty, those after it in the page.
 * Facets come from `data-facets`: a list of {key, label} and perhaps options [[value, label]…];
 * otherwise values and labels are read from `data-KEY` (several, with spaces between) and
 * `data-KEY-label` (with | between). Text is searched with `data-words`. Items hang on the h2
 * before them: headings without a hit go away with what follows them.
 * `data-aliases` maps names a reader may type to the one that the page uses. */
"use strict";
(() => {
  const NUMERAL = "[\\d零〇一二两三四五六七八九十百千]+";
  const ARTICLE = new RegExp(`第?\\s*(${NUMERAL})\\s*条`, "g");
  const CLAUSE = new RegExp(`第?\\s*(${NUMERAL})\\s*([款项])`, "g");
  const LAW = "法典?|条例|办法|规定|解释";
  const APART = new RegExp(`(${LAW})\\s+(?=第?\\s*${NUMERAL}(?!\\S))`, "g");
  const BARE = new RegExp(`(${LAW})第?(${NUMERAL})(?!\\S)`, "g");
  const ALONE = /^[零〇一二两三四五六七八九十百千]{2,}$/;
  const UNITS = { 十: 10, 百: 100, 千: 1000 };

  const arabic = (word) => {
    if (/\d/.test(word)) return word;
    let total = 0, digit = 0;
    for (const sign of word.replaceAll("〇", "零").replaceAll("两", "二")) {
      const unit = UNITS[sign];
      if (unit) [total, digit] = [total + (digit || 1) * unit, 0];
      else digit = "零一二三四五六七八九".indexOf(sign);
    }
    return String(total + digit);
  };
  /* 《固废法》第一百一十二条第一款, 固废法 112条1款 and full-width forms all become 固废法112 1款. */
  const normal = (text) =>
    text.normalize("NFKC").toLowerCase().replace(/[《》〈〉“”"']/g, "")
      .replace(ARTICLE, (_, number) => `${arabic(number)} `)
      .replace(CLAUSE, (_, number, unit) => ` ${arabic(number)}${unit} `)
      .replace(/\s+/g, " ");
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  /* Three ways to find a word, the strict one first: numbers whole; anywhere; its signs in
   * order with little between them (危废台账 in 危险废物管理台账). */
  const WAYS = [
    (word) => new RegExp((/^\d/.test(word) ? "(?<!\\d)" : "") + literal(word) + (/\d$/.test(word) ? "(?!\\d)" : "")),
    (word) => new RegExp(literal(word)),
    (word) => new RegExp([...word].map(literal).join(/[\u3400-\u9fff]/.test(word) ? "[^，；。]{0,5}" : "")),
  ];
  /* The last resort: pairs of Chinese signs, most of them in common (危废没有台账). */
  const pairs = (words) => words.flatMap((word) => [...word.matchAll(/(?=([\u3400-\u9fff]{2}))/g)].map((match) => match[1]));
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  let made = 0;

  class Filter extends HTMLElement {
    connectedCallback() {
      if (this.dataset.ready !== undefined) return;
      this.dataset.ready = "";
      const root = this.querySelector(".filter-item") ? this : this.closest("article") || document.body;
      this.groups = [];
      this.items = [];
      for (const each of root.querySelectorAll("h2, .filter-item")) {
        if (!(root === this || this.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
        if (each.tagName === "H2") this.groups.push({ heading: each, items: [] });
        else {
          const item = { element: each, table: each.closest("table") };
          this.items.push(item);
          if (this.groups.length) this.groups.at(-1).items.push(item);
        }
      }
      this.groups = this.groups.filter((group) => group.items.length);
      if (!this.items.length) return;
      const aliases = JSON.parse(this.dataset.aliases || "{}");
      const names = Object.keys(aliases).sort((a, b) => b.length - a.length).map(literal);
      this.named = (text) => (names.length ? text.replace(new RegExp(names.join("|"), "g"), (name) => aliases[name]) : text);
      this.build();
      this.restore();
    }

    build() {
      const id = `filter-${++made}`;
      this.input = make("input", { type: "search", id, className: "field", placeholder: this.dataset.placeholder || "", autocomplete: "off" });
      this.input.setAttribute("enterkeyhint", "search");
      this.bar = make("div", { className: "filter-bar" }, make("label", { htmlFor: id, className: "spoken" }, this.dataset.label || "在本页查找"), this.input);
      this.bar.setAttribute("role", "search");
      this.selects = JSON.parse(this.dataset.facets || "[]").map((facet, n) => {
        const select = make("select", { id: `${id}-${n}`, className: "field" }, make("option", { value: "" }, "全部"));
        for (const [value, label] of facet.options || this.values(facet.key)) select.append(make("option", { value }, label));
        this.bar.append(make("span", { className: "filter-facet" }, make("label", { htmlFor: select.id }, facet.label), select));
        select.addEventListener("change", () => this.update());
        return { key: facet.key, select };
      });
      this.status = make("p", { className: "filter-status", tabIndex: -1 });
      this.status.setAttribute("role", "status");
      this.jumps = make("p", { className: "filter-jumps", hidden: true });
      this.prepend(this.bar, this.status, this.jumps);
      let timer;
      const later = (event) => {
        clearTimeout(timer);
        if (!event.isComposing) timer = setTimeout(() => this.update(), 120);
      };
      this.input.addEventListener("input", later);
      this.input.addEventListener("compositionend", later);
      this.input.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.isComposing) return;
        clearTimeout(timer);
        this.update();
        this.status.focus();
      });
      this.say(this.items.length);
    }

    values(key) {
      const found = new Map();
      for (const { element } of this.items) {
        const values = (element.dataset[key] || "").split(" ").filter(Boolean);
        const labels = (element.dataset[`${key}Label`] || "").split("|");
        values.forEach((value, n) => found.set(value, found.get(value) || labels[n] || value));
      }
      return found;
    }

    /* Text is read once, when the first query comes. */
    hay(item) {
      item.hay ??= normal(`${item.element.dataset.words || ""} ${item.element.textContent}`);
      return item.hay;
    }

    search(text) {
      this.near = false;
      const query = normal(this.named(text.normalize("NFKC")).replace(/[《》]/g, "").trim().replace(APART, "$1"))
        .replace(BARE, (_, law, number) => law + arabic(number)).trim();
      const words = query.split(" ").filter(Boolean).map((word) => (ALONE.test(word) ? arabic(word) : word));
      if (!words.length) return this.items;
      for (const way of WAYS) {
        const patterns = words.map(way);
        const found = this.items.filter((item) => patterns.every((pattern) => pattern.test(this.hay(item))));
        if (found.length) return found;
      }
      const asked = pairs(words);
      const shared = new Map(this.items.map((item) => [item, asked.filter((pair) => this.hay(item).includes(pair)).length]));
      const most = Math.max(...shared.values());
      this.near = most > 1;
      return this.near ? this.items.filter((item) => shared.get(item) === most) : [];
    }

    update() {
      const chosen = this.selects.filter(({ select }) => select.value);
      const has = ({ element }, { key, select }) => (element.dataset[key] || "").split(" ").includes(select.value);
      const hits = new Set(this.search(this.input.value).filter((item) => chosen.every((each) => has(item, each))));
      const tables = new Map();
      for (const item of this.items) {
        const hit = hits.has(item);
        if (item.element.hidden === hit) item.element.hidden = !hit;
        if (item.table) tables.set(item.table, tables.get(item.table) || hit);
      }
      for (const [table, used] of tables) (table.closest(".table-scroll") || table).hidden = !used;
      for (const group of this.groups) {
        group.count = group.items.filter((item) => hits.has(item)).length;
        for (let each = group.heading; each && (each === group.heading || each.tagName !== "H2"); each = each.nextElementSibling) {
          if (!each.classList.contains("filter-item") && !tables.has(each.querySelector("table"))) each.hidden = !group.count;
        }
      }
      this.say(hits.size);
      history.replaceState({ ...history.state, filter: [this.input.value, ...this.selects.map(({ select }) => select.value)] }, "");
    }

    say(count) {
      const unit = this.dataset.unit || "条", all = this.items.length;
      const asked = this.input.value.trim() || this.selects.some(({ select }) => select.value);
      const used = this.groups.filter((group) => group.count);
      if (!asked) this.status.textContent = `共${all}${unit}`;
      else if (count && this.near) this.status.textContent = `没有完全相同的，下面${count}${unit}相近`;
      else if (count) this.status.textContent = `找到${count}${unit}（共${all}${unit}）`;
      else this.status.textContent = `没有找到。${this.dataset.none || "换个说法，或减少几个字再试。"}`;
      this.jumps.hidden = !(asked && used.length > 1);
      this.jumps.replaceChildren(...used.flatMap(({ heading, count: hits }) => {
        const name = heading.dataset.name || heading.textContent.replace("¶", "").trim();
        return [make("a", { href: `#${heading.id}` }, `${name} ${hits}`), " "];
      }));
    }

    /* Coming back from a result finds the list as it was left. */
    restore() {
      const kept = history.state && history.state.filter;
      if (!kept || location.hash) return;
      this.input.value = kept[0];
      this.selects.forEach(({ select }, n) => { select.value = kept[n + 1] || ""; });
      this.update();
    }
  }
  customElements.define("coursebook-filter", Filter);
})();
