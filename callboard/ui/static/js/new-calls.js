// "2 new calls · Show": asked for while somebody looks at the page. The rows never move by themselves.

const EVERY = 20_000
const status = document.getElementById("status")
let asked = Date.now()

async function ask() {
  const place = document.querySelector("[data-new-calls]")
  if (!place || document.visibilityState !== "visible" || Date.now() - asked < EVERY - 1000) return
  asked = Date.now()
  const known = place.querySelector("[data-known]")?.dataset.known ?? "0"
  const address = new URL(place.dataset.newCalls, location.href)
  address.searchParams.set("known", known)
  let answer
  try {
    answer = await fetch(address, { headers: { "HX-Request": "true" } })
  } catch {
    return // offline: the next time will do
  }
  if (answer.headers.get("HX-Refresh")) return location.reload()
  if (answer.headers.get("HX-Redirect")) return location.assign(answer.headers.get("HX-Redirect"))
  if (answer.status !== 200) return
  const part = new DOMParser().parseFromString(await answer.text(), "text/html")
  place.replaceChildren(...part.body.childNodes)
  status.textContent = place.querySelector("[data-said]").dataset.said
}

setInterval(ask, 1000)
document.addEventListener("visibilitychange", ask)
