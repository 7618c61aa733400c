// The page reads without this: it adds filters, copying, and a way to what a link names.
const root = document.documentElement;
root.classList.add("with-script");

const form = document.querySelector("form.filters");
const items = [...document.querySelectorAll(".item")];
const holders = [...document.querySelectorAll(".group, details.area")];
const texts = new Map();

/** What of an item is searched; gathered when first needed, and without what was sent and answered. */
function textOf(item) {
  const known = texts.get(item);
  if (known !== undefined) return known;
  const parts = item.matches("details") ? item.querySelectorAll("summary, .facts, h4") : [item];
  const text = [...parts].map((part) => part.textContent).join(" ");
  const words = text.replace(/\s+/g, " ").toLowerCase();
  texts.set(item, words);
  return words;
}

function chosen() {
  const data = new FormData(form);
  return {
    choice: data.get("choice"),
    area: data.get("area"),
    words: String(data.get("text")).toLowerCase().split(/\s+/).filter(Boolean),
  };
}

function fits(item, { choice, area, words }) {
  if (choice && !item.dataset.choice.split(" ").includes(choice)) return false;
  if (area && item.dataset.area !== area) return false;
  return words.every((word) => textOf(item).includes(word));
}

function filter() {
  const wanted = chosen();
  const isNarrow = Boolean(wanted.choice || wanted.area || wanted.words.length);
  const counts = { test: 0, behaviour: 0 };
  for (const item of items) {
    item.hidden = !fits(item, wanted);
    if (!item.hidden) counts[item.matches(".behaviour") ? "behaviour" : "test"] += 1;
  }
  for (const holder of holders) {
    const left = [...holder.querySelectorAll(".item")].filter((item) => !item.hidden).length;
    holder.hidden = left === 0;
    const number = holder.querySelector(".number");
    if (number) {
      number.dataset.all ??= number.textContent;
      number.textContent = isNarrow ? `${left} of ${number.dataset.all}` : number.dataset.all;
    }
  }
  const named = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;
  const parts = [named(counts.behaviour, "behaviour")];
  if (items.some((item) => item.matches("details"))) parts.unshift(named(counts.test, "test"));
  form.querySelector(".shown").textContent = isNarrow ? `${parts.join(" and ")} shown` : "";
}

/** Shows what the address names, although a filter hides it or a fold holds it. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (form && target.closest("[hidden]")) {
    form.reset();
    filter();
  }
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details"))
    fold.open = true;
  target.scrollIntoView({ block: "start" });
}

async function copy(button) {
  const text = button.closest("figure").querySelector("pre").textContent;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    isCopied = copiedBySelection(button.closest("figure").querySelector("pre"));
  }
  button.textContent = isCopied ? "Copied" : "Press Ctrl+C";
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}

/** Where a browser gives a page from a disk no clipboard, the text is left selected. */
function copiedBySelection(element) {
  getSelection().selectAllChildren(element);
  return document.execCommand("copy");
}

if (form) {
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-open]")) {
    button.addEventListener("click", () => {
      for (const fold of document.querySelectorAll("main details")) {
        if (!fold.hidden) fold.open = button.dataset.open === "true";
      }
    });
  }
  // A browser that goes back may have kept what was chosen.
  filter();
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  if (button) void copy(button);
});
window.addEventListener("hashchange", reveal);
if (location.hash) reveal();
