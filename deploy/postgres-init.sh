#!/bin/sh
# Run once by the PostgreSQL image on an empty data folder: Airflow's own database, and the logins of the warehouse.
set -eu
psql --quiet --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set ON_ERROR_STOP=1 \
    --set airflow="$AIRFLOW_DB_PASSWORD" --set loader="$LOADER_PASSWORD" --set analyst="$ANALYST_PASSWORD" <<'SQL'
create role airflow login password :'airflow';
create database airflow owner airflow;
-- The first migration makes these groups where they are missing; the logins need them now.
create role wh_loader nologin;
create role wh_analyst nologin;
create role guarantees_loader login password :'loader' in role wh_loader;
create role guarantees_analyst login password :'analyst' in role wh_analyst;
revoke connect on database airflow from public;
SQL
