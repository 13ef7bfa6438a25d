// A list by its keys: j and k walk, x selects, e marks read; Enter is the link's own. Never while somebody types.

const list = document.getElementById("shortcuts")
const rows = () => [...document.querySelectorAll("[data-row]")]
const here = () => document.activeElement?.closest("[data-row]")

function walk(by) {
  const all = rows()
  const at = all.indexOf(here())
  const row = all[Math.max(0, Math.min(at + (at < 0 && by < 0 ? 1 : by), all.length - 1))]
  row?.querySelector(".row-link")?.focus()
  row?.scrollIntoView({ block: "nearest" })
}

function select() {
  here()?.querySelector('input[name="call"]')?.click()
}

function markRead() {
  if (!document.querySelector("[data-bulk][data-some]")) select()
  if (document.querySelector("[data-bulk][data-some]")) document.getElementById("mark-read").click()
}

// Back from a call, the keys go on from its row.
const left = document.getElementById(location.hash.slice(1))
if (left?.matches(".row-link")) left.focus()

const acts = { j: () => walk(1), k: () => walk(-1), x: select, e: markRead }

document.addEventListener("keydown", (event) => {
  if (list?.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target.closest("input:not([type=checkbox], [type=range]), textarea, select, [contenteditable], dialog[open], [popover]:popover-open")) return
  const act = acts[event.key]
  if (!act || !rows().length) return
  event.preventDefault()
  act()
})
