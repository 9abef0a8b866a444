//! What was tried when the system refused.

use std::fmt;

use crate::text::Lang;
use crate::text::tell::Tell;
use crate::text::words::{Word, words};

words! {
    /// What was being done to a file, after "cannot".
    Doing {
        Compress = "压缩", "compress";
        Copy = "复制", "copy";
        Create = "创建", "create";
        Lock = "锁定", "lock";
        LookAtDisk = "查看文件系统", "look at the file system of";
        MakeDirectory = "建目录", "create the directory";
        Open = "打开", "open";
        Random = "取随机数", "make random numbers for";
        Read = "读取", "read";
        ReadDirectory = "读目录", "read the directory";
        ReadJournal = "读日志", "read the journal";
        Remove = "删除", "remove";
        Rename = "改名", "rename";
        Shorten = "截短", "shorten";
        StartInbox = "启动收件", "start the inbox of";
        StartKeeper = "启动值守", "start the keeper of";
        StartStore = "启动查询库", "start the store of";
        StartWriter = "启动写入", "start the writer of";
        Sync = "落盘", "sync";
        SyncDirectory = "目录落盘", "sync the directory";
        Write = "写入", "write";
    }
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.say(Lang::En))
    }
}

impl Tell for Doing {
    fn zh(&self) -> String {
        self.say(Lang::Zh).to_owned()
    }
}
