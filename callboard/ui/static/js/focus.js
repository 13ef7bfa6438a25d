// Where reading goes on after a part of the page was replaced (ux 1.0), and what is said about it.

const status = document.getElementById("status")

function announce(text) {
  status.textContent = ""
  // A region that is emptied and filled in one go is not read out.
  requestAnimationFrame(() => { status.textContent = text })
}

let last = ""

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  last = document.activeElement?.id ?? ""
  detail.target.setAttribute("aria-busy", "true")
})

document.addEventListener("htmx:afterRequest", ({ detail }) => detail.target?.removeAttribute("aria-busy"))

document.addEventListener("htmx:afterSettle", ({ detail: { target } }) => {
  const summary = target.querySelector("[data-focus]")
  if (summary) summary.focus()
  // The dialog places its own focus; a field that somebody types in keeps it by its id.
  else if (!target.closest("dialog") && (!document.activeElement || document.activeElement === document.body)) {
    const found = last && document.getElementById(last)
    // What was in a block that closed gives way to what opens it.
    const closed = found && found.closest("[popover]:not(:popover-open)")
    const same = closed ? document.querySelector(`[popovertarget="${closed.id}"]`) : found
    const heading = target.querySelector("h1, h2, h3")
    if (same) same.focus()
    else if (heading) {
      heading.tabIndex = -1
      heading.focus()
    }
  }
  const said = target.querySelector("[data-announce]") ?? target.closest("[data-announce]")
  if (said) announce(said.dataset.announce)
})

document.querySelector("main [data-focus]")?.focus()
