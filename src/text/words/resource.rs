//! Words about materials, requisitions and shelters.

use super::{Full, Word, words};
use crate::domain::{
    MaterialSection, Occupancy, RequisitionEvent, RequisitionState, ReserveMode, ShelterClass, ShelterEvent,
    ShelterSpan, ShelterState, SpecialNeed, StockEvent, StockState, StoreLevel,
};

words! { impl StockState {
    Idle = "在库", "in store";
    Reserved = "已预留", "reserved";
    Lapsed = "预留到期", "lapsed";
    Freed = "已解除", "freed";
    Issued = "已出库", "issued";
    InTransit = "在途", "in transit";
    Received = "已签收", "received";
    Settled = "已了结", "settled";
} }

words! { impl StockEvent {
    Stock = "入库", "stock";
    Reserve = "预留", "reserve";
    Free = "解除预留", "free";
    Issue = "出库", "issue";
    Send = "在途", "in transit";
    Receive = "签收", "receive";
    Return = "归还", "return";
    WriteOff = "报损", "write off";
} }

words! { impl RequisitionState {
    Idle = "未征用", "not taken";
    Held = "征用中", "held";
    GivenBack = "待补偿", "to compensate";
    Compensated = "待返还", "to give back";
    Settled = "已了结", "settled";
} }

words! { impl RequisitionEvent {
    Take = "征用", "requisition";
    GiveBack = "返还", "give back";
    Compensate = "补偿", "compensate";
} }

words! { impl ShelterState {
    Closed = "关闭", "closed";
    Prepared = "预开", "prepared";
    Open = "开放", "open";
    Disabled = "停用", "disabled";
} }

words! { impl ShelterEvent {
    Prepare = "预开", "prepare";
    Open = "开放", "open";
    Close = "关闭", "close";
    Disable = "停用", "disable";
} }

words! { impl Occupancy {
    Closed = "关闭", "closed";
    Prepared = "预开", "prepared";
    Open = "开放", "open";
    NearlyFull = "接近满", "nearly full";
    Full = "满", "full";
    Disabled = "停用", "disabled";
} }

words! { impl SpecialNeed {
    Minor = "未成年人", "minors";
    Elderly = "老年人", "elderly";
    Disabled = "残疾人", "disabled";
    Maternal = "孕产哺乳妇女", "mothers";
    Ill = "伤病人员", "ill or hurt";
} }

words! { impl MaterialSection {
    Living = "生活保障", "living";
    Equipment = "应急装备", "equipment";
    Engineering = "工程材料", "engineering";
} }

words! { impl ReserveMode {
    Goods = "实物", "goods";
    Capacity = "产能", "capacity";
    Virtual = "虚拟", "virtual";
    Commercial = "商业", "commercial";
    Social = "社会化", "social";
    Agreement = "协议", "agreement";
} }

words! { impl StoreLevel {
    City = "市级", "city";
    County = "县级", "county";
    Township = "乡级", "township";
    Village = "村级", "village";
} }

words! { impl ShelterClass {
    One = "一类", "class 1";
    Two = "二类", "class 2";
    Three = "三类", "class 3";
} }

words! { impl ShelterSpan {
    Emergency = "紧急", "emergency";
    Short = "短期", "short stay";
    Long = "长期", "long stay";
} }

// With for how long people can stay: by GB 21734-2008, and by GB/T 44013-2024 (rules.md 6.5).
impl Word for Full<ShelterClass> {
    fn both(self) -> [&'static str; 2] {
        match self.0 {
            ShelterClass::One => ["一类 30天以上", "class 1, 30 days and more"],
            ShelterClass::Two => ["二类 10-29天", "class 2, 10-29 days"],
            ShelterClass::Three => ["三类 1-9天", "class 3, 1-9 days"],
        }
    }
}

impl Word for Full<ShelterSpan> {
    fn both(self) -> [&'static str; 2] {
        match self.0 {
            ShelterSpan::Emergency => ["紧急 24小时以内", "emergency, 24 hours at most"],
            ShelterSpan::Short => ["短期 2-14天", "short stay, 2-14 days"],
            ShelterSpan::Long => ["长期 15天以上", "long stay, 15 days and more"],
        }
    }
}

