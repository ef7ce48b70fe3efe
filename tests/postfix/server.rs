//! A Postfix of the test's own, with Dovecot for the logins and Postgrey for the greylisting.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// How long a stranger is put off.
const GREYLISTED: u32 = 15;
/// What the mailbox belongs to: Debian's `nobody`.
const OWNER: u32 = 65534;

/// The running servers; they end with it.
pub struct Server {
    /// The port with STARTTLS.
    pub submission: u16,
    /// The port with TLS from the first byte.
    pub implicit: u16,
    /// The authority that signed the certificate.
    pub authority: PathBuf,
    // Ended before the folder goes away.
    _helpers: [Helper; 2],
    folder: TempDir,
}

/// A program beside Postfix; it ends with the test, however that ends.
struct Helper(Child);

impl Drop for Helper {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

impl Server {
    pub fn start(policy: u16) -> Self {
        install();
        let folder = TempDir::new().expect("a folder");
        // Postfix's own users have to get through.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        let path = folder.path();
        let [submission, implicit, greylist] = [(); 3].map(|()| free_port());
        for name in ["conf", "queue", "queue/private", "data", "mail", "dovecot", "postgrey"] {
            fs::create_dir_all(path.join(name)).expect("the folder can be written");
        }
        for (name, owner) in [
            ("data", "postfix"),
            ("queue/private", "postfix"),
            ("mail", "nobody"),
            ("postgrey", "postgrey"),
        ] {
            run("chown", &["-R", owner, &path.join(name).display().to_string()]);
        }
        certificate(path);
        let _helpers = [dovecot(path), postgrey(path, greylist)].map(Helper);
        write(path, "conf/main.cf", &main_cf(path, policy, greylist));
        write(path, "conf/master.cf", &master_cf(submission, implicit));
        write(path, "conf/mailboxes", "sales@shop.test sales/\n");
        let conf = path.join("conf").display().to_string();
        let started = Command::new("postfix").args(["-c", &conf, "start"]).status();
        let log = fs::read_to_string(path.join("data/log")).unwrap_or_default();
        assert!(started.is_ok_and(|status| status.success()), "{log}");
        let authority = path.join("authority.pem");
        Self { submission, implicit, authority, _helpers, folder }
    }

    /// The letters in the mailbox.
    pub fn letters(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.folder.path().join("mail/sales/new")) else {
            return Vec::new();
        };
        let read = |entry: fs::DirEntry| fs::read_to_string(entry.path()).expect("it is a letter");
        entries.map(|entry| read(entry.expect("the folder can be read"))).collect()
    }

    /// The letters, once there are so many.
    pub async fn letters_once(&self, count: usize, limit: Duration) -> Vec<String> {
        let come = async {
            while self.letters().len() < count {
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        };
        if tokio::time::timeout(limit, come).await.is_err() {
            panic!("{} of {count} letters\n{}", self.letters().len(), self.log());
        }
        self.letters()
    }

    /// Waits until the server's log says that.
    pub async fn log_says(&self, words: &str) {
        let says = async {
            while !self.log().contains(words) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        let said = tokio::time::timeout(Duration::from_secs(60), says).await;
        assert!(said.is_ok(), "no {words:?} in\n{}", self.log());
    }

    /// How many attempts Postgrey has put off.
    pub fn greylisted(&self) -> usize {
        self.log().matches("Greylisted").count()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("data/log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let conf = self.folder.path().join("conf").display().to_string();
        // The folder goes away in any case.
        let _ = Command::new("postfix").args(["-c", &conf, "stop"]).stderr(Stdio::null()).status();
    }
}

fn install() {
    let has = |name: &str| Path::new("/usr/sbin").join(name).exists();
    if ["postfix", "dovecot", "postgrey"].iter().all(|name| has(name)) {
        return;
    }
    run("apt-get", &["update", "-qq"]);
    let packages = ["install", "-y", "-qq", "postfix", "dovecot-core", "postgrey", "openssl"];
    let status = Command::new("apt-get")
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("this is Debian").success());
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}"));
    let words = [output.stdout, output.stderr].concat();
    let words = String::from_utf8_lossy(&words);
    assert!(output.status.success(), "{program} {arguments:?}: {words}");
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).expect("the folder can be written");
}

