# shellcheck shell=sh
# Restores a backup, whoever is gone by then: lock.sh starts it, and it keeps the lock until it has ended.
# backups/restoring says which one is restored and by which process, backups/restored how it ended.
#   $1       who restores
#   $2       the name of the backup
#   $3 ...   what data.sh needs: the service that is the gate, the program and its arguments
set -eu
by=$1 name=$2
shift 2
umask 077

audit() {
    printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$by" "$1" >> audit.log
}

printf '%s %s\n' "$name" "$$" > backups/restoring.new
mv backups/restoring.new backups/restoring
audit "restores $name"
if said=$(sh backups/scripts/data.sh restore "$name" "$@" 2>&1); then
    ended=restored
    audit "restored $name"
else
    ended=failed
    audit "could not restore $name: $(printf '%s' "$said" | tail -n 1)"
fi
printf '%s %s\n' "$ended" "$said" > backups/restored.new
mv backups/restored.new backups/restored
rm -f backups/restoring
