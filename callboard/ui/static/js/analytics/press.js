// One key, one link: `d`, `w` and `m` choose the days, `x` compares. Never while somebody types, nor after a `g`.

const list = document.getElementById("shortcuts")
let after = 0

document.addEventListener("keydown", (event) => {
  if (list?.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open], [popover]:popover-open")) return
  if (event.key === "g") after = Date.now()
  if (Date.now() - after < 1200) return
  document.querySelector(`[data-press="${CSS.escape(event.key)}"]`)?.click()
})
