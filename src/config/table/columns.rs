//! The columns of each list, and the names that tables give them.

use crate::domain::ListKind;

/// A list that can be imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// 通讯录.
    Contacts,
    /// 救援队伍.
    Teams,
    /// 应急物资.
    Materials,
    /// 应急避难场所.
    Shelters,
    /// 组织体系.
    Organs,
    /// 专家库.
    Experts,
    /// 值班表.
    Watches,
    /// 辖区.
    Areas,
    /// 地点.
    Places,
    /// 指挥部.
    Headquarters,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its field.
    pub key: &'static str,
    /// Its name in English.
    pub en: &'static str,
    /// Whether a table must have it.
    pub needed: bool,
    /// Its names in Chinese, the usual one first.
    names: &'static [&'static str],
}

impl Column {
    const fn new(key: &'static str, en: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, en, needed: false, names }
    }

    const fn needed(key: &'static str, en: &'static str, names: &'static [&'static str]) -> Self {
        Self { key, en, needed: true, names }
    }

    /// Its usual name in Chinese.
    pub fn zh(&self) -> &'static str {
        self.names.first().copied().unwrap_or(self.en)
    }

    /// Whether a table may call it so; the name is in lower case, without spaces.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let plain = |known: &str| known.chars().filter(|c| *c != ' ').flat_map(char::to_lowercase).eq(name.chars());
        plain(self.en) || self.key == name || self.names.iter().any(|known| plain(known))
    }
}

const CODE: &[&str] = &["编号", "编码", "代码"];
const NOTE: Column = Column::new("note", "note", &["备注", "说明"]);

const CONTACTS: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["姓名", "联系人", "人员姓名", "联系人姓名"]),
    Column::new("office", "office", &["单位", "单位名称", "所在单位", "工作单位", "部门", "所属单位"]),
    Column::new("title", "title", &["职务", "岗位", "职务职称", "职位"]),
    Column::new("turn", "turn", &["AB角", "角色", "主备", "主备班", "A角B角"]),
    Column::new("duty", "duty", &["职责", "分工", "负责事项", "值守事项", "值守职责"]),
    Column::new("tier", "level", &["层级", "责任层级", "级别", "责任人层级"]),
    Column::new("area", "area", &["辖区", "行政区划", "所属辖区", "所属区县", "区划", "责任区"]),
    Column::needed(
        "mobile",
        "mobile",
        &["手机", "手机号", "手机号码", "移动电话", "联系电话", "电话", "联系方式", "联系手机"],
    ),
    Column::new("duty_phone", "duty phone", &["值班电话", "值守电话", "24小时值班电话", "24小时电话"]),
    Column::new("desk_phone", "desk phone", &["办公电话", "座机", "固定电话", "单位电话", "办公室电话"]),
    NOTE,
];

const TEAMS: &[Column] = &[
    Column::new("code", "code", &["编号", "编码", "代码", "代号", "队伍编号", "队伍代码"]),
    Column::needed("name", "name", &["队伍名称", "名称", "救援队伍", "救援队伍名称", "队伍"]),
    Column::new("kind", "kind", &["类别", "类型", "队伍类别", "队伍类型", "队伍性质", "性质"]),
    Column::new("capabilities", "capabilities", &["能力", "能力标签", "专长", "救援能力"]),
    Column::new("area", "area", &["辖区", "行政区划", "所属辖区", "所属区县", "区划"]),
    Column::new("home", "home", &["驻地", "驻扎地", "驻地名称"]),
    Column::new("people", "people", &["人数", "队伍人数", "人员数量", "队员人数", "总人数"]),
    Column::new("leader", "leader", &["队长", "负责人", "队伍负责人", "联系人"]),
    Column::new("phone", "phone", &["联系电话", "电话", "负责人电话", "手机", "联系方式", "队长电话"]),
    Column::new("vehicles", "vehicles", &["车辆", "车辆数", "车辆数量"]),
    Column::new("insured", "insured", &["保险", "已购保险", "人身意外保险", "意外险"]),
    Column::new("protected", "protective equipment", &["防护装备", "个人防护", "防护"]),
    Column::new("grades", "grades", &["能力等级", "能力分级"]),
    Column::new("min_crew", "least crew", &["最少出动人数", "最少人数"]),
    Column::new("endurance", "endurance hours", &["持续作业小时", "持续作业", "续航小时"]),
    Column::new("range", "range km", &["行动半径公里", "行动半径", "半径公里"]),
    Column::new("self_sufficient", "self-sufficient hours", &["自我保障小时", "自我保障"]),
    Column::new("travel", "comes by", &["行进方式", "出动方式", "机动方式"]),
];

