# SPDX-License-Identifier: Apache-2.0
"""What registers call their columns and their kinds: the words an import understands.

Words are compared after `folded`, so spaces, case, brackets and full-width forms do not matter.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from command_vehicle.domain.resources import ResourceKind


class ImportField(Enum):
    """A column of the import, and the name it goes by in reports."""

    CODE = "code"
    KIND = "kind"
    NAME = "name"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    COORDINATES = "coordinates"
    ADDRESS = "address"
    KEEPER = "keeper"
    CONTACT_NAME = "contact_name"
    CONTACT_PHONE = "contact_phone"
    CONTACT_RADIO = "contact_radio"
    PEOPLE = "people"
    VEHICLES = "vehicles"
    CAPABILITY = "capability"
    VERIFIED_ON = "verified_on"


_COLUMN_WORDS: Final[Mapping[ImportField, str]] = {
    ImportField.CODE: "编号 编码 代码 资源编号 资源编码 统一编码 唯一标识 code id no uid",
    ImportField.KIND: "类别 类型 种类 资源类别 资源类型 资源种类 kind type category class",
    ImportField.NAME: "名称 资源名称 单位名称 企业名称 队伍名称 全称 name title",
    ImportField.LATITUDE: "纬度 北纬 纬度(度) latitude lat y 纬度坐标",
    ImportField.LONGITUDE: "经度 东经 经度(度) longitude lon lng long x 经度坐标",
    ImportField.COORDINATES: "坐标 经纬度 位置坐标 地理坐标 coordinates coordinate latlon lonlat",
    ImportField.ADDRESS: "地址 详细地址 所在地 位置 地点 address location",
    ImportField.KEEPER: "管理单位 主管单位 保管单位 所属单位 单位 主管部门 keeper owner agency",
    ImportField.CONTACT_NAME: "联系人 负责人 队长 责任人 联系人姓名 contact person",
    ImportField.CONTACT_PHONE: "电话 联系电话 手机 手机号 联系方式 值班电话 phone tel mobile",
    ImportField.CONTACT_RADIO: "电台 电台信道 信道 呼号 对讲机 radio channel callsign",
    ImportField.PEOPLE: "人数 人员 人员数 人员数量 队员人数 人口 people persons headcount strength",
    ImportField.VEHICLES: "车辆数 车辆 车辆数量 车数 vehicles vehiclecount",
    ImportField.CAPABILITY: (
        "能力 说明 专长 主要装备 装备 物资 库存 危险物质 备注 描述 capability stock contents "
        "substance description note remarks"
    ),
    ImportField.VERIFIED_ON: "核实日期 核实时间 最后核实 更新日期 更新时间 verified",
}

_KIND_WORDS: Final[Mapping[ResourceKind, str]] = {
    ResourceKind.TEAM: (
        "队伍 救援队 救援队伍 应急队伍 消防队 综合性消防救援队 消防救援队 危化救援队 矿山救护队 "
        "社会应急力量 医疗队 专职消防队 微型消防站 team brigade"
    ),
    ResourceKind.EXPERT: "专家 应急专家 expert",
    ResourceKind.EQUIPMENT: "装备 设备 应急装备 大型装备 equipment",
    ResourceKind.VEHICLE: "车辆 应急车辆 特种车辆 救护车 vehicle",
    ResourceKind.DEPOT: "物资储备库 储备库 物资库 物资 仓库 储备点 depot store warehouse supplies",
    ResourceKind.HOSPITAL: "医院 医疗机构 卫生院 急救中心 hospital clinic",
    ResourceKind.SHELTER: "避难场所 应急避难场所 安置点 避灾点 shelter sheltersite",
    ResourceKind.HAZARD_SOURCE: "危险源 重大危险源 风险源 隐患点 hazard hazardsource",
    ResourceKind.PROTECTED_TARGET: (
        "防护目标 重要目标 保护目标 学校 村庄 敏感目标 target protectedtarget"
    ),
    ResourceKind.ENTERPRISE: "企业 危化企业 生产企业 工矿企业 enterprise company factory",
    ResourceKind.WATER_SOURCE: "水源 消防水源 消火栓 取水点 取水口 消防水池 watersource hydrant",
    ResourceKind.LANDING_PAD: "停机坪 起降点 直升机起降点 landingpad helipad",
    ResourceKind.CAMERA: "摄像机 摄像头 视频监控 监控点 camera",
    ResourceKind.COMMAND_POST: "指挥部 指挥所 指挥中心 应急指挥中心 commandpost",
    ResourceKind.STAGING_AREA: "集结地 集结点 集结区 stagingarea",
    ResourceKind.MONITORING_POINT: "监测点 监测站 环境监测站 水文站 气象站 monitoringpoint sensor",
}

_DROPPED: Final = str.maketrans("", "", " \t\r\n_-()（）[]【】:：*＊·/\ufeff")


def folded(word: str) -> str:
    """The form in which words are compared."""
    return unicodedata.normalize("NFKC", word).translate(_DROPPED).casefold()


COLUMNS: Final[Mapping[str, ImportField]] = {
    folded(word): field
    for field, words in _COLUMN_WORDS.items()
    for word in (field.value, *words.split())
}
KINDS: Final[Mapping[str, ResourceKind]] = {
    folded(word): kind for kind, words in _KIND_WORDS.items() for word in words.split()
}


def recognised_columns(headings: Iterable[str]) -> dict[ImportField, str]:
    """Which heading holds which field; the first one wins where two would do."""
    columns: dict[ImportField, str] = {}
    for heading in headings:
        field = COLUMNS.get(folded(heading))
        if field is not None:
            columns.setdefault(field, heading)
    return columns
