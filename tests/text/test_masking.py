"""Names are masked in any spelling, and nothing else moves."""

from __future__ import annotations

from marsad.text.fold import fold_key
from marsad.text.masking import MASK, Mask


def test_masks_find_any_spelling_and_keep_the_length() -> None:
    text = "وقال مُحَمَّد  العلىّ: بمحمد العلي، ومحمد\nالعلي؛ لا محمد العليان."
    shown = Mask(["محمد العلي"]).hide(text)
    assert len(shown) == len(text) and fold_key(shown).count("محمد") == 1 and "العليان" in shown


def test_letters_that_grow_when_small_move_nothing() -> None:
    assert Mask(["Anna Weiss", "محمد العلي"]).hide("Straße, ANNA WEISS; ß محمد العلي") == f"Straße, {MASK * 10}; ß {MASK * 10}"


def test_a_name_of_several_parts_stands_with_or_without_its_signs() -> None:
    mask = Mask(["أبو-علي الحلبي"])
    assert mask.hide("قال أبو علي الحلبي هنا") == f"قال {MASK * 14} هنا" and mask.may_hold("ابو علي الحلبي") and not mask.may_hold("علي")
