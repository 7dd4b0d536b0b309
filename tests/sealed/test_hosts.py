"""The ready-made files for hosts, on the hosts themselves: nginx, Apache and Caddy, as Debian has them, serve the built site with them."""

import gzip
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pytest

pytestmark = pytest.mark.long
LONGEST = 20
NGINX = """daemon off; error_log stderr; pid {folder}/pid;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  server {{ listen 127.0.0.1:{port}; root {site}; include {site}/deploy/nginx.conf; }}
}}
"""
APACHE = """ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog /dev/stderr
TypesConfig /etc/mime.types
{modules}
DocumentRoot {site}
<Directory {site}>
  AllowOverride All
  Require all granted
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "mime", "dir", "headers", "filter", "deflate", "brotli")
CADDY = """{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {site}
  file_server
  import {site}/deploy/Caddyfile
}}
"""


def apache_modules() -> str:
    """The lines that load what a common set-up of Apache has."""
    folder = Path("/usr/lib/apache2/modules")
    return "\n".join(f"LoadModule {name}_module {folder}/mod_{name}.so" for name in MODULES)


HOSTS: dict[str, tuple[str, str, Callable[[Path], list[str]]]] = {
    "nginx": ("nginx", NGINX, lambda file: ["-c", str(file)]),
    "Apache": ("apache2", APACHE, lambda file: ["-D", "FOREGROUND", "-f", str(file)]),
    "Caddy": ("caddy", CADDY, lambda file: ["run", "--adapter", "caddyfile", "--config", str(file)]),
}


@dataclass
class Answer:
    """What a host sends for one address."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Host:
    """A running host of the built site."""

    port: int
    site: Path

    def get(self, path: str, **headers: str) -> Answer:
        """One request, as a browser makes it."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)) as connection:
            connection.request("GET", path, headers={"accept-encoding": "identity"} | headers)
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())

    def engine(self, file: str) -> str:
        """The address of one of the engine's files."""
        return "/" + json.loads((self.site / "engine/manifest.json").read_text("utf-8"))["files"][file]["path"]


def program(name: str) -> str:
    """Where a host's program lies; without it the test is skipped, or fails where everything must be there."""
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing; with CI=true `make long-tests` installs it on Debian, and this runs.")
    return found or pytest.skip(f"{name} is missing; with CI=true `make long-tests` installs it on Debian, and this runs.")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(params=HOSTS, scope="module")
def host(request, site, tmp_path_factory) -> Iterator[Host]:
    """Each host by turns, started with its ready-made file."""
    name, settings, options = HOSTS[request.param]
    command, folder, port = program(name), tmp_path_factory.mktemp(name), free_port()
    # Some hosts serve as a user who may not look into a folder of ours.
    folder.chmod(0o755)
    file = folder / ("Caddyfile" if name == "caddy" else "host.conf")
    file.write_text(settings.format(folder=folder, port=port, site=site.resolve(), modules=apache_modules()), "utf-8")
    with subprocess.Popen([command, *options(file)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "HOME": str(folder)}) as process:
        try:
            wait_for(port, process)
            yield Host(port, site)
        finally:
            process.terminate()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the host answers; one that stops says why."""
    until = monotonic() + LONGEST
    while monotonic() < until and process.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.1)
    process.terminate()
    pytest.fail((process.stdout.read() if process.stdout else b"").decode())


def promised(site: Path) -> dict[str, str]:
    """The headers that every answer must have, read from the file that other hosts are given."""
    lines = (site / "_headers").read_text("utf-8").partition("/*\n")[2].partition("\n\n")[0].splitlines()
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def test_every_answer_carries_the_policy(host):
    """A page, a script, the engine and the service worker each come with the policy and its companions, word for word."""
    expected = promised(host.site)
    assert "content-security-policy" in expected
    for path in ("/", "/planner/", "/planner/assets/planner.mjs", "/sw.js", host.engine("wasm"), host.engine("python"), "/nowhere/"):
        sent = host.get(path).headers
        assert {name: sent.get(name) for name in expected} == expected, path


def test_types_are_those_that_browsers_want(host):
    """Modules, WebAssembly, the archive and the manifest have the types without which a browser refuses or does not keep them."""
    types = {path: host.get(path).headers["content-type"].partition(";")[0] for path in ("/planner/assets/planner.mjs", host.engine("loader"), host.engine("wasm"), host.engine("python"), "/manifest.webmanifest", "/")}
    assert list(types.values()) == ["text/javascript", "text/javascript", "application/wasm", "application/zip", "application/manifest+json", "text/html"]


def test_what_has_its_content_in_its_name_is_kept_and_all_else_is_asked_for_again(host):
    """The engine's folder is kept for a year; pages, scripts and the service worker are checked at each visit."""
    kept = host.get(host.engine("wasm")).headers
    assert "max-age=31536000" in kept["cache-control"]
    for path in ("/", "/planner/", "/planner/assets/planner.mjs", "/sw.js"):
        assert "no-cache" in host.get(path).headers["cache-control"], path


@pytest.mark.parametrize("path", ["/", "/planner/assets/planner.mjs", "wasm", "python"])
def test_what_is_large_is_sent_packed_and_whole(host, path):
    """Pages, scripts and the engine's files are sent packed, and are the same bytes once unpacked."""
    address = path if path.startswith("/") else host.engine(path)
    packed = host.get(address, **{"accept-encoding": "gzip"})
    assert packed.headers.get("content-encoding") == "gzip"
    file = host.site / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))
    assert gzip.decompress(packed.body) == file.read_bytes()


def test_an_address_that_does_not_exist_is_said_to_be_missing(host):
    """What is not there is answered with 404, and no list of a folder is shown."""
    assert host.get("/nowhere/").status == 404
    assert host.get("/engine/").status in (403, 404)
