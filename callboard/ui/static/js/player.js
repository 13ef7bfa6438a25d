// The recording's own controls, in place of the browser's: the audio element stays the truth.
import { follow } from "./transcript.js";
import { listen } from "./player-keys.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;

function start(root) {
  const find = (name) => root.querySelector(`[data-player-${name}]`);
  const [audio, play, seek, elapsed, speed] = ["audio", "play", "seek", "elapsed", "speed"].map(find);
  const words = (s) => `${clock(s)} / ${clock(audio.duration || Number(seek.max))}`;
  const show = () => {
    const length = audio.duration || Number(seek.max) || 1;
    elapsed.textContent = clock(audio.currentTime);
    if (document.activeElement !== seek || !seek.matches(":active")) seek.value = audio.currentTime;
    root.style.setProperty("--done", `${(100 * audio.currentTime) / length}%`);
  };
  const go = (seconds) => {
    audio.currentTime = Math.max(0, Math.min(seconds, audio.duration || seconds));
    seek.setAttribute("aria-valuetext", words(audio.currentTime));
    show();
  };
  const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause());  // "error" tells why
  const setSpeed = (rate) => {
    audio.playbackRate = rate;
    speed.textContent = `${rate}×`;
    speed.setAttribute("aria-label", speed.getAttribute("aria-label").replace(/[\d.]+×$/, speed.textContent));
    localStorage.setItem("speed", rate);
  };
  const faster = (by) => setSpeed(SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + by + SPEEDS.length) % SPEEDS.length]);

  const turned = () => {
    root.toggleAttribute("data-playing", !audio.paused);
    play.setAttribute("aria-label", audio.paused ? play.dataset.play : play.dataset.pause);
  };
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, turned);
  audio.addEventListener("timeupdate", show);
  const known = () => {
    seek.max = Math.round(audio.duration);
    find("length").textContent = clock(audio.duration);
    show();
  };
  audio.addEventListener("loadedmetadata", known);
  if (audio.readyState) known();  // what happened before this script came is not told again
  audio.addEventListener("error", () => root.setAttribute("data-failed", ""));
  if (audio.error) audio.dispatchEvent(new Event("error"));
  play.addEventListener("click", toggle);
  seek.addEventListener("input", () => go(Number(seek.value)));
  seek.addEventListener("focus", () => seek.setAttribute("aria-valuetext", words(audio.currentTime)));
  root.querySelectorAll("[data-player-skip]").forEach((b) => b.addEventListener("click", () => go(audio.currentTime + Number(b.dataset.playerSkip))));
  speed.addEventListener("click", () => faster(1));
  const kept = Number(localStorage.getItem("speed"));
  if (SPEEDS.includes(kept)) setSpeed(kept);
  listen({ audio, go, toggle, faster, ...follow(audio, go) });
  root.setAttribute("data-ready", "");
}

const begin = () => document.querySelectorAll("[data-player]:not([data-ready])").forEach(start);
begin();
document.addEventListener("htmx:afterSettle", begin);
