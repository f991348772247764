# shellcheck shell=sh
# Holds the lock of the deployment as long as its standard input is open, and starts what it reads there: "activate RELEASE" or "rollback RELEASE".
# Those keep the lock until they have ended, whoever is gone by then. $1 says who holds it.
exec 9>> .lock
if ! flock -n 9; then
    cat .lock-owner >&2 2> /dev/null || echo 'Its owner is unknown.' >&2
    exit 75
fi
printf '%s\nprocess: %s\n' "$1" "$$" > .lock-owner
echo locked
while read -r command name; do
    setsid sh "releases/$name/release.sh" "$command" "$name" < /dev/null > /dev/null 2>&1 &
done
