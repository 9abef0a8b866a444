//! What a warning calls for (rules.md 2.2): art. 66 for yellow and blue, and with it art. 67 for red and orange.

use super::super::Confidence::Law;
use super::super::{Article, What};

rows! {
    /// The rows.
    ROWS
    "RERL-66-1" = What::Measure { article: Article::Art66, number: 1 }, "启动应急预案", "start the plans",
        "突发事件应对法", "第66条", Law;
    "RERL-66-2" = What::Measure { article: Article::Art66, number: 2 },
        "责令收集报告信息, 公布渠道, 加强监测", "have information collected and reported, and watch more closely",
        "突发事件应对法", "第66条", Law;
    "RERL-66-3" = What::Measure { article: Article::Art66, number: 3 }, "随时分析评估", "assess at all times",
        "突发事件应对法", "第66条", Law;
    "RERL-66-4" = What::Measure { article: Article::Art66, number: 4 }, "定时发布预测", "publish forecasts at fixed times",
        "突发事件应对法", "第66条", Law;
    "RERL-66-5" = What::Measure { article: Article::Art66, number: 5 },
        "发布警告, 公布咨询求助电话", "publish warnings and the numbers to call",
        "突发事件应对法", "第66条", Law;
    "RERL-67-1" = What::Measure { article: Article::Art67, number: 1 },
        "责令应急救援队伍和负有特定职责人员待命, 动员后备", "rescue teams and those with special duties stand by, reserves are called",
        "突发事件应对法", "第67条", Law;
    "RERL-67-2" = What::Measure { article: Article::Art67, number: 2 },
        "调集物资装备, 准备避难、隔离、救治场所", "goods and equipment are brought, places of refuge and treatment prepared",
        "突发事件应对法", "第67条", Law;
    "RERL-67-3" = What::Measure { article: Article::Art67, number: 3 },
        "加强重点单位、部位安全保卫", "key units and places are guarded",
        "突发事件应对法", "第67条", Law;
    "RERL-67-4" = What::Measure { article: Article::Art67, number: 4 },
        "保障交通、通信、供排水、电、气、热、医疗、广电、气象", "traffic, communication, water, power, gas, heat, health and broadcasting are kept going",
        "突发事件应对法", "第67条", Law;
    "RERL-67-5" = What::Measure { article: Article::Art67, number: 5 },
        "发布避险建议", "advice on how to keep safe is published",
        "突发事件应对法", "第67条", Law;
    "RERL-67-6" = What::Measure { article: Article::Art67, number: 6 },
        "转移、疏散、撤离易受危害人员", "people in danger are moved out",
        "突发事件应对法", "第67条", Law;
    "RERL-67-7" = What::Measure { article: Article::Art67, number: 7 },
        "关闭或限制易受害场所, 限制公共场所活动", "exposed places are closed, gatherings restricted",
        "突发事件应对法", "第67条", Law;
    "RERL-67-8" = What::Measure { article: Article::Art67, number: 8 },
        "其他防范性、保护性措施", "other measures of prevention and protection",
        "突发事件应对法", "第67条", Law;
}
