// "Show" beside a password field. It hides again when the form leaves, so that browsers don't store it as text.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-password]")
  if (!button) return
  const field = document.getElementById(button.dataset.password)
  const shown = field.type === "password"
  field.type = shown ? "text" : "password"
  button.setAttribute("aria-pressed", String(shown))
  button.firstElementChild.textContent = shown ? button.dataset.hide : button.dataset.show
})

document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("[data-password]")) {
    document.getElementById(button.dataset.password).type = "password"
  }
})
