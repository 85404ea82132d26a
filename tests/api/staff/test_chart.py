"""Bars for the weeks of a period."""

from datetime import date

from api.staff.chart import HEIGHT, week_bars


def test_every_week_of_the_period_has_a_bar_over_the_turn_of_the_year() -> None:
    chart = week_bars({"2026-53": 4, "2027-01": 2}, date(2026, 12, 24), date(2027, 1, 10))
    assert [(bar.week, bar.count, bar.height) for bar in chart.bars] == [
        ("2026-52", 0, 0),
        ("2026-53", 4, HEIGHT),
        ("2027-01", 2, HEIGHT // 2),
    ]
    assert chart.bars[-1].x + chart.bars[-1].width < chart.width


def test_a_period_without_anything_has_no_height() -> None:
    assert {bar.height for bar in week_bars({}, date(2026, 1, 1), date(2026, 1, 31)).bars} == {0}
