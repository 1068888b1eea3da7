#!/usr/bin/env python
"""Django's command line for VoorUit."""

import os
import sys

from django.core.management import execute_from_command_line

# These need no database, so they should not wait for the embedded one.
WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "help",
    "makemigrations",
    "makemessages",
    "--version",
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vooruit.settings")
    os.environ.setdefault("DB_POOL", "0")  # a pool is for servers; a command needs one connection
    if len(sys.argv) > 1 and sys.argv[1] not in WITHOUT_DATABASE:
        from vooruit import embedded

        embedded.start_if_unset()
    execute_from_command_line(sys.argv)
