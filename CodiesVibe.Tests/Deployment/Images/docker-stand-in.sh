#!/bin/sh
# Stands in for the docker client, behind a link whose path begins the names of what it writes: each command in .commands, what it read
# in .input. As images it lists what is in .images.
echo "$*" >>"$0.commands"
case "$*" in
  "image ls "*) [ ! -e "$0.images" ] || cat "$0.images" ;;
  *" login "*) cat >"$0.input" ;;
esac
