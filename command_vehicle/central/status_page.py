# SPDX-License-Identifier: Apache-2.0
"""What headquarters sees at `/`: one page of plain HTML, read only, without a script.

Everything on it was written by somebody else, so every value is escaped, and the policy that goes
with the page forbids scripts and all that is not on it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Final
from uuid import UUID

from command_vehicle.central.storage import Vehicle
from command_vehicle.domain.incidents import Incident
from command_vehicle.domain.timeline import Entry

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_FRESH: Final = timedelta(seconds=60)
_STYLE: Final = (
    "body{font:16px/1.6 sans-serif;margin:24px auto;max-width:1180px;padding:0 16px;"
    "color:#16202a;background:#f4f6f8}"
    "h1{font-size:24px;margin:0}h2{font-size:19px;margin:32px 0 8px}p{margin:4px 0}"
    "table{border-collapse:collapse;width:100%;background:#fff}"
    "th,td{text-align:left;vertical-align:top;padding:8px 12px;border:1px solid #cdd5dd}"
    "th{font-weight:600;background:#e8edf1}td.n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}td.t{white-space:nowrap;font-variant-numeric:tabular-nums}"
    ".muted{color:#57636e}.old{font-weight:600}s{color:#57636e}"
)
_BEARERS: Final = {"beidou": "北斗", "cellular": "公网", "satellite": "卫星", "lan": "局域网"}
_LEVELS: Final = {1: "Ⅰ级", 2: "Ⅱ级", 3: "Ⅲ级", 4: "Ⅳ级"}
_MODES: Final = {1: "日常", 2: "演练", 3: "实战"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusView:
    """What the page shows, as of one moment."""

    name: str
    now: datetime
    vehicles: tuple[Vehicle, ...]
    incidents: tuple[Incident, ...]
    entries: tuple[Entry, ...]


def render(view: StatusView) -> str:
    """The page."""
    names = {vehicle.uuid: vehicle.name for vehicle in view.vehicles}
    sections = "".join(
        (
            _section(f"车辆 {len(view.vehicles)}", _vehicles(view)),
            _section(f"事件 {len(view.incidents)}", _incidents(view.incidents, names)),
            _section(f"最新记录 {len(view.entries)}", _entries(view.entries, names)),
        )
    )
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta http-equiv="refresh" content="10">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(view.name)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(view.name)}</h1>"
        f'<p class="muted">中心平台，只读。截至 {_moment(view.now)}，每 10 秒刷新。</p>'
        f"{sections}</body></html>"
    )


def _vehicles(view: StatusView) -> str:
    rows = (
        _row(
            _number(vehicle.number),
            _text(vehicle.name or "未命名"),
            _contact(vehicle, view.now),
            _text(_BEARERS.get(vehicle.bearer, vehicle.bearer)),
            _number(vehicle.held),
            _text(vehicle.agent),
        )
        for vehicle in view.vehicles
    )
    return _table(("编号", "车辆", "最近联系", "链路", "已收讫", "程序"), rows, "尚无车辆入网。")


def _incidents(incidents: Iterable[Incident], names: Mapping[UUID, str]) -> str:
    rows = (
        _row(
            _time(incident.opened.happened_at),
            _text(_MODES[incident.opened.mode]),
            _text("响应级别未定" if incident.level is None else _LEVELS[incident.level]),
            _text(incident.opened.title),
            _text(incident.opened.place),
            _text("进行中" if incident.closed_at is None else "已结束"),
            _text(names.get(incident.id.replica.uuid, "")),
        )
        for incident in incidents
    )
    heads = ("发生时间", "模式", "级别", "事件", "地点", "状态", "来自")
    return _table(heads, rows, "平台上没有事件。")


def _entries(entries: Iterable[Entry], names: Mapping[UUID, str]) -> str:
    rows = (
        _row(
            _time(entry.recorded.happened_at),
            _text(names.get(entry.id.replica.uuid, "")),
            _wording(entry),
            _text(entry.actor),
        )
        for entry in entries
    )
    return _table(("发生时间", "车辆", "记录", "记录人"), rows, "平台上没有记录。")


def _wording(entry: Entry) -> str:
    """The wording in force; what it replaced stays, struck through, with the reason."""
    if not entry.amendments:
        return _text(entry.recorded.text)
    reason = escape(entry.amendments[-1].reason)
    word = "撤回" if entry.text_in_force is None else "更正"
    now = escape(entry.text_in_force or "")
    struck = f"<s>{escape(entry.recorded.text)}</s>"
    return f'<td>{struck} {now} <span class="muted">{word}：{reason}</span></td>'


def _contact(vehicle: Vehicle, now: datetime) -> str:
    if vehicle.contact_at is None:
        return '<td class="t">从未联系</td>'
    age = now - vehicle.contact_at
    kind = "t" if age <= _FRESH else "t old"
    return f'<td class="{kind}">{_moment(vehicle.contact_at)}（{_age(age)}前）</td>'


def _age(age: timedelta) -> str:
    minutes, seconds = divmod(max(0, int(age.total_seconds())), 60)
    if minutes == 0:
        return f"{seconds} 秒"
    hours, minutes = divmod(minutes, 60)
    return f"{minutes} 分钟" if hours == 0 else f"{hours} 小时 {minutes} 分钟"


def _moment(at: datetime) -> str:
    """Local time of the platform's computer."""
    return at.astimezone().strftime("%m-%d %H:%M:%S")


def _time(at: datetime) -> str:
    return f'<td class="t">{_moment(at)}</td>'


def _number(value: int) -> str:
    return f'<td class="n">{value}</td>'


def _text(value: str) -> str:
    return f"<td>{escape(value)}</td>"


def _row(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _section(title: str, body: str) -> str:
    return f"<h2>{title}</h2>{body}"


def _table(heads: tuple[str, ...], rows: Iterable[str], empty: str) -> str:
    body = "".join(rows)
    if not body:
        return f'<p class="muted">{empty}</p>'
    head = "".join(f"<th>{each}</th>" for each in heads)
    return f"<table><tr>{head}</tr>{body}</table>"
