// Messages leave by themselves, but never while somebody reads (hovers) or could act (focus).

const box = document.getElementById("toasts")
const status = document.getElementById("status")

function start(toast) {
  let rest = Number(toast.dataset.toast) * 1000
  let since = Date.now()
  let timer = setTimeout(leave, rest)
  function leave() { toast.remove() }
  function hold() {
    clearTimeout(timer)
    rest -= Date.now() - since
  }
  function go() {
    if (toast.matches(":hover, :focus-within")) return
    since = Date.now()
    timer = setTimeout(leave, Math.max(rest, 1500))
  }
  toast.addEventListener("mouseenter", hold)
  toast.addEventListener("focusin", hold)
  toast.addEventListener("mouseleave", go)
  toast.addEventListener("focusout", () => setTimeout(go))
  toast.querySelector("[data-toast-close]").addEventListener("click", leave)
  status.textContent = toast.querySelector(".toast-text").textContent
}

function say(text) {
  let toast = box.querySelector("[data-toast-failure]")
  if (!toast) {
    toast = document.createElement("div")
    toast.className = "toast toast--red"
    toast.dataset.toastFailure = ""
    box.append(toast)
    setTimeout(() => toast.remove(), 10_000)
  }
  toast.textContent = text
  status.textContent = text
}

if (box) {
  // What arrived with the page is read out after the page itself.
  setTimeout(() => box.querySelectorAll("[data-toast]").forEach(start), 400)
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.dataset?.toast) start(node)
  }).observe(box, { childList: true })
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline))
  document.addEventListener("htmx:responseError", () => say(document.body.dataset.failed))
}
