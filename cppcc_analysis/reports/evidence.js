"use strict";
// Everything that comes from the data is set as text, never as HTML: dumps are other people's text.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { words, entries, others, passages, articles, checks } = data;
  const PAGE = 50;
  const AROUND = 160, FEW = 50; // characters shown on either side of a sentence
  const FILTERS = ["place", "year", "measure", "state"];
  const COLUMNS = [...document.querySelectorAll("[data-sort]")].map((button) => button.dataset.sort);
  const NUMERIC = { year: "year", value: "number" };
  const byId = (id) => document.getElementById(id);
  const positions = new Map(Object.entries(others));
  entries.forEach((entry, at) => positions.set(entry.id, at));
  entries.forEach((entry) => { entry.checked = summary(entry); });

  let shown = [];       // positions of the entries that fit, in the order of the list
  let page = 0;
  let sorting = null;   // [column, 1 or -1]
  let current = null;   // position of the chosen entry

  // --- small pieces

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  function link(at, ...text) {
    return make("a", { href: "#" + entries[at].id }, ...text);
  }

  function title(entry) {
    const when = entry.year === undefined ? entry.session : entry.year;
    return [entry.place, when, entry.what, entry.value].filter((part) => part !== undefined).join(" · ");
  }

  function summary(entry) {
    const counts = new Map();
    for (const at of entry.checks || []) {
      counts.set(checks[at].verdict, (counts.get(checks[at].verdict) || 0) + 1);
    }
    return [...counts].map(([verdict, count]) => fill(words.tally, { verdict, count })).join(" · ");
  }

  // --- the list

  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  }

  const haystacks = [];
  function haystack(at) {
    if (haystacks[at] === undefined) {
      const entry = entries[at];
      const parts = COLUMNS.map((column) => entry[column]).concat(
        entry.spot, entry.quote, entry.formula, entry.source, articles[entry.article],
        entry.in && passages[entry.in[0]].slice(entry.in[1], entry.in[4]),
        (entry.parts || []).map((part) => entries[part].spot).join(" "));
      haystacks[at] = plain(parts.filter((part) => part !== undefined).join("\n"));
    }
    return haystacks[at];
  }

  function choose() {
    const terms = byId("words").value.split(/\s+/).map(plain).filter(Boolean);
    const wanted = FILTERS.map((key) => [key, byId("by-" + key).value]).filter(([, value]) => value);
    shown = entries.map((_, at) => at).filter((at) =>
      wanted.every(([key, value]) => String(entries[at][key]) === value) &&
      terms.every((term) => haystack(at).includes(term)));
    shown.sort(sorting ? compare(...sorting) : asGiven);
    page = 0;
    draw();
  }

  // places in the order of the data, years ascending: what was computed stands behind what it was computed from
  const places = new Map([...new Set(entries.map((entry) => entry.place))].map((place, at) => [place, at]));
  function asGiven(a, b) {
    const [one, other] = [entries[a], entries[b]];
    return places.get(one.place) - places.get(other.place) || (one.year || 0) - (other.year || 0) || a - b;
  }

  function compare(column, direction) {
    const order = new Intl.Collator(data.lang === "zh" ? "zh-CN" : "en", { numeric: true });
    const key = NUMERIC[column] || column;
    return (a, b) => {
      const [one, other] = [entries[a][key], entries[b][key]];
      if (one === undefined || other === undefined) return (one === undefined) - (other === undefined);
      return direction * (typeof one === "number" ? one - other : order.compare(one, other)) || a - b;
    };
  }

  function draw() {
    const rows = shown.slice(page * PAGE, (page + 1) * PAGE).map(row);
    byId("rows").replaceChildren(...(rows.length ? rows : [
      make("tr", null, make("td", { colspan: String(COLUMNS.length) }, words.none))]));
    byId("count").textContent = fill(words.count, { total: entries.length, count: shown.length });
    const pages = Math.max(1, Math.ceil(shown.length / PAGE));
    byId("page").textContent = fill(words.page, { page: page + 1, pages });
    byId("previous").disabled = page === 0;
    byId("next").disabled = page === pages - 1;
    byId("pager").hidden = pages === 1;
  }

  function row(at) {
    const entry = entries[at];
    const line = make("tr", at === current ? { "aria-current": "true" } : null);
    for (const column of COLUMNS) {
      const text = entry[column] === undefined ? "" : String(entry[column]);
      if (column === "what") {
        line.append(make("th", { scope: "row", class: "what" }, link(at, text)));
      } else {
        line.append(make("td", { class: column }, text));
      }
    }
    line.addEventListener("click", (event) => {
      if (!event.target.closest("a") && !String(getSelection())) location.hash = entry.id;
    });
    return line;
  }

  function sort(column) {
    const direction = sorting && sorting[0] === column ? -sorting[1] : 1;
    sorting = [column, direction];
    for (const button of document.querySelectorAll("[data-sort]")) {
      const head = button.closest("th");
      if (button.dataset.sort === column) {
        head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
    choose();
  }

  function turn(by) {
    page += by;
    draw();
    byId("results").scrollIntoView();
    byId("results").focus({ preventScroll: true });
  }

  // --- one number

  function heading(text) {
    return make("h3", null, text);
  }

  function passage(entry, around) {
    if (!entry.in) {
      return entry.quote ? [heading(words.quote), make("p", { class: "raw", lang: "zh-CN" },
        make("span", { class: "sentence" }, entry.quote))] : [];
    }
    const [at, first, start, end, last] = entry.in;
    const text = passages[at];
    const from = Math.max(0, first - around), to = Math.min(text.length, last + around);
    const sentence = make("span", { class: "sentence" }, text.slice(first, start),
      make("mark", null, text.slice(start, end)), text.slice(end, last));
    return [heading(words.passage), make("p", { class: "raw", lang: "zh-CN" },
      "…" + text.slice(from, first), sentence, text.slice(last, to) + "…")];
  }

  function facts(entry) {
    const list = make("dl");
    const add = (name, value) => {
      if (value !== undefined && value !== "") list.append(make("div", null, make("dt", null, name), make("dd", null, value)));
    };
    add(words.state, entry.state);
    add(words.session, entry.session);
    add(words.as_of, entry.as_of);
    add(words.formula, entry.formula);
    add(words.article, articles[entry.article]);
    add(words.spot, entry.spot);
    add(words.source, entry.source);
    const was = entry.was === undefined ? [] : [fill(words.was, { was: entry.was })];
    add(words.note, [...was, entry.note].filter(Boolean).join(" · "));
    return list;
  }

  function told(check) {
    const numbers = ["expected", "found", "missing"].filter((key) => check[key] !== undefined)
      .map((key) => `${words[key]} ${check[key]}`).join(" · ");
    return make("li", { class: check.kind === "fails" ? "fails" : "check" },
      make("b", null, check.verdict), ` ${check.rule}`, make("br"), check.detail,
      make("br"), make("small", null, numbers), make("br"), ...between(check.figures));
  }

  function between(figures) {
    return figures.flatMap((at, n) => [n ? " · " : "", link(at, `${entries[at].what} ${entries[at].value}`)]);
  }

  function show(at, focus) {
    current = at;
    const entry = entries[at];
    const close = make("button", { type: "button", id: "close" }, words.close);
    close.addEventListener("click", leave);
    const parts = (entry.parts || []).flatMap((part) => [
      make("h4", null, link(part, title(entries[part]))), ...passage(entries[part], FEW).slice(1)]);
    const used = (entry.checks || []).map((check) => told(checks[check]));
    const also = (entry.also || []).map((other) => make("li", null, link(other, entries[other].spot)));
    const derived = entry.kind === "derived";
    byId("detail").replaceChildren(
      close,
      make("h2", { id: "detail-title", tabindex: "-1" }, title(entry)),
      ...passage(entry, AROUND),
      facts(entry),
      ...(parts.length ? [heading(derived ? words.parts : words.sources), ...parts] : []),
      ...(also.length ? [heading(words.also), make("ul", null, ...also)] : []),
      heading(words.checks),
      used.length ? make("ul", { class: "checks" }, ...used) : make("p", null, words.no_checks));
    byId("detail").hidden = false;
    document.body.classList.add("chosen");
    turnTo(at);
    if (focus) {
      byId("detail").scrollTop = 0;
      byId("detail-title").focus({ preventScroll: true });
      const line = document.querySelector("#rows tr[aria-current]");
      (line && line.offsetParent ? line : byId("panes")).scrollIntoView({ block: "nearest" });
      (byId("detail").querySelector("mark") || byId("detail")).scrollIntoView({ block: "nearest" });
    }
  }

  // the list shows the page that holds the chosen number; filters that hide it are left as they are
  function turnTo(at) {
    const place = shown.indexOf(at);
    if (place >= 0) page = Math.floor(place / PAGE);
    draw();
  }

  function leave() {
    const at = current;
    current = null;
    byId("detail").hidden = true;
    document.body.classList.remove("chosen");
    history.replaceState(null, "", location.pathname + location.search);
    draw();
    const back = document.querySelector(`#rows a[href="#${entries[at].id}"]`) || byId("words");
    back.focus();
  }

  function follow(focus) {
    const id = decodeURIComponent(location.hash.slice(1));
    if (positions.has(id)) {
      show(positions.get(id), focus);
    } else if (/^[fcs]-/.test(id)) {
      byId("count").textContent = words.unknown;
    }
  }

  // --- begin

  for (const key of FILTERS) {
    const values = [...new Set(entries.map((entry) => entry[key]).filter((value) => value !== undefined))];
    if (key === "year") values.sort();
    byId("by-" + key).append(make("option", { value: "" }, words.all),
      ...values.map((value) => make("option", { value: String(value) }, String(value))));
    byId("by-" + key).addEventListener("change", choose);
  }
  byId("words").addEventListener("input", choose);
  byId("reset").addEventListener("click", () => {
    byId("words").value = "";
    for (const key of FILTERS) byId("by-" + key).value = "";
    choose();
  });
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => sort(button.dataset.sort));
  }
  byId("previous").addEventListener("click", () => turn(-1));
  byId("next").addEventListener("click", () => turn(1));
  addEventListener("hashchange", () => follow(true));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current !== null) leave();
  });
  choose();
  follow(true);
})();
