// "Use a Passkey" above the password, and the passkeys that a browser offers in the email field by itself.
import { options, tell, written } from "./passkey-json.js"

const button = document.querySelector("[data-passkey-sign-in]")
// The browser's own offer lasts as long as the page; a challenge does not.
const RENEW_MS = 5 * 60 * 1000
let waiting

async function ask(mediation) {
  waiting?.abort()
  waiting = new AbortController()
  const { signal } = waiting
  const publicKey = await options(button.dataset.passkeySignIn)
  const credential = await navigator.credentials.get({ publicKey, signal, ...(mediation && { mediation }) })
  send(credential)
}

function send(credential) {
  const form = document.getElementById("passkey")
  form.elements.credential.value = written(credential)
  // "Keep me signed in" is asked once, in the form of the password.
  form.elements.keep.disabled = !document.querySelector("#sign-in [name=keep]").checked
  form.requestSubmit()
}

async function offer() {
  if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return
  const renewal = setTimeout(offer, RENEW_MS)
  try {
    await ask("conditional")
  } catch (fault) {
    // Replaced by the button's own question or by the next offer; a browser that has none is fine.
    if (fault.name !== "AbortError") clearTimeout(renewal)
  }
}

if (button && window.PublicKeyCredential) {
  button.closest("[data-passkey-only]").hidden = false
  button.addEventListener("click", async () => {
    try {
      await ask()
    } catch (fault) {
      if (fault.name === "AbortError") return
      tell(button, fault)
      offer()
    }
  })
  offer()
}
