# shellcheck shell=sh disable=SC2154,SC2034 # release.sh, which reads this file, shares its variables with it
# The edge: when it has let go of a service, and how it takes a new configuration.

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
