# shellcheck shell=sh
# Backs up and restores the data of the deployment in this directory. The backend's own program does both, in a container of its own like that of its gate, which
# is on no network but that of the data.
#   $1       what to do: see the end
#   $2       the name of the backup in backups/
#   $3       the service that is the gate
#   $4 ...   the program and its arguments, to which its mode is added
command=$1 name=$2 gate=$3 program=$4
file=backups/$name
shift 4

if docker compose version > /dev/null 2>&1; then compose() { docker compose "$@"; }; else compose() { docker-compose "$@"; }; fi

secrets=$(sed -n 's/^CODIESVIBE_SECRETS=//p' .env | tail -n 1 | tr -d '\r')
secrets=$(cd "$secrets" && pwd)

fail() {
    printf '%s\n' "$1" >&2
    exit 1
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
trap 'rm -f "$log" "$file.new"' EXIT

case $command in
    backup)
        # From an interruption.
        rm -f backups/data-*.gz.new
        data --backup "$@" < /dev/null > "$file.new" 2> "$log" || fail "$(said "$log")"
        sync
        hash=$(sed -n 's/.*SHA-256 of the archive: \([0-9a-f]\{64\}\).*/\1/p' "$log")
        [ "$(sha256sum < "$file.new")" = "$hash  -" ] || fail "What was written is not what the backup sent. Is the disk full?"
        mv "$file.new" "$file"
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
    list)
        for backup in backups/data-*.gz; do
            [ ! -e "$backup" ] || stat -c '%n %s' "$backup"
        done
        ;;
    # The newest ones stay; $name says how many.
    prune)
        for backup in backups/data-*.gz; do
            [ ! -e "$backup" ] || printf '%s\n' "$backup"
        done | sort -r | tail -n "+$((name + 1))" | while IFS= read -r old; do rm -f "$old"; done
        ;;
esac
