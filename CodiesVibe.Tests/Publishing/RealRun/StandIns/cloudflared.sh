#!/bin/sh
# Stands in for cloudflared: its probe, its configuration by --config FILE and its token.
set -eu
for last; do :; done
if [ "$last" = ready ]; then
  exec wget -q -O /dev/null http://127.0.0.1:20241/ready
fi
while [ "$1" != --config ]; do
  shift
done
exec standin 20241 "$2" "$TUNNEL_TOKEN_FILE" --
