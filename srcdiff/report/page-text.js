// Sentences: counterparts light up, keys and links lead from one to the next.
let lit = [];

// "b9=1.00 b10∩0.45": address, sign of the relation, similarity.
const linksOf = (sentence) =>
  (sentence.dataset.to || "").split(" ").filter(Boolean).map((link) => {
    const [, id, sign, similarity] = link.match(/^([ab]\d+)(\D)(.*)$/u);
    return { id, sign, similarity };
  });

const partners = (sentence) => linksOf(sentence).map(({ id }) => byId(id));

const light = (sentence) => {
  if (sentence && lit[0] === sentence) return;
  for (const element of lit) element.classList.remove("lit");
  lit = sentence && sentence.dataset.to ? [sentence, ...partners(sentence)] : [];
  for (const element of lit) element.classList.add("lit");
};

const sentenceAt = (event) =>
  event.target instanceof Element ? event.target.closest(".s") : null;

const inFocus = () => byId(state.at)?.closest(".s");

const choose = (sentence) => {
  for (const element of all(".s.here")) element.classList.remove("here");
  sentence.classList.add("here");
  state.at = sentence.id;
  light(sentence);
  describe(sentence);
};

const leave = () => {
  for (const element of all(".s.here")) element.classList.remove("here");
  light(null);
  closePanel();
  if (inFocus()) state.at = "";
  remember();
};

const goTo = (id, { step = true } = {}) => {
  const element = id && byId(id);
  if (!element) return;
  reveal(element);
  state.at = id;
  if (element.classList.contains("s")) {
    element.tabIndex = -1;
    choose(element);
  }
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: element.tagName === "SECTION" ? "start" : "center" });
  remember(step);
};

// The sentences that differ, in reading order; those filtered out are passed over.
const differing = () =>
  all(".s:not(.identical, .heading, .uncompared), .s.moved", text).filter(visible);

const disputed = () =>
  all(".conflicts li").map((item) => byId(item.querySelector(".address").hash.slice(1)));

const stepThrough = (places, onwards, name) => {
  const here = inFocus();
  if (!places.length) return say(`no ${name}`);
  let index = places.indexOf(here);
  if (index < 0 && here) {
    const after = places.findIndex(
      (place) => here.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    index = onwards ? (after < 0 ? places.length : after) - 1 : after < 0 ? places.length : after;
  } else if (index < 0) {
    index = onwards ? -1 : places.length;
  }
  const next = index + (onwards ? 1 : -1);
  if (next < 0 || next >= places.length) return say(`no more ${name}`);
  say(`${next + 1} of ${places.length} ${name}`);
  goTo(places[next].id, { step: false });
};

text.addEventListener("pointerover", (event) => light(sentenceAt(event) || inFocus()));
text.addEventListener("pointerleave", () => light(inFocus()));
text.addEventListener("focusin", (event) => light(sentenceAt(event)));

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey) return;
  const link = event.target.closest("a[href]");
  if (link) {
    const id = (link.getAttribute("href") || "").slice(1);
    if (!byId(id)) return;
    event.preventDefault();
    goTo(id);
    return;
  }
  const sentence = event.target.closest("#text .s");
  if (!sentence || String(getSelection())) return;
  choose(sentence);
  remember(true);
  const [best] = partners(sentence);
  if (!best) return;
  reveal(best);
  scrollTo(best, "nearest");
});

// Search: sentences that hold the words.
const field = byId("search");
let hits = [];
let hit = -1;

const find = (words) => {
  for (const element of hits) element.classList.remove("hit", "now");
  const wanted = words.trim().toLocaleLowerCase();
  hits = wanted
    ? all(".s", text).filter((s) => s.textContent.toLocaleLowerCase().includes(wanted))
    : [];
  hit = -1;
  for (const element of hits) element.classList.add("hit");
  state.q = wanted ? words.trim() : "";
  say(wanted ? `${hits.length} found` : "");
};

const nextHit = (onwards) => {
  if (!hits.length) return;
  hits[hit]?.classList.remove("now");
  hit = (hit + (onwards ? 1 : hits.length - (hit < 0 ? 0 : 1))) % hits.length;
  hits[hit].classList.add("now");
  reveal(hits[hit]);
  hits[hit].scrollIntoView({ block: "center" });
  say(`${hit + 1} of ${hits.length} found`);
};

let pause = 0;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    find(field.value);
    remember();
  }, 120);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    event.preventDefault();
    clearTimeout(pause);
    if (state.q !== field.value.trim()) find(field.value);
    nextHit(!event.shiftKey);
    remember();
  }
});

const count = () => {
  if (boxes.every((box) => box.checked)) return say("");
  const shown = all(".s", text).filter(visible).length;
  say(`${shown} of ${all(".s", text).length} sentences shown`);
};
for (const box of boxes) {
  box.addEventListener("change", () => {
    count();
    remember();
  });
}
