// The panel: all that the account says of the sentence in focus.
const panel = byId("panel");

const make = (tag, content, name) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...[content].flat());
  return element;
};

const toSentence = (id) => {
  const link = make("a", id, "address");
  link.href = `#${id}`;
  return make("span", link, id[0]);
};

const NAMES = Object.fromEntries(
  all(".filters label").map((label) => [
    label.querySelector(".sign").textContent,
    label.className,
  ]),
);

// A copy to read: whatever could be found twice by its name loses it.
const quoted = (sentence) => {
  const copy = sentence.cloneNode(true);
  for (const element of [copy, ...all("[id]", copy)]) element.removeAttribute("id");
  for (const element of all(".m, .e", copy)) element.remove();
  const words = make("span", [...copy.childNodes], `said ${sentence.id[0]}`);
  words.dir = "auto";
  words.lang = sentence.closest("[lang]").lang;
  return words;
};

const nameOf = (sentence) =>
  sentence.querySelector(".m")?.getAttribute("aria-label").split(/[,:]/)[0] || "heading";

const counterparts = (sentence) =>
  linksOf(sentence).map(({ id, sign, similarity }) => {
    const how = `${NAMES[sign]}, similarity ${similarity}`;
    return make("li", [toSentence(id), ` ${how}: `, quoted(byId(id))]);
  });

const quarrels = (sentence) =>
  all(".c", sentence).map((mark) => {
    const why = document.querySelector(`${mark.hash} .why`);
    return make("li", [...why.cloneNode(true).childNodes]);
  });

const factsOf = (sentence) =>
  all(`#ledger td > a[href="#${sentence.id}"]`)
    .map((link) => link.closest("tr"))
    .filter((row, index, rows) => rows.indexOf(row) === index && !row.matches(".conflict"))
    .map((row) => {
      const [kind, verdict, a, b, why] = row.cells;
      const words = [a, b].map((cell) => cell.querySelector("bdi")?.textContent);
      const facts = words.filter(Boolean).map((fact) => make("bdi", `“${fact}”`));
      const between = facts.length > 1 ? [facts[0], " / ", facts[1]] : facts;
      const what = `, ${verdict.textContent}: ${why.textContent}`;
      return make("li", [`Fact: ${kind.textContent} `, ...between, what]);
    });

const describe = (sentence) => {
  const close = make("button", "Close");
  close.type = "button";
  close.addEventListener("click", leave);
  const found = [...quarrels(sentence), ...counterparts(sentence), ...factsOf(sentence)];
  const ask = make("code", `srcdiff explain A B ${sentence.id}`);
  panel.replaceChildren(
    close,
    make("h2", [toSentence(sentence.id), ` ${nameOf(sentence)}, ${sentence.title}`]),
    make("p", quoted(sentence)),
    make("ul", [...found, make("li", ["Why: ", ask], "number")]),
  );
  panel.hidden = false;
  document.body.classList.add("has-panel");
};

const closePanel = () => {
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("has-panel");
};
