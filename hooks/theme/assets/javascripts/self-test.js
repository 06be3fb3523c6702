/* <coursebook-self-test>: turns the printed question list inside it into one that can be answered.
 *
 * It adds controls (class "ui") to the list that outputs/self_test.py writes and never removes
 * anything, so that a print-out is the ordinary list. The type and the key come from data
 * attributes, explanations from the key at the end. Answers stay in localStorage, if anywhere.
 */
"use strict";
(() => {
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value !== "string") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };
  const button = (text, onclick, attributes = {}) =>
    make("button", { type: "button", class: "ui button", onclick, ...attributes }, text);
  const same = (a, b) => a.length === b.length && a.every((each) => b.includes(each));
  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const spaced = (item) => [...item.children].map(words).join(" ");
  /* Full width and half width, spaces and a final stop make no difference to an answer. */
  const normal = (text) => text.normalize("NFKC").replace(/\s+|[。.]$/g, "").toLowerCase();
  const mark = (parent, right, text) => {
    parent.dataset.mark = right ? "right" : "wrong";
    parent.append(make("span", { class: "ui mark" }, text));
  };
  const unmark = (item) => {
    for (const each of item.querySelectorAll("[data-mark]")) delete each.dataset.mark;
    for (const each of item.querySelectorAll(".mark, .response .reason")) each.remove();
  };

  const store = {
    read(name) {
      try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; }
    },
    write(name, value) {
      try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; }
    },
  };

  /* A kind of question. build(item, key) adds the controls and returns
   *   value()     what the reader has given, null when there is nothing to judge
   *   give(value) the same, put back
   *   judge()     right or not; also marks the single answers
   *   lock(on)    no changes while the result is shown */
  const choice = (type) => (item, key, reasons) => {
    const options = [...item.querySelectorAll("[data-option]")];
    const inputs = options.map((option) => {
      const input = make("input", { class: "ui", type, name: item.id });
      const label = make("label");
      label.append(input, ...option.childNodes);
      option.append(label);
      return input;
    });
    const given = () => options.filter((_, n) => inputs[n].checked).map((o) => o.dataset.option);
    return {
      value: () => (given().length ? given() : null),
      give: (value) => options.forEach((o, n) => { inputs[n].checked = !!value && value.includes(o.dataset.option); }),
      judge() {
        options.forEach((option, n) => {
          const id = option.dataset.option, wanted = key.includes(id), chosen = inputs[n].checked;
          if (wanted && chosen) mark(option, true, "选对了");
          else if (wanted) mark(option, type === "radio", type === "radio" ? "正确答案" : "漏选");
          else if (chosen) mark(option, false, "选错了");
          const reason = reasons && reasons.querySelector(`[data-option="${id}"] > :last-child`);
          if (reason) option.append(make("div", { class: "ui reason" }, reason.cloneNode(true)));
        });
        return same(given(), key);
      },
      lock: (on) => inputs.forEach((input) => { input.disabled = on; }),
    };
  };

  const blanks = (right) => (item, key) => {
    const fields = [...item.querySelectorAll(".blank")].map((blank, n, all) => {
      const name = right === isNumber ? "答案（填数）" : all.length > 1 ? `第${n + 1}空` : "填空";
      const field = make("input", { class: "ui field", type: "text", autocomplete: "off", "aria-label": name });
      if (right === isNumber) field.inputMode = "decimal";
      blank.after(make("span", { class: "ui slot" }, field));
      return field;
    });
    const number = (field) => Number(field.closest(".slot").previousElementSibling.dataset.blank) - 1;
    return {
      value: () => (fields.every((f) => f.value.trim()) ? fields.map((f) => f.value) : null),
      give: (value) => fields.forEach((field, n) => { field.value = value ? value[n] || "" : ""; }),
      judge: () => fields.map((field) => {
        const ok = right(field.value, key, number(field));
        mark(field.closest(".answer-line") || field.closest(".slot"), ok, ok ? "对" : "错");
        return ok;
      }).every(Boolean),
      lock: (on) => fields.forEach((field) => { field.disabled = on; }),
    };
  };
  const isText = (text, key, number) => (key[number] || []).some((each) => normal(each) === normal(text));
  const isNumber = (text, [value, tolerance, unit]) => {
    const tail = normal(unit);
    let typed = normal(text).replace(/,/g, "").replace(/^[−–]/, "-");
    if (tail && typed.endsWith(tail)) typed = typed.slice(0, -tail.length);
    return typed !== "" && Math.abs(Number(typed) - value) <= tolerance + Math.abs(value) * 1e-9;
  };

  const match = (item, key) => {
    const right = [...item.querySelectorAll(".right > li")];
    const rows = [...item.querySelectorAll(".left > li")];
    const selects = rows.map((row) => {
      const select = make("select", { class: "ui field", "aria-label": `与“${spaced(row)}”对应的一项` }, make("option", { value: "" }, "选择"));
      for (const each of right) select.append(make("option", { value: each.dataset.item }, spaced(each)));
      row.append(select);
      return select;
    });
    return {
      value: () => (selects.every((s) => s.value) ? selects.map((s) => s.value) : null),
      give: (value) => selects.forEach((select, n) => { select.value = value ? value[n] : ""; }),
      judge: () => rows.map((row, n) => {
        const wanted = key[row.dataset.item], ok = selects[n].value === wanted;
        const letter = right.find((each) => each.dataset.item === wanted).querySelector(".letter");
        mark(row, ok, ok ? "对" : `错，应为${words(letter)}`);
        return ok;
      }).every(Boolean),
      lock: (on) => selects.forEach((select) => { select.disabled = on; }),
    };
  };

  const order = (item, key) => {
    const original = item.querySelector(".items");
    const list = make("ol", { class: "ui arrange" });
    const said = make("p", { class: "ui spoken", role: "status" });
    let locked = false, touched = false;
    const move = (row, step) => {
      const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (locked || !other) return;
      touched = true;
      other[step < 0 ? "before" : "after"](row);
      row.querySelector(step < 0 ? ".up" : ".down").focus();
      said.textContent = `移到第${[...list.children].indexOf(row) + 1}位`;
      item.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const rows = [...original.children].map((source) => {
      const row = make("li", { "data-item": source.dataset.item }, make("span", {}, ...source.cloneNode(true).childNodes));
      row.append(
        button("↑", () => move(row, -1), { class: "ui button up", "aria-label": `上移：${spaced(source)}` }),
        button("↓", () => move(row, 1), { class: "ui button down", "aria-label": `下移：${spaced(source)}` }),
      );
      return row;
    });
    list.append(...rows);
    original.after(list, said);
    return {
      value: () => [...list.children].map((row) => row.dataset.item),
      touched: () => touched,
      give(value) {
        touched = !!value;
        list.append(...(value ? value.map((id) => rows.find((row) => row.dataset.item === id)) : rows));
      },
      judge: () => [...list.children].map((row, n) => {
        const ok = key[n] === row.dataset.item;
        mark(row, ok, ok ? "对" : `应在第${key.indexOf(row.dataset.item) + 1}位`);
        return ok;
      }).every(Boolean),
      lock: (on) => { locked = on; rows.forEach((row) => row.querySelectorAll("button").forEach((b) => { b.hidden = on; })); },
    };
  };

  const short = (item) => {
    const field = make("textarea", { class: "ui field", rows: "4", "aria-label": "你的答案" });
    item.querySelector(".answer-space").after(field);
    return {
      value: () => field.value.trim() || null,
      give: (value) => { field.value = value || ""; },
      judge: () => null,
      lock: (on) => { field.readOnly = on; },
    };
  };

  const KINDS = {
    single: choice("radio"), truefalse: choice("radio"), multiple: choice("checkbox"),
    fill: blanks(isText), numeric: blanks(isNumber), match, order, short,
  };
  const MISSING = {
    single: "先选一项", truefalse: "先选“正确”或“错误”", multiple: "先选至少一项", fill: "每个空都要填",
    numeric: "先填答案", match: "每一项都要选", short: "先写下你的答案",
  };

  class Question {
    constructor(item, test) {
      Object.assign(this, { item, test, id: item.dataset.question, right: undefined });
      this.source = test.querySelector(`[data-key-of="${this.id}"]`);
      const reasons = this.source.querySelector(".reasons");
      this.control = KINDS[item.dataset.type](item, JSON.parse(item.dataset.key), reasons);
      const response = item.querySelector(".response");
      response.setAttribute("role", item.querySelector("input[type=radio]") ? "radiogroup" : "group");
      response.setAttribute("aria-labelledby", `${item.id}-stem`);
      this.label = item.dataset.type === "short" ? "对照要点" : "检查答案";
      this.button = button(this.label, () => (this.shown ? this.again() : this.check()));
      this.verdict = make("p", { class: "ui verdict", role: "status" });
      this.feedback = make("div", { class: "ui feedback", hidden: true });
      response.after(this.button, this.verdict, this.feedback);
      item.addEventListener("change", () => test.save());
    }
    get shown() { return !this.feedback.hidden; }
    check() {
      if (this.control.value() === null) {
        this.verdict.textContent = MISSING[this.item.dataset.type];
        const first = this.item.querySelector("input, select, textarea");
        if (first) first.focus();
        return;
      }
      this.show([]);
      this.test.judged(this);
    }
    show(points) {
      this.right = this.control.judge();
      this.control.lock(true);
      const said = this.right === null ? ".reasons" : ".reasons, .answer";
      for (const node of this.source.children) {
        if (!node.matches(said)) this.feedback.append(node.cloneNode(true));
      }
      this.rubric = [...this.feedback.querySelectorAll("[data-marks]")].map((line, n) => {
        const tick = make("input", { type: "checkbox", checked: points.includes(n), onchange: () => this.rate() });
        const label = make("label");
        label.append(tick, ...line.childNodes);
        line.append(label);
        return { tick, marks: Number(line.dataset.marks) };
      });
      this.feedback.hidden = false;
      this.button.textContent = "重做本题";
      this.item.dataset.result = this.right === null ? "rated" : this.right ? "right" : "wrong";
      if (this.right === null) this.rate();
      else this.verdict.textContent = this.right ? "回答正确" : `回答不对。${words(this.source.querySelector(".answer"))}`;
    }
    rate() {
      const sum = (list) => list.reduce((total, each) => total + each.marks, 0);
      this.verdict.textContent =
        `对照要点，写到的打勾。自评${sum(this.rubric.filter((each) => each.tick.checked))}分，满分${sum(this.rubric)}分`;
    }
    again() {
      this.clear();
      this.test.judged();
      const first = this.item.querySelector(".response input, .response select, .response textarea, .response button, .slot input");
      if (first) first.focus();
    }
    clear() {
      unmark(this.item);
      this.control.lock(false);
      this.control.give(null);
      this.feedback.replaceChildren();
      this.feedback.hidden = true;
      this.verdict.textContent = "";
      this.button.textContent = this.label;
      this.right = undefined;
      delete this.item.dataset.result;
    }
    get state() {
      const value = this.control.touched && !this.control.touched() && !this.shown ? null : this.control.value();
      if (value === null) return null;
      const points = (this.rubric || []).flatMap((each, n) => (each.tick.checked ? [n] : []));
      return { digest: this.item.dataset.digest, value, shown: this.shown, points };
    }
    set state(state) {
      if (!state || state.digest !== this.item.dataset.digest) return;
      this.control.give(state.value);
      if (state.shown) this.show(state.points || []);
    }
  }

  class SelfTest extends HTMLElement {
    connectedCallback() {
      if (this.questions) return;
      this.name = `coursebook.self-test.${this.dataset.bank}`;
      this.questions = [...this.querySelectorAll(".questions [data-key]")].map((item) => new Question(item, this));
      this.list = this.querySelector(".questions");
      this.whole = [...this.list.children].map((item) => this.questions.filter((q) => item.contains(q.item))).filter((parts) => parts.length);
      this.score = make("p", { class: "score" });
      this.missed = button("只做错题", () => this.retry());
      this.all = button("显示全部题目", () => this.showAll(), { hidden: true });
      /* What is said of a case as a whole comes when all its parts have been answered. */
      this.cases = [...this.querySelectorAll(".questions [data-type=case]")].map((item) => {
        const feedback = make("div", { class: "ui feedback", hidden: true });
        const source = this.querySelector(`[data-key-of="${item.dataset.question}"]`);
        for (const node of source.children) if (!node.matches(".parts")) feedback.append(node.cloneNode(true));
        item.append(feedback);
        return { feedback, parts: this.questions.filter((q) => item.contains(q.item)) };
      });
      this.list.after(make("div", { class: "ui toolbar", role: "group", "aria-label": "成绩" }, this.score, this.missed, this.all,
        button("清空重来", () => this.reset())));
      const saved = store.read(this.name);
      try {
        for (const question of this.questions) question.state = saved[question.id];
      } catch { /* written by another version: start afresh */ }
      const kept = store.write(this.name, saved);
      this.querySelector(".self-test-about").append(make("span", { class: "ui" }, kept
        ? "答题记录只保存在本机浏览器中，不上传。"
        : "浏览器不允许保存记录，关闭页面后答题记录不保留。"));
      const key = this.querySelector("details.key");
      addEventListener("beforeprint", () => { this.open = key.open; key.open = true; });
      addEventListener("afterprint", () => { key.open = this.open; });
      this.dataset.ready = "";
      this.judged();
    }
    save() {
      store.write(this.name, Object.fromEntries(this.questions.map((q) => [q.id, q.state]).filter((pair) => pair[1])));
    }
    judged(question) {
      /* Counted as the list numbers them: a case is one question, done when all its parts are. */
      const done = this.whole.filter((parts) => parts.every((q) => q.shown));
      const wrong = done.filter((parts) => parts.some((q) => q.right === false)).length;
      const right = done.filter((parts) => parts.some((q) => q.right) && parts.every((q) => q.right !== false)).length;
      const text = `已答${done.length}题，共${this.whole.length}题；答对${right}题，答错${wrong}题`;
      this.score.textContent = text;
      for (const { feedback, parts } of this.cases) feedback.hidden = !feedback.firstChild || !parts.every((q) => q.shown);
      this.missed.hidden = !this.questions.some((q) => q.right === false) || "retry" in this.list.dataset;
      if (question && this.questions.every((q) => q.shown)) question.verdict.textContent += `。全部做完：${text}`;
      this.save();
    }
    retry() {
      const wrong = this.questions.filter((q) => q.right === false);
      this.list.dataset.retry = "";
      for (const question of wrong) {
        question.clear();
        for (let item = question.item; item && item !== this.list; item = item.parentElement.closest(".question")) item.dataset.again = "";
      }
      this.all.hidden = false;
      this.judged();
      this.go(wrong[0].item);
    }
    showAll() {
      delete this.list.dataset.retry;
      for (const item of this.list.querySelectorAll("[data-again]")) delete item.dataset.again;
      this.all.hidden = true;
      this.judged();
      this.go(this.list.firstElementChild);
    }
    reset() {
      if (!confirm("清空本讲的全部答题记录？")) return;
      for (const question of this.questions) question.clear();
      this.showAll();
    }
    go(item) {
      const stem = item.querySelector(".stem");
      stem.tabIndex = -1;
      stem.focus();
    }
  }
  customElements.define("coursebook-self-test", SelfTest);
})();
