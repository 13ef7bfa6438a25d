// Search in the transcript: case and accents count for nothing, each match is marked in its line and on the waveform.
import { fold, matches } from "./folding.js";

function mark(paragraph, wanted) {
  const text = paragraph.textContent;
  const pieces = [];
  let after = 0;
  for (const [from, to] of wanted ? matches(text, wanted) : []) {
    const hit = document.createElement("mark");
    hit.textContent = text.slice(from, to);
    pieces.push(text.slice(after, from), hit);
    after = to;
  }
  if (after || paragraph.firstElementChild) paragraph.replaceChildren(...pieces, text.slice(after));
}

function start(root) {
  const [input, count, steps] = ["find", "find-count", "find-steps"].map((name) => root.querySelector(`[data-${name}]`));
  let found = [], at = -1;
  const show = () => {
    found.forEach((hit, n) => hit.toggleAttribute("data-at", n === at));
    count.textContent = !input.value.trim() ? "" : !found.length ? count.dataset.none : count.dataset.words.replace("{at}", at + 1).replace("{count}", found.length);
    steps.hidden = found.length < 2;
    if (found[at]) found[at].scrollIntoView({ block: "center", behavior: "instant" });
  };
  const step = (by) => { if (found.length) at = (at + by + found.length) % found.length; show(); };
  const search = () => {
    root.querySelectorAll(".turn:not(.turn--note) .turn-text").forEach((one) => mark(one, fold(input.value.trim())));
    found = [...root.querySelectorAll("mark")];
    at = found.length ? 0 : -1;
    document.dispatchEvent(new CustomEvent("transcript:search", { detail: found.map((hit) => hit.closest("[data-start]")?.dataset.start) }));
    show();
  };
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(), step(event.shiftKey ? -1 : 1);
    if (event.key === "Escape") input.value = "", search(), input.blur();
  });
  root.querySelectorAll("[data-find-step]").forEach((one) => one.addEventListener("click", () => step(Number(one.dataset.findStep))));
  if (input.value) search();
  root.setAttribute("data-ready", "");
}

const begin = () => document.querySelectorAll("[data-transcript]:not([data-ready])").forEach(start);
begin();
document.addEventListener("htmx:afterSettle", begin);
