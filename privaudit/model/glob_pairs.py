"""Whether two globs of the register can mean the same table."""

from __future__ import annotations

from functools import lru_cache

from privaudit.model.ownership import fits, plainness


@lru_cache(maxsize=65536)
def share(one: str, other: str) -> bool:
    """Whether some name fits both globs, ignoring case.  A class of characters (`[ab]`) is taken for any one character."""
    if plainness(one)[0]:
        return fits(other, one)
    if plainness(other)[0]:
        return fits(one, other)
    return _meet(_marks(one), _marks(other))


def _marks(glob: str) -> str:
    """The glob in lower case with `*` and `?` alone; `*.*` means every table, with a schema or without."""
    text = "*" if glob == "*.*" else glob.lower()
    while "[" in text and "]" in text.partition("[")[2]:
        before, _, rest = text.partition("[")
        text = f"{before}?{rest.partition(']')[2]}"
    return text


def _meet(one: str, other: str) -> bool:
    """Each state is how far both globs are read; a star stays or is passed, any other mark takes one character of both."""
    open_states, seen = [(0, 0)], set[tuple[int, int]]()
    while open_states:
        state = open_states.pop()
        if state in seen:
            continue
        seen.add(state)
        here, there = one[state[0] :], other[state[1] :]
        if not here and not there:
            return True
        if here[:1] == "*":
            open_states.append((state[0] + 1, state[1]))
        if there[:1] == "*":
            open_states.append((state[0], state[1] + 1))
        if here and there and (here[0] in "*?" or there[0] in "*?" or here[0] == there[0]):
            open_states.append((state[0] + (here[0] != "*"), state[1] + (there[0] != "*")))
    return False
