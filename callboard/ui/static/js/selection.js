// Selected rows: how many they are, all of the page at once, and the buttons that act on them.

function boxes() {
  return [...document.querySelectorAll('input[name="call"][form="bulk"]')]
}

function show() {
  const bar = document.querySelector("[data-bulk]")
  if (!bar) return
  const all = boxes()
  const some = all.filter((box) => box.checked)
  const whole = bar.querySelector("[data-all]")
  const words = bar.querySelector("[data-count]")
  bar.toggleAttribute("data-some", some.length > 0)
  if (!whole) return
  whole.checked = some.length > 0 && some.length === all.length
  whole.indeterminate = some.length > 0 && some.length < all.length
  words.textContent = some.length ? words.dataset.count.replace("{n}", some.length) : words.dataset.none
  for (const box of all) box.closest("tr").toggleAttribute("data-selected", box.checked)
}

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-all]")) for (const box of boxes()) box.checked = target.checked
  if (target.matches('[data-all], input[name="call"]')) show()
})
document.addEventListener("htmx:afterSettle", show)
addEventListener("pageshow", show)
show()
