//! What is wrong with a text that is no TOML, in Chinese: the reader of TOML says it in English, in fixed words.

/// The fault in Chinese; what the reader says in words that are not known here stands in them, marked as what it is.
pub(super) fn zh(said: &str) -> String {
    // What was expected instead follows after a comma: it is punctuation and names of things.
    let (what, expected) = said.split_once(", expected").map_or((said, ""), |(what, expected)| (what, expected));
    match KNOWN.iter().find(|(english, _)| *english == what) {
        Some((_, chinese)) if expected.is_empty() => (*chinese).to_owned(),
        Some((_, chinese)) => format!("{chinese} (英文原文: {said})"),
        None => format!("写法不对 (英文原文: {said})"),
    }
}

/// What the reader says, and that in Chinese.
const KNOWN: &[(&str, &str)] = &[
    ("duplicate key", "键重复"),
    ("carriage return must be followed by newline", "回车后要有换行"),
    ("missing opening quote", "缺开头的引号"),
    ("missing comma between array elements", "数组各项之间缺逗号"),
    ("integers with a radix cannot be signed", "带进制的整数不能有正负号"),
    ("radix must be lowercase", "进制记号要小写"),
    ("missing assignment between key-value pairs", "键和值之间缺等号"),
    ("unexpected leading zero", "数字前面多了 0"),
    ("unclosed array table", "[[表]] 没有写完, 缺 ]]"),
    ("missing key for inline table element", "行内表缺键名"),
    ("missing inline table opening", "行内表缺开头的 {"),
    ("missing escaped value", "反斜杠后面缺字符"),
    ("missing array opening", "数组缺开头的 ["),
    ("invalid unquoted key", "键名要加引号"),
    ("cannot recurse further; max recursion depth met", "套得太深"),
    ("recursion limit", "套得太深"),
    ("unquoted keys cannot be empty", "键名不能空着"),
    ("unexpected sign", "多了正负号"),
    ("unexpected key or value", "多了键或值"),
    ("unexpected content", "后面多了内容"),
    ("unexpected content between comment and newline", "注释后面多了内容"),
    ("unexpected `=` in array", "数组里多了 ="),
    ("unclosed table", "[表] 没有写完, 缺 ]"),
    ("unclosed inline table", "行内表没有写完, 缺 }"),
    ("unclosed array", "数组没有写完, 缺 ]"),
    ("too few unicode value digits", "字符编码的位数不够"),
    ("string values must be quoted", "文字要加引号"),
    ("redundant numeric sign", "正负号重复"),
    ("redundant integer number prefix", "进制记号重复"),
    ("missing value", "缺值"),
    ("missing value for key", "键后面没有值"),
    ("missing table open", "[表] 缺开头的 ["),
    ("missing comment start", "注释缺 #"),
    ("missing comma between key-value pairs", "各对键值之间缺逗号"),
    ("keys cannot be multi-line literal strings", "键名不能写成多行"),
    ("keys cannot be multi-line basic strings", "键名不能写成多行"),
    ("key with no value", "键后面没有值"),
    ("invalid value", "值写法不对"),
    ("invalid key-value pair", "键值写法不对"),
    ("invalid inline table element", "行内表写法不对"),
    ("invalid comment character", "注释里有不能用的字符"),
    ("extra comma in inline table", "行内表多了逗号"),
    ("extra comma in array", "数组多了逗号"),
    ("extra assignment between key-value pairs", "键和值之间多了等号"),
    ("extra `=`", "多了 ="),
    ("`_` may only go between digits", "_ 只能写在数字之间"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_chinese_and_the_rest_is_quoted() {
        for (text, says) in [
            ("name\n", "键后面没有值"),
            ("a = 1\na = 2\n", "键重复"),
            ("a = [1, 2\n", "数组没有写完"),
            ("a = 洛阳\n", "文字要加引号"),
        ] {
            let (_, errors) = toml::de::DeTable::parse_recoverable(text);
            let said: Vec<String> = errors.iter().map(|error| zh(error.message())).collect();
            assert!(said.iter().any(|said| said.contains(says)), "{text}: {said:?}");
        }
        assert_eq!(zh("something new"), "写法不对 (英文原文: something new)");
    }
}
