// How long what is typed takes to say, as the server reckons (`faqs/spoken.py`).

const WORDS_A_SECOND = 2.5

document.addEventListener("input", ({ target }) => {
  const shown = target.id && document.querySelector(`[data-spoken="${target.id}"]`)
  if (!shown) return
  const seconds = Math.ceil((target.value.match(/\S+/g) ?? []).length / WORDS_A_SECOND)
  shown.textContent = seconds === 0 ? "" : seconds === 1 ? shown.dataset.one : shown.dataset.many.replace("{n}", seconds)
})
