#!/bin/sh
# Stands in for MongoDB's own entry point: the emulator of the development servers, as the user of the compose file. Like the original it runs
# the scripts for a new database on a server of its own that only 127.0.0.1 reaches.
set -eu
MONGO_INITDB_ROOT_PASSWORD=$(cat "$MONGO_INITDB_ROOT_PASSWORD_FILE")
export MONGO_INITDB_ROOT_PASSWORD
if [ -z "$(ls -A /data/db)" ]; then
    dotnet /app/CodiesVibe.DevServers.dll mongodb --data /data/db &
    server=$!
    for script in /docker-entrypoint-initdb.d/*.js; do
        mongosh "$MONGO_INITDB_DATABASE" --eval "db.getSiblingDB('admin').auth('$MONGO_INITDB_ROOT_USERNAME', cat('$MONGO_INITDB_ROOT_PASSWORD_FILE')); load('$script')"
    done
    kill "$server"
    wait "$server"
fi
exec dotnet /app/CodiesVibe.DevServers.dll mongodb --data /data/db --all-interfaces
