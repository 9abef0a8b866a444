//! `qianzhi man`: the manual pages, generated from the command tree, in English and in Chinese.

use std::fs;
use std::path::PathBuf;

use super::chinese;
use super::failure::Failure;
use crate::text::Lang;

/// Write the manual pages into a directory.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Where to; made when it is not there.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<(), Failure> {
    let failed = |source| Failure::Write { path: args.dir.clone(), source };
    fs::create_dir_all(&args.dir).map_err(failed)?;
    clap_mangen::generate_to(super::tree(Lang::En), &args.dir).map_err(failed)?;
    let chinese_dir = args.dir.join("zh_CN");
    let failed = |source| Failure::Write { path: chinese_dir.clone(), source };
    fs::create_dir_all(&chinese_dir).map_err(failed)?;
    clap_mangen::generate_to(super::tree(Lang::Zh), &chinese_dir).map_err(failed)?;
    for page in fs::read_dir(&chinese_dir).map_err(failed)? {
        let path = page.map_err(failed)?.path();
        // Pages of other sections are written by hand.
        if path.extension().is_some_and(|section| section == "1") {
            let page = fs::read_to_string(&path).map_err(failed)?;
            fs::write(&path, chinese::page(&page)).map_err(failed)?;
        }
    }
    Ok(())
}
