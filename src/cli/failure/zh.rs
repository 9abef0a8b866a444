//! Why a command did not do what it was asked, in Chinese.

use super::{Failure, because};
use crate::text::tell::Tell;

impl Tell for Failure {
    fn zh(&self) -> String {
        match self {
            Self::Usage(wrong) => wrong.zh(),
            Self::Setting(error) => error.zh(),
            Self::File(error) => error.zh(),
            Self::Table(error) => error.zh(),
            Self::Journal(error) => error.zh(),
            Self::Backup(error) => error.zh(),
            Self::Bundle(error) => error.zh(),
            Self::HubAddress(error) => error.zh(),
            Self::Hub(error) => error.zh(),
            Self::HubKey(error) => error.zh(),
            Self::Refused(no) => format!("不办: {}", no.zh()),
            Self::Unsigned(error) => format!("这一条不能签名: {}; 写短一些, 或把操作员的名字写短", error.zh()),
            Self::Terminal(error) => format!("{}; 在终端上运行, 或用 ssh -t", error.zh()),
            Self::Input(error) => format!("读不出标准输入: {}", error.zh()),
            Self::Output(error) => format!("不能写标准输出: {}", error.zh()),
            Self::Screen(error) => format!("不能写终端: {}", error.zh()),
            Self::Drill(error) => format!("演练开不起来: {}; `qianzhi demo` 可放演练", error.zh()),
            Self::Scratch(error) => format!("临时目录不能用: {}; 用 TMPDIR 写明有空间的目录", error.zh()),
            Self::Thread(error) => format!("不能再开线程: {}; 也许别的程序占满了本用户的份额", error.zh()),
            Self::Random(error) => {
                let why = error.raw_os_error().map(std::io::Error::from_raw_os_error);
                format!("系统给不出随机数{}", why.map(|why| format!(": {}", why.zh())).unwrap_or_default())
            }
            Self::NotText => "标准输入有一行不是 UTF-8 文字: 没有收".to_owned(),
            Self::NoHome => "没有设 HOME, 文件没处放: 用 --journal DIR 写明".to_owned(),
            Self::HandedBack { .. }
            | Self::HandedOver { .. }
            | Self::OtherDrill { .. }
            | Self::Write { .. }
            | Self::Unsound { .. }
            | Self::UnsoundBundle { .. }
            | Self::Watch { .. }
            | Self::SecretFile { .. }
            | Self::Secret { .. } => self.of_files(),
            Self::HubRefused { .. } | Self::HubAway { .. } | Self::Undelivered { .. } | Self::Parked { .. } => {
                self.of_hub()
            }
            Self::NotConfirmed(_) | Self::Missed(_) | Self::Unsettled | Self::Measured(_) | Self::PostsInUse(_) => {
                self.of_work()
            }
        }
    }
}

impl Failure {
    fn of_files(&self) -> String {
        match self {
            Self::HandedBack { dir, why } => format!("打开着日志 {} 的程序不收: {}", dir.display(), why.zh()),
            Self::HandedOver { dir, path } => format!(
                "日志 {} 由另一个程序打开着, 它还没有收这个包; 包放在 {}, 等下一个打开这个日志的指挥台或平台来收, 再导入一次也无妨",
                dir.display(),
                path.display()
            ),
            Self::OtherDrill { dir } => format!("日志 {} 里是另一个脚本或种子的演练: 另写一个日志", dir.display()),
            Self::Write { path, source } => format!("不能写 {}: {}", path.display(), source.zh()),
            Self::Unsound { dir } => {
                format!("日志 {} 不完好: 以上各处被改、丢失或分叉; 留着它, 从副本开始", dir.display())
            }
            Self::UnsoundBundle { path } => {
                format!("数据包 {} 不完好: 以上各处不是其席位自己的, 或有分叉; 去问打包的人", path.display())
            }
            Self::Watch { path, source } => {
                format!("不能盯着 {}: {}; 用 --no-follow 就不盯", path.display(), source.zh())
            }
            Self::SecretFile { path, source } => format!("读不出 {} 里的入网密码: {}", path.display(), source.zh()),
            Self::Secret { from, error } => format!("{from}: {}", error.zh()),
            _ => String::new(),
        }
    }

