#!/bin/bash
# Runs once, when the database is made: the application owns its database and is no superuser, so that row security
# binds it too. It may not make databases or roles here. What makes back-ups reads everything and writes nothing.
set -euo pipefail
psql --username "$POSTGRES_USER" --set=ON_ERROR_STOP=1 --set=password="$VOORUIT_DB_PASSWORD" \
  --set=backup="$BACKUP_PASSWORD" <<'SQL'
CREATE ROLE vooruit LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'password';
CREATE ROLE vooruit_backup LOGIN NOSUPERUSER BYPASSRLS PASSWORD :'backup';
GRANT pg_read_all_data TO vooruit_backup;
CREATE DATABASE vooruit OWNER vooruit;
SQL
