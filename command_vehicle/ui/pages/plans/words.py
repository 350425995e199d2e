# SPDX-License-Identifier: Apache-2.0
"""What plans and their tasks are called and how they stand, in words."""

from datetime import date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.incidents import IncidentType, ResponseLevel
from command_vehicle.domain.plans import Plan, PlanTask, PlanType, TaskState, TaskStateChanged
from command_vehicle.domain.task_clock import ClockState
from command_vehicle.services.plans.board import TaskLine
from command_vehicle.services.plans.library import is_expired
from command_vehicle.services.plans.text import PlanFault, PlanFaultReason
from command_vehicle.ui import formatting
from command_vehicle.ui.components.countdown import countdown_text
from command_vehicle.ui.components.level_shield import level_word
from command_vehicle.ui.glyphs import Sign, due_soon_sign, overdue_sign, task_sign

_MINUTE_S = 60


def plan_type_word(plan_type: PlanType) -> str:
    """Kind of plan."""
    translate = QCoreApplication.translate
    return {
        PlanType.GENERAL: translate("Plans", "综合预案"),
        PlanType.SPECIAL: translate("Plans", "专项预案"),
        PlanType.ON_SCENE: translate("Plans", "现场处置方案"),
    }[plan_type]


def incident_type_word(incident_type: IncidentType) -> str:
    """Type of an incident."""
    translate = QCoreApplication.translate
    return {
        IncidentType.NATURAL_DISASTER: translate("Plans", "自然灾害"),
        IncidentType.ACCIDENT: translate("Plans", "事故灾难"),
        IncidentType.PUBLIC_HEALTH: translate("Plans", "公共卫生"),
        IncidentType.PUBLIC_SECURITY: translate("Plans", "社会安全"),
        IncidentType.HAZARDOUS_CHEMICALS: translate("Plans", "危险化学品"),
        IncidentType.FIRE: translate("Plans", "火灾"),
        IncidentType.MINE: translate("Plans", "矿山"),
        IncidentType.TRAFFIC: translate("Plans", "交通"),
        IncidentType.FLOOD: translate("Plans", "洪涝"),
        IncidentType.EARTHQUAKE: translate("Plans", "地震"),
        IncidentType.GEOLOGICAL: translate("Plans", "地质灾害"),
        IncidentType.FOREST_FIRE: translate("Plans", "森林草原火灾"),
    }[incident_type]


def title_words(plan: Plan) -> str:
    """Title and edition."""
    return f"{plan.title}　{edition_words(plan.edition)}"


def edition_words(edition: str) -> str:
    """Edition of a plan."""
    return QCoreApplication.translate("Plans", "%1 版").replace("%1", edition)


def validity_words(plan: Plan, today: date) -> str:
    """Until when a plan holds, or since how long it no longer does."""
    translate = QCoreApplication.translate
    if plan.valid_until is None:
        return translate("Plans", "长期有效")
    if is_expired(plan, today):
        return translate("Plans", "已过期 %1 天").replace(
            "%1", str((today - plan.valid_until).days)
        )
    return translate("Plans", "有效至 %1").replace("%1", plan.valid_until.isoformat())


def expired_sentence(plan: Plan, today: date) -> str:
    """What it means to start a plan that has expired; empty while it holds."""
    if plan.valid_until is None or not is_expired(plan, today):
        return ""
    words = QCoreApplication.translate(
        "Plans", "预案 %1 版已过期 %2 天，仍可启动，启动记录会注明。"
    )
    days = (today - plan.valid_until).days
    return words.replace("%1", plan.edition).replace("%2", str(days))


def not_due_word() -> str:
    """For a task that the level in force does not call for."""
    return QCoreApplication.translate("Plans", "本级不要求")


def fault_words(fault: PlanFault) -> str:
    """What is wrong with a plan file, and where."""
    translate = QCoreApplication.translate
    reason = {
        PlanFaultReason.UNREADABLE: translate("Plans", "读不懂：%1"),
        PlanFaultReason.TOO_LARGE: translate("Plans", "太大或嵌套太深"),
        PlanFaultReason.NOT_A_MAPPING: translate("Plans", "应写成“名称: 内容”"),
        PlanFaultReason.NOT_A_LIST: translate("Plans", "应写成列表"),
        PlanFaultReason.NOT_A_TEXT: translate("Plans", "应是文字"),
        PlanFaultReason.MISSING: translate("Plans", "没有填"),
        PlanFaultReason.UNKNOWN_FIELD: translate("Plans", "没有这个字段：%1"),
        PlanFaultReason.UNKNOWN_WORD: translate("Plans", "没有这个词：%1"),
        PlanFaultReason.NOT_A_NUMBER: translate("Plans", "应是整数：%1"),
        PlanFaultReason.DATE_UNREADABLE: translate("Plans", "日期读不懂：%1"),
        PlanFaultReason.TWICE: translate("Plans", "出现了两次：%1"),
    }[fault.reason]
    where = translate("Plans", "第 %1 行").replace("%1", str(fault.line))
    return "　".join(
        part for part in (where, fault.field, reason.replace("%1", fault.value)) if part
    )


