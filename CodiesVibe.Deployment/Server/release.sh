#!/bin/sh
# Makes a release the one that serves, and returns to what served before unless the release is confirmed.
# It runs in the deployment's directory on the server, needs a shell, docker and compose there, and depends on nobody's connection.
#
#   release.sh activate RELEASE   puts the release into service; RELEASE is the name of a directory in releases/
#   release.sh rollback RELEASE   the same for an earlier release and all services; with "unattended" behind it, nobody has to confirm it
#   release.sh recover            completes or undoes an activation that was interrupted
#
# RELEASE/activation holds the settings (NAME=value), RELEASE/files the published files. RELEASE/log tells the progress, RELEASE/phase how far
# it has come: applied, switched, confirmed or returned. Whoever started it writes "confirmed" or "refused" to RELEASE/verdict.
set -eu
export LC_ALL=C

# shellcheck source-path=SCRIPTDIR source=journal.sh
. "${0%/*}/journal.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "${0%/*}/engine.sh"
# shellcheck source-path=SCRIPTDIR source=slots.sh
. "${0%/*}/slots.sh"
# shellcheck source-path=SCRIPTDIR source=edge.sh
. "${0%/*}/edge.sh"
# shellcheck source-path=SCRIPTDIR source=files.sh
. "${0%/*}/files.sh"

# infrastructure: starts what the product needs, where anything of it is missing or changed.
infrastructure() {
    [ "$INFRASTRUCTURE" = yes ] || return 0
    say 'Starting the infrastructure'
    # shellcheck disable=SC2086 # each is a word
    quietly compose -f docker-compose.infra.yml up -d $INFRASTRUCTURE_SERVICES || fail 'The infrastructure could not be started.'
    # shellcheck disable=SC2086 # each is a word
    healthy $INFRASTRUCTURE_SERVICES
}

# replace_in_place SERVICE...: recreates services where they are; requests fail until they are healthy again.
replace_in_place() {
    for service in "$@"; do
        slot=$(slot_of "$service")
        say "Recreating $(key "$service" "$slot")"
        quietly compose -f "$(file "$slot")" up -d --no-deps --force-recreate "$(scale "$service" "$slot")" "$(key "$service" "$slot")" ||
            fail "$(key "$service" "$slot") could not be recreated."
        healthy "$(key "$service" "$slot")"
        if [ "$service" = frontend ]; then
            say 'Recreating nginx'
            quietly compose -f docker-compose.production.yml up -d --no-deps --force-recreate nginx || fail 'nginx could not be recreated.'
            healthy nginx
        fi
    done
}

# replace_in_slots SERVICE...: starts services in their idle slots, and switches to all of them in one step when they are healthy.
replace_in_slots() {
    switch=
    keys=
    for service in "$@"; do
        idle=$(other "$(slot_of "$service")")
        up "$service" "$idle"
        switch="$switch $service $idle"
        keys="$keys $(key "$service" "$idle")"
    done
    # shellcheck disable=SC2086 # each is a word
    healthy $keys
    # shellcheck disable=SC2086 # each is a word
    serve $switch
    say "Switched to$(printf '%s' "$switch" | awk '{ for (i = 1; i < NF; i += 2) printf " %s (%s)", $i, $(i + 1) }')"
    for service in "$@"; do
        drained "$(key "$service" "$(other "$(slot_of "$service")")")"
    done
}

# forward: puts the release into service.
forward() {
    prepare "$release/files" "${previous:+releases/$previous/files}"
    phase applied
    infrastructure
    # shellcheck disable=SC2086 # each is a word
    if [ -z "$previous" ]; then
        for service in $SERVICES; do up "$service" blue; done
        healthy $SERVICES
        say 'Starting the edge'
        quietly compose -f docker-compose.production.yml up -d --no-deps $EDGE_SERVICES || fail 'The edge could not be started.'
        healthy nginx
    else
        if [ "$RECREATE_EDGE" = yes ]; then
            say 'Recreating the edge'
            quietly compose -f docker-compose.production.yml up -d --no-deps $EDGE_SERVICES || fail 'The edge could not be started.'
            healthy nginx
        fi
        if [ "$edge_changed" = yes ]; then reload_edge; fi
        case $STRATEGY in
            rolling) for service in $SERVICES; do replace_in_slots "$service"; done ;;
            blue-green) replace_in_slots $SERVICES ;;
            recreate) replace_in_place $SERVICES ;;
        esac
    fi
    phase switched
    say 'Waiting for the verdict'
    await_verdict
}

await_verdict() {
    [ "$CONFIRMATION_TIMEOUT" -gt 0 ] || return 0
    deadline=$(($(date +%s) + CONFIRMATION_TIMEOUT))
    while [ ! -e "$release/verdict" ]; do
        [ "$(date +%s)" -lt "$deadline" ] || fail "Nobody confirmed the release within $CONFIRMATION_TIMEOUT s."
        sleep 0.2
    done
    [ "$(cat "$release/verdict")" = confirmed ] || fail 'The release was refused.'
}

# finish: the release is confirmed. What it replaced stops, but is kept: returning to it costs its start only.
finish() {
    # First, so that an interruption is completed from here on, and undone before.
    phase confirmed
    ln -sfn "releases/$name" current.new
    mv -T current.new current
    if [ "$STRATEGY" != recreate ] && [ -n "$previous" ] && [ "$KEEP_OLD_COLOUR" != running ]; then
        old=
        for service in $SERVICES; do
            old="$old $(containers "$(key "$service" "$(other "$(slot_of "$service")")")")"
        done
        # shellcheck disable=SC2086 # each is a word
        set -- $old
        if [ $# -gt 0 ]; then
            say 'Stopping what was replaced'
            quietly docker stop "$@" || say 'some of it could not be stopped'
        fi
    fi
    say confirmed
}

# back: returns to what served before.
back() {
    if [ -z "$previous" ]; then
        say 'There is no earlier release to return to: taking the services down; data and secrets stay'
        quietly compose -f docker-compose.production.yml down || true
        quietly compose -f docker-compose.infra.yml down || true
        phase returned
        return 0
    fi
    say "Returning to $previous"
    prepare "releases/$previous/files" "$release/files"
    if [ "$INFRASTRUCTURE" = yes ] && changed docker-compose.infra.yml; then
        quietly compose -f docker-compose.infra.yml up -d || say 'the infrastructure could not be brought back'
    fi
    # shellcheck disable=SC2086 # each is a word
    if [ "$RECREATE_EDGE" = yes ]; then
        quietly compose -f docker-compose.production.yml up -d --no-deps $EDGE_SERVICES || say 'the edge could not be brought back'
    fi
    if [ "$edge_changed" = yes ]; then reload_edge; fi
    if [ "$STRATEGY" = recreate ]; then
        # shellcheck disable=SC2086 # each is a word
        replace_in_place $SERVICES
    else
        for service in $SERVICES; do
            old=$(key "$service" "$(setting "$release/before" "$service")")
            # Usually it still runs, and then nobody waits.
            if ! runs "$old"; then
                up "$service" "$(setting "$release/before" "$service")"
                healthy "$old"
            fi
        done
        switch=
        for service in $SERVICES; do switch="$switch $service $(setting "$release/before" "$service")"; done
        # shellcheck disable=SC2086 # each is a word
        serve $switch
        for service in $SERVICES; do
            new=$(key "$service" "$(other "$(slot_of "$service")")")
            drained "$new"
            for id in $(containers "$new"); do
                quietly docker stop "$id" || true
                quietly docker rm "$id" || true
            done
        done
    fi
    phase returned
    say "returned to $previous"
}

load() {
    name=$1
    release=releases/$name
    [ -r "$release/activation" ] || {
        printf 'release.sh: there is no release %s here.\n' "$name" >&2
        exit 2
    }
    for variable in STRATEGY SERVICES INFRASTRUCTURE INFRASTRUCTURE_SERVICES RECREATE_EDGE EDGE_SERVICES KEEP_OLD_COLOUR CONTAINERS_TIMEOUT \
        PROBE_TIMEOUT DRAIN_TIMEOUT CONFIRMATION_TIMEOUT; do
        eval "$variable=\$(setting \"\$release/activation\" $variable)"
    done
    previous=$(setting "$release/before" release 2> /dev/null || true)
    if [ -e "$release/rollback" ]; then
        SERVICES='frontend backend' INFRASTRUCTURE=no RECREATE_EDGE=no
        ! changed docker-compose.infra.yml || INFRASTRUCTURE=yes
        ! changed docker-compose.production.yml || RECREATE_EDGE=yes
        ! grep -q unattended "$release/rollback" || CONFIRMATION_TIMEOUT=0
    fi
}

activate() {
    # What serves now, so that a return knows it whatever happens.
    {
        printf 'release=%s\n' "$(readlink current 2> /dev/null | sed 's|^releases/||')"
        for service in frontend backend; do
            slot=$(slot_of "$service")
            count=$(containers "$(key "$service" "$slot")" | wc -l)
            printf '%s=%s\n%s_containers=%s\n' "$service" "$slot" "$service" "$((count > 0 ? count : 1))"
        done
    } > "releases/$1/before.new"
    mv "releases/$1/before.new" "releases/$1/before"
    load "$1"
    rm -f "$release/verdict"
    : > "$release/log"
    printf '%s\n' "$$" > "$release/process"
    # First, since a return to an earlier release finds the phase "confirmed".
    phase started
    printf '%s\n' "$name" > activating.new
    mv activating.new activating
    attempt forward
    if [ "$code" -eq 0 ]; then
        finish
        rm -f activating
    else
        undo
        exit 1
    fi
}

# undo: ends an activation that failed.
undo() {
    attempt back
    if [ "$code" -ne 0 ]; then
        say 'error: The return failed. Mend the cause above, then deploy again or run release.sh recover.'
        exit 1
    fi
    rm -f activating
}

recover() {
    [ -e activating ] || return 0
    load "$(cat activating)"
    say 'Completing an interrupted activation'
    rm -f state/closing
    case $(cat "$release/phase") in
        confirmed)
            finish
            rm -f activating
            ;;
        returned) rm -f activating ;;
        *) undo ;;
    esac
}

case ${1:-} in
    activate)
        rm -f "releases/${2:?release.sh activate needs the name of a release}/rollback"
        activate "$2"
        ;;
    rollback)
        printf '%s\n' "${3:-attended}" > "releases/${2:?release.sh rollback needs the name of a release}/rollback"
        activate "$2"
        ;;
    recover) recover ;;
    *)
        sed -n 's/^#   //p' "$0" >&2
        exit 2
        ;;
esac
