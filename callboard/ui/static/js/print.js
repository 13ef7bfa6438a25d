// A button that prints the page; without script the browser's own menu does. One in a menu closes it first.

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-print]")) return
  event.target.closest("[popover]")?.hidePopover()
  window.print()
})
