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

fail() {
    say "error: $1"
    exit 1
}

say() {
    # On a full disk, what has to be done is done without being told.
    printf '%s %s\n' "$(date +%s)" "$1" >> "$release/log" || true
}

phase() {
    printf '%s\n' "$1" > "$release/phase.new"
    mv "$release/phase.new" "$release/phase"
}

# setting FILE NAME: prints a value of an env file.
setting() {
    sed -n "s/^$2=//p" "$1" | tail -n 1
}

if docker compose version > /dev/null 2>&1; then
    compose() { docker compose "$@"; }
else
    compose() { docker-compose "$@"; }
fi

# quietly COMMAND...: runs a command; its output is shown only if it fails.
quietly() {
    if "$@" > "$release/output" 2>&1; then
        return 0
    fi
    while IFS= read -r line; do say "  $line"; done < "$release/output"
    return 1
}

# containers KEY: prints the ids of the containers of a service.
containers() {
    docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$(setting .env COMPOSE_PROJECT_NAME)" \
        --filter "label=com.docker.compose.service=$1" --filter label=com.docker.compose.oneoff=False
}

# runs KEY: whether the service has containers and all of them run.
runs() {
    [ -n "$(containers "$1")" ] || return 1
    for id in $(containers "$1"); do
        [ "$(docker inspect --format '{{.State.Running}}' "$id")" = true ] || return 1
    done
}

slot_of() {
    if [ -e "state/active/$1-green" ]; then echo green; else echo blue; fi
}

other() {
    if [ "$1" = blue ]; then echo green; else echo blue; fi
}

# key SERVICE SLOT
key() {
    if [ "$2" = green ]; then echo "$1-green"; else echo "$1"; fi
}

# file SLOT
file() {
    if [ "$1" = green ]; then echo docker-compose.staging.yml; else echo docker-compose.production.yml; fi
}

# scale SERVICE SLOT: prints the option for as many containers as served when the activation began, and at least one.
scale() {
    count=$(setting "$release/before" "$1_containers")
    echo "--scale=$(key "$1" "$2")=${count:-1}"
}

# up SERVICE SLOT: starts the containers of a slot, without those that they depend on.
up() {
    say "Starting $(key "$1" "$2")"
    quietly compose -f "$(file "$2")" up -d --no-deps "$(scale "$1" "$2")" "$(key "$1" "$2")" || fail "$(key "$1" "$2") could not be started."
}

# probe ID: runs the container's own health check once. A container without one only has to run.
probe() {
    container=$1
    set --
    while IFS= read -r word; do
        set -- "$@" "$word"
    done << END
$(docker inspect --format '{{with .Config.Healthcheck}}{{join .Test "\n"}}{{end}}' "$container")
END
    case $1 in
        CMD) shift && timeout "$PROBE_TIMEOUT" docker exec "$container" "$@" ;;
        CMD-SHELL) timeout "$PROBE_TIMEOUT" docker exec "$container" sh -c "$2" ;;
        *) return 0 ;;
    esac
}

# last_words ID: the end of a container's log and of its health check, for whoever reads why it failed.
last_words() {
    {
        docker logs --tail 15 "$1" 2>&1
        docker inspect --format '{{with .State.Health}}{{range .Log}}health check: {{.Output}}{{println}}{{end}}{{end}}' "$1" | sed '/^$/d' | tail -n 1
    } | cut -c 1-300 | while IFS= read -r line; do say "  | $line"; done
}

# restarts KEY...: how often the engine has restarted each container of these services.
restarts() {
    for service in "$@"; do
        for each in $(containers "$service"); do docker inspect --format '{{.RestartCount}}' "$each"; done
    done
}

# healthy KEY...: waits until every container of these services has passed its own health check three times in a row, a second apart.
healthy() {
    deadline=$(($(date +%s) + CONTAINERS_TIMEOUT))
    for key in "$@"; do
        [ -n "$(containers "$key")" ] || fail "$key has no container."
    done
    restarted=$(restarts "$@")
    passes=0
    while [ "$passes" -lt 3 ]; do
        [ "$passes" -eq 0 ] || sleep 1
        passes=$((passes + 1))
        for key in "$@"; do
            for id in $(containers "$key"); do
                case $(docker inspect --format '{{.State.Status}} {{with .State.Health}}{{.Status}}{{end}}' "$id") in
                    'running unhealthy') last_words "$id"; fail "$key is unhealthy." ;;
                    running*) ;;
                    *) last_words "$id"; fail "$key does not keep running." ;;
                esac
                if ! probe "$id" > "$release/output" 2>&1; then
                    passes=0
                    waiting=$key
                    break 2
                fi
            done
        done
        [ "$(restarts "$@")" = "$restarted" ] || {
            last_words "$id"
            fail "$key does not keep running: the engine restarts it."
        }
        if [ "$passes" -eq 0 ]; then
            if [ "$(date +%s)" -ge "$deadline" ]; then
                last_words "$id"
                say "  | health check: $(tail -n 1 "$release/output" | cut -c 1-300)"
                fail "$waiting did not become healthy within $CONTAINERS_TIMEOUT s."
            fi
            sleep 1
        fi
    done
    say "Healthy: $*"
}

