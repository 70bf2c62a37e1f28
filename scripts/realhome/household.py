"""The demo household, typed into the real dialogs; its dates follow from today."""

from datetime import date, timedelta
from typing import Any

from .home import Home

type Form = dict[str, Any]

DAY = timedelta(days=1)

BY_DAY_AND_NIGHT: Form = {"quiet_from": "03:00:00", "quiet_until": "03:00:00", "daily_cap": 0}
"""No quiet hours and no cap, so that pushes are seen whenever the demo is started."""

MONTHLY: Form = {
    "currency": "EUR",
    "rule": "fixed_term",
    "term": 30,
    "term_unit": "days",
    "extends_from": "later",
    "grace_unit": "months",
}


def lines(today: date) -> list[tuple[Form, ...]]:
    """Return what is typed for each line; the rest comes from the catalogue."""
    return [
        (  # a ladder: the amount decides how long the number is kept; due within three days
            {
                "name": "Papa",
                "carrier": "fr.orange",
                "form": "physical",
                "number": "06 39 98 00 01",
                "iccid": "8933010000000000010",
                "owner": "Demo",
            },
            {"offer_id": "mobicarte"},
            {
                "price": 10,
                "service_until": (today + 3 * DAY).isoformat(),
                "number_until": (today + 150 * DAY).isoformat(),
                "data_remaining": 1.5,
                "credit": 4.2,
            },
        ),
        (  # a term with a grace of months, and nothing to do
            {
                "name": "Maman",
                "carrier": "fr.sfr",
                "form": "esim",
                "number": "+33 6 39 98 00 02",
            },
            {"offer_id": "la_carte"},
            {
                "price": 20,
                "service_until": (today + 24 * DAY).isoformat(),
                "data_remaining": 38,
            },
            {
                "promotion": "20 GB more for each renewal",
                "promotion_until": (today + 40 * DAY).isoformat(),
            },
        ),
        (  # service has ended, and the number can still be kept
            {
                "name": "Grand-mère",
                "carrier": "fr.bouygues_telecom",
                "form": "physical",
                "number": "+33 6 39 98 00 03",
            },
            {"offer_id": "carte_prepayee"},
            {"price": 15, "service_until": (today - 40 * DAY).isoformat(), "credit": 0},
        ),
        (  # kept alive by use
            {"name": "London", "carrier": "gb.giffgaff", "form": "physical"},
            {"offer_id": "airtime"},
            {"currency": "GBP", "service_until": (today + 100 * DAY).isoformat(), "credit": 10},
        ),
        (  # begins with its first use
            {"name": "Visitors", "carrier": "fr.la_poste_mobile", "form": "physical"},
            {"offer_id": "carte_prepayee_internationale"},
        ),
        (  # ten years or 500 MB, whichever is first
            {"name": "Alarm", "carrier": "world.1nce", "form": "physical"},
            {"offer_id": "lifetime_flat"},
            {
                "currency": "EUR",
                "service_until": (today + 2000 * DAY).isoformat(),
                "data_remaining": 0.5,
            },
        ),
        (  # renews by itself
            {"name": "Tablet", "carrier": "fr.free", "form": "physical"},
            {"offer_id": "forfait_2"},
            {"service_until": (today + 12 * DAY).isoformat()},
        ),
    ]


async def add_household(home: Home, target: str, today: date) -> str:
    """Create the household with one recipient and its first line, then the other lines.

    Returns the id of its config entry.
    """
    first_line, *other_lines = lines(today)
    entry_id = await home.set_up_household([target], *first_line)
    await home.set_options(entry_id, BY_DAY_AND_NIGHT, part="quiet")
    await home.wait_for_lines(first_line[0]["name"])
    for line in other_lines:
        await home.add_line(entry_id, *line)
    return entry_id


async def fill_ledgers(home: Home, entry_id: str, today: date) -> None:
    """Let the lines have a past: renewals, a receipt, use, and one that is suspended."""
    device = {name: line["device_id"] for name, line in (await home.lines()).items()}
    record = "sim_renewal.record_renewal"
    paid: Form = {"device_id": device["Maman"], "payer": "Demo", "channel": "shop"}
    for days, amount in ((96, 15), (66, 15), (36, 20)):
        day = (today - days * DAY).isoformat()
        await home.ask(record, **paid, date=day, amount=amount, note="At the corner shop")
    receipt = await home.upload(_receipt(today - 6 * DAY, "20,00 EUR"), "receipt.pdf")
    await home.ask(
        record,
        **paid,
        date=(today - 6 * DAY).isoformat(),
        amount=20,
        receipt="No. 118",
        receipt_file=receipt,
    )
    # The dates that were typed in are the carrier's: they contain these renewals.
    await home.ask(
        "sim_renewal.set_validity",
        device_id=device["Maman"],
        service_until=(today + 24 * DAY).isoformat(),
    )
    cheap = await home.ask(record, device_id=device["Grand-mère"], amount=6, channel="marketplace")
    await home.ask(
        "sim_renewal.undo_renewal",
        device_id=device["Grand-mère"],
        renewal_id=cheap["renewal_id"],
    )
    await home.ask("sim_renewal.record_activity", device_id=device["London"], kind="sms")
    # A table as spreadsheets write it. Its renewal is two days old: it is time to ask about it.
    paid_on = today - 2 * DAY
    table = (
        "Line;Date;Amount;Channel;In addition;Recorded at\n"
        f"Maman;{paid_on:%d/%m/%Y};19,50;website;yes;{paid_on}T08:00:00+01:00\n"
    )
    await home.ask("sim_renewal.import_data", data=table)
    await home.change(entry_id, "Alarm", "standing", {"standing": "suspended"})
    await home.wait_for_lines("Alarm")


def _receipt(day: date, amount: str) -> bytes:
    """Return a receipt as a PDF of one page."""
    text = f"BT /F1 16 Tf 30 150 Td (Corner shop) Tj 0 -30 Td ({day}) Tj 0 -30 Td ({amount}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 220 200] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    content, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    content += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    content += f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{content.rindex('xref')}\n"
    return (content + "%%EOF\n").encode("ascii")
