// The page works without this.  With it, a sentence shows its counterparts when
// pointed at or focused, and goes to the best of them when clicked.
(() => {
  "use strict";
  const articles = document.getElementById("articles");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let lit = [];

  const partners = (sentence) =>
    (sentence.dataset.to || "")
      .split(" ")
      .map((id) => document.getElementById(id))
      .filter(Boolean);

  const light = (sentence) => {
    if (lit[0] === sentence) return;
    for (const element of lit) element.classList.remove("lit");
    lit = sentence && sentence.dataset.to ? [sentence, ...partners(sentence)] : [];
    for (const element of lit) element.classList.add("lit");
  };

  // A counterpart that a filter hides is shown again: the reader asked for it.
  const reveal = (element) => {
    if (!element || element.getClientRects().length) return;
    for (const box of document.querySelectorAll(".filter")) {
      if (element.classList.contains(box.id.slice("show-".length))) {
        box.checked = true;
        break;
      }
    }
  };

  const sentenceAt = (event) =>
    event.target instanceof Element ? event.target.closest(".s") : null;

  articles.addEventListener("pointerover", (event) => light(sentenceAt(event)));
  articles.addEventListener("pointerleave", () => light(null));
  articles.addEventListener("focusin", (event) => light(sentenceAt(event)));
  articles.addEventListener("focusout", () => light(null));

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a[href^='#']");
    if (link) {
      reveal(document.getElementById(link.hash.slice(1)));
      return;
    }
    const sentence = event.target.closest(".s");
    if (!sentence || String(getSelection())) return;
    const [best] = partners(sentence);
    if (!best) return;
    reveal(best);
    best.scrollIntoView({ block: "nearest", behavior: still.matches ? "auto" : "smooth" });
  });
})();
