# shellcheck shell=sh
# Backs up the data when the crontab of this user says so, keeps the newest backups, and has each copied elsewhere.
#   $1       how many are kept
#   $2       the command that copies a backup, whose path is its $1; empty for none
#   $3 ...   what data.sh needs: the service that is the gate, the program and its arguments
set -eu
kept=$1 copy=$2 gate=$3
shift 2
# That of cron is shorter than that of a login.
PATH=$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin
umask 077
cd "${0%/*}/../.."

audit() {
    printf '%s schedule %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >> audit.log
}

# data COMMAND ARGUMENT: runs a command of data.sh that needs no program. The lock ends with this process, and not with those that it starts.
data() {
    sh backups/scripts/data.sh "$1" "$2" "$gate" '' 9>&-
}

# fail PART REASON: the part that failed is measured; cron sends what is written to standard error.
fail() {
    data failed "$1"
    audit "$2"
    printf '%s\n' "$2" >&2
    exit 1
}

exec 9>> .lock
tries=0
until flock -n 9; do
    tries=$((tries + 1))
    [ "$tries" -le 360 ] || fail data 'could not back up the data: the lock was taken for an hour'
    sleep 10
done
printf 'owner: the schedule of backups\nsince: %s UTC\nprocess: %s\n' "$(date -u '+%Y-%m-%d %H:%M:%S')" "$$" > .lock-owner.new
mv .lock-owner.new .lock-owner

name=data-$(date -u +%Y%m%d-%H%M%S).gz
said=$(sh backups/scripts/data.sh backup "$name" "$@" 2>&1 9>&-) || fail data "could not back up the data: $said"
audit "backed up backups/$name: ${said#* }"
data prune "$kept"

# A copy may take its time, and nobody has to wait for it.
exec 9>&-
if [ -n "$copy" ]; then
    said=$(timeout 3600 sh -c "$copy" copy "$(pwd)/backups/$name" 2>&1 < /dev/null) || fail copy "could not copy backups/$name: $(printf '%s' "$said" | tail -n 1)"
    audit "copied backups/$name"
fi
# Without a command as well: one that failed may have been taken away.
data succeeded copy
