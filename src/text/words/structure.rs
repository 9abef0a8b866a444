//! Words about the structure 组织体系: who leads, advises and watches.

use super::words;
use crate::domain::OrganKind;

words! { impl OrganKind {
    General = "总指挥部", "general headquarters";
    Special = "专项指挥部", "special headquarters";
    Platform = "指挥平台", "command platform";
    County = "区县指挥部", "county headquarters";
    Township = "乡镇街道", "township";
    Member = "成员单位", "member unit";
    Neighbour = "相邻市", "neighbouring city";
} }

words! {
    /// Words of the structure.
    StructureWord {
        Listed = "机构 {0}", "body {0}";
        ListedExpert = "专家 {0}", "expert {0}";
        Watch = "值班 {0} {1} {2}至{3}", "watch: {1}, {0}, {2} to {3}";
        Adopted = "采用区域 {0}", "region {0} adopted";
        Held = "{0}: 辖区 {1}, 地点 {2}, 机构和名册 {3}, 队伍 {4}, 预案 {5}", "{0}: areas {1}, places {2}, bodies and lists {3}, teams {4}, plans {5}";
        Unchanged = "没有要改的", "nothing would change";
        Recorded = "已入账 {0} 条", "recorded: {0}";
        NoRegion = "还没有采用区域", "no region was adopted";
        Bodies = "机构", "bodies";
        Kind = "类别", "kind";
        Codes = "事件编码", "codes";
        OnWatch = "在班: {0}", "on watch: {0}";
        NoWatch = "值班表里现在没有人", "nobody is on the watch list now";
        Nothing = "还没有组织体系: {0} 采用区域文件", "there is no structure yet: {0} takes a region file";
        Leaders = "指挥: {0}", "led by: {0}";
        Office = "办公室: {0}", "office: {0}";
        Members = "成员: {0}", "members: {0}";
        Contacts = "联系人: {0}", "contacts: {0}";
        Experts = "专家: {0}", "experts: {0}";
        Note = "说明: {0}", "note: {0}";
        Lead = "牵头 {0}", "led by {0}";
        Region = "{0} 版次{1}", "{0}, edition {1}";
    }
}
