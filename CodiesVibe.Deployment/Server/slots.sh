# shellcheck shell=sh disable=SC2154,SC2034 # release.sh, which reads this file, shares its variables with it
# The two slots of each service, and which of them the edge sends requests to.

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
