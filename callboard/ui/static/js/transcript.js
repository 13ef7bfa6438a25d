// The transcript follows the recording until the reader scrolls away, and again when asked to.

export function follow(audio, go) {
  const list = document.querySelector("[data-turns]");
  const lines = list ? [...list.querySelectorAll("[data-start]")] : [];
  const jump = document.querySelector("[data-turns-jump]");
  const startOf = (line) => Number(line.dataset.start) / 1000;
  let current = null;
  let following = true;
  let ours = false;

  const inView = (line) => {
    const box = line.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
  const bring = () => {
    if (!current || inView(current)) return;
    ours = true;
    current.scrollIntoView({ block: "center", behavior: "instant" });
    setTimeout(() => (ours = false), 150);
  };
  const setFollowing = (on) => {
    following = on;
    if (jump) jump.hidden = on || !current;
    if (on) bring();
  };
  const mark = () => {
    const line = lines.findLast((one) => startOf(one) <= audio.currentTime + 0.05) ?? null;
    if (line === current) return;
    current?.removeAttribute("aria-current");
    line?.setAttribute("aria-current", "true");
    current = line;
    if (following && !audio.paused) bring();
  };

  audio.addEventListener("timeupdate", mark);
  audio.addEventListener("seeked", mark);
  addEventListener("scroll", () => {
    if (!ours && following && !audio.paused && current && !inView(current)) setFollowing(false);
  }, { passive: true });
  jump?.addEventListener("click", () => setFollowing(true));
  list?.addEventListener("click", (event) => {
    const time = event.target.closest("[data-turn]");
    if (!time) return;
    event.preventDefault();
    go(startOf(time.closest("[data-start]")));
    setFollowing(true);
    audio.play().catch(() => {});  // the player says what is wrong
  });
  const step = (by) => {
    const at = lines.indexOf(current);
    const line = lines[Math.max(0, Math.min(at + by, lines.length - 1))];
    if (!line) return;
    go(startOf(line));
    // Not when the browser says so: two quick keys are two lines.
    mark();
    bring();
  };
  return { step, toggleFollowing: () => setFollowing(!following) };
}
