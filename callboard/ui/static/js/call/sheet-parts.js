// Which part of a call is shown on a phone: the address chooses (call.css), this says it to who cannot see it.

function tell() {
  const links = [...document.querySelectorAll("[data-parts] > a")]
  const chosen = links.find((link) => link.hash === location.hash) ?? links[0]
  for (const link of links) link === chosen ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")
}

addEventListener("hashchange", tell)
document.addEventListener("htmx:afterSettle", tell)
tell()
