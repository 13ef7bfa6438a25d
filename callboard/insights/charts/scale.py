"""The numbers beside a chart: few and round."""

_ROUND = (1, 2, 5, 10)
_MOST = 4


def ticks(most: int) -> list[int]:
    """From 0 to at least `most`, and never a chart without height."""
    most = max(most, 1)
    size = 1
    while True:
        for each in _ROUND:
            step = size * each
            if step * _MOST >= most:
                return (
                    list(range(0, most + step, step))
                    if most % step
                    else list(range(0, most + 1, step))
                )
        size *= 10
