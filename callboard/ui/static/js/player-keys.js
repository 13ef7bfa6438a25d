// The player's keys: never while somebody types, never with a modifier.
export function listen({ audio, go, toggle, faster, step, toggleFollowing }) {
  const acts = {
    k: toggle,
    ArrowLeft: () => go(audio.currentTime - 5),
    ArrowRight: () => go(audio.currentTime + 5),
    ",": () => step(-1),
    ".": () => step(1),
    "<": () => faster(-1),
    ">": () => faster(1),
    f: toggleFollowing,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=range]), textarea, select, [contenteditable], dialog")) return;
    const space = event.key === " " && !event.target.closest("button, a, summary");
    const act = space ? toggle : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
