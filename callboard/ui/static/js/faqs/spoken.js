// How long what is typed takes to say, as the server reckons (`faqs/spoken.py`).

const WORDS_A_SECOND = 2.5

function tell(shown, { value }) {
  const seconds = Math.ceil((value.match(/\S+/g) ?? []).length / WORDS_A_SECOND)
  shown.textContent = seconds === 0 ? "" : seconds === 1 ? shown.dataset.one : shown.dataset.many.replace("{n}", seconds)
}

document.addEventListener("input", ({ target }) => {
  const shown = target.id && document.querySelector(`[data-spoken="${target.id}"]`)
  if (shown) tell(shown, target)
})

// What was typed, or kept by the browser, before this came.
for (const shown of document.querySelectorAll("[data-spoken]")) tell(shown, document.getElementById(shown.dataset.spoken))
