// A recording that cannot be played: in words, with another try from the same place. The transcript stays.
export function tellFailure(root, audio, go) {
  const words = root.querySelector("[data-player-failed]");
  const failed = (is) => {
    root.toggleAttribute("data-failed", is);
    words.textContent = is ? words.dataset.words : "";
  };
  audio.addEventListener("playing", () => failed(false));
  audio.addEventListener("error", () => failed(true));
  if (audio.error) failed(true); // before this script came
  root.querySelector("[data-player-again]").addEventListener("click", () => {
    const at = audio.currentTime;
    audio.load();
    go(at);
    audio.play().catch(() => {});
  });
}