# select_slots FLAG...: exchanges in one step what the edge looks at: a flag for each service that green serves.
select_slots() {
    next=slots/$(date +%s).$$
    while [ -e "state/$next" ]; do next=$next.1; done
    mkdir "state/$next"
    for flag in "$@"; do
        : > "state/$next/$flag"
    done
    chmod -R a+rX "state/$next"
    ln -sfn "$next" state/active.new
    mv -T state/active.new state/active
    for old in state/slots/*; do
        [ "$old" = "state/$next" ] || rm -rf "$old"
    done
}

# serve SERVICE SLOT...: the flags of the services that are not named stay.
serve() {
    flags=$(ls state/active/)
    while [ $# -gt 0 ]; do
        # shellcheck disable=SC2086 # each is a line
        flags=$(printf '%s\n' $flags | grep -vx "$1-green" || true)
        [ "$2" = blue ] || flags="$flags $1-green"
        shift 2
    done
    # shellcheck disable=SC2086 # each is a word
    select_slots $flags
}

# hexadecimal ADDRESS: an IPv4 address as /proc/net/tcp prints it.
hexadecimal() {
    printf '%s' "$1" | awk -F . '{ printf "%02X%02X%02X%02X", $4, $3, $2, $1 }'
}

# drained KEY: waits until the edge has had no connection to a service three times in a row, or until the time limit.
drained() {
    edge=$(containers nginx)
    addresses=
    for id in $(containers "$1"); do
        for address in $(docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}' "$id"); do
            addresses="$addresses $(hexadecimal "$address")"
        done
    done
    [ -n "$addresses" ] && [ -n "$edge" ] || return 0
    # For a second after the switch, the edge may still know the old address.
    sleep 1.2
    deadline=$(($(date +%s) + DRAIN_TIMEOUT))
    quiet=0
    while [ "$quiet" -lt 3 ]; do
        # 06 is TIME_WAIT: the connection is over.
        if docker exec "$edge" cat /proc/net/tcp | awk -v "old=$addresses" '
            BEGIN { split(old, list, " "); for (i in list) known[list[i]] = 1 }
            NR > 1 { split($3, remote, ":"); if (remote[1] in known && $4 != "06") busy = 1 }
            END { exit !busy }'; then
            quiet=0
        else
            quiet=$((quiet + 1))
        fi
        if [ "$(date +%s)" -ge "$deadline" ]; then
            say "$1 still has open requests after $DRAIN_TIMEOUT s; they are cut off"
            return 0
        fi
        sleep 0.1
    done
}

# apply DIRECTORY INSTEAD_OF: brings the files of this directory to those of a release, file by file, and removes what only the other one has.
apply() {
    (cd "$1" && find . -type d) | while IFS= read -r path; do
        [ -d "$path" ] || mkdir -m 0755 "$path"
    done
    (cd "$1" && find . ! -type d) | while IFS= read -r path; do
        # From an interruption.
        if [ -e "$path.new" ] || [ -L "$path.new" ]; then rm -f "$path.new"; fi
        if [ -L "$1/$path" ]; then
            [ "$(readlink "$1/$path")" = "$(readlink "$path" || true)" ] && continue
        elif [ ! -L "$path" ] && cmp -s "$1/$path" "$path" && [ "$(stat -c %a "$1/$path")" = "$(stat -c %a "$path")" ]; then
            continue
        fi
        cp -pP "$1/$path" "$path.new"
        mv -f "$path.new" "$path"
    done
    if [ -d "${2:-}" ]; then
        (cd "$2" && find . ! -type d) | while IFS= read -r path; do
            [ -e "$1/$path" ] || [ -L "$1/$path" ] || rm -f "$path" "$path.new"
        done
    fi
    sync
}

# changed NAME: whether the files of that name differ between this release and the one before.
changed() {
    [ -z "$previous" ] || ! diff -r "$release/files/$1" "releases/$previous/files/$1" > /dev/null 2>&1
}

# prepare DIRECTORY INSTEAD_OF: brings files and secrets to those of a release. Sets edge_changed to yes if the edge has to load its configuration again.
prepare() {
    names=$(cat state/names.conf 2> /dev/null || true)
    apply "$1" "$2"
    quietly sh ./init-secrets.sh || fail 'The secrets could not be prepared.'
    edge_changed=no
    if changed nginx || [ "$names" != "$(cat state/names.conf)" ]; then edge_changed=yes; fi
}

# reload_edge: loads a changed configuration without a lost request.
reload_edge() {
    edge=$(containers nginx)
    [ -n "$edge" ] || return 0
    quietly docker exec "$edge" nginx -t -c /etc/nginx/site/nginx.conf || fail 'The new configuration of nginx is not valid.'
    say 'Reloading nginx'
    : > state/closing
    # Connections in use are told to close, since a reload drops those that are idle.
    sleep 2
    wanted=$(sed -n 's/.*return 200 \([0-9a-f]\{64\}\);.*/\1/p' nginx/status.conf)
    if quietly docker exec "$edge" nginx -c /etc/nginx/site/nginx.conf -s reload; then
        deadline=$(($(date +%s) + 30))
        while ! docker exec "$edge" wget -q -O - http://127.0.0.1:8081/-/generation 2> /dev/null | grep -q "${wanted:-.}"; do
            if [ "$(date +%s)" -ge "$deadline" ]; then
                rm -f state/closing
                fail 'nginx did not load its new configuration within 30 s.'
            fi
            sleep 0.2
        done
        sleep 0.5
        rm -f state/closing
    else
        rm -f state/closing
        fail 'nginx could not be reloaded.'
    fi
}

# infrastructure: starts what the product needs, where anything of it is missing or changed.
infrastructure() {
    [ "$INFRASTRUCTURE" = yes ] || return 0
    say 'Starting the infrastructure'
    quietly compose -f docker-compose.infra.yml up -d || fail 'The infrastructure could not be started.'
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

# attempt FUNCTION: runs it in a shell of its own, where an error ends it, and sets code to its exit code.
# It must not be called in a condition: inside one, no error ends a shell.
attempt() {
    set +e
    (
        set -e
        "$1"
    )
    code=$?
    set -e
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
