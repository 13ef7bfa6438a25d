// The columns of a chart by its arrow keys: each is told as it is reached. The table behind the chart says the same.

const status = document.getElementById("status")

document.addEventListener("keydown", (event) => {
  const chart = event.target.closest("[data-chart]")
  if (!chart) return
  const all = [...chart.querySelectorAll(".chart-column")]
  const here = all.findIndex((column) => "here" in column.dataset)
  const to = { ArrowRight: here + 1, ArrowLeft: here < 0 ? all.length - 1 : here - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to === undefined || !all[to]) return
  event.preventDefault()
  all[here]?.removeAttribute("data-here")
  all[to].dataset.here = ""
  status.textContent = all[to].querySelector("title").textContent
})

document.addEventListener("focusout", (event) => {
  for (const column of event.target.querySelectorAll?.("[data-here]") ?? []) column.removeAttribute("data-here")
})
