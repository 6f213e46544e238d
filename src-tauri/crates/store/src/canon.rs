//! JSON with one spelling: keys sorted, no blanks. What is stored and hashed
//! must not depend on how a map happens to keep its keys.

use serde_json::Value;

/// The value's one spelling.
pub(crate) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// An object from values that are spelt already, in the order given.
pub(crate) fn object<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::from("{");
    for (name, value) in fields {
        if out.len() > 1 {
            out.push(',');
        }
        string(name, &mut out);
        out.push(':');
        out.push_str(value);
    }
    out.push('}');
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => out.push_str(&value.to_string()),
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(b.0));
            out.push('{');
            for (place, (name, item)) in entries.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                string(name, out);
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
    }
}

fn string(text: &str, out: &mut String) {
    let is_plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn there_is_one_spelling() {
        let value = json!({"b": [1, null, "甲\u{0}\u{202e}\""], "a": {"y": 1.5, "x": true}});
        let wanted = "{\"a\":{\"x\":true,\"y\":1.5},\"b\":[1,null,\"甲\\u0000\u{202e}\\\"\"]}";
        assert_eq!(text(&value), wanted);
    }

    #[test]
    fn an_object_of_spelt_values_is_json() {
        assert_eq!(
            object([("a\"", "1"), ("b", "[2]")].into_iter()),
            r#"{"a\"":1,"b":[2]}"#
        );
        assert_eq!(object(std::iter::empty()), "{}");
    }
}
