"""The columns of Airwars, Bayanat and Uwazi, after what their own code writes.

- Airwars: its site's archive (rctngle/airwars-archive-2025): the CSV of confirmed strikes (`Unique Reference Code`, `Civilians Reported
  Killed Min` …), the API of its maps (`unique_reference_code`, `civilians_killed_min` …), the table behind it
  (`civilian_non_combatants_killed_min` …) and its spreadsheets (`minimum-civilian-non-combatants-killed` …).
- Bayanat (sjacorg/bayanat, enferno/tasks/exports.py and utils/csv_utils.py): CSV of bulletins, whose lists are numbered columns of
  `ID-TITLE` (`locations.location-1`, `related_actors.actor-1`). Its events come without days and its places without coordinates.
- Uwazi (huridocs/uwazi, app/api/csv/csvExporter.ts and typeFormatters.ts): `Title`, `Date added`, `Template`, then the properties by
  their own labels, which only their owner knows (`--map` says them), `Geolocation` (`LAT|LON`), `Published`; a range of days is `FROM~TO`,
  several values are parted by `|`.

A field takes the first of its columns that is filled.
"""

from __future__ import annotations

from collections.abc import Mapping

Columns = Mapping[str, tuple[str, ...]]
AIRWARS: Columns = {
    "id": (
        "Unique Reference Code",
        "unique_reference_code",
        "code",
        "civcas-code",
        "new-civcas-code",
        "Airwars code",
        "airwars_code",
        "id",
    ),
    "date": ("Date", "date", "incident_date"),
    "place": ("Location", "location_name", "location"),
    "area": ("region", "governorate"),
    "country": ("country_name", "Country", "country"),
    "lat": ("Latitude", "latitude", "lat"),
    "lon": ("Longitude", "longitude", "lon"),
    "actors": ("belligerent", "belligerents", "Suspected belligerents"),
    "killed_min": (
        "Civilians Reported Killed Min",
        "civilians_killed_min",
        "civilian_non_combatants_killed_min",
        "minimum-civilian-non-combatants-killed",
        "killed_min",
    ),
    "killed_max": (
        "Civilians Reported Killed Max",
        "civilians_killed_max",
        "civilian_non_combatants_killed_max",
        "maximum-civilian-non-combatants-killed",
        "killed_max",
    ),
}
BAYANAT: Columns = {
    "id": ("id",),
    "label": ("title", "title_ar", "sjac_title", "sjac_title_ar"),
    "date": ("documentation_date", "publish_date"),
    "place": ("locations.location-1",),
    "actors": ("related_actors.actor-#",),
}
UWAZI: Columns = {
    "id": ("Title", "title"),
    "label": ("Title", "title"),
    "date": ("Date", "date"),
    "place": ("Location", "Place", "location", "place"),
    "country": ("Country", "country"),
    "actors": ("Perpetrators", "perpetrators"),
    "killed": ("Killed", "killed"),
}
