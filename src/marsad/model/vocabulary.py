"""The codes of the codebook, each with its label in Arabic and English and its nearest code in ACLED and PLOVER.

One table a field. A code is lower-case ASCII; whoever adds one to the codebook adds it here, with both labels.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """What a code is called in each language, and what ACLED (sub-events) and PLOVER (event, or event/mode) call it."""

    ar: str
    en: str
    acled: tuple[str, ...] = ()
    plover: str | None = None


Table = dict[str, Code]

KIND: Table = {
    "incident": Code("حادثة", "incident"),
    "casualties": Code("ضحايا", "casualties"),
    "ceasefire": Code("وقف إطلاق نار", "ceasefire"),
    "statement": Code("تصريح", "statement"),
    "meeting": Code("لقاء", "meeting"),
}

INCIDENT_TYPE: Table = {
    "air_strike": Code("غارة جوية", "air strike", ("Air/drone strike",), "ASSAULT/heavy-weapons"),
    "shelling": Code("قصف", "shelling", ("Shelling/artillery/missile attack",), "ASSAULT/heavy-weapons"),
    "armed_clash": Code("اشتباك مسلح", "armed clash", ("Armed clash",), "ASSAULT/firearms"),
    "explosion": Code("انفجار", "explosion", ("Remote explosive/landmine/IED",), "ASSAULT/explosives"),
    "suicide_bombing": Code("تفجير انتحاري", "suicide bombing", ("Suicide bomb",), "ASSAULT/suicide-attack"),
    "chemical_attack": Code("هجوم كيماوي", "chemical attack", ("Chemical weapon",), "ASSAULT/unconventional"),
    "attack": Code("هجوم", "attack", ("Attack",), "ASSAULT"),
    "abduction": Code("خطف", "abduction", ("Abduction/forced disappearance",), "ASSAULT/abduct"),
    "arrest": Code("اعتقال", "arrest", ("Arrests",), "COERCE/arrest"),
    "sexual_violence": Code("عنف جنسي", "sexual violence", ("Sexual violence",), "ASSAULT/sexual"),
    "seizure": Code("سيطرة أو تقدّم", "seizure", ("Government regains territory", "Non-state actor overtakes territory"), "COERCE/seize"),
    "withdrawal": Code("انسحاب", "withdrawal", ("Non-violent transfer of territory",), "RETREAT/withdraw"),
    "siege": Code("حصار", "siege", ("Change to group/activity",), "COERCE/restrict"),
    "looting_destruction": Code("نهب أو تدمير", "looting or destruction", ("Looting/property destruction",), "COERCE/seize"),
    "interception": Code("اعتراض أو إسقاط", "interception", ("Disrupted weapons use",)),
    "deployment": Code("حشد أو انتشار", "deployment", ("Change to group/activity",), "MOBILIZE/troops"),
    "protest": Code("احتجاج", "protest", ("Peaceful protest", "Protest with intervention"), "PROTEST/demo"),
    "riot": Code("شغب", "riot", ("Violent demonstration", "Mob violence"), "PROTEST/riot"),
    "displacement": Code("نزوح أو تهجير", "displacement"),
    "aid": Code("إغاثة أو إجلاء", "aid", (), "AID"),
    "release": Code("إفراج", "release", ("Agreement", "Other"), "RETREAT/release"),
}

OUTCOME: Table = {
    "killed": Code("قتلى", "killed"),
    "wounded": Code("جرحى", "wounded"),
    "killed_or_wounded": Code("قتلى أو جرحى", "killed or wounded"),
    "missing": Code("مفقودون", "missing"),
    "detained": Code("معتقلون", "detained"),
    "abducted": Code("مخطوفون", "abducted"),
    "displaced": Code("نازحون", "displaced"),
}

APPROX: Table = {
    "exact": Code("عدد صريح", "exact"),
    "at_least": Code("على الأقل", "at least"),
    "more_than": Code("أكثر من", "more than"),
    "about": Code("نحو", "about"),
    "up_to": Code("ما يصل إلى", "up to"),
    "vague": Code("بلا عدد محدد", "vague"),
}

WHO: Table = {
    "civilians": Code("مدنيون", "civilians"),
    "combatants": Code("مقاتلون", "combatants"),
    "security_forces": Code("قوات أمن", "security forces"),
    "children": Code("أطفال", "children"),
    "women": Code("نساء", "women"),
    "medics": Code("عاملون طبيون", "medics"),
    "journalists": Code("صحافيون", "journalists"),
    "aid_workers": Code("عاملون في الإغاثة", "aid workers"),
    "foreigners": Code("أجانب", "foreigners"),
}

ACTION: Table = {
    "called_for": Code("دعوة إليه", "called for", (), "REQUEST/yield"),
    "negotiated": Code("تفاوض عليه", "negotiated", (), "CONSULT"),
    "agreed": Code("اتفاق عليه", "agreed", ("Agreement",), "AGREE"),
    "started": Code("بدء سريانه", "started", (), "RETREAT/ceasefire"),
    "extended": Code("تمديده", "extended", (), "RETREAT/ceasefire"),
    "holding": Code("صموده", "holding"),
    "violated": Code("خرقه", "violated", (), "ASSAULT"),
    "ended": Code("انتهاؤه", "ended"),
    "rejected": Code("رفضه", "rejected", (), "REJECT/yield"),
    "suspended": Code("تعليقه", "suspended"),
}

ACT: Table = {
    "say": Code("قول", "say"),
    "demand": Code("مطالبة", "demand", (), "REQUEST"),
    "accuse": Code("اتهام أو إدانة", "accuse", (), "ACCUSE"),
    "reject": Code("رفض", "reject", (), "REJECT"),
    "deny": Code("نفي", "deny"),
    "threaten": Code("تهديد أو تحذير", "threaten", (), "THREATEN"),
    "commit": Code("تعهد", "commit", (), "AGREE"),
    "support": Code("تأييد", "support", (), "SUPPORT"),
    "concern": Code("قلق", "concern"),
}

MODE: Table = {
    "talks": Code("محادثات", "talks", (), "CONSULT"),
    "call": Code("اتصال هاتفي", "call", (), "CONSULT/phone"),
    "visit": Code("زيارة", "visit", (), "CONSULT/visit"),
    "contacts": Code("اتصالات", "contacts", (), "CONSULT"),
}

STATUS: Table = {
    "reported": Code("مذكورة كواقعة", "reported"),
    "denied": Code("منفية", "denied"),
    "intended": Code("متوقعة أو مهدد بها", "intended"),
}

TARGET: Table = {
    "hospital": Code("منشأة طبية", "hospital"),
    "school": Code("مدرسة", "school"),
    "market": Code("سوق", "market"),
    "mosque": Code("مسجد", "mosque"),
    "church": Code("كنيسة", "church"),
    "camp": Code("مخيم", "camp"),
    "aid": Code("إغاثة", "aid"),
    "water": Code("مرفق مياه", "water supply"),
    "power": Code("مرفق كهرباء", "power supply"),
    "press": Code("وسيلة إعلام", "press"),
    "homes": Code("مساكن", "homes"),
}

PART_OF_DAY: Table = {
    "dawn": Code("فجراً", "at dawn"),
    "morning": Code("صباحاً", "in the morning"),
    "noon": Code("ظهراً", "at noon"),
    "afternoon": Code("بعد الظهر", "in the afternoon"),
    "evening": Code("مساءً", "in the evening"),
    "night": Code("ليلاً", "at night"),
    "midnight": Code("عند منتصف الليل", "at midnight"),
}

DATE_FROM: Table = {
    "given": Code("معطى مع التقرير", "given with the report"),
    "dateline": Code("من النص نفسه", "printed in the text"),
    "page": Code("من الصفحة", "from the page"),
}

FIELD: Table = {
    "kind": Code("الصنف", "kind"),
    "type": Code("النوع", "type"),
    "outcome": Code("المآل", "outcome"),
    "action": Code("ما جرى له", "action"),
    "act": Code("الفعل", "act"),
    "mode": Code("الشكل", "mode"),
    "quote": Code("الاقتباس", "quote"),
    "source": Code("المصدر", "source"),
    "rule": Code("القاعدة", "rule"),
    "trigger": Code("الكلمة الدالة", "trigger"),
    "by": Code("الفاعل", "by"),
    "against": Code("المستهدف", "against"),
    "places": Code("المكان", "places"),
    "when": Code("الزمان", "when"),
    "status": Code("الحال", "status"),
    "weapon": Code("السلاح", "weapon"),
    "target": Code("الهدف", "target"),
    "count": Code("العدد", "count"),
    "number": Code("العدد", "number"),
    "approx": Code("دقة العدد", "how exact"),
    "who": Code("من هم", "who"),
    "of": Code("جزء من", "part of"),
    "period": Code("المدة المحصاة", "period"),
    "areas": Code("المناطق المشمولة", "areas"),
    "excluded": Code("المستثنى", "excluded"),
    "parties": Code("الأطراف", "parties"),
    "brokers": Code("الوسطاء", "brokers"),
    "starts": Code("يبدأ", "starts"),
    "hours": Code("بالساعات", "hours"),
    "starts_at": Code("ساعة البدء", "starts at"),
    "ends_at": Code("ساعة الانتهاء", "ends at"),
    "daily": Code("كل يوم", "daily"),
    "declared_at": Code("وقت الإعلان", "declared at"),
    "speaker": Code("المتكلم", "speaker"),
    "to": Code("المخاطب", "to"),
    "participants": Code("المشاركون", "participants"),
}

TABLES: dict[str, Table] = {
    "kind": KIND,
    "incident_type": INCIDENT_TYPE,
    "outcome": OUTCOME,
    "approx": APPROX,
    "who": WHO,
    "action": ACTION,
    "act": ACT,
    "mode": MODE,
    "status": STATUS,
    "target": TARGET,
    "part_of_day": PART_OF_DAY,
    "date_from": DATE_FROM,
    "field": FIELD,
}
TYPES: dict[str, Table] = {"incident": INCIDENT_TYPE, "casualties": OUTCOME, "ceasefire": ACTION, "statement": ACT, "meeting": MODE}


def label(table: str, code: str, language: str = "en") -> str:
    """The code's name in the language (`ar` or `en`); the code itself where the table does not hold it.

    >>> label("incident_type", "air_strike", "en")
    'air strike'
    >>> label("target", "bakery_of_tomorrow")
    'bakery_of_tomorrow'
    """
    if (found := TABLES[table].get(code)) is None:
        return code
    return found.ar if language == "ar" else found.en


def type_label(kind: str, code: str, language: str = "en") -> str:
    """The name of a claim's type (`type`, `outcome`, `action`, `act` or `mode`), looked up in its kind's table.

    >>> type_label("casualties", "killed", "ar")
    'قتلى'
    """
    if (found := TYPES[kind].get(code)) is None:
        return code
    return found.ar if language == "ar" else found.en
