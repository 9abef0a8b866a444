//! Errors of the domain, which stands below the words.

use super::Tell;
use crate::domain::IdError;
use crate::domain::Refusal;
use crate::domain::pack::PackError;
use crate::text::{Lang, refusal};

impl Tell for IdError {
    fn zh(&self) -> String {
        match self {
            Self::Hex(text) => format!("`{text}` 不是 64 个十六进制数字"),
            Self::Realm(text) => {
                format!("`{text}` 不是域: 写 live、test 或 drill:NAME (字母、数字、`-`、`_`、`.`; 最多 64 个)")
            }
        }
    }
}

impl Tell for PackError {
    fn zh(&self) -> String {
        match self {
            Self::Io(error) => error.zh(),
            Self::Short => "没到该完的地方就完了".to_owned(),
            Self::Bad(what) => format!("里面有不该有的: {what}"),
            Self::Other(what) => format!("里面不对: {what}"),
        }
    }
}

impl Tell for Refusal {
    fn zh(&self) -> String {
        refusal::words(Lang::Zh, self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tell::tests::told;

    #[test]
    fn names_that_are_none_are_told_in_both_languages() {
        let errors = [IdError::Hex("X9".into()), IdError::Realm("Y8".into())];
        told(include_str!("../../domain/id.rs"), "IdError", &errors);
    }

    #[test]
    fn what_was_packed_is_told_in_both_languages() {
        let io = std::io::Error::from_raw_os_error(5);
        let errors = [PackError::Io(io), PackError::Short, PackError::Bad("X9"), PackError::Other("Y8".into())];
        for error in &errors[..2] {
            crate::text::tell::tests::alike(error);
        }
        assert!(errors[2].zh().contains("X9") && errors[3].zh().contains("Y8"));
    }
}
