//! The real binary, started as a person at a terminal starts it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Rules for most of these tests.
pub const RULES: &str = r#"version  = 1
company  = "Чистый дом"
timezone = "Europe/Moscow"

[topics]
"цена" = ["цена", "сколько стоит"]

[[rule]]
name           = "Телефон после цены"
if.message_has = ["phone"]
if.topic       = ["цена"]
then.lead      = true
then.ask       = "time"
then.reply     = "Когда позвонить?"

[[rule]]
name           = "Оставил телефон"
if.message_has = ["phone"]
then.lead      = true
then.status    = "Завершен"
then.reply     = "Спасибо!"

[[rule]]
name           = "Привет"
if.only_words  = ["привет"]
then.reply     = "Здравствуйте!"
"#;

/// Their dialogues: the first goes another way.
pub const DIALOGS: &str = "\
Диалог: номер без вопроса о цене
Клиент: +7 123 456-78-90
Бот: Когда позвонить?
Статус: В работе
Лид: телефон +71234567890

Диалог: поздоровался
Клиент: привет
Бот: Здравствуйте!
Лида нет
";

/// What a command printed, and how it ended.
pub struct Ended {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// A folder with a rules file and dialogues beside it.
pub fn folder(rules: &str, dialogs: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("rules.toml"), rules).expect("rules");
    fs::create_dir_all(folder.path().join("tests/dialogs")).expect("a folder");
    fs::write(folder.path().join("tests/dialogs/a.txt"), dialogs).expect("dialogues");
    folder
}

/// Runs a command there; it reads `input`.
pub fn run(folder: &Path, arguments: &[&str], input: &str) -> Ended {
    run_in("ru_RU.UTF-8", folder, arguments, input)
}

/// The same in a terminal of another language.
pub fn run_in(locale: &str, folder: &Path, arguments: &[&str], input: &str) -> Ended {
    let mut child = Command::new(env!("CARGO_BIN_EXE_leadlatch"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("LANG", locale)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let written = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the binary ends");
    assert!(written.is_ok() || !output.status.success(), "the input was not read");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let code = output.status.code().expect("an exit code");
    Ended { out: text(output.stdout), err: text(output.stderr), code }
}
