// Seconds as a clock (3:04, 1:02:03) and as a screen reader says them ("1 minute, 11 seconds of 3 minutes, 4 seconds").
const two = (n) => String(n).padStart(2, "0");
const parts = (s) => [Math.floor(s / 3600), Math.floor(s / 60) % 60, Math.floor(s % 60)];

export function clock(s) {
  const [hours, minutes, seconds] = parts(s);
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

function words(s) {
  if (!Intl.DurationFormat) return clock(s);
  const [hours, minutes, seconds] = parts(s);
  const told = { ...(hours && { hours }), ...(minutes && { minutes }), ...((seconds || s < 60) && { seconds }) };
  return new Intl.DurationFormat(document.documentElement.lang, { style: "long", secondsDisplay: "always" }).format(told);
}

export const spoken = (pattern, at, length) => pattern.replace("{at}", words(at)).replace("{length}", words(length));
