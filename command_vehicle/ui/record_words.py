# SPDX-License-Identifier: Apache-2.0
"""Words of the timeline lines that the program writes by itself.

They are part of the record: a line keeps the language that the window had when it was written.
"""

from typing import Final

from PySide6.QtCore import QCoreApplication

from command_vehicle.domain.geofences import FencePurpose, Geofence
from command_vehicle.domain.sync import BearerKind
from command_vehicle.ui import formatting
from command_vehicle.ui.frame.strip_words import bearer_name

_TENTHS_BELOW_S: Final = 60.0


class RecordWords:
    """`services.ports.RecordWords` in the language of the window."""

    def fix_lost(self) -> str:
        """There has been no valid position for some time."""
        return QCoreApplication.translate("Record", "定位失效，以后的记录注明位置时间")

    def fix_regained(self, lost_for_s: float) -> str:
        """There is a valid position again."""
        text = QCoreApplication.translate("Record", "定位恢复，此前失效 %1")
        return text.replace("%1", formatting.duration(lost_for_s))

    def link_down(self, bearer: BearerKind) -> str:
        """Nothing gets through on this bearer."""
        text = QCoreApplication.translate("Record", "%1中断，记录照存待发")
        return text.replace("%1", bearer_name(bearer, is_short=False))

    def link_up(self, bearer: BearerKind) -> str:
        """The bearer carries again."""
        text = QCoreApplication.translate("Record", "%1恢复，开始补传")
        return text.replace("%1", bearer_name(bearer, is_short=False))

    def clock_off(self, offset_s: float) -> str:
        """The PC clock has been found wrong; PC minus GNSS time."""
        if offset_s > 0:
            text = QCoreApplication.translate(
                "Record", "本机时钟快 %1，按北斗时间记录，偏差已记下。"
            )
        else:
            text = QCoreApplication.translate(
                "Record", "本机时钟慢 %1，按北斗时间记录，偏差已记下。"
            )
        return text.replace("%1", _offset_size(abs(offset_s)))

    def clock_right(self) -> str:
        """The PC clock has been set right."""
        return QCoreApplication.translate("Record", "本机时钟已对准，按本机时间记录。")


class FenceWords:
    """`services.ports.FenceWords` in the language of the window."""

    def arrived(self, fence: Geofence) -> str:
        """The vehicle has come into the fence."""
        if fence.purpose is FencePurpose.CORDON:
            return _named(QCoreApplication.translate("Record", "进入警戒区：%1"), fence)
        if fence.purpose is FencePurpose.INCIDENT_AREA:
            return _named(QCoreApplication.translate("Record", "到达事件区域：%1"), fence)
        return _named(QCoreApplication.translate("Record", "到达%1"), fence)

    def found_inside(self, fence: Geofence) -> str:
        """The vehicle is in the fence; nobody saw it come."""
        if fence.purpose is FencePurpose.CORDON:
            return _named(QCoreApplication.translate("Record", "已在警戒区内：%1"), fence)
        if fence.purpose is FencePurpose.INCIDENT_AREA:
            return _named(QCoreApplication.translate("Record", "已在事件区域内：%1"), fence)
        return _named(QCoreApplication.translate("Record", "已在%1"), fence)

    def left(self, fence: Geofence) -> str:
        """The vehicle has gone out of the fence."""
        if fence.purpose is FencePurpose.CORDON:
            return _named(QCoreApplication.translate("Record", "离开警戒区：%1"), fence)
        if fence.purpose is FencePurpose.INCIDENT_AREA:
            return _named(QCoreApplication.translate("Record", "离开事件区域：%1"), fence)
        return _named(QCoreApplication.translate("Record", "离开%1"), fence)


def _named(text: str, fence: Geofence) -> str:
    return text.replace("%1", fence.name)


def _offset_size(size_s: float) -> str:
    if size_s < _TENTHS_BELOW_S:
        return formatting.with_unit(f"{size_s:.1f}", "s")
    return formatting.age(size_s)