/// An authority of its own, and a certificate for `localhost` signed by it.
fn certificate(folder: &Path) {
    write(folder, "names", "subjectAltName=DNS:localhost\n");
    let at = |name: &str| folder.join(name).display().to_string();
    let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    let authority = at("authority.pem");
    let make = ["req", "-x509", "-subj", "/CN=Test authority", "-days", "2", "-keyout"];
    let authority_key = at("authority.key");
    run("openssl", &[&make[..], &[&authority_key, "-out", &authority], &key].concat());
    let (own_key, request) = (at("server.key"), at("server.csr"));
    let ask = ["req", "-new", "-subj", "/CN=localhost", "-keyout", &own_key, "-out", &request];
    run("openssl", &[&ask[..], &key].concat());
    let (names, own) = (at("names"), at("server.pem"));
    let sign = ["x509", "-req", "-days", "2", "-CAcreateserial", "-in", &request, "-extfile"];
    let by = [names.as_str(), "-CA", &authority, "-CAkey", &authority_key, "-out", &own];
    run("openssl", &[&sign[..], &by].concat());
}

fn dovecot(folder: &Path) -> Child {
    write(folder, "dovecot/users", "bot:{PLAIN}secret\n");
    let at = folder.display();
    let text = format!(
        "base_dir = {at}/dovecot/run\nlog_path = {at}/dovecot/log\nprotocols =\nssl = no\n\
         auth_mechanisms = plain login\n\
         passdb {{\n driver = passwd-file\n args = {at}/dovecot/users\n}}\n\
         userdb {{\n driver = static\n args = uid={OWNER} gid={OWNER} home=/nonexistent\n}}\n\
         service auth {{\n unix_listener {at}/queue/private/auth {{\n  mode = 0666\n }}\n}}\n"
    );
    write(folder, "dovecot/dovecot.conf", &text);
    let file = folder.join("dovecot/dovecot.conf");
    let started =
        Command::new("dovecot").arg("-F").arg("-c").arg(file).stdout(Stdio::null()).spawn();
    started.expect("dovecot is installed")
}

fn postgrey(folder: &Path, port: u16) -> Child {
    let home = folder.join("postgrey").display().to_string();
    let started = Command::new("postgrey")
        .args([format!("--inet=127.0.0.1:{port}"), format!("--dbdir={home}")])
        .args([format!("--delay={GREYLISTED}"), "--auto-whitelist-clients=0".to_owned()])
        .args(["--whitelist-clients=/dev/null", "--whitelist-recipients=/dev/null"])
        .stderr(Stdio::null())
        .spawn();
    started.expect("postgrey is installed")
}

fn main_cf(folder: &Path, policy: u16, greylist: u16) -> String {
    let at = folder.display();
    format!(
        "compatibility_level = 3.6\nmyhostname = mail.shop.test\nmydestination =\n\
         queue_directory = {at}/queue\ndata_directory = {at}/data\n\
         inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nbiff = no\nalias_maps =\n\
         maillog_file = {at}/data/log\nmaillog_file_prefixes = {at}\n\
         smtpd_tls_cert_file = {at}/server.pem\nsmtpd_tls_key_file = {at}/server.key\n\
         smtpd_tls_loglevel = 1\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = private/auth\n\
         smtpd_sasl_auth_enable = yes\nsmtpd_tls_auth_only = yes\n\
         smtpd_relay_restrictions = permit_sasl_authenticated, reject\n\
         smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{greylist}, \
         check_policy_service inet:127.0.0.1:{policy}, permit_sasl_authenticated, reject\n\
         smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:{policy}\n\
         virtual_mailbox_domains = shop.test\nvirtual_mailbox_base = {at}/mail\n\
         virtual_mailbox_maps = texthash:{at}/conf/mailboxes\n\
         virtual_uid_maps = static:{OWNER}\nvirtual_gid_maps = static:{OWNER}\n"
    )
}

fn master_cf(submission: u16, implicit: u16) -> String {
    let services = [
        "cleanup unix n - n - 0 cleanup",
        "qmgr unix n - n 300 1 qmgr",
        "tlsmgr unix - - n 1000? 1 tlsmgr",
        "rewrite unix - - n - - trivial-rewrite",
        "bounce unix - - n - 0 bounce",
        "defer unix - - n - 0 bounce",
        "trace unix - - n - 0 bounce",
        "proxymap unix - - n - - proxymap",
        "error unix - - n - - error",
        "retry unix - - n - - error",
        "virtual unix - n n - - virtual",
        "anvil unix - - n - 1 anvil",
        "scache unix - - n - 1 scache",
        "postlog unix-dgram n - n - 1 postlogd",
    ];
    format!(
        "127.0.0.1:{submission} inet n - n - - smtpd\n -o smtpd_tls_security_level=encrypt\n\
         127.0.0.1:{implicit} inet n - n - - smtpd\n -o smtpd_tls_wrappermode=yes\n{}\n",
        services.join("\n")
    )
}
