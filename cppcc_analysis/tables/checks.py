"""The arithmetic audit: identities that published figures obey, each with its verdict."""

from collections.abc import Iterator

import pandas as pd

from cppcc_analysis.tables.facts import OCCASION

Row = dict[str, object]
_SAME_SET = [*OCCASION, "dump", "scope"]
#: the parts that the received falls into
_OUTCOMES = ("filed", "not_filed", "merged", "withdrawn")


def check_rows(figures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row per identity that the figures of one dump and session allow to be checked.

    `holds` and `fails` compare `expected` with `found` within `tolerance`; `can't tell` says in `detail`
    what is missing. Approximate figures are not audited.
    """
    own = figures[(figures["body"] == "政协") & ~figures["approximate"]]
    broken = articles.loc[articles["truncated"], ["dump", "article"]]
    rows: list[Row] = []
    for _, group in own.groupby(_SAME_SET, dropna=False, sort=False):
        truncated = len(group.merge(broken, on=["dump", "article"])) > 0
        rows += [*_filing(group), *_sums(group, truncated), *_shares(group), *_bounds(group)]
    return pd.DataFrame(rows)


def _check(
    rule: str, about: pd.Series, expected: float | None, found: float | None, detail: str, **more: object
) -> Row:
    tolerance = more.get("tolerance", 0.0)
    verdict = more.get("verdict")
    if verdict is None and expected is not None and found is not None:
        # a hair more than half a unit, for the binary fractions of the division
        verdict = "holds" if abs(expected - found) <= float(str(tolerance)) + 1e-9 else "fails"
    head = {name: about[name] for name in ("dump", "article", *OCCASION, "scope", "measure", "item")}
    return head | {
        "rule": rule,
        "expected": expected,
        "found": found,
        "tolerance": tolerance if expected is not None else None,
        "verdict": verdict,
        "detail": detail,
    }


def _totals(group: pd.DataFrame, unit: str = "件") -> dict[str, pd.Series]:
    """The stated totals by measure; one that is stated with two values is left out."""
    totals = group[(group["breakdown"] == "total") & (group["unit"] == unit)]
    return {
        str(measure): rows.iloc[0]
        for measure, rows in totals.groupby("measure", sort=False)
        if rows["value"].nunique() == 1
    }


def _filing(group: pd.DataFrame) -> Iterator[Row]:
    totals = _totals(group)
    if "received" not in totals or "filed" not in totals:
        return
    received, filed = totals["received"], totals["filed"]
    if filed["value"] > received["value"]:
        detail = f"filed {filed['value']:.0f} > received {received['value']:.0f}"
        yield _check("filed <= received", filed, received["value"], filed["value"], detail, verdict="fails")
    else:
        detail = f"filed {filed['value']:.0f} ≤ received {received['value']:.0f}"
        yield _check("filed <= received", filed, received["value"], filed["value"], detail, verdict="holds")
    parts = [totals[name] for name in _OUTCOMES if name in totals]
    found = float(sum(part["value"] for part in parts))
    detail = " + ".join(f"{part['measure']} {part['value']:.0f}" for part in parts) + f" = {found:.0f}"
    missing = [name for name in _OUTCOMES if name not in totals]
    rule = "received = filed + not filed + merged + withdrawn"
    if found < received["value"] and missing:
        detail += f"; {received['value'] - found:.0f} left, not stated: {', '.join(missing)}"
        yield _check(rule, received, None, None, detail, verdict="can't tell")
    else:
        yield _check(rule, received, received["value"], found, detail)


def _sums(group: pd.DataFrame, truncated: bool) -> Iterator[Row]:
    totals = _totals(group)
    parts = group[(group["breakdown"] != "total") & (group["unit"] == "件")]
    for (breakdown, measure), listed in parts.groupby(["breakdown", "measure"], sort=False):
        if measure not in totals:
            continue
        total = totals[str(measure)]
        found = float(listed["value"].sum())
        detail = (
            " + ".join(f"{row['item']} {row['value']:.0f}" for _, row in listed.iterrows())
            + f" = {found:.0f}"
        )
        rule = f"parts by {breakdown} = total"
        about = total.copy()
        if found < total["value"] and (truncated or len(listed) == 1):
            why = "the text breaks off" if truncated else "one part only is stated"
            yield _check(
                rule, about, None, None, f"{detail} of {total['value']:.0f}; {why}", verdict="can't tell"
            )
        else:
            yield _check(rule, about, total["value"], found, f"{detail}; total {total['value']:.0f}")


def _shares(group: pd.DataFrame) -> Iterator[Row]:
    totals = _totals(group)
    counts = group[group["unit"] == "件"].set_index(["measure", "breakdown", "item"])["value"]
    counts = counts[~counts.index.duplicated(keep=False)]
    for _, share in group[group["unit"] == "%"].iterrows():
        is_total = share["breakdown"] == "total"
        base = totals.get("received" if is_total else share["measure"])
        key = (share["measure"], share["breakdown"], share["item"])
        rule = "share = part ÷ base"
        if share["measure"] not in ("received", "filed", "not_filed", "merged", "withdrawn", "assigned"):
            continue
        if base is None or key not in counts.index:
            missing = "the base" if base is None else "the count"
            yield _check(rule, share, None, None, f"{missing} is not stated", verdict="can't tell")
            continue
        part, whole = float(counts[key]), float(base["value"])
        detail = f"{part:.0f} ÷ {base['measure']} {whole:.0f}"
        yield _check(
            rule,
            share,
            round(100 * part / whole, 4),
            share["value"],
            detail,
            tolerance=_half_unit(share["printed"]),
        )


def _half_unit(printed: str) -> float:
    """Half a unit of the last printed digit: 0.05 for 33.7%, 0.5 for 30%.

    >>> _half_unit("33.7%"), _half_unit("30%")
    (0.05, 0.5)
    """
    _, point, decimals = printed.rstrip("% ").partition(".")
    return 0.5 * 10.0 ** -len(decimals) if point else 0.5


def _bounds(group: pd.DataFrame) -> Iterator[Row]:
    people = _totals(group, unit="人")
    if "participants" in people and "members" in people:
        taking_part, all_members = people["participants"]["value"], people["members"]["value"]
        yield _check(
            "participants <= members",
            people["participants"],
            all_members,
            taking_part,
            f"{taking_part:.0f} of {all_members:.0f}",
            verdict="holds" if taking_part <= all_members else "fails",
        )
