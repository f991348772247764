#!/bin/sh
# Exchanges a secret: the account that it belongs to and the files in secrets/ change together, or both stay as they were. The backend, which reads
# its secrets when it starts, moves to its idle slot and back, so no request is lost.
# It runs in the deployment's directory on the server, and depends on nobody's connection.
#
#   rotate.sh rotate     exchanges the secret
#   rotate.sh recover    completes or undoes an exchange that was interrupted
#
# The directory of this script holds the settings (activation), and the new value (given) where the server does not make it.
set -eu
export LC_ALL=C
umask 077

release=${0%/*}
# shellcheck source-path=SCRIPTDIR source=journal.sh
. "$release/journal.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$release/engine.sh"
# shellcheck source-path=SCRIPTDIR source=slots.sh
. "$release/slots.sh"
# shellcheck source-path=SCRIPTDIR source=edge.sh
. "$release/edge.sh"
# shellcheck source-path=SCRIPTDIR source=accounts.sh
. "$release/accounts.sh"

for variable in SECRET KIND ACCOUNT BRIDGE SERVICES MONGODB_ROOT REDIS_MAINTENANCE OWNER CONTAINERS_TIMEOUT PROBE_TIMEOUT DRAIN_TIMEOUT; do
    eval "$variable=\$(setting \"\$release/activation\" $variable)"
done
secrets=$(setting .env CODIESVIBE_SECRETS)
secrets=$(cd "$secrets" && pwd)
# What the secret files are before and after, and what those of the bridge are, which serves meanwhile.
work=$secrets/.rotation
former=$work/former latter=$work/latter bridge=$work/bridge

audit() {
    printf '%s %s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$OWNER" "$1" >> audit.log
}

# derive: lets the script that makes the secrets make those after the exchange, in a directory of their own.
derive() {
    rm -rf "$work"
    mkdir -p "$former" "$work/site"
    for file in "$secrets"/*; do
        [ ! -f "$file" ] || cp -p "$file" "$former/"
    done
    cp -pR "$former" "$latter"
    rm -f "$latter/$SECRET"
    [ ! -e "$release/given" ] || cp "$release/given" "$latter/$SECRET"
    certificates=$(setting .env CODIESVIBE_CERTIFICATES)
    {
        cat .env
        printf '\nCODIESVIBE_SECRETS=%s\nCODIESVIBE_STATE=%s\nCODIESVIBE_CERTIFICATES=%s\n' "$latter" "$work/site/state" "$(cd "${certificates:-./secrets/certificates}" && pwd)"
    } > "$work/site/.env"
    : > "$work/site/docker-compose.infra.yml"
    here=$(pwd)
    (cd "$work/site" && sh "$here/init-secrets.sh") > "$release/output" 2>&1 || fail "$(tail -n 1 "$release/output")"
    [ -s "$latter/$SECRET" ] || fail "The server cannot make the secret $SECRET."
    ! cmp -s "$latter/$SECRET" "$former/$SECRET" || fail "The secret $SECRET has this value already."
}

# write_files DIRECTORY: brings the secret files to those of a directory. Containers have the files themselves mounted, so each is written where it is.
write_files() {
    for file in "$1"/*; do
        name=${file##*/}
        cmp -s "$file" "$secrets/$name" && continue
        if [ -e "$secrets/$name" ]; then chmod u+w "$secrets/$name"; fi
        cat "$file" > "$secrets/$name"
        chmod 0444 "$secrets/$name"
        touch -r "$file" "$secrets/$name"
    done
    sync
}

# serve_from SLOT: the edge sends requests to this slot of the backend alone.
serve_from() {
    serve backend "$1"
    drained "$(key backend "$(other "$1")")"
}

# remove SLOT: takes the containers of a slot of the backend away.
remove() {
    for id in $(containers "$(key backend "$1")"); do
        docker stop "$id" > /dev/null
        docker rm "$id" > /dev/null
    done
}

