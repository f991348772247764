# shellcheck shell=sh
# Holds the lock of the deployment as long as its standard input is open, and starts what it reads there: "activate RELEASE", "rollback RELEASE" or "rotate rotate": a command and the name of its directory in releases/.
# Those keep the lock until they have ended, whoever is gone by then. $1 says who holds it.
exec 9>> .lock
if ! flock -n 9; then
    # The holder may be about to write who it is. Where it is gone, an activation that it started has the lock.
    tries=0
    until [ "$tries" -eq 10 ] || grep -qs . "/proc/$(sed -n 's/^process: //p' .lock-owner 2> /dev/null || echo none)/cmdline"; do
        tries=$((tries + 1))
        sleep 0.1
    done
    cat .lock-owner >&2 2> /dev/null || echo 'Its owner is unknown.' >&2
    exit 75
fi
printf '%s\nprocess: %s\n' "$1" "$$" > .lock-owner.new
mv .lock-owner.new .lock-owner
echo locked
while read -r command name; do
    case $command in activate | rollback) script=release ;; *) script=$command ;; esac
    setsid sh "releases/$name/$script.sh" "$command" "$name" < /dev/null > /dev/null 2>&1 &
done
