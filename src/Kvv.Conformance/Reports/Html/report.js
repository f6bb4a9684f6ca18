"use strict";
// The page's only script. Everything that comes from data is put in as text nodes and attribute values: markup in a model's
// answer stays text.
(() => {
  const byId = id => document.getElementById(id);
  const make = (name, className, text) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined && text !== null) element.textContent = text;
    return element;
  };

  const theme = byId("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  });

  const onlyOpen = byId("only-open");
  if (onlyOpen) {
    byId("requirement-tools").hidden = false;
    onlyOpen.addEventListener("change", () => byId("requirements").classList.toggle("only-open", onlyOpen.checked));
  }

  // A link to something that is folded away or filtered out shows it.
  const reveal = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (onlyOpen && onlyOpen.checked && target.closest(".quiet")) onlyOpen.click();
    for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  // What was not in order is printed unfolded; further lists and single samples stay one line each, else they are most of the paper.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open]):not(.more):not(.more *):not(.trial):not(.bytes)")];
    opened.forEach(details => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach(details => { details.open = false; }));

  const data = byId("trial-data");
  if (!data) return;

  const rows = JSON.parse(data.textContent);
  const step = 50;
  const words = { right: "right", wrong: "wrong", unscored: "no readable answer", infrastructure: "no answer" };
  const signs = { right: "✓", wrong: "✗", unscored: "?", infrastructure: "⚡" };
  const search = byId("trial-search");
  const benchmark = byId("trial-benchmark");
  const outcome = byId("trial-outcome");
  const list = byId("trial-list");
  const more = byId("trial-more");
  let found = [];
  let shown = 0;

  for (const name of [...new Set(rows.map(row => row.b))].sort()) {
    const option = make("option", "", name);
    option.value = name;
    benchmark.append(option);
  }

  if (!rows.some(row => row.o !== "right")) outcome.value = "";

  const texts = row => [row.b, row.s, row.a, row.x, row.why, row.f, row.p && row.p.s, row.r && row.r.s, row.c && row.c.s, row.t && row.t.s, ...(row.odd || [])];
  const matchesOutcome = row => {
    switch (outcome.value) {
      case "": return true;
      case "open": return row.o !== "right";
      case "anomalies": return Boolean(row.odd);
      case "truncated": return Boolean(row.cut);
      default: return row.o === outcome.value;
    }
  };

  const block = (parent, title, text) => {
    if (!text) return;
    parent.append(make("h4", "", text.l ? `${title} (${text.l} characters, shortened)` : title));
    const pre = make("pre", "", text.s);
    pre.tabIndex = 0;
    pre.setAttribute("role", "region");
    pre.setAttribute("aria-label", title);
    pre.dir = "auto";
    parent.append(pre);
    if (text.f) {
      const link = make("a", "", "the whole text");
      link.href = "./" + text.f.split("/").map(encodeURIComponent).join("/");
      parent.append(link);
    }
  };

  const fill = (details, row) => {
    const facts = make("dl", "facts");
    const fact = (name, value) => {
      if (value === undefined || value === null || value === "") return;
      facts.append(make("dt", "", name), make("dd", "", value));
    };
    fact("Judged", row.why);
    fact("Expected", row.x);
    fact("Read as", row.a);
    fact("Reply", [row.h && `HTTP ${row.h}`, row.f && `finish reason ${row.f}`, row.cut && "cut off at the token limit", row.q && `${row.q} requests`, row.n && `${row.n} repeated after a failure`].filter(Boolean).join(", "));
    fact("Size", [row.pt && `${row.pt} prompt tokens`, row.ct && `${row.ct} completion tokens`, row.ms && `${row.ms} ms`].filter(Boolean).join(", "));
    for (const odd of row.odd || []) fact("Anomaly", odd);
    details.append(facts);
    block(details, "Prompt", row.p);
    block(details, "Reasoning", row.r);
    block(details, "Answer", row.c);
    block(details, "Tool calls", row.t);
  };

  const item = row => {
    const details = make("details", "card trial");
    const summary = make("summary");
    const chip = make("span", `chip s-${row.o}`);
    const sign = make("span", "", signs[row.o]);
    sign.setAttribute("aria-hidden", "true");
    chip.append(sign, ` ${words[row.o]}`);
    summary.append(chip, make("b", "", `${row.b} / ${row.s}${row.e ? ` / try ${row.e + 1}` : ""}`));
    const said = make("span", "answers");
    const bdi = text => make("bdi", "", text);
    if (row.a) said.append("answered ", bdi(row.a));
    if (row.x) said.append(row.a ? ", expected " : "expected ", bdi(row.x.length > 160 ? row.x.slice(0, 160) + "…" : row.x));
    if (!row.a) said.append(row.x ? "; " : "", bdi(row.why));
    summary.append(said);
    details.append(summary);
    details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) fill(details, row); });
    return details;
  };

  const show = () => {
    list.append(...found.slice(shown, shown + step).map(item));
    shown = Math.min(found.length, shown + step);
    more.hidden = shown >= found.length;
    byId("trial-count").textContent = found.length === 0 ? "No sample matches." : `${found.length} of ${rows.length} samples match, ${shown} shown.`;
  };

  const update = () => {
    const wanted = search.value.trim().toLowerCase();
    found = rows.filter(row => matchesOutcome(row) && (!benchmark.value || row.b === benchmark.value)
      && (!wanted || texts(row).some(text => text && text.toLowerCase().includes(wanted))));
    shown = 0;
    list.replaceChildren();
    show();
  };

  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(update, 150); });
  benchmark.addEventListener("change", update);
  outcome.addEventListener("change", update);
  more.addEventListener("click", () => {
    const first = shown;
    show();
    // The keyboard goes on where the new rows begin.
    list.children[first].querySelector("summary").focus();
  });
  byId("trial-tools").addEventListener("submit", event => event.preventDefault());
  for (const link of document.querySelectorAll("a[data-benchmark]"))
    link.addEventListener("click", () => { benchmark.value = link.dataset.benchmark; outcome.value = "open"; search.value = ""; update(); });
  byId("trial-tools").hidden = false;
  update();
})();
