"""What holds in every environment."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.settings import env
from portal.settings.csp import ADMIN_POLICY, PUBLIC_POLICY

PROJECT_DIR = env.PROJECT_DIR
#: Database, files, index: everything that is not code.
PORTAL_DATA_DIR = env.folder("PORTAL_DATA_DIR", PROJECT_DIR / "var")

INSTALLED_APPS = [
    # Ours before Wagtail's: `publish_scheduled` and some templates take the place of Wagtail's.
    "portal.apps.PortalConfig",
    "documents.apps.DocumentsConfig",
    "home.apps.HomeConfig",
    "procedures.apps.ProceduresConfig",
    "disclosures.apps.DisclosuresConfig",
    "search.apps.SearchConfig",
    "wagtail_modeladmin",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.apps.PortalUsersConfig",  # wagtail.users with our account forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are read on slow phones; Django masks the CSRF token, so compression gives nothing away.
    "portal.middleware.PackingMiddleware",
    "portal.middleware.PolicyMiddleware",  # before ours, which tells it what policy the admin has
    "portal.middleware.HostileInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.receipt_offers.ReceiptOfferMiddleware",
    "portal.middleware.RefusalMiddleware",
    "portal.view_counts.ViewCountMiddleware",
    "portal.old_addresses.serving.OldAddressMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.portal",
            ],
        },
    },
]

DATABASES = {
    "default": {
        **env.database("DATABASE_URL", f"sqlite:///{PORTAL_DATA_DIR / 'portal.sqlite3'}"),
        "CONN_MAX_AGE": 60,
    }
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A worker writes beside the server: WAL, and every transaction takes the write lock at its
    # start, because a read that turns into a write would fail at once instead of waiting.
    # recursive_triggers: without it INSERT OR REPLACE goes past the ledger's DELETE trigger.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "portal.accounts.backend.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
ADMIN_PATH = "quan-tri/"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # seconds; an invitation is answered within three days

#: How many proxies of our own stand before the portal: whose word in X-Forwarded-For counts when
#: somebody's address is asked for. With 0 the header, which anybody can write, is not read.
PORTAL_TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
# Sign-in is throttled per account and address, in the database, so that it holds over processes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours; starts anew with every attempt while locked
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "portal.views.locked_out"
AXES_CLIENT_IP_CALLABLE = "portal.accounts.addresses.client_address"
AXES_ENABLE_ADMIN = False
#: How often in how many seconds (portal.accounts.throttling): failed sign-ins from one address
#: whatever the account, asking for a new password for one e-mail address and from one address,
#: sending one account its invitation; notices that something is missing from one address and from
#: all, and trying their tracking codes; opinions about pages likewise.
PORTAL_LIMITS = {
    "sign-in": (50, 15 * 60),
    "reset-to": (3, 3600),
    "reset-from": (20, 3600),
    "invitation": (5, 3600),
    "missing-from": (5, 3600),
    "missing-all": (200, 24 * 3600),
    "missing-lookup": (30, 3600),
    "opinion-from": (10, 3600),
    "opinion-all": (500, 24 * 3600),
}

#: Seconds that counts of opened pages wait in a process before they are written, in one statement;
#: None: they are written by nobody.
PORTAL_VIEWS_WRITTEN_EVERY: int | None = 60

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
# The second one holds texts of Wagtail and Django that their Vietnamese catalogues lack.
LOCALE_PATHS = [PROJECT_DIR / "locale", PROJECT_DIR / "locale" / "libraries"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = PORTAL_DATA_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = PORTAL_DATA_DIR / "media"
#: Uploaded files live outside everything a web server hands out by itself (documents app).
PRIVATE_FILES_ROOT = PORTAL_DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_HANDLERS = [
    # First: it keeps the file name that the browser sent, so that a bad one can be refused.
    "documents.uploads.ClientNameUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a procedure with many lines is a big form
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# `default` holds what may be lost, without a query; `shared` counts attempts over all processes.
#: A full table throws a third of its rows away: it may never be full of strangers' attempts.
SHARED_CACHE_ENTRIES = 100_000
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": PORTAL_DATA_DIR / "cache",
    },
    "shared": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": SHARED_CACHE_ENTRIES},
    },
}
REDIS_URL = env.address("REDIS_URL", "", ("redis", "rediss", "unix"), "redis://host:6379/0")
if REDIS_URL:
    CACHES["default"] = CACHES["shared"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

DEFAULT_FROM_EMAIL = "cong-cong-khai@localhost"  # or ?_default_from_email= in EMAIL_URL
vars().update(env.mail("EMAIL_URL", "console:"))
EMAIL_TIMEOUT = vars().get("EMAIL_TIMEOUT") or 10  # seconds; somebody waits for the answer

#: Files are read by a worker of their own: a thick scan keeps no mail and no index waiting.
TASK_QUEUES = ["default", "reading"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": TASK_QUEUES}}
#: Whether every file that comes in is read at once in the background.
DOCUMENTS_READ_UPLOADS = True
#: CA certificates (.pem, .crt, .cer, .der) whose signatures are trusted, and lists of revoked
#: certificates (.crl).
DOCUMENTS_TRUSTED_CAS = PORTAL_DATA_DIR / "trusted-cas"
#: Whether the gate looks into files in a process of its own.
DOCUMENTS_GATE_APART = True

SITE_URL = env.address(
    "SITE_URL", "http://127.0.0.1:8000", ("http", "https"), "https://congkhai.example.gov.vn"
)
SEARCH_URL = env.text("SEARCH_URL", f"tantivy://{PORTAL_DATA_DIR / 'index'}")
#: An engine kept in step beside it, for when it is away; "" for none.
SEARCH_FALLBACK_URL = env.text("SEARCH_FALLBACK_URL", "")
#: A bare view beside the real ones, for the benchmark alone.
PORTAL_BENCH = env.flag("PORTAL_BENCH")

WAGTAIL_SITE_NAME = "Cổng công khai"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_USER_LOGIN_FORM = "portal.accounts.forms.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "portal.accounts.forms.PasswordResetForm"  # noqa: S105
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.workflow_action.publish_approved"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are copied, printed and typed
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# The date picker replaces what it can't read by today: it must read what people here type.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = True
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]  # one, so that nobody is asked
WAGTAILADMIN_RECENT_EDITS_LIMIT = 5
WAGTAILDOCS_DOCUMENT_MODEL = "documents.OfficialFile"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "documents.forms.OfficialFileForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.views.csrf_failure"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
PORTAL_ADMIN_CSP = ADMIN_POLICY

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        "search": {"level": "INFO"},
        # Each retry on another node, with a traceback; what fails in the end we say ourselves.
        "elastic_transport.transport": {"level": "ERROR"},
    },
}
