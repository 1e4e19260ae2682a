// Contents beside a text: a field to filter them, and a mark at what is being read. The page is complete without this.

const nav = document.querySelector(".text-page > .contents");
const entries = nav?.querySelector("[data-filter]");
const tree = nav?.querySelector(".tree");

/** Letters as people compare them: without accents and capitals. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Shows the entries that have all words, with what stands above them. */
function filter(list, words) {
  let any = false;
  for (const item of list.children) {
    const link = item.querySelector(":scope > a");
    const text = plain(link?.textContent ?? "");
    const own = words.every((word) => text.includes(word));
    const inner = item.querySelector(":scope > ul, :scope > details > ul");
    const below = inner ? filter(inner, own ? [] : words) : false;
    const shown = own || below;
    item.classList.toggle("out", !shown);
    const fold = item.querySelector(":scope > details");
    if (fold && words.length > 0 && below) fold.open = true;
    any ||= shown;
  }
  return any;
}

if (entries instanceof HTMLElement && tree instanceof HTMLElement && tree.querySelectorAll("a").length > 5) {
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = entries.dataset.filter ?? "";
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("input", () => filter(tree, plain(field.value).split(/\s+/).filter(Boolean)));
  entries.prepend(field);
}

/** Links of the tree by the unit they lead to on this page. */
const links = new Map();
for (const link of tree?.querySelectorAll('a[href^="#"]') ?? []) {
  links.set(decodeURIComponent(link.getAttribute("href").slice(1)), link);
}
const units = [...links.keys()].map((id) => document.getElementById(id)).filter((unit) => unit !== null);

/** The last heading that has passed the upper quarter of the window is what is being read. */
function mark() {
  const line = window.innerHeight / 4;
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle].getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  const link = links.get(units[Math.max(low - 1, 0)]?.id);
  if (!link || link.hasAttribute("aria-current")) return;
  for (const other of tree.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  // The list scrolls by itself, the page does not.
  const box = nav.getBoundingClientRect();
  const own = link.getBoundingClientRect();
  if (nav.scrollHeight > nav.clientHeight && (own.top < box.top + 40 || own.bottom > box.bottom - 40)) {
    nav.scrollTop += own.top - box.top - box.height / 3;
  }
}

if (units.length > 0) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  mark();
}
