// A button that makes a passkey and sends it with its form.
import { options, tell, written } from "./passkey-json.js"

for (const button of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey-new]") : []) {
  const { form } = button
  for (const part of document.querySelectorAll("[data-passkey-only]")) part.hidden = false
  button.addEventListener("click", async () => {
    // What is asked for in the form beside it, a name, goes along; an empty one is asked for there.
    const taken = document.getElementById(button.dataset.takes)
    if (taken && !taken.value.trim()) return taken.focus()
    if (taken) form.elements.name.value = taken.value
    try {
      button.setAttribute("aria-busy", "true")
      const publicKey = await options(button.dataset.passkeyNew)
      form.elements.credential.value = written(await navigator.credentials.create({ publicKey }))
      form.requestSubmit()
    } catch (fault) {
      tell(button, fault)
    } finally {
      button.removeAttribute("aria-busy")
    }
  })
}
