// The label changes to "Copied" and back; the same word is read out.

const status = document.getElementById("status")

async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  // Plain http has no clipboard object: the old way, through a selected field.
  const field = document.createElement("textarea")
  field.value = text
  field.className = "sr-only"
  const home = document.querySelector("dialog[open]") ?? document.body
  home.append(field)
  field.select()
  const done = document.execCommand("copy")
  field.remove()
  if (!done) throw new Error("copy refused")
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]")
  if (!button || button.dataset.busy) return
  await write(button.dataset.copy)
  status.textContent = button.dataset.copied
  const label = button.querySelector("span:not(.sr-only)")
  button.classList.add("copied")
  button.dataset.busy = "1"
  const before = label?.textContent
  if (label) label.textContent = button.dataset.copied
  setTimeout(() => {
    if (label) label.textContent = before
    button.classList.remove("copied")
    delete button.dataset.busy
  }, 2000)
})