def line_sign(line: TaskLine) -> Sign:
    """Shape and colour of a task: an overdue clock outranks the state."""
    if line.clock.state is ClockState.OVERDUE:
        return overdue_sign()
    if line.clock.state is ClockState.SOON:
        return due_soon_sign()
    return task_sign(line.state)


def clock_words(line: TaskLine, zone: tzinfo | None) -> str:
    """What the clock column says: time left, time over, time done, or a dash."""
    clock = line.clock
    if line.state is TaskState.DONE:
        return formatting.time_of_day(line.changed_at, zone)
    if clock.left is None:
        return "—"
    seconds = clock.left.total_seconds()
    if seconds < 0:
        words = QCoreApplication.translate("Plans", "超 %1")
        return words.replace("%1", over_words(-seconds))
    return countdown_text(seconds)


def over_words(seconds: float) -> str:
    """How far beyond a limit: seconds first, then whole minutes and hours."""
    if seconds < _MINUTE_S:
        return formatting.with_unit(str(int(seconds)), "s")
    minutes = int(seconds // _MINUTE_S)
    if minutes < _MINUTE_S:
        return formatting.with_unit(str(minutes), "min")
    hours = formatting.with_unit(str(minutes // _MINUTE_S), "h")
    return f"{hours} {minutes % _MINUTE_S:02d}"


def state_detail(line: TaskLine, zone: tzinfo | None) -> str:
    """The second line under the state."""
    translate = QCoreApplication.translate
    if line.clock.state is ClockState.MET and line.clock.left is not None:
        early = line.clock.left.total_seconds()
        if early < _MINUTE_S:
            return translate("Plans", "按时")
        return translate("Plans", "提前 %1").replace("%1", over_words(early))
    if line.clock.state is ClockState.MISSED and line.clock.left is not None:
        late = -line.clock.left.total_seconds()
        return translate("Plans", "超 %1").replace("%1", over_words(late))
    if not line.is_due:
        return not_due_word()
    if line.changed_at is None:
        return ""
    return formatting.time_of_day(line.changed_at, zone)


def task_subtitle(line: TaskLine) -> str:
    """The second line under the title: why not, how far the checklist is, or the criterion."""
    translate = QCoreApplication.translate
    if line.state is TaskState.NOT_APPLICABLE:
        return translate("Plans", "不适用：%1").replace("%1", line.note)
    if line.task.checklist and line.done_steps and not line.is_closed:
        words = translate("Plans", "%1 项中已办 %2 项")
        done, steps = str(len(line.done_steps)), str(len(line.task.checklist))
        return words.replace("%1", steps).replace("%2", done)
    return line.task.criterion


def limit_words(line: TaskLine, zone: tzinfo | None) -> str:
    """When a task is due."""
    if line.clock.due_at is None:
        return QCoreApplication.translate("Plans", "无时限")
    words = QCoreApplication.translate("Plans", "时限 %1")
    return words.replace("%1", formatting.time_of_day(line.clock.due_at, zone))


def started_words(at: datetime, by: str, basis: str, zone: tzinfo | None) -> str:
    """When a plan was started, by whom and why."""
    words = QCoreApplication.translate("Plans", "启动 %1 %2　依据 %3")
    time = formatting.time_of_day(at, zone)
    return words.replace("%1", time).replace("%2", by).replace("%3", basis)


class PlanEntryWords:
    """Words of the entries that changes of plans write."""

    def plan_started(
        self, plan: Plan, level: ResponseLevel, basis: str, *, is_expired: bool
    ) -> str:
        """A plan was started at a level, for a reason."""
        words = QCoreApplication.translate("Plans", "启动《%1》%2，%3。依据：%4")
        text = (
            words.replace("%1", plan.title)
            .replace("%2", edition_words(plan.edition))
            .replace("%3", level_word(level))
            .replace("%4", basis)
        )
        expired = QCoreApplication.translate("Plans", "（预案已过期）")
        return f"{text}{expired}" if is_expired else text

    def level_changed(self, title: str, level: ResponseLevel, basis: str) -> str:
        """The plan goes on at another level, for a reason."""
        words = QCoreApplication.translate("Plans", "《%1》调整为%2。依据：%3")
        return words.replace("%1", title).replace("%2", level_word(level)).replace("%3", basis)

    def task_changed(self, task: PlanTask, change: TaskStateChanged) -> str:
        """A task is in another state."""
        state = task_sign(change.state).word
        text = f"{task.key}　{task.title}：{state}"
        return f"{text}（{change.note}）" if change.note else text

    def task_reassigned(self, task: PlanTask, owner: str) -> str:
        """Somebody else has the task."""
        words = QCoreApplication.translate("Plans", "%1：改派 %2")
        return words.replace("%1", f"{task.key}　{task.title}").replace("%2", owner)

    def step_changed(self, task: PlanTask, step: str, *, is_done: bool) -> str:
        """A step of the checklist was ticked, or the tick taken away."""
        translate = QCoreApplication.translate
        words = (
            translate("Plans", "%1：%2 已办") if is_done else translate("Plans", "%1：%2 撤销已办")
        )
        return words.replace("%1", f"{task.key}　{task.title}").replace("%2", step)
