"""Settings: only from the environment, one table in docs/instellingen.md, no secret has a production default."""

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from vooruit import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
DATA_DIR = embedded.data_folder()  # VOORUIT_DATA, else .data

# -- Profile -----------------------------------------------------------------------------------------
PROFIEL = env.str("VOORUIT_PROFIEL", default="demo")
if PROFIEL not in {"demo", "productie"}:
    raise ImproperlyConfigured("VOORUIT_PROFIEL is «demo» or «productie»")
DEMO = PROFIEL == "demo"
DEBUG = False
SECRET_KEY = env.str(
    "SECRET_KEY", default="demo-only-not-a-secret-0123456789-abcdefghijklmnop-qrstuvwxyz" if DEMO else ""
)
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is required in profile «productie»")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEMO else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000")
RELATIE_SLEUTELS = env.list(
    "RELATIE_SLEUTELS", default=["ZGVtby1vbmx5LW5vdC1hLXNlY3JldC0wMTIzNDU2Nzg="] if DEMO else []
)
CONTACTDRUK = env.int("VOORUIT_CONTACTDRUK", default=4)
LOGBUDGET = env.int("VOORUIT_LOGBUDGET", default=30)
CONTACTGEZIN_UREN = env.int("VOORUIT_CONTACTGEZIN_UREN", default=2)
ORGANISATIE = env.str("VOORUIT_ORGANISATIE", default="VoorUit")
CONTACT = env.str("VOORUIT_CONTACT", default="")
MELDPUNT = env.str("VOORUIT_MELDPUNT", default="https://meldingen.amsterdam.nl/")

# -- Rooms, from the roof down -----------------------------------------------------------------------
ROOMS = [
    "vooruit",
    "impact",
    "bewoners",
    "signalen",
    "activiteiten",
    "wijkplan",
    "partners",
    "teams",
    "wijken",
    "mensen",
    "core",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_filters",
    "rules.apps.AutodiscoverRulesConfig",
    "pgtrigger",
    "pghistory",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "core.middleware.SessionKeyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mensen.middleware.SessieMiddleware",
    "mensen.middleware.TaalMiddleware",
    "mensen.middleware.WachtMiddleware",
    "mensen.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "vooruit.urls"
WSGI_APPLICATION = "vooruit.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "core.context.site",
                "vooruit.demo.inloggen.context",
                "vooruit.zorg.context",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "core.templatetags.vooruit",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
COTTON_ISOLATE_BY_DEFAULT = True  # a component sees its own attributes, never its caller's variables

# -- Database: the app's own role is never a superuser ------------------------------------------------
DATABASES = {
    "default": environ.Env.db_url_config(
        env.str("DATABASE_URL", default="") or embedded.database_url(DATA_DIR)
    )
}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
_options = DATABASES["default"].setdefault("OPTIONS", {})
_options["pool"] = (
    {"min_size": 1, "max_size": env.int("DB_POOL_MAX", default=8), "timeout": 10}
    if env.bool("DB_POOL", default=True)
    else False
)
_options["options"] = (
    "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
)
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# pg_dump needs a role that row security does not bind; empty: the application's own (or the embedded superuser)
BACKUP_USER = env.str("BACKUP_USER", default="")
BACKUP_PASSWORD = env.str("BACKUP_PASSWORD", default="")

# -- Redis / Valkey: cache and broker; login and logging work without it -------------------------------
REDIS_URL = env.str("REDIS_URL", default="") or embedded.redis_url(DATA_DIR)
CACHES = {"default": {"BACKEND": "core.cache.ForgivingRedisCache", "LOCATION": REDIS_URL, "TIMEOUT": 300}}
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)  # Celery's word for the same socket
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"

# -- Accounts ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "mensen.User"
SCOPE_BUILDER = "partners.scope.build_scope"
WALLS = {
    "bewoners": "bewoners.muur.for_user"
}  # rooms with row-level security, and what opens them for a person
NAV_BUILDER = "vooruit.nav.build"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "mensen.backends.LoginBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mensen.wachtwoord.Lengte", "OPTIONS": {"min_length": 12}},
    {"NAME": "mensen.wachtwoord.Bekend"},
    {"NAME": "mensen.wachtwoord.Eigen"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "mensen.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # nobody gives herself an address that somebody else may be invited with
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # the sender says who we are; a host name says nothing to a reader
# The login limits count per visitor: behind proxies the last addresses of X-Forwarded-For are theirs, the one before is hers.
ALLAUTH_TRUSTED_PROXY_COUNT = (
    env.int("PROXY_COUNT", default=1) if env.bool("BEHIND_PROXY", default=False) else 0
)
ACCOUNT_SESSION_REMEMBER = True
# Seeing relations asks a login proved within so many hours, and no longer silence since: a phone that logs for 30 days
# is a right to write.
RECENT_LOGIN = env.int("VOORUIT_RECENT_LOGIN", default=12)
RECENT_SILENCE = env.int("VOORUIT_RECENT_SILENCE", default=8)
ACCOUNT_REAUTHENTICATION_TIMEOUT = RECENT_LOGIN * 3600
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30  # the longest any role keeps; SessieMiddleware ends it sooner
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"

# -- Security headers ----------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if DEMO else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY = {
    k: [] for k in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
}

# -- Language and time ---------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORMAT_MODULE_PATH = ["core.formats"]

# -- Files ---------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700  # only the application reads them
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# -- Mail ----------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="filemail://" if DEMO else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
MAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_BACKEND = "mensen.mails.RememberingBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="VoorUit <vooruit@localhost>")
EMAIL_TIMEOUT = 10

# -- Logs ----------------------------------------------------------------------------------------------
LOGGING_CONFIG = "core.logs.configure"
LOGGING = {"level": env.str("LOG_LEVEL", default="INFO"), "json": not DEMO}

# -- Figures -------------------------------------------------------------------------------------------
K_PARTNER = env.int("VOORUIT_K_PARTNER", default=10)
K_INTERN = env.int("VOORUIT_K_INTERN", default=5)
