// Where a search found something, on the waveform.
document.addEventListener("transcript:search", ({ detail }) => {
  const marks = document.querySelector("[data-wave-hits]");
  const length = Number(document.querySelector("[data-player-seek]")?.max) * 1000;
  if (!marks || !length) return;
  marks.querySelectorAll(".wave-hit").forEach((one) => one.remove());
  for (const start of new Set(detail.filter(Boolean))) {
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const x = `${(100 * Number(start)) / length}%`;
    for (const [name, value] of Object.entries({ class: "wave-hit", x1: x, x2: x, y1: "0", y2: "100%" })) line.setAttribute(name, value);
    marks.append(line);
  }
});
