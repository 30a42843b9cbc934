"""Typing on a keyboard of either layout: the physical key is the same, the letter that it gives is the layout's."""

from __future__ import annotations

from typing import Any

ARABIC = {
    "KeyA": "ش", "KeyS": "س", "KeyD": "ي", "KeyE": "ث", "KeyG": "ل", "KeyJ": "ت", "KeyK": "ن", "KeyL": "م", "KeyM": "ة", "KeyN": "ى",
    "KeyU": "ع", "KeyW": "ص", "KeyX": "ء", "BracketLeft": "ج", "BracketRight": "د",
}  # fmt: skip
MODIFIERS = {"Alt": 1, "Control": 2, "Shift": 8}
NAMED = {"Enter": ("Enter", 13, "\r"), "Escape": ("Escape", 27, ""), "Tab": ("Tab", 9, "")}


class Typist:
    """Presses keys by their physical codes and counts them; a modifier counts as a key of its own."""

    def __init__(self, page: Any, layout: str) -> None:
        self._session = page.context.new_cdp_session(page)
        self._arabic = layout == "arabic"
        self.pressed = 0

    def press(self, *codes: str) -> None:
        """Presses these keys, such as `KeyA`, `Digit2`, `Shift+KeyU`, `Enter`."""
        for code in codes:
            *held, last = code.split("+")
            self.pressed += 1 + len(held)
            self._key(last, sum(MODIFIERS[h] for h in held))

    def _key(self, code: str, modifiers: int) -> None:
        key, number, text = NAMED.get(code) or self._letter(code)
        about = {"code": code, "key": key, "windowsVirtualKeyCode": number, "modifiers": modifiers}
        self._session.send("Input.dispatchKeyEvent", about | ({"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}))
        self._session.send("Input.dispatchKeyEvent", about | {"type": "keyUp"})

    def _letter(self, code: str) -> tuple[str, int, str]:
        latin = {"BracketLeft": "[", "BracketRight": "]"}.get(code, code.removeprefix("Key").removeprefix("Digit").lower())
        key = ARABIC.get(code, latin) if self._arabic else latin
        return key, ord(latin.upper()), key
