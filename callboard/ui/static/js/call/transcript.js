// The transcript follows the recording until the reader scrolls away or searches, and again when asked to.
import { isBetween } from "./in-view.js";
import { copyLink } from "./line-links.js";

export function follow(audio, go) {
  const list = document.querySelector("[data-turns]");
  const lines = list ? [...list.querySelectorAll("[data-start]")] : [];
  const [jump, button] = ["jump", "follow"].map((name) => document.querySelector(`[data-turns-${name}]`));
  const startOf = (line) => Number(line.dataset.start) / 1000;
  let [current, following, ours] = [null, true, false];

  // Nobody scrolls away from lines that are not shown at all.
  const inView = (line) => !line.checkVisibility() || isBetween(line.getBoundingClientRect(), audio.closest("section").getBoundingClientRect());
  const bring = () => {
    if (!current || inView(current)) return;
    ours = true;
    current.scrollIntoView({ block: "center", behavior: "instant" });
    setTimeout(() => (ours = false), 150);
  };
  const setFollowing = (on) => {
    following = on;
    button?.setAttribute("aria-pressed", on);
    if (jump) jump.hidden = on || !current;
    if (on) bring();
  };
  const mark = () => {
    const now = audio.currentTime + 0.05;
    const begun = lines.filter((line) => startOf(line) <= now);
    const latest = begun.reduce((a, b) => (a && startOf(a) > startOf(b) ? a : b), null);
    // Of two who speak at once both lines are marked.
    const said = begun.filter((line) => line === latest || Number(line.dataset.end) / 1000 > now);
    lines.forEach((line) => (said.includes(line) ? line.setAttribute("aria-current", "true") : line.removeAttribute("aria-current")));
    if (latest === current) return;
    current = latest;
    if (following && !audio.paused) bring();
  };
  for (const event of ["timeupdate", "seeked"]) audio.addEventListener(event, mark);
  document.addEventListener("transcript:search", () => setFollowing(false));
  addEventListener("scroll", () => {
    if (!ours && following && !audio.paused && current && !inView(current)) setFollowing(false);
  }, { passive: true });
  jump?.addEventListener("click", () => setFollowing(true));
  button?.addEventListener("click", () => setFollowing(!following));
  list?.addEventListener("click", (event) => {
    if (!event.target.closest("[data-turn]")) return;
    event.preventDefault();
    go(startOf(event.target.closest("[data-start]")));
    setFollowing(true);
    audio.play().catch(() => {}); // the player says what is wrong
  });
  const step = (by) => {
    const line = lines[Math.max(0, Math.min(lines.indexOf(current) + by, lines.length - 1))];
    if (!line) return;
    go(startOf(line));
    mark(); // not when the browser says so: two quick keys are two lines
    bring();
  };
  return { step, toggleFollowing: () => setFollowing(!following), copyHere: () => (mark(), copyLink(audio.currentTime, current)) };
}
