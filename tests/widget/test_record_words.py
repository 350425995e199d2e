# SPDX-License-Identifier: Apache-2.0
"""What lines say that write themselves."""

from command_vehicle.domain.geodesy import GeoPoint
from command_vehicle.domain.geofences import Circle, FenceOrigin, FencePurpose, Geofence
from command_vehicle.domain.sync import BearerKind
from command_vehicle.services import ports
from command_vehicle.ui.formatting import THIN_SPACE
from command_vehicle.ui.record_words import FenceWords, RecordWords

WORDS: ports.RecordWords = RecordWords()
FENCES: ports.FenceWords = FenceWords()


def a_fence(name: str, purpose: FencePurpose) -> Geofence:
    return Geofence(
        key="fence:1",
        name=name,
        purpose=purpose,
        shape=Circle(center=GeoPoint(latitude_deg=40.2, longitude_deg=101.9), radius_m=100.0),
        origin=FenceOrigin.DRAWN,
    )


def test_a_loss_and_its_end_are_told_with_the_time_between() -> None:
    assert WORDS.fix_lost() == "定位失效，以后的记录注明位置时间"
    assert WORDS.fix_regained(134.2) == "定位恢复，此前失效 02:14"


def test_a_link_is_named_as_in_the_strip() -> None:
    assert WORDS.link_down(BearerKind.CELLULAR) == "4G/5G中断，记录照存待发"
    assert WORDS.link_up(BearerKind.BEIDOU) == "北斗短报文恢复，开始补传"


def test_a_wrong_clock_is_told_with_its_size_and_direction() -> None:
    fast = WORDS.clock_off(3.4).replace(THIN_SPACE, " ")
    slow = WORDS.clock_off(-90.0).replace(THIN_SPACE, " ")
    assert fast == "本机时钟快 3.4 s，按北斗时间记录，偏差已记下。"
    assert slow == "本机时钟慢 1 min 30 s，按北斗时间记录，偏差已记下。"
    assert WORDS.clock_right() == "本机时钟已对准，按本机时间记录。"


def test_a_staging_area_is_reached_and_left() -> None:
    staging = a_fence("园区北门集结地", FencePurpose.STAGING_AREA)
    assert FENCES.arrived(staging) == "到达园区北门集结地"
    assert FENCES.found_inside(staging) == "已在园区北门集结地"
    assert FENCES.left(staging) == "离开园区北门集结地"


def test_a_cordon_and_the_area_of_an_incident_are_called_so() -> None:
    cordon = a_fence("北门", FencePurpose.CORDON)
    area = a_fence("液氯泄漏", FencePurpose.INCIDENT_AREA)
    assert FENCES.arrived(cordon) == "进入警戒区：北门"
    assert FENCES.found_inside(cordon) == "已在警戒区内：北门"
    assert FENCES.left(cordon) == "离开警戒区：北门"
    assert FENCES.arrived(area) == "到达事件区域：液氯泄漏"
    assert FENCES.found_inside(area) == "已在事件区域内：液氯泄漏"
    assert FENCES.left(area) == "离开事件区域：液氯泄漏"
