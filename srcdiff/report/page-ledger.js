// The fact ledger: sort and filter; then the keys, and the state the address asks for.
const ledger = byId("ledger");
const VERDICTS = ledger ? all("#fact-verdict option").map((option) => option.text) : [];

const sortKey = (row, key) => {
  const [kind, verdict, a, b, why] = row.cells;
  const place = (cell) => Number(cell.querySelector("a")?.hash.slice(2) ?? Infinity);
  if (key === "kind") return kind.textContent;
  if (key === "verdict") return VERDICTS.findIndex((v) => v && verdict.textContent.endsWith(v));
  if (key === "why") return why.textContent;
  return place(key === "a" ? a : b);
};

const rows = ledger ? [...ledger.tBodies[0].rows] : [];

const sortLedger = () => {
  if (!ledger) return;
  const key = state.sort.replace("-", "");
  const sign = state.sort.startsWith("-") ? -1 : 1;
  const order = rows.map((row, index) => [key ? sortKey(row, key) : 0, index, row]);
  const compare = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  order.sort(([x, i], [y, j]) => sign * compare(x, y) || i - j);
  ledger.tBodies[0].append(...order.map(([, , row]) => row));
  for (const head of all("th", ledger)) {
    head.removeAttribute("aria-sort");
    if (head.dataset.key === key) {
      head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
    }
  }
};

const filterLedger = () => {
  if (!ledger) return;
  let shown = 0;
  for (const row of rows) {
    const [kind, verdict] = row.cells;
    const fits =
      (!state.kind || kind.textContent === state.kind) &&
      (!state.verdict || verdict.textContent.endsWith(state.verdict));
    row.hidden = !fits;
    shown += fits;
  }
  const some = state.kind || state.verdict;
  byId("fact-status").textContent = some ? `${shown} of ${rows.length} facts` : "";
};

if (ledger) {
  for (const head of all("th", ledger)) {
    const button = make("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const { key } = head.dataset;
      state.sort = state.sort === key ? `-${key}` : key;
      sortLedger();
      remember();
    });
    head.replaceChildren(button);
  }
  for (const name of ["kind", "verdict"]) {
    byId(`fact-${name}`).addEventListener("change", (event) => {
      state[name] = event.target.value;
      filterLedger();
      remember();
    });
  }
}

// Keys.  They can be switched off, and never act while somebody types.
const help = byId("help");
const single = byId("single-keys");

const toggle = (number) => {
  const box = boxes[number - 1];
  if (!box) return;
  box.checked = !box.checked;
  box.dispatchEvent(new Event("change"));
};

const KEYS = {
  j: () => stepThrough(differing(), true, "differences"),
  k: () => stepThrough(differing(), false, "differences"),
  n: () => stepThrough(disputed(), true, "conflicts"),
  p: () => stepThrough(disputed(), false, "conflicts"),
  "/": () => field.focus(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") {
    if (field.value) {
      field.value = "";
      find("");
    }
    leave();
    return;
  }
  const typing = event.target.matches?.("input:not([type=checkbox]), select, textarea");
  if (typing || !single.checked) return;
  const act = KEYS[event.key] || (/^[1-8]$/.test(event.key) && (() => toggle(Number(event.key))));
  if (!act) return;
  event.preventDefault();
  act();
});
byId("keys").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());
single.addEventListener("change", () => {
  state.keys = single.checked ? "" : "off";
  remember();
});

// On paper nothing is folded.
const closed = [];
addEventListener("beforeprint", () => {
  for (const element of all("details:not([open])")) {
    element.open = true;
    closed.push(element);
  }
});
addEventListener("afterprint", () => {
  for (const element of closed.splice(0)) element.open = false;
});

const restore = () => {
  recall();
  single.checked = state.keys !== "off";
  field.value = state.q;
  if (ledger) {
    byId("fact-kind").value = state.kind;
    byId("fact-verdict").value = state.verdict;
  }
  if (state.sort) sortLedger();
  if (state.kind || state.verdict) filterLedger();
  const at = state.at;
  if (state.q) find(state.q);
  count();
  if (at) goTo(at, { step: false });
};
for (const element of [byId("keys"), ...all(".search, .ledger-tools")]) element.hidden = false;
addEventListener("popstate", restore);
restore();
