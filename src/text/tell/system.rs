//! What the operating system says, in Chinese by its kind; its number stands in both languages.

use std::io::{Error, ErrorKind};
use std::num::{IntErrorKind, ParseIntError};

use super::Tell;

impl Tell for Error {
    fn zh(&self) -> String {
        let words = self.raw_os_error().and_then(of_number).or_else(|| of(self.kind()));
        match (self.raw_os_error(), words) {
            (Some(code), Some(words)) => format!("{words} (系统错误 {code})"),
            (Some(_), None) => format!("系统不肯: {self}"),
            // Whoever made it without a number said more than its kind.
            (None, _) => match self.get_ref() {
                Some(_) => self.to_string(),
                None => words.map_or_else(|| self.to_string(), str::to_owned),
            },
        }
    }
}

/// What has a number on Linux and no kind of its own.
fn of_number(code: i32) -> Option<&'static str> {
    Some(match code {
        5 => "读写出错, 盘或线路可能坏了",
        6 | 19 => "没有这个设备",
        9 => "文件已经关闭",
        23 | 24 => "打开的文件太多",
        25 => "不是终端",
        40 => "链接绕成了圈",
        71 => "协议出错",
        90 => "消息太长",
        105 => "缓冲区不够",
        _ => return None,
    })
}

fn of(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "没有这个文件或目录",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::ConnectionRefused => "对方拒绝连接",
        ErrorKind::ConnectionReset => "连接被对方断开",
        ErrorKind::ConnectionAborted => "连接中断",
        ErrorKind::NotConnected => "没有连接",
        ErrorKind::HostUnreachable => "到不了那台主机",
        ErrorKind::NetworkUnreachable => "网络不通",
        ErrorKind::NetworkDown => "网络停用",
        ErrorKind::AddrInUse => "地址已被占用",
        ErrorKind::AddrNotAvailable => "没有这个地址",
        ErrorKind::BrokenPipe => "对方已经关闭",
        ErrorKind::AlreadyExists => "已经有了",
        ErrorKind::WouldBlock => "现在办不到",
        ErrorKind::NotADirectory => "不是目录",
        ErrorKind::IsADirectory => "是目录",
        ErrorKind::DirectoryNotEmpty => "目录不是空的",
        ErrorKind::ReadOnlyFilesystem => "文件系统只读",
        ErrorKind::StaleNetworkFileHandle => "网络文件已失效",
        ErrorKind::InvalidInput => "参数不对",
        ErrorKind::InvalidData => "数据不对",
        ErrorKind::TimedOut => "超时",
        ErrorKind::WriteZero => "写不进去",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::NotSeekable => "不能定位",
        ErrorKind::QuotaExceeded => "超出配额",
        ErrorKind::FileTooLarge => "文件太大",
        ErrorKind::ResourceBusy => "正被占用",
        ErrorKind::ExecutableFileBusy => "程序文件正被占用",
        ErrorKind::Deadlock => "互相等待",
        ErrorKind::CrossesDevices => "跨了磁盘",
        ErrorKind::TooManyLinks => "链接太多",
        ErrorKind::InvalidFilename => "文件名不对",
        ErrorKind::ArgumentListTooLong => "参数太长",
        ErrorKind::Interrupted => "被打断",
        ErrorKind::Unsupported => "不支持",
        ErrorKind::UnexpectedEof => "没到该完的地方就完了",
        ErrorKind::OutOfMemory => "内存不够",
        _ => return None,
    })
}

impl Tell for ParseIntError {
    fn zh(&self) -> String {
        match self.kind() {
            IntErrorKind::Empty => "没有写数".to_owned(),
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "数太大或太小".to_owned(),
            _ => "不是整数".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of Linux that a journal, a terminal or a line can meet.
    #[test]
    fn what_the_system_says_is_chinese_with_its_number() {
        for code in [1, 2, 5, 6, 9, 11, 13, 16, 17, 20, 21, 24, 26, 27, 28, 30, 32, 98, 101, 104, 110, 111, 113, 122] {
            let error = Error::from_raw_os_error(code);
            let zh = error.zh();
            assert!(!zh.contains("系统不肯"), "{zh}");
            assert!(zh.contains(&code.to_string()) && zh.chars().any(|c| c > '\u{2e80}'), "{error}: {zh}");
        }
        assert_eq!(Error::from(ErrorKind::TimedOut).zh(), "超时");
        assert_eq!(Error::other("T1").zh(), "T1");
        assert_eq!("x".parse::<u8>().unwrap_err().zh(), "不是整数");
    }
}
