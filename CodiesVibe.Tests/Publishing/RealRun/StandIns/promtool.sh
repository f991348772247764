#!/bin/sh
# The machine's promtool may be older than its sub-command `check ready`, which the probe uses.
set -eu
case "$*" in
  'check ready --url='*) exec wget -q -O /dev/null "${3#--url=}/-/ready" ;;
  *) exec /usr/bin/promtool "$@" ;;
esac
