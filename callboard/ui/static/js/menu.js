// Menus open by themselves (popover); this places them under their button and lets arrow keys walk through them.

const ANCHORED = CSS.supports("position-area: block-end")
const GAP = 4
const EDGE = 8

function place(menu, button) {
  const at = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = menu
  const below = at.bottom + GAP + height <= innerHeight - EDGE
  const start = at.left + width <= innerWidth - EDGE && at.left < innerWidth / 2 ? at.left : at.right - width
  menu.style.top = `${Math.max(EDGE, below ? at.bottom + GAP : at.top - GAP - height)}px`
  menu.style.left = `${Math.min(Math.max(EDGE, start), innerWidth - width - EDGE)}px`
}

document.addEventListener("toggle", ({ target: menu, newState }) => {
  if (!menu.classList?.contains("menu")) return
  const button = document.querySelector(`[data-menu="${menu.id}"]`)
  button?.setAttribute("aria-expanded", String(newState === "open"))
  if (newState === "open" && button) {
    if (!ANCHORED) place(menu, button)
    items(menu)[0]?.focus()
  }
}, true)

function items(menu) {
  return [...menu.querySelectorAll("a.menu-item, button.menu-item")]
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open")
  if (!menu) return
  const all = items(menu)
  const here = all.indexOf(document.activeElement)
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  all.at(to % all.length)?.focus()
})

// A menu that stays while the page moves under it would point at the wrong row.
if (!ANCHORED) {
  addEventListener("scroll", (event) => {
    const open = document.querySelector(".menu:popover-open")
    if (open && event.target !== open) open.hidePopover()
  }, { capture: true, passive: true })
}