words! {
    /// Words about resources.
    ResourceWord {
        Title = "资源", "Resources";
        What = "类别", "kind";
        Stands = "现状", "state";
        OnHand = "现有", "there";
        Free = "可用", "free";
        Promised = "预留", "reserved";
        OnWay = "在途", "on way";
        InUse = "在用", "in use";
        Lost = "损失", "lost";
        KindStock = "物资", "stock";
        KindSent = "调运", "sent";
        KindTaken = "征用", "taken";
        KindShelter = "场所", "shelter";
        Beyond = "负数", "below zero";
        NoneFree = "无可用", "none free";
        Over = "签收过多", "overstated";
        OverIssued = "出库过多", "over-issued";
        Stocked = "入库 {0} {1} {2}", "{0} {1} stocked {2}";
        Found = "盘盈", "found";
        FoundWith = "盘盈 {0}", "{0} found";
        Reserved = "预留 {0} {1} 至 {2} {3}", "{0} {1} reserved until {2} {3}";
        FreedOf = "解除预留 {0}", "reservation of {0} freed";
        Issued = "出库 {0} {1} > {2} {3}", "{0} {1} issued > {2} {3}";
        SignedBy = "签收人 {0}", "signed for by {0}";
        Sent = "在途 {0}: {1}", "{0} in transit: {1}";
        Expected = "预计 {0} 到", "expected {0}";
        Received = "签收 {0} {1} {2}", "{0} {1} received {2}";
        Short = "短少 {0}", "{0} short";
        Damaged = "损坏 {0}", "{0} damaged";
        Returned = "归还 {0} {1}", "{0} {1} returned";
        WrittenOff = "报损 {0} {1}: {2}", "{0} {1} written off: {2}";
        Taken = "征用 {0} {1} ({2})", "requisitioned: {0} {1} ({2})";
        GivenBack = "返还 {0} {1}", "{0}: {1} given back";
        Gone = "灭失 {0}", "{0} lost";
        Spoilt = "毁损: {0}", "spoilt: {0}";
        Compensated = "补偿 {0} {1}元", "{0}: {1} yuan paid";
        ShelterSet = "{0} {1}", "{0}: {1}";
        Counted = "{0} 清点 {1}人", "{0}: {1} people counted";
        Left = "{0} 离开 {1}人", "{0}: {1} people left";
        Supplies = "{0} 补给可用 {1}天", "{0}: supplies for {1} days";
        Certified = "{0} 复核", "{0} certified anew";
        Told = "({0} {1})", "({0}, {1})";
        NoStock = "可用库存 (要{1}, 可用{0})", "free stock ({1} asked, {0} free)";
        NoAddress = "公布的地址", "the address as published";
        NoRoute = "公布的路线", "the route as published";
        StillIn = "人员离开 (还有{0}人在内)", "everybody out ({0} still inside)";
        Inside = "在内 {0}人", "{0} inside";
        DueIssue = "预留到期", "reservation ends";
        DueSign = "物资签收", "receipt";
        DueGiveBack = "征用返还", "give back";
        DueCompensate = "征用补偿", "compensate";
        DueCertify = "场所复核", "certify";
        DueSupply = "场所补给", "supply";
        OwnTime = "约定时间", "its own time";
        AspectStock = "库存", "stock of";
        AspectAccount = "签收账", "account of";
        AspectTaken = "征用账", "account of requisition";
        AspectShelter = "场所状态", "state of shelter";
        Nothing = "没有物资和场所: {0} 导入名册, {1} 登记征用", "no materials or shelters: {0} imports a list, {1} notes a requisition";
        Present = "在册", "present";
        SuppliedUntil = "补给至 {0}", "supplies until {0}";
        CertifiedAt = "复核 {0}", "certified {0}";
        NoClass = "类别 ?", "class ?";
        NoSpan = "类型 ?", "type ?";
        Managers = "管理员 {0}", "managers {0}";
        Next = "下一步", "next";
        Owner = "所有人 {0} {1}", "owner {0} {1}";
        Keeper = "保管 {0} {1}", "keeper {0} {1}";
        Apart = "两处各自出库, 库存为负: 冲突页裁定", "issued apart beyond the stock: settle it on the conflicts board";
        Yuan = "{0}元", "{0} yuan";
    }
}

#[cfg(test)]
pub(super) fn every() -> Vec<[&'static str; 2]> {
    fn of<T: Word>(all: &'static [T]) -> impl Iterator<Item = [&'static str; 2]> {
        all.iter().map(|word| word.both())
    }
    of(StockState::ALL)
        .chain(of(StockEvent::ALL))
        .chain(of(RequisitionState::ALL))
        .chain(of(RequisitionEvent::ALL))
        .chain(of(ShelterState::ALL))
        .chain(of(ShelterEvent::ALL))
        .chain(of(Occupancy::ALL))
        .chain(of(SpecialNeed::ALL))
        .chain(of(MaterialSection::ALL))
        .chain(of(ReserveMode::ALL))
        .chain(of(StoreLevel::ALL))
        .chain(of(ShelterClass::ALL))
        .chain(of(ShelterSpan::ALL))
        .chain(ShelterClass::ALL.iter().map(|class| Full(*class).both()))
        .chain(ShelterSpan::ALL.iter().map(|span| Full(*span).both()))
        .chain(of(ResourceWord::ALL))
        .collect()
}
