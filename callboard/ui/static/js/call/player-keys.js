// The player's keys: never while somebody types, never with a modifier, and off where the reader turned shortcuts off.
export function listen({ audio, seek, go, toggle, faster, step, toggleFollowing, copyHere }) {
  const move = (by) => () => go(audio.currentTime + by);
  const acts = {
    k: toggle,
    ArrowLeft: move(-5),
    ArrowRight: move(5),
    ",": () => step(-1),
    ".": () => step(1),
    "<": () => faster(-1),
    ">": () => faster(1),
    f: toggleFollowing,
    c: copyHere,
  };
  const sliding = { PageUp: move(30), PageDown: move(-30), ArrowUp: move(5), ArrowDown: move(-5) };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !audio.isConnected) return; // a list's keys come first
    if (event.target.closest("input:not([type=range]), textarea, select, [contenteditable], dialog, [popover]:popover-open")) return;
    const space = event.key === " " && !event.target.closest("button, a, summary");
    const off = document.getElementById("shortcuts")?.dataset.shortcuts === "off" && event.target !== seek;
    const act = space ? toggle : (event.target === seek && sliding[event.key]) || acts[event.key];
    if (!act || off) return;
    event.preventDefault();
    act();
  });
}
