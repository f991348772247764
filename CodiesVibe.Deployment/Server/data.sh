# shellcheck shell=sh
# Backs up and restores the data of the deployment in this directory. The backend's own program does both, in a container of its own like that of its gate, which
# is on no network but that of the data.
#   $1       what to do: see the end
#   $2       the name of the backup in backups/, or what it says at the end
#   $3       the service that is the gate
#   $4 ...   the program and its arguments, to which its mode is added
command=$1 name=$2 gate=$3 program=$4
file=backups/$name
shift 4

if docker compose version > /dev/null 2>&1; then compose() { docker compose "$@"; }; else compose() { docker-compose "$@"; }; fi

secrets=$(sed -n 's/^CODIESVIBE_SECRETS=//p' .env | tail -n 1 | tr -d '\r')
secrets=$(cd "$secrets" && pwd)

state=$(sed -n 's/^CODIESVIBE_STATE=//p' .env | tail -n 1 | tr -d '\r')
metrics=${state:-./state}/metrics

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

# measure NAME LINE: what Prometheus learns, through the exporter of the host, which others than our user run. On a full disk it learns nothing new.
measure() {
    if mkdir -p "$metrics" && chmod 0755 "$metrics" && printf '%s\n' "$2" > "$metrics/$1.new"; then
        chmod 0644 "$metrics/$1.new"
        mv "$metrics/$1.new" "$metrics/$1.prom"
    fi
}

# outcome PART CODE: whether a part of a backup, itself or its copy elsewhere, failed.
outcome() {
    measure "backup-$1" "codiesvibe_backup_failed{part=\"$1\"} $(($2 != 0))"
}

# data MODE ARGUMENT...: runs the program, as the user who may handle all data where the database is ours.
data() {
    mode=$1
    shift
    set -- "$gate" "$@" "$mode"
    if [ -e "$secrets/mongodb.ConnectionStrings__maintenance" ]; then
        set -- -v "$secrets/mongodb.ConnectionStrings__maintenance:/run/secrets/ConnectionStrings__maintenance:ro" "$@"
    fi
    compose -f docker-compose.production.yml run --rm -T --no-deps --entrypoint "$program" "$@"
}

# said FILE: what the program said, without what compose says about its container.
said() {
    grep -v -e '^ *Container ' -e '^ *Creating ' -e '^[0-9]* *$' "$1" | tail -n 3
}

umask 077
mkdir -p backups
log=$(mktemp)
end() {
    ended=$?
    rm -f "$log" "$file.new"
    [ "$command" != backup ] || outcome data "$ended"
}
trap end EXIT

case $command in
    backup)
        # From an interruption.
        rm -f backups/data-*.gz.new
        data --backup "$@" < /dev/null > "$file.new" 2> "$log" || fail "$(said "$log")"
        sync
        hash=$(sed -n 's/.*SHA-256 of the archive: \([0-9a-f]\{64\}\).*/\1/p' "$log")
        [ "$(sha256sum < "$file.new")" = "$hash  -" ] || fail "What was written is not what the backup sent. Is the disk full?"
        mv "$file.new" "$file"
        measure backup-success "codiesvibe_backup_timestamp_seconds{event=\"success\"} $(date +%s)"
        sed -n "s/.*Backed up \(.*\); SHA-256.*/$(stat -c %s "$file") \1/p" "$log"
        ;;
    check | restore)
        [ -f "$file" ] || fail "There is no backup '$name' on the server: dotnet aspire do backups"
        [ "$command" = restore ] && mode=--restore || mode=--check-backup
        data "$mode" "$@" < "$file" 2> "$log" || fail "$(said "$log")"
        ;;
    start)
        # A database that others run is not ours to start.
        if compose -f docker-compose.infra.yml config --services 2> /dev/null | grep -qx mongodb; then
            compose -f docker-compose.infra.yml up -d mongodb > "$log" 2>&1 || fail "$(said "$log")"
        fi
        data --wait-for-infra "$@" < /dev/null 2> "$log" || fail "$(said "$log")"
        ;;
    # The newest ones stay; $name says how many.
    prune)
        for backup in backups/data-*.gz; do
            [ ! -e "$backup" ] || printf '%s\n' "$backup"
        done | sort -r | tail -n "+$((name + 1))" | while IFS= read -r old; do rm -f "$old"; done
        ;;
    # $name is the part.
    failed) outcome "$name" 1 ;;
    succeeded) outcome "$name" 0 ;;
esac
