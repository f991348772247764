#!/bin/sh
# Stands in for MongoDB's own entry point: the emulator of the development servers, as the user of the compose file. It cannot run the
# scripts for a new database, but reads them.
set -eu
find /docker-entrypoint-initdb.d -type f -exec cat {} + >/dev/null
MONGO_INITDB_ROOT_PASSWORD=$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")
export MONGO_INITDB_ROOT_PASSWORD
exec dotnet /app/CodiesVibe.DevServers.dll mongodb --data /data/db --all-interfaces
