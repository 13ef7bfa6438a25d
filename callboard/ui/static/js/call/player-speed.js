// How fast it plays: the next one at each press, remembered for the next call.
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];

export function speeds(audio, button) {
  const set = (rate) => {
    audio.playbackRate = audio.defaultPlaybackRate = rate;
    button.textContent = `${rate}×`;
    button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/[\d.]+×$/, button.textContent));
    localStorage.setItem("speed", rate);
  };
  const faster = (by) => set(SPEEDS[(SPEEDS.indexOf(audio.playbackRate) + by + SPEEDS.length) % SPEEDS.length]);
  const kept = Number(localStorage.getItem("speed"));
  if (SPEEDS.includes(kept)) set(kept);
  button.addEventListener("click", () => faster(1));
  return faster;
}
