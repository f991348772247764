#!/bin/sh
exec dotnet /app/CodiesVibe.DevServers.dll mongosh "$@"
