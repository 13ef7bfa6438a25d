// What is said at the place the pointer stands on: the time and the line, over the waveform.
import { clock } from "./player-time.js";

const lineAt = (ms) => [...document.querySelectorAll("[data-turns] [data-start]")].findLast((line) => Number(line.dataset.start) <= ms);

export function showUnderPointer(track, length) {
  const label = track.querySelector("[data-player-hover]");
  if (!label) return;
  track.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse") return;
    const box = track.getBoundingClientRect();
    const along = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    const at = (document.dir === "rtl" ? 1 - along : along) * length();
    const words = lineAt(at * 1000)?.querySelector(".turn-text").textContent ?? "";
    label.textContent = words ? `${clock(at)} · ${words}` : clock(at);
    label.hidden = false;
    track.style.setProperty("--pointer", `${along * 100}%`);
    track.style.setProperty("--back", `${along * -100}%`);
  });
  track.addEventListener("pointerleave", () => (label.hidden = true));
}
