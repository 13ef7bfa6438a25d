// A form's page, shown in the page's <dialog> once htmx has put it there. Without script it is a page of its own.

const dialog = document.getElementById("dialog")
let opener = null
let typed = false

function close() {
  if (typed && !window.confirm(dialog.dataset.discard)) return
  dialog.close()
}

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target === dialog && !dialog.open) {
    const menu = detail.elt.closest("[popover]")
    opener = menu ? document.querySelector(`[popovertarget="${menu.id}"]`) : detail.elt
    menu?.hidePopover()
  }
})

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target !== dialog && !dialog.contains(detail.target)) return
  if (!dialog.open && dialog.querySelector("[data-panel]")) {
    typed = false
    dialog.showModal()
  }
  if (detail.target === dialog) (dialog.querySelector("[data-focus]") ?? dialog.querySelector("#dialog-title"))?.focus()
})

dialog.addEventListener("input", () => { typed = true })
// A form on its way has kept what was typed; if it comes back with errors, the next keystroke counts again.
dialog.addEventListener("submit", () => { typed = false })

dialog.addEventListener("cancel", (event) => {
  event.preventDefault()
  close()
})

dialog.addEventListener("click", (event) => {
  if (event.target === dialog && !typed) return dialog.close()
  if (!event.target.closest("[data-dialog-close]")) return
  event.preventDefault()
  close()
})

dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.closest("form")?.requestSubmit()
})

dialog.addEventListener("close", () => {
  typed = false
  dialog.replaceChildren()
  if (opener?.isConnected) opener.focus()
  opener = null
})

// The server's HX-Trigger header says when the work in the dialog is done.
document.addEventListener("close-dialog", () => {
  typed = false
  dialog.close()
})
