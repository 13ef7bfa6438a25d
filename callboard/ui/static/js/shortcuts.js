// `/` search, `g` and a letter to go somewhere, `?` the list. Never while somebody types; `data-shortcuts="off"` turns them off.

const list = document.getElementById("shortcuts")
let after = 0

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable], dialog[open], [popover]:popover-open")
}

function go(key) {
  const place = list.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (place) location.assign(place.dataset.href)
}

document.addEventListener("keydown", (event) => {
  if (!list || list.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
  if (Date.now() - after < 1200 && event.key !== "g") {
    after = 0
    return go(event.key)
  }
  if (event.key === "g") after = Date.now()
  else if (event.key === "?") list.showModal()
  else if (event.key === "/") {
    const search = document.querySelector("[data-search]")
    if (!search) return
    event.preventDefault()
    search.focus()
    search.select()
  }
})

list?.addEventListener("click", (event) => { if (event.target === list) list.close() })
