// How many characters are left; read out only near the end, not at every key.

const status = document.getElementById("status")

document.addEventListener("input", ({ target }) => {
  const counter = target.id && document.querySelector(`[data-counter="${target.id}"]`)
  if (!counter) return
  const left = Number(counter.dataset.most) - [...target.value].length
  const text = (left < 0 ? counter.dataset.overText : counter.dataset.left).replace("{n}", Math.abs(left))
  counter.textContent = text
  counter.toggleAttribute("data-over", left < 0)
  if (left === 50 || left === 10 || left === 0 || left === -1) status.textContent = text
})