const MATERIALS: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["物资名称", "名称", "品名", "物资", "装备名称"]),
    Column::new("class", "class", &["分类编码", "分类", "物资分类", "类别", "分类代码", "物资类别"]),
    Column::needed("count", "count", &["数量", "库存", "库存数量", "储备数量", "现有数量"]),
    Column::new("unit", "unit", &["计量单位", "单位", "量词"]),
    Column::new("store", "store", &["仓库", "存放地点", "储备库", "储备点", "仓库名称", "存放位置", "储备地点"]),
    Column::new("level", "level", &["级别", "层级", "储备级别", "仓库级别"]),
    Column::new("mode", "mode", &["储备方式", "储备形式", "方式"]),
    Column::new("keeper", "keeper", &["保管人", "联系人", "负责人", "管理员", "仓管员"]),
    Column::new("phone", "phone", &["联系电话", "电话", "手机", "联系方式", "保管人电话"]),
    NOTE,
];

const SHELTERS: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["场所名称", "名称", "避难场所", "避难场所名称", "应急避难场所名称", "安置点"]),
    Column::new("class", "class", &["类别", "类型", "场所类别", "场所类型"]),
    Column::new("span", "stay", &["避难时长", "时长类型", "避难类型"]),
    Column::new("certified", "certified", &["认定日期", "认定时间", "复核日期", "最近复核"]),
    Column::new("level", "level", &["级别", "等级", "场所级别"]),
    Column::new("address", "address", &["地址", "详细地址", "位置", "场所地址"]),
    Column::new("capacity", "capacity", &["容纳人数", "可容纳人数", "容量", "避难人数", "设计容量"]),
    LON,
    LAT,
    CRS,
    Column::new("manager", "manager", &["负责人", "管理人", "A角", "联系人", "管理负责人"]),
    Column::new("phone", "phone", &["联系电话", "电话", "负责人电话", "A角电话", "手机"]),
    Column::new("deputy", "deputy", &["B角", "副负责人", "备用联系人"]),
    Column::new("deputy_phone", "deputy phone", &["B角电话", "副负责人电话", "备用联系电话"]),
    NOTE,
];

const LON: Column = Column::new("lon", "longitude", &["经度", "东经"]);
const LAT: Column = Column::new("lat", "latitude", &["纬度", "北纬"]);
const CRS: Column = Column::new("crs", "coordinate system", &["坐标系", "坐标系统", "坐标系名称"]);
const NAME_EN: Column = Column::new("name_en", "English name", &["英文名", "英文名称"]);
const ORGANS: &[Column] = &[
    Column::new("code", "code", &["编号", "编码", "代码", "机构编号", "机构代码"]),
    Column::needed("name", "name", &["机构名称", "名称", "指挥部", "指挥部名称", "单位名称"]),
    Column::new("name_en", "English name", &["英文名称", "英文名"]),
    Column::needed("kind", "kind", &["类别", "类型", "机构类别", "机构类型"]),
    Column::new("number", "number", &["序号", "次序"]),
    Column::new("area", "area", &["辖区", "行政区划", "所属辖区", "区划"]),
    Column::new("commander", "commander", &["指挥长", "总指挥", "负责人", "主要负责人"]),
    Column::new("executive", "executive deputy", &["常务副指挥长", "常务副总指挥", "常务副"]),
    Column::new("deputies", "deputies", &["副指挥长", "副总指挥"]),
    Column::new("office", "office", &["办公室", "办事机构", "牵头部门", "牵头单位"]),
    Column::new("members", "members", &["成员单位", "成员"]),
    Column::new("codes", "event codes", &["事件编码", "事件代码", "事件类别"]),
    NOTE,
];

