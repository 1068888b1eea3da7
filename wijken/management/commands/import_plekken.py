"""`manage.py import_plekken FILE`: places where people meet, from a GeoJSON with points."""

from wijken.imports.reader import Soort
from wijken.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Leest plekken in. Eén regel per rij; bij een onleesbaar bestand exitcode 1 en niets opgeslagen."
    soort = Soort.PLEKKEN
