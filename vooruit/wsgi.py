"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from core.middleware import reading_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vooruit.settings")
application = reading_utf8(get_wsgi_application())
get_resolver().url_patterns  # noqa: B018 - read every view now, not while the first visitor waits