# cross: the backend moves to its idle slot with the secrets of the bridge, and the slot that served stops.
cross() {
    idle=$(other "$origin")
    # shellcheck disable=SC2030 # for compose alone
    (
        export CODIESVIBE_SECRETS="$bridge"
        up backend "$idle"
    )
    healthy "$(key backend "$idle")"
    serve_from "$idle"
    say "The backend serves from $idle meanwhile"
    for id in $(containers "$(key backend "$origin")"); do docker stop "$id" > /dev/null; done
}

# restart_services: those that read the secret when they start, and that no request waits for.
restart_services() {
    for service in $SERVICES; do
        for id in $(containers "$service"); do
            say "Restarting $service"
            quietly docker restart --time "$(docker inspect --format '{{or .Config.StopTimeout 10}}' "$id")" "$id" || fail "$service does not restart."
        done
        [ -z "$(containers "$service")" ] || healthy "$service"
    done
}

forward() {
    derive
    phase opening
    account open
    if [ "$BRIDGE" = yes ]; then cross; fi
    phase changing
    say "Exchanging $SECRET"
    write_files "$latter"
    account change
    if [ "$BRIDGE" = yes ]; then
        up backend "$origin"
        healthy "$(key backend "$origin")"
    fi
    restart_services
}

# finish: the new secret is in use. Nothing returns from here.
finish() {
    phase confirmed
    if [ "$BRIDGE" = yes ]; then
        serve_from "$origin"
        say "The backend serves from $origin"
        remove "$(other "$origin")"
    fi
    account close
    audit "rotated $SECRET"
    clear_up
    say "$SECRET is exchanged"
}

# restore: gives the account its old secret back. A database that is away may return by itself.
restore() {
    deadline=$(($(date +%s) + CONTAINERS_TIMEOUT))
    until (account restore); do
        [ "$(date +%s)" -lt "$deadline" ] || fail "The account could not be given its old $SECRET back."
        sleep 2
    done
}

back() {
    say "Returning to the $SECRET from before"
    if [ "$(cat "$release/phase")" = changing ]; then
        restore
        write_files "$former"
        restart_services
    fi
    if [ "$BRIDGE" = yes ] && [ "$(cat "$release/phase")" != started ]; then
        # While the bridge serves, the slot from before may have started with the new secret.
        if [ "$(slot_of backend)" != "$origin" ]; then
            for id in $(containers "$(key backend "$origin")"); do docker stop "$id" > /dev/null; done
            up backend "$origin"
            healthy "$(key backend "$origin")"
            serve_from "$origin"
        fi
        remove "$(other "$origin")"
    fi
    if [ "$(cat "$release/phase")" != started ]; then
        # Nobody knows what would be left: its value is deleted.
        (account cancel) || say 'what was added for the exchange could not be removed from the database'
    fi
    audit "could not rotate $SECRET, and left it as it was"
    phase returned
    clear_up
}

clear_up() {
    rm -rf "$work" "$release/given"
    rm -f activating
}

undo() {
    attempt back
    [ "$code" -eq 0 ] || {
        say 'error: The return failed. Mend the cause above; the next command that takes the lock returns again.'
        exit 1
    }
}

case ${1:-} in
    rotate)
        : > "$release/log"
        origin=$(slot_of backend)
        count=$(containers "$(key backend "$origin")" | wc -l)
        printf 'backend=%s\nbackend_containers=%s\n' "$origin" "$((count > 0 ? count : 1))" > "$release/before"
        printf '%s\n' "$$" > "$release/process"
        phase started
        printf '%s\n' "${release##*/}" > activating.new
        mv activating.new activating
        attempt forward
        if [ "$code" -eq 0 ]; then
            finish
        else
            undo
            exit 1
        fi
        ;;
    recover)
        [ -e activating ] || exit 0
        say 'Ending an interrupted exchange'
        origin=$(setting "$release/before" backend)
        case $(cat "$release/phase") in
            confirmed) finish ;;
            returned) clear_up ;;
            *) undo ;;
        esac
        ;;
    *)
        sed -n 's/^#   //p' "$0" >&2
        exit 2
        ;;
esac