    fn of_hub(&self) -> String {
        match self {
            Self::HubRefused { hub, why } => format!("{hub} 不接待本席位{}", because(hub, &why.zh())),
            Self::HubAway { hub, why } => format!("{hub} 没有平台应答{}; 那里开着平台吗?", because(hub, &why.zh())),
            Self::Undelivered { hub, count, why } => {
                format!("已入账, 还没有到 {hub}: {count} 条{}; 待发的留在日志里, 下次连上就发", because(hub, &why.zh()))
            }
            Self::Parked { id, why } => format!("平台不收 {id}: {}; 它留在日志里", why.zh()),
            _ => String::new(),
        }
    }

    fn of_work(&self) -> String {
        match self {
            Self::NotConfirmed(count) => {
                format!("列出了 {count} 处变更, 一处也没有入账: 加 --yes 再运行, 或在终端上答 y")
            }
            Self::Missed(count) => format!("{count} 项所说的数没有达到; 在安静的机器上再跑一遍再信"),
            Self::Unsettled => "第一帧和同样的条目后来给出的不同: 合账或绘制有错".to_owned(),
            Self::Measured(what) => format!("被测的程序没有报数: {what}"),
            Self::PostsInUse(count) => format!("本登录的 {count} 个席位都在用: 结束一个, 或用 --journal DIR 另写日志"),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Error;
    use std::path::PathBuf;

    use super::*;
    use crate::config::Fault;
    use crate::config::settings::BadSetting;
    use crate::config::table::TableFault;
    use crate::domain::{EventId, Refusal};
    use crate::envelope::Malformed;
    use crate::hub::{HubError, KeyError};
    use crate::journal::bundle::BundleError;
    use crate::journal::{BackupError, JournalError};
    use crate::link::HubAddress;
    use crate::sync::Secret;
    use crate::term::tty::TtyError;
    use crate::text::tell::Both;
    use crate::text::tell::tests::told;

    #[test]
    fn every_failure_is_told_in_both_languages() {
        let (path, why) = (|| PathBuf::from("/T/A.1"), || Both::words("没有回答", "no answer"));
        let (system, hub) = (|| Error::from_raw_os_error(2), || "ws://10.0.0.9:7720".to_owned());
        told(
            include_str!("../failure.rs"),
            "Failure",
            &[
                Failure::Usage(why()),
                Failure::Setting(BadSetting::Variable { name: "QIANZHI_X".into(), nearest: None }),
                Failure::File(Fault::Missing { file: "/T/A.1".into() }),
                Failure::Table(TableFault::OldWorkbook { file: "/T/A.1".into() }),
                Failure::NotConfirmed(12),
                Failure::Journal(JournalError::InUse { dir: path() }),
                Failure::Backup(BackupError::Unsound { dir: path() }),
                Failure::Bundle(BundleError::NotABundle { name: "/T/A.1".into() }),
                Failure::HandedBack { dir: path(), why: why() },
                Failure::HandedOver { dir: path(), path: "/T/B.2".into() },
                Failure::Refused(Refusal::TooLong(9000)),
                Failure::Unsigned(Malformed::Length(7)),
                Failure::OtherDrill { dir: path() },
                Failure::NotText,
                Failure::NoHome,
                Failure::Input(system()),
                Failure::Write { path: path(), source: system() },
                Failure::Unsound { dir: path() },
                Failure::UnsoundBundle { path: path() },
                Failure::Watch { path: path(), source: system() },
                Failure::Output(system()),
                Failure::HubAddress("X9".parse::<HubAddress>().unwrap_err()),
                Failure::SecretFile { path: path(), source: system() },
                Failure::Secret { from: "/T/A.1".into(), error: Secret::new(b"x").unwrap_err() },
                Failure::Hub(HubError::NoKey),
                Failure::HubKey(KeyError::Spoilt { path: path() }),
                Failure::HubRefused { hub: hub(), why: why() },
                Failure::HubAway { hub: hub(), why: why() },
                Failure::Undelivered { hub: hub(), count: 3, why: why() },
                Failure::Parked { id: EventId([0x12; 32]), why: why() },
                Failure::Terminal(TtyError::Io(system())),
                Failure::Screen(system()),
                Failure::Drill(system()),
                Failure::Scratch(system()),
                Failure::Random(getrandom::Error::UNSUPPORTED),
                Failure::Missed(2),
                Failure::Unsettled,
                Failure::Measured("X9".into()),
                Failure::PostsInUse(9),
                Failure::Thread(system()),
            ],
        );
    }
}
