# shellcheck shell=sh
# Restarts containers at the same time, and waits until all of them are healthy. $1 is for how many seconds at most; the containers follow.
limit=$1
shift

# last_words CONTAINER: why it is not well, for whoever reads it.
last_words() {
    docker logs --tail 15 "$1" 2>&1 | cut -c 1-300 | sed 's/^/  | /' >&2
    docker inspect --format '{{with .State.Health}}{{range .Log}}health check: {{.Output}}{{println}}{{end}}{{end}}' "$1" | sed '/^$/d' | tail -n 1 | cut -c 1-300 | sed 's/^/  | /' >&2
}

processes=
for container; do
    # By itself, the command line of older engines stops every container after 10 s.
    docker restart --time "$(docker inspect --format '{{or .Config.StopTimeout 10}}' "$container")" "$container" > /dev/null &
    processes="$processes $!"
done
for process in $processes; do
    wait "$process"
done

deadline=$(($(date +%s) + limit))
for container; do
    until state=$(docker inspect --format '{{.State.Status}} {{with .State.Health}}{{.Status}}{{end}}' "$container") && [ "${state% }" = running ] || [ "$state" = 'running healthy' ]; do
        case $state in
            'running unhealthy') why='is unhealthy' ;;
            running*) why= ;;
            *) why='does not keep running' ;;
        esac
        if [ -z "$why" ] && [ "$(date +%s)" -ge "$deadline" ]; then
            why="did not become healthy within $limit s"
        fi
        if [ -n "$why" ]; then
            echo "$container $why." >&2
            last_words "$container"
            exit 1
        fi
        sleep 1
    done
done
