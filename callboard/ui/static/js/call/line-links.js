// A link to a moment: one beside each line, and the key `c` for where the recording stands.

const template = () => document.querySelector("[data-turn-link]");

// A button that copies when it is pressed (copy.js).
function linkTo(seconds, line) {
  const button = template().content.cloneNode(true).querySelector("button");
  const place = new URL(document.querySelector("[data-transcript]").dataset.place, location.href).href;
  button.dataset.copy = `${place}?t=${Math.floor(seconds)}${line ? `#${line.id}` : ""}`;
  return button;
}

export function copyLink(seconds, line) {
  if (!template()) return;
  const button = linkTo(seconds, line);
  button.hidden = true;
  document.body.append(button);
  button.click();
  button.remove();
}

function addLinks() {
  if (!template()) return;
  for (const line of document.querySelectorAll("[data-turns] [data-start]:not(:has(.turn-link))")) {
    line.append(linkTo(Number(line.dataset.start) / 1000, line));
  }
}

addLinks();
document.addEventListener("htmx:afterSettle", addLinks);
