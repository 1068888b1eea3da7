#!/bin/bash
# Runs once, when the database is made: the application owns its database and is no superuser, so that row security
# binds it too. It may not make databases or roles here.
set -euo pipefail
psql --username "$POSTGRES_USER" --set=ON_ERROR_STOP=1 --set=password="$VOORUIT_DB_PASSWORD" <<'SQL'
CREATE ROLE vooruit LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD :'password';
CREATE DATABASE vooruit OWNER vooruit;
SQL
