"""The codes that a theatre's tables may use, each with its label in Arabic and English: one table a column.

A theatre's own sides stand in its theatre.toml. A code that is not here stops the load (see table.py).
"""

from __future__ import annotations

Codes = dict[str, tuple[str, str]]

PLACE_TYPES: Codes = {
    "country": ("دولة", "country"),
    "governorate": ("محافظة", "governorate"),
    "district": ("منطقة", "district"),
    "subdistrict": ("ناحية", "subdistrict"),
    "city": ("مدينة", "city"),
    "town": ("بلدة", "town"),
    "village": ("قرية", "village"),
    "quarter": ("حي", "quarter"),
    "suburb": ("ضاحية", "suburb"),
    "settlement": ("مستوطنة", "settlement"),
    "camp": ("مخيم", "camp"),
    "crossing": ("معبر", "crossing"),
    "checkpoint": ("حاجز", "checkpoint"),
    "airport": ("مطار", "airport"),
    "port": ("ميناء", "port"),
    "base": ("قاعدة", "base"),
    "road": ("طريق", "road"),
    "junction": ("مفرق", "junction"),
    "bridge": ("جسر", "bridge"),
    "region": ("إقليم", "region"),
    "countryside": ("ريف", "countryside"),
    "mountain": ("جبل", "mountain"),
    "hill": ("تل", "hill"),
    "valley": ("وادي", "valley"),
    "plain": ("سهل", "plain"),
    "desert": ("بادية", "desert"),
    "river": ("نهر", "river"),
    "lake": ("بحيرة", "lake"),
    "sea": ("بحر", "sea"),
    "island": ("جزيرة", "island"),
    "dam": ("سد", "dam"),
    "field": ("حقل", "oil or gas field"),
    "plant": ("منشأة", "plant"),
    "hospital": ("مستشفى", "hospital"),
    "prison": ("سجن", "prison"),
    "site": ("موقع", "site"),
}

PRECISIONS: Codes = {
    "point": ("نقطة", "point"),
    "neighbourhood": ("حي", "neighbourhood"),
    "town": ("بلدة", "town"),
    "subdistrict": ("ناحية", "subdistrict"),
    "district": ("منطقة", "district"),
    "governorate": ("محافظة", "governorate"),
    "country": ("دولة", "country"),
    "region": ("إقليم", "region"),
}

ACTOR_TYPES: Codes = {
    "state": ("دولة", "state"),
    "government": ("حكومة", "government"),
    "military": ("جيش", "military"),
    "security": ("أمن", "police or security service"),
    "militia": ("ميليشيا", "militia allied with an authority"),
    "rebel": ("فصيل", "rebel group"),
    "jihadist": ("تنظيم جهادي", "jihadist group"),
    "coalition": ("تحالف", "coalition"),
    "operations_room": ("غرفة عمليات", "operations room"),
    "political": ("جهة سياسية", "political body"),
    "local": ("مجلس محلي", "local body"),
    "igo": ("منظمة دولية", "intergovernmental body"),
    "humanitarian": ("جهة إنسانية", "humanitarian body"),
    "role": ("منصب", "office of state or spokesman"),
    "civilian": ("مدنيون", "civilians"),
    "unidentified": ("جهة مجهولة", "unidentified"),
}

ACLED: Codes = {
    "state_forces": ("قوات الدولة", "State forces"),
    "rebel_group": ("جماعة متمردة", "Rebel group"),
    "political_militia": ("ميليشيا سياسية", "Political militia"),
    "identity_militia": ("ميليشيا أهلية", "Identity militia"),
    "rioters": ("مشاغبون", "Rioters"),
    "protesters": ("متظاهرون", "Protesters"),
    "civilians": ("مدنيون", "Civilians"),
    "external": ("قوات خارجية", "External/Other forces"),
}

PLOVER: Codes = {
    "GOV": ("حكومة", "government"),
    "MIL": ("جيش", "military"),
    "COP": ("شرطة", "police"),
    "SPY": ("استخبارات", "intelligence"),
    "JUD": ("قضاء", "judiciary"),
    "LEG": ("برلمان", "legislature"),
    "PTY": ("حزب", "political party"),
    "OPP": ("معارضة", "political opposition"),
    "REB": ("متمردون", "armed rebels"),
    "UAF": ("قوات غير محسومة", "unaligned armed forces"),
    "PRM": ("شبه عسكري", "paramilitary"),
    "CVL": ("مدنيون", "civilians"),
    "MED": ("إعلام", "media"),
    "IGO": ("منظمة دولية", "intergovernmental organisation"),
    "NGO": ("منظمة غير حكومية", "non-governmental organisation"),
    "REF": ("لاجئون", "refugees"),
    "CRM": ("إجرام", "criminals"),
    "STATE": ("دولة", "the state as such"),
}

USAGES: Codes = {
    "name": ("الاسم", "the name"),
    "alias": ("اسم آخر", "another name"),
    "short": ("اسم مختصر", "short form, clear only in context"),
    "hostile": ("تسمية الخصوم", "name given by its opponents"),
    "metonym": ("كناية", "capital or seat that stands for its government"),
    "adjective": ("نسبة", "adjective that stands for the side"),
    "class": ("اسم جنس", "common noun for groups of this kind"),
}

MONITOR_TYPES: Codes = {
    "monitor": ("مرصد", "monitor"),
    "rights": ("منظمة حقوقية", "rights organisation"),
    "military_source": ("مصدر عسكري", "military source"),
    "state_media": ("إعلام رسمي", "state media"),
    "party_media": ("إعلام طرف", "media of a party to the conflict"),
    "agency": ("وكالة أنباء", "news agency"),
    "broadcaster": ("قناة", "broadcaster"),
    "newspaper": ("صحيفة", "newspaper"),
    "site": ("موقع إخباري", "news site"),
    "local_network": ("شبكة محلية", "local network"),
    "health": ("جهة صحية", "health body"),
    "relief": ("جهة إنسانية", "relief body"),
}

STANCES: Codes = {
    "independent": ("مستقل", "independent of the parties"),
    "government": ("قريب من الحكومة", "of or close to the government"),
    "opposition": ("قريب من المعارضة", "of or close to the opposition"),
    "party": ("تابع لطرف", "of another party to the conflict"),
    "foreign_state": ("تابع لدولة", "of a foreign state"),
    "unknown": ("غير معروف", "not known"),
}

TIES: Codes = {
    "became": ("صار", "took this name, in its place"),
    "joined": ("انضم إلى", "merged into"),
    "split_from": ("انشق عن", "broke away from"),
    "relays": ("ينقل عن", "passes on what it reports"),
}

TERMS: Codes = {
    "children": ("أطفال", "children"),
    "women": ("نساء", "women"),
    "civilians": ("مدنيون", "civilians"),
    "toll": ("حصيلة", "its toll as a whole"),
}
