// How many characters are left; read out only near the end, not at every key.

const status = document.getElementById("status")

function tell(counter, { value }) {
  const left = Number(counter.dataset.most) - [...value].length
  counter.textContent = (left < 0 ? counter.dataset.overText : counter.dataset.left).replace("{n}", Math.abs(left))
  counter.toggleAttribute("data-over", left < 0)
  return left
}

document.addEventListener("input", ({ target }) => {
  const counter = target.id && document.querySelector(`[data-counter="${target.id}"]`)
  if (!counter) return
  const left = tell(counter, target)
  if (left === 50 || left === 10 || left === 0 || left === -1) status.textContent = counter.textContent
})

// What was typed, or kept by the browser, before this came.
for (const counter of document.querySelectorAll("[data-counter]")) {
  const field = document.getElementById(counter.dataset.counter)
  if (field.value) tell(counter, field)
}
