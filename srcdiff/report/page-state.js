// The page works without this script.  With it the state of the page stands in the
// fragment of its address, so that a link opens the same view:
// #a9?show=conflict,only-a&q=flood
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const boxes = all(".filter");
const text = byId("text");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const state = { at: "", q: "", sort: "", kind: "", verdict: "", keys: "" };

const classOf = (box) => box.id.slice("show-".length);

const fragment = () => {
  const parameters = new URLSearchParams();
  if (boxes.some((box) => box.checked !== box.defaultChecked)) {
    parameters.set("show", boxes.filter((box) => box.checked).map(classOf).join(","));
  }
  for (const name of ["q", "sort", "kind", "verdict", "keys"]) {
    if (state[name]) parameters.set(name, state[name]);
  }
  const query = String(parameters);
  return query ? `#${state.at}?${query}` : `#${state.at}`;
};

// Where the address cannot be changed (a page inside another), all else works.
const remember = (step = false) => {
  if (location.hash === fragment() || (fragment() === "#" && !location.hash)) return;
  try {
    history[step ? "pushState" : "replaceState"](null, "", fragment());
  } catch {
    // Nothing depends on it.
  }
};

const recall = () => {
  const [at, query = ""] = location.hash.slice(1).split("?");
  const parameters = new URLSearchParams(query);
  for (const name of Object.keys(state)) state[name] = parameters.get(name) || "";
  state.at = at;
  const shown = parameters.get("show");
  for (const box of boxes) {
    box.checked =
      shown === null ? box.defaultChecked : shown.split(",").includes(classOf(box));
  }
};

const say = (words) => {
  byId("status").textContent = words;
};

// Whether filters and folds let a sentence be seen.  Asking the browser instead would
// make it lay out all that is out of sight.
const visible = (sentence) =>
  (boxes.every((box) => box.checked) ||
    boxes.some((box) => box.checked && sentence.classList.contains(classOf(box)))) &&
  !sentence.closest("details:not([open])");

// What a filter hides or a fold holds is shown again: the reader asked for it.
const reveal = (element) => {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (up.tagName === "DETAILS") up.open = true;
  }
  const inside = element.querySelector("details");
  if (inside && element.tagName === "SECTION") inside.open = true;
  if (!element.classList.contains("s") || visible(element)) return;
  const hidden = boxes.find((box) => element.classList.contains(classOf(box)));
  for (const box of hidden ? [hidden] : boxes) box.checked = true;
  remember();
};

const scrollTo = (element, block) =>
  element.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
