// The keys of a headset and a locked screen. The screen is public: initials, never a name.
export function offer(audio, go, who) {
  if (!navigator.mediaSession) return;
  audio.addEventListener("play", () => {
    navigator.mediaSession.metadata = new MediaMetadata({ title: who });
  });
  const skip = (by) => ({ seekOffset }) => go(audio.currentTime + by * (seekOffset || 10));
  const acts = {
    play: () => audio.play(),
    pause: () => audio.pause(),
    seekbackward: skip(-1),
    seekforward: skip(1),
    seekto: ({ seekTime }) => go(seekTime),
  };
  for (const [name, act] of Object.entries(acts)) navigator.mediaSession.setActionHandler(name, act);
}
