#!/bin/sh
# Stands in for a program that cannot be had here: reads every file that the program would read, as the user and from the mounts that the
# compose file gives it, then answers HTTP from /www.
# Usage: standin PORT [FILE|FOLDER]... -- [argument of the program]...
set -eu
port=$1
shift
while [ "$1" != -- ]; do
  if [ -z "$(find "$1" -type f)" ] || ! find "$1" -type f -exec cat {} + >/dev/null; then
    echo "standin: $1 is missing, empty or not readable for uid $(id -u)" >&2
    exit 1
  fi
  shift
done
echo "standin: answers on port $port"
httpd -f -p "$port" -h /www &
server=$!
# The first process of a container gets no signal that it does not ask for.
trap 'kill "$server"' TERM
wait "$server"
