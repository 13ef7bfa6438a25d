// A row's recording, heard without leaving the list: one at a time, and never beside another player.

const status = document.getElementById("status")
let [audio, button] = []

function show() {
  if (!button) return
  button.toggleAttribute("data-playing", !audio.paused)
  button.setAttribute("aria-pressed", String(!audio.paused))
  button.style.setProperty("--done", `${(360 * audio.currentTime) / (audio.duration || 1)}deg`)
}

function failed() {
  status.textContent = button.title = document.querySelector("[data-unheard]").dataset.unheard
  button.toggleAttribute("data-broken", true)
}

function begin() {
  audio = document.createElement("audio")
  for (const event of ["play", "pause", "ended", "timeupdate"]) audio.addEventListener(event, show)
  audio.addEventListener("error", failed)
  document.body.append(audio)
}

document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-listen]")
  if (!pressed) return
  if (!audio) begin()
  if (pressed === button && !audio.error) return audio.paused ? audio.play().catch(() => {}) : audio.pause()
  audio.pause()
  show()
  button = pressed
  audio.src = button.dataset.listen
  audio.play().catch(() => {}) // "error" tells why
})

document.addEventListener("play", ({ target }) => {
  for (const other of document.querySelectorAll("audio")) if (other !== target) other.pause()
}, true)

// The list may be another one meanwhile: what has no button any more cannot be stopped.
document.addEventListener("htmx:afterSettle", () => { if (button && !button.isConnected) audio.pause() })
