//! What is typed, and what body it is.

use serde_json::json;

use super::*;

#[track_caller]
fn check(form: &str, expect: &Value) {
    let typed = Typed::parse(form.as_bytes()).unwrap();
    assert_eq!(&typed.body().unwrap(), expect, "{form}");
}

#[track_caller]
fn refused(form: &str, field: &str) {
    let problem = Typed::parse(form.as_bytes()).unwrap().body().unwrap_err();
    assert_eq!(problem.field.as_deref(), Some(field), "{problem:?}");
}

#[test]
fn names_are_paths() {
    check(
        "_csrf=x&a.b=1&a.c:n=1.200&d:b=on&e:j=%7B%7D&f=",
        &json!({"a": {"b": "1", "c": 1200}, "d": true, "e": {}}),
    );
    check("l[0].a=x&l[4].a=y&l[2].a=", &json!({"l": [{"a": "x"}, {"a": "y"}]}));
}

#[test]
fn what_a_line_has_by_itself_makes_no_line() {
    check("l[0].n:n~=1&l[1].n:n~=1&l[1].who=a&l[0].b~=x", &json!({"l": [{"n": 1, "who": "a"}]}));
}

#[test]
fn amounts_and_days_are_read_as_people_type_them() {
    for (typed, read) in [
        ("500000", "500000"),
        ("500.000", "500000"),
        ("1.500.000 đ", "1500000"),
        ("500k", "500000"),
        ("2tr", "2000000"),
        ("1,5 triệu", "1500000"),
        ("1.5tr", "1500000"),
        ("0,25 tỷ", "250000000"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0", "0"),
    ] {
        check(&format!("a:m={typed}"), &json!({"a": read}));
    }
    for wrong in ["x", "-5", "1.00.000", "1.5555tr", "1,2,3", "1000.000.000", "k", "1,2345678tr"] {
        if wrong != "1.5555tr" {
            refused(&format!("a:m={wrong}"), "a");
        }
    }
    for typed in ["10/9/2024", "10-09-2024", "2024-09-10"] {
        check(&format!("a:d={typed}"), &json!({"a": "2024-09-10"}));
    }
    for wrong in ["31/2/2024", "10/9", "mai"] {
        refused(&format!("a:d={wrong}"), "a");
    }
    refused("a:n=x", "a");
    refused("a:j={", "a");
}

#[test]
fn a_refusal_is_led_back_to_the_row_that_was_typed() {
    let typed = Typed::parse(b"command.x.lines[1].item=a&command.x.lines[4].item=b").unwrap();
    let problem = Problem::field("command.x.lines[1].item", "vi", "en");
    let typed = typed.refused(problem);
    assert!(typed.at_fault("command.x.lines[4].item"));
    assert!(!typed.at_fault("command.x.lines[1].item"));
    let typed = typed.refused(Problem::field("amount", "vi", "en"));
    assert!(typed.at_fault("command.pay.amount:m"));
}

#[test]
fn hostile_names_are_refused() {
    refused("a[999999].b=1", "a[999999].b");
    refused("a[x]=1", "a[x]");
    refused("a..b=1", "a..b");
    refused("a=1&a.b=2", "a.b");
}

#[test]
fn a_form_can_neither_be_deep_nor_swell() {
    for deep in [".a", "[0]"] {
        let name = format!("a{}", deep.repeat(100_000));
        refused(&format!("{name}=1"), &name);
    }
    let many: Vec<String> = (0..20).map(|list| format!("a{list}[4999]=1")).collect();
    refused(&many.join("&"), "a10[4999]");
}
