/* <coursebook-teq>: computes with the factors in the table that outputs/pages/teq.py writes.
 * Nothing is kept and nothing is sent. */
"use strict";
const calculator = (host) => {
  const one = (selector, from = host) => from.querySelector(selector);
  const all = (selector, from = host) => [...from.querySelectorAll(selector)];
  const chosen = (name) => one(`[name=${name}]`).selectedOptions[0];

  const rows = all("tr[id]").map((row) => ({
    name: row.cells[0].firstChild.data,
    pcb: "pcb" in row.dataset,
    example: row.dataset.example || "",
    input: one("input", row),
    cells: all("[data-scheme]", row).map((cell) => {
      const factor = Number.parseFloat(cell.textContent) || 0;
      const share = cell.appendChild(document.createElement("small"));
      share.className = "ui";
      return { factor, share };
    }),
  }));
  const inputs = all("input");
  const totals = all("[data-total]");
  const findings = one(".teq-findings");
  const limits = one("[name=limit]");

  /* null: nothing there; undefined: not a number. NFKC makes full-width signs half-width. */
  const read = (text) => {
    let plain = text.normalize("NFKC").replace(/\s/g, "").replace("。", ".");
    if (!plain) return null;
    /* Only between thousands: 0,5 may be a slip for 0.5. */
    if (/^<?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replaceAll(",", "");
    const match = /^(<?)((\d+\.?\d*|\.\d+)(e[-+]?\d+)?)$/i.exec(plain);
    return match ? { below: match[1], number: Number(match[2]) } : undefined;
  };
  const show = (number, digits = 3) => String(Number(number.toPrecision(digits)));

  const compute = () => {
    const weight = Number(chosen("below").value);
    const dioxins = totals.map(() => 0);
    const pcbs = totals.map(() => 0);
    const bad = [];
    let given = 0, below = 0, empty = 0;
    for (const row of rows) {
      const found = read(row.input.value);
      row.input.setAttribute("aria-invalid", found === undefined);
      if (found === undefined) bad.push(row.name);
      row.value = found ? found.number * (found.below ? weight : 1) : 0;
      if (found?.below) below += 1;
      if (!row.pcb) found ? given += 1 : empty += 1;
      row.cells.forEach((cell, n) => { (row.pcb ? pcbs : dioxins)[n] += row.value * cell.factor; });
    }
    for (const row of rows) {
      row.cells.forEach(({ factor, share }, n) => {
        const part = 100 * row.value * factor / (dioxins[n] + pcbs[n]);
        share.textContent = part ? `${part.toFixed(1)}%` : "";
      });
    }

    const unit = chosen("unit").value;
    const limit = limits?.selectedOptions[0];
    const usable = given && !bad.length;
    const same = usable && limit?.dataset.unit === unit;
    const verdicts = new Set();
    const lines = [];
    const say = (text, strong) => {
      const tag = document.createElement(strong ? "strong" : "p");
      tag.textContent = text;
      lines.push(tag);
    };
    if (bad.length) say(`${bad.join("、")}的写法不对：小数点用“.”，未检出写成<0.01。`, true);
    if (usable) say(`填了${given}项二噁英类，${empty ? `还有${empty}项没有填，合计可能偏低；` : ""}未检出${below}项${below ? `，${chosen("below").text}` : ""}。`);
    totals.forEach((box, n) => {
      const [name, output, verdict, caution] = box.children;
      const sum = dioxins[n];
      /* Sums of decimals miss by the last bit. */
      const over = same && sum > limit.value * (1 + 1e-9);
      const figure = show(sum, same && Math.abs(sum / limit.value - 1) < 0.005 ? 6 : 3);
      output.textContent = usable ? figure : "";
      verdict.textContent = same ? (over ? "高于限值" : "不高于限值") : "";
      box.dataset.over = over;
      if (same) verdicts.add(over);
      if (usable) say([
        `${name.textContent}：${figure} ${unit.replace("/", " TEQ/")}`,
        same && verdict.textContent,
        pcbs[n] && `另有类二噁英多氯联苯${show(pcbs[n])}，合计${show(sum + pcbs[n])}`,
        caution?.textContent,
      ].filter(Boolean).join("，"));
    });
    if (usable && limit?.value) {
      say(`比较的限值：${limit.text}。${same ? "" : "单位与浓度不同，换算后再比较。"}`, !same);
    }
    if (verdicts.size > 1) say(findings.dataset.differ, true);
    findings.replaceChildren(...lines);
  };

  const copy = async () => {
    const said = one(".teq-copied");
    try {
      await navigator.clipboard.writeText([...findings.children].map((each) => each.textContent).join("\n"));
      said.textContent = "已复制。";
    } catch {
      getSelection().selectAllChildren(findings);
      said.textContent = "请按Ctrl+C。";
    }
  };

  /* Read aloud when a value is settled, not at every key. */
  const speak = () => { one(".spoken").textContent = findings.textContent; };
  host.addEventListener("input", compute);
  host.addEventListener("change", speak);
  host.addEventListener("click", ({ target }) => {
    const act = target.dataset.do;
    if (act === "copy") copy();
    else if (act) {
      const example = act === "example";
      for (const row of rows) row.input.value = example ? row.example : "";
      if (example && limits) limits.selectedIndex ||= 1;
      compute();
      speak();
    }
  });
  host.addEventListener("keydown", (event) => {
    const at = inputs.indexOf(event.target);
    const next = inputs[at + ({ Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key] || NaN)];
    if (at < 0 || !next || event.isComposing) return;
    event.preventDefault();
    next.focus();
  });
  host.addEventListener("paste", (event) => {
    const at = inputs.indexOf(event.target);
    const values = event.clipboardData.getData("text").trim().split(/\r?\n|\t/);
    if (at < 0 || values.length < 2) return;
    event.preventDefault();
    values.forEach((value, n) => { if (inputs[at + n]) inputs[at + n].value = value.trim(); });
    compute();
  });

  for (const each of all("[hidden]")) each.hidden = false;
  compute();
};
customElements.define("coursebook-teq", class extends HTMLElement {
  connectedCallback() { calculator(this); }
});
