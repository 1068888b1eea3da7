"""The real settings, with what makes tests fast and keeps them off the network."""

import hashlib
import os
from pathlib import Path

# Before the real settings are read: tests never touch the data of `make run`, nor a server that happens to be named
# in the environment. TEST_DATABASE_URL and TEST_REDIS_URL name other servers on purpose.
os.environ["VOORUIT_DATA"] = str(Path(__file__).resolve().parent.parent / ".data" / "test")
os.environ["VOORUIT_PROFIEL"] = "demo"
os.environ["DB_POOL"] = "0"
for _name in ("DATABASE_URL", "REDIS_URL"):
    os.environ[_name] = os.environ.get(f"TEST_{_name}", "")

from vooruit.settings import *  # noqa: F403
from vooruit.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = [*MIDDLEWARE, "zeal.middleware.zeal_middleware", "tests.walls.closed_middleware"]
ZEAL_RAISE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = {"request_login_code": "1000/m/ip,3/m/key"}  # all tests come from one address
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
LOGGING = {"level": "ERROR", "json": False}
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# A test makes and looks at rows about residents as it likes; what it tests begins outside the walls (tests/walls.py).
DATABASES["default"]["OPTIONS"]["options"] += " -c muur.taak=test"

# Test databases are copies of this template; other migrations or packages make another template.
_made_of = [*sorted(BASE_DIR.glob("*/migrations/*.py")), BASE_DIR / "uv.lock"]
_digest = hashlib.sha256(b"".join(path.read_bytes() for path in _made_of)).hexdigest()[:12]
DATABASES["default"]["TEST"] = {"TEMPLATE": f"template_vooruit_{_digest}"}
if "TEST_INTO" in os.environ:
    DATABASES["default"]["NAME"] = os.environ["TEST_INTO"]
