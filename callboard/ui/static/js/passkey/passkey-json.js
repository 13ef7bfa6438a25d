// What servers and browsers say of passkeys: bytes are base64url in JSON. Older browsers have no words for it.

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0))
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

// From the server's JSON to what `navigator.credentials` takes.
export const options = async (address) => {
  const answer = await fetch(address, { headers: { Accept: "application/json" } })
  if (!answer.ok) throw new Error(`passkey options: ${answer.status}`)
  const made = await answer.json()
  made.challenge = bytes(made.challenge)
  if (made.user) made.user.id = bytes(made.user.id)
  made.excludeCredentials = made.excludeCredentials?.map((one) => ({ ...one, id: bytes(one.id) }))
  return made
}

// And back: a credential as JSON for a form's field.
export function written(credential) {
  const { response } = credential
  const said = { clientDataJSON: text(response.clientDataJSON) }
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name])
  }
  if (response.getTransports) said.transports = response.getTransports()
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said, clientExtensionResults: {} })
}

// Tells in words what went wrong; nothing where the person themselves called it off.
export function tell(button, fault) {
  const place = document.getElementById(button.dataset.said)
  const called = fault.name === "NotAllowedError" || fault.name === "AbortError"
  const known = fault.name === "InvalidStateError" && button.dataset.known
  place.textContent = called ? button.dataset.cancelled : known || button.dataset.failed
}
