// A row's recording, heard without leaving the list: one at a time, and never beside another player.

let [audio, button] = []

const show = () => button?.setAttribute("aria-pressed", String(!audio.paused))

function failed() {
  const words = document.querySelector("[data-unheard]").dataset.unheard
  document.getElementById("status").textContent = button.title = words
}

function begin() {
  audio = document.createElement("audio")
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, show)
  audio.addEventListener("error", failed)
  document.body.append(audio)
}

document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-listen]")
  if (!pressed) return
  if (!audio) begin()
  if (pressed === button && !audio.error && !audio.paused) return audio.pause()
  if (pressed !== button || audio.error) {
    audio.pause()
    show()
    button = pressed
    audio.src = button.dataset.listen
  }
  audio.play().catch(() => {}) // "error" tells why
})

document.addEventListener("play", ({ target }) => {
  for (const other of document.querySelectorAll("audio")) if (other !== target) other.pause()
}, true)

// The list may be another one meanwhile: what has no button any more cannot be stopped.
document.addEventListener("htmx:afterSettle", () => { if (button && !button.isConnected) audio.pause() })
