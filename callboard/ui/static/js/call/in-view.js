// On the screen, and not behind the player, which sticks to the top or stands at the bottom.
export function isBetween(line, player) {
  const onTop = player.top < innerHeight / 2;
  return line.bottom > (onTop ? Math.max(player.bottom, 0) : 0) && line.top < (onTop ? innerHeight : player.top);
}
