// A form on its way: its button turns, keeps its width, and a second press does nothing.

document.addEventListener("submit", (event) => {
  const form = event.target
  // A file is no page: nothing tells when it has come.
  if (form.method === "dialog" || [form, event.submitter].some((one) => one?.hasAttribute("data-download"))) return
  if (form.dataset.sending) {
    event.preventDefault()
    event.stopImmediatePropagation()
    return
  }
  // htmx and others may stop the event; what is stopped is not on its way by the browser.
  setTimeout(() => {
    if (event.defaultPrevented && !form.matches("[hx-post]")) return
    form.dataset.sending = "1"
    event.submitter?.setAttribute("aria-busy", "true")
    event.submitter?.setAttribute("aria-disabled", "true")
  })
}, true)

function free(form) {
  delete form.dataset?.sending
  for (const button of form.querySelectorAll?.("[aria-busy]") ?? []) {
    button.removeAttribute("aria-busy")
    button.removeAttribute("aria-disabled")
  }
}

document.addEventListener("htmx:afterRequest", ({ detail }) => free(detail.elt))
// Back from the next page: the browser may show this one as it was left.
addEventListener("pageshow", ({ persisted }) => { if (persisted) document.querySelectorAll("[data-sending]").forEach(free) })
