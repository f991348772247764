# shellcheck shell=sh disable=SC2154,SC2034 # release.sh, which reads this file, shares its variables with it
# The containers of the deployment: finding, starting and probing them.

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
