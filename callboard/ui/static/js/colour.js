// A colour has two hands: the hex text that is sent, and the picker beside it.

document.addEventListener("input", ({ target }) => {
  if (target.dataset.colour) {
    const text = document.getElementById(target.dataset.colour)
    text.value = target.value
    text.dispatchEvent(new Event("change", { bubbles: true }))
    return
  }
  const picker = target.id && document.querySelector(`[data-colour="${target.id}"]`)
  if (picker && /^#[0-9a-f]{6}$/i.test(target.value)) picker.value = target.value.toLowerCase()
})