const EXPERTS: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["姓名", "专家姓名", "专家"]),
    Column::new("field", "field", &["专业", "领域", "专业领域", "研究方向", "专长"]),
    Column::new("codes", "event codes", &["事件编码", "事件代码", "灾种编码"]),
    Column::new("office", "office", &["单位", "工作单位", "所在单位", "单位名称"]),
    Column::needed("mobile", "mobile", &["手机", "手机号", "联系电话", "电话", "联系方式"]),
    NOTE,
];

/// The end of a watch is read after its beginning, which it is measured against.
const WATCHES: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["姓名", "值班人", "值班人员", "人员"]),
    Column::needed("role", "role", &["角色", "岗位", "值班岗位", "职务"]),
    Column::new("office", "office", &["单位", "机构", "值班单位"]),
    Column::needed("from", "from", &["接班时间", "开始时间", "开始", "起", "值班开始"]),
    Column::needed("to", "to", &["交班时间", "结束时间", "结束", "止", "值班结束"]),
    Column::new("mobile", "mobile", &["手机", "手机号", "联系电话", "电话", "联系方式"]),
];

const AREAS: &[Column] = &[
    Column::needed("code", "code", &["区划代码", "行政区划代码", "代码", "编码", "编号"]),
    Column::needed("name", "name", &["名称", "辖区", "行政区划", "区划名称", "区县名称", "县区"]),
    NAME_EN,
    LON,
    LAT,
    CRS,
];

const PLACES: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["名称", "地点", "地名", "地点名称"]),
    NAME_EN,
    Column::needed("lon", "longitude", &["经度", "东经"]),
    Column::needed("lat", "latitude", &["纬度", "北纬"]),
    CRS,
    Column::new("source", "source", &["来源", "数据来源", "坐标来源"]),
    Column::new("seat", "seat of", &["驻地辖区", "所驻辖区", "政府驻地"]),
];

const HEADQUARTERS: &[Column] = &[
    Column::new("code", "code", CODE),
    Column::needed("name", "name", &["指挥部", "指挥部名称", "名称"]),
    NAME_EN,
    Column::needed("area", "area", &["辖区", "行政区划", "所属辖区", "区划代码", "区划"]),
];

impl List {
    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Contacts => CONTACTS,
            Self::Teams => TEAMS,
            Self::Materials => MATERIALS,
            Self::Shelters => SHELTERS,
            Self::Organs => ORGANS,
            Self::Experts => EXPERTS,
            Self::Watches => WATCHES,
            Self::Areas => AREAS,
            Self::Places => PLACES,
            Self::Headquarters => HEADQUARTERS,
        }
    }

    /// Those that a table must have.
    pub fn needed(self) -> impl Iterator<Item = &'static Column> {
        self.columns().iter().filter(|column| column.needed)
    }

    /// Which register holds it; none for teams, which are enrolled, and for what a region is made of, which is named.
    pub(super) fn kind(self) -> Option<ListKind> {
        match self {
            Self::Contacts => Some(ListKind::Contact),
            Self::Teams | Self::Areas | Self::Places | Self::Headquarters => None,
            Self::Materials => Some(ListKind::Material),
            Self::Shelters => Some(ListKind::Shelter),
            Self::Organs => Some(ListKind::Organ),
            Self::Experts => Some(ListKind::Expert),
            Self::Watches => Some(ListKind::Watch),
        }
    }

    /// Whether it is a part of what a region is made of.
    pub(super) fn is_of_a_region(self) -> bool {
        matches!(self, Self::Areas | Self::Places | Self::Headquarters)
    }

    /// The field that tells one card from another: the code, whether the table has one or not.
    pub(super) const KEY: &'static str = "code";
}
