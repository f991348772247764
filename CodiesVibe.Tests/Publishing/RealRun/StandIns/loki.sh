#!/bin/sh
# Stands in for Loki: its probe, and its configuration by -config.file=FILE.
set -eu
if [ "$1" = -health ]; then
  exec wget -q -O /dev/null http://127.0.0.1:3100/ready
fi
exec standin 3100 "${1#-config.file=}" --
