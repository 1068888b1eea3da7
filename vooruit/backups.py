"""Backup and restore: one folder with the database, the files people sent, and a checksum of each."""

import hashlib
import os
import shutil
import subprocess
import tarfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection

from core.errors import Refused
from vooruit import embedded

DUMP, FILES, SUMS = "database.dump", "media.tar.gz", "SHA256SUMS"


def make_backup(folder: Path) -> Path:
    """Fill a new folder, readable only by this user; a folder without checksums is an unfinished backup."""
    folder.mkdir(parents=True, mode=0o700)
    # pg_dump stops with an error where row security would hide rows, so a dump is whole or absent.
    _postgres(
        "pg_dump",
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--file={folder / DUMP}",
        reads_all=True,
    )
    with tarfile.open(folder / FILES, "w:gz") as archive:
        if settings.MEDIA_ROOT.exists():
            archive.add(settings.MEDIA_ROOT, arcname="media")
    for name in (DUMP, FILES):
        (folder / name).chmod(0o600)
    (folder / SUMS).write_text("".join(f"{_sum(folder / name)}  {name}\n" for name in (DUMP, FILES)))
    return folder


def verify(folder: Path) -> None:
    """Refuse a backup that is not whole, or changed since it was made."""
    if not (folder / SUMS).exists():
        raise Refused(f"In {folder} staat geen afgemaakte back-up")
    for line in (folder / SUMS).read_text().splitlines():
        expected, name = line.split("  ", 1)
        if not (folder / name).exists() or _sum(folder / name) != expected:
            raise Refused(f"{name} is niet meer zoals bij het maken van de back-up; er is niets teruggezet")


def restore_backup(folder: Path) -> None:
    """Put the database back in one transaction, then the files; refuses a backup that fails its checksums."""
    verify(folder)
    script = folder / "restore.sql"
    try:
        script.touch(mode=0o600)
        script.write_text("SET lock_timeout = '10s';\nDROP OWNED BY CURRENT_USER CASCADE;\n")
        _append_script(folder / DUMP, script)
        connection.close()
        _postgres(
            "psql",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            "--quiet",
            "--no-psqlrc",
            f"--file={script}",
        )
    finally:
        script.unlink(missing_ok=True)
    _restore_files(folder / FILES)


def _append_script(dump: Path, script: Path) -> None:
    with script.open("ab") as out:
        subprocess.run(
            [_binary("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(dump)],
            check=True,
            stdout=out,
        )


def _restore_files(archive: Path) -> None:
    """Unpack beside the present files and change places at the end."""
    target = settings.MEDIA_ROOT
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f"{target.name}.restoring")
    shutil.rmtree(fresh, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(fresh, filter="data")
    (fresh / "media").mkdir(exist_ok=True)
    if target.exists():
        target.rename(target.with_name(f"{target.name}.before-{datetime.now():%Y%m%d-%H%M%S}"))  # noqa: DTZ005
    (fresh / "media").rename(target)
    fresh.rmdir()


def _postgres(program: str, *arguments: str, reads_all: bool = False) -> None:
    outcome = subprocess.run(
        [_binary(program), *arguments],
        check=False,
        env=_environment(reads_all=reads_all),
        capture_output=True,
        text=True,
    )
    if outcome.returncode:
        raise Refused(f"{program}: {outcome.stderr.strip()[-2000:]}")


def _binary(program: str) -> str:
    """Our own client: the machine's may be too old for the server."""
    return str(embedded.postgres_binaries() / program)


def _environment(*, reads_all: bool) -> dict[str, str]:
    """Connection settings for PostgreSQL's own programs; a password stays out of the process list."""
    database = connection.settings_dict
    host = database["HOST"] or database["OPTIONS"].get("host", "")
    user = database["USER"]
    if reads_all:
        is_embedded = host == str(embedded.socket_dir(settings.DATA_DIR))
        user = settings.BACKUP_USER or ("postgres" if is_embedded else user)
    wanted = {
        "PGHOST": host,
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": user,
        "PGPASSWORD": settings.BACKUP_PASSWORD
        if reads_all and settings.BACKUP_USER
        else database["PASSWORD"],
        "PGDATABASE": database["NAME"],
        "PGSSLMODE": str(database["OPTIONS"].get("sslmode", "")),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {name: value for name, value in wanted.items() if value}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
