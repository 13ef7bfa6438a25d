// Finding words where case and accents count for nothing.
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The text folded, and for each of its characters the place it came from.
function folded(text) {
  const letters = [], places = [];
  let at = 0;
  for (const letter of text) {
    for (const part of fold(letter)) letters.push(part), places.push(at);
    at += letter.length;
  }
  places.push(at);
  return { words: letters.join(""), places };
}

export function* matches(text, wanted) {
  const { words, places } = folded(text);
  for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) yield [places[at], places[at + wanted.length]];
}
