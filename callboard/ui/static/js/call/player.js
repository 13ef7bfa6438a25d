// The recording's own controls, in place of the browser's: the audio element stays the truth.
import { follow } from "./transcript.js";
import { listen } from "./player-keys.js";
import { tellFailure } from "./player-failure.js";
import { speeds } from "./player-speed.js";
import { clock, spoken } from "./player-time.js";
import { offer } from "./player-session.js";
import { showUnderPointer } from "./wave-hover.js";

function start(root) {
  const find = (name) => root.querySelector(`[data-player-${name}]`);
  const [audio, play, seek, elapsed] = ["audio", "play", "seek", "elapsed"].map(find);
  const length = () => audio.duration || Number(seek.max) || 0;
  const show = () => {
    elapsed.textContent = clock(audio.currentTime);
    if (!seek.matches(":active")) seek.value = audio.currentTime;
    root.style.setProperty("--done", `${(100 * audio.currentTime) / (length() || 1)}%`);
  };
  const tell = () => seek.setAttribute("aria-valuetext", spoken(seek.dataset.words, audio.currentTime, length()));
  const go = (seconds) => {
    audio.currentTime = Math.max(0, Math.min(seconds, length() || seconds));
    tell();
    show();
  };
  const toggle = () => (audio.paused ? audio.play().catch(() => {}) : audio.pause()); // "error" tells why
  const turned = () => {
    root.toggleAttribute("data-playing", !audio.paused);
    play.setAttribute("aria-label", audio.paused ? play.dataset.play : play.dataset.pause);
  };
  const known = () => {
    seek.max = audio.duration;
    find("length").textContent = clock(audio.duration);
    show();
  };
  const on = (event, act) => audio.addEventListener(event, act);
  const each = (name, act) => root.querySelectorAll(`[data-player-${name}]`).forEach((one) => one.addEventListener("click", (event) => act(one, event)));
  ["play", "pause", "ended"].forEach((name) => on(name, turned));
  on("timeupdate", show);
  on("loadedmetadata", known);
  if (audio.readyState) known(); // what happened before this script came is not told again
  play.addEventListener("click", toggle);
  seek.addEventListener("input", () => go(Number(seek.value)));
  seek.addEventListener("focus", tell);
  each("skip", (one) => go(audio.currentTime + Number(one.dataset.playerSkip)));
  each("go", (one, event) => {
    event.preventDefault();
    go(Number(one.dataset.playerGo));
    audio.play().catch(() => {});
  });
  listen({ audio, seek, go, toggle, faster: speeds(audio, find("speed")), ...follow(audio, go) });
  offer(audio, go, root.dataset.who);
  tellFailure(root, audio, go);
  showUnderPointer(seek.parentElement, length);
  if (root.dataset.begin) go(Number(root.dataset.begin));
  root.setAttribute("data-ready", "");
}

const begin = () => document.querySelectorAll("[data-player]:not([data-ready])").forEach(start);
begin();
document.addEventListener("htmx:afterSettle", begin);
