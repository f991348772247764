#!/bin/sh
# Changes how many containers serve a service, or leaves their number as it was. The edge finds them by the alias of their slot.
# It runs in the deployment's directory on the server, and depends on nobody's connection. The directory of this script holds the settings (activation).
#
#   scale.sh scale      changes the number
#   scale.sh recover    returns to the number before, after an interruption
set -eu
export LC_ALL=C

release=${0%/*}
# shellcheck source-path=SCRIPTDIR source=journal.sh
. "$release/journal.sh"
# shellcheck source-path=SCRIPTDIR source=engine.sh
. "$release/engine.sh"
# shellcheck source-path=SCRIPTDIR source=slots.sh
. "$release/slots.sh"

for variable in SERVICE REPLICAS OWNER CONTAINERS_TIMEOUT PROBE_TIMEOUT; do
    eval "$variable=\$(setting \"\$release/activation\" $variable)"
done

# shellcheck disable=SC2153 # SERVICE is set above
# bring_to NUMBER: the containers that are there stay as they are.
bring_to() {
    slot=$(slot_of "$SERVICE")
    key=$(key "$SERVICE" "$slot")
    say "Bringing $key to $1"
    quietly compose -f "$(file "$slot")" up -d --no-deps --no-recreate "--scale=$key=$1" "$key" || fail "$key cannot have $1."
    healthy "$key"
}

forward() {
    bring_to "$REPLICAS"
}

back() {
    bring_to "$(setting "$release/before" "${SERVICE}_containers")"
    phase returned
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
    scale)
        : > "$release/log"
        count=$(containers "$(key "$SERVICE" "$(slot_of "$SERVICE")")" | wc -l)
        printf '%s_containers=%s\n' "$SERVICE" "$((count > 0 ? count : 1))" > "$release/before"
        printf '%s\n' "$$" > "$release/process"
        phase started
        printf '%s\n' "${release##*/}" > activating.new
        mv activating.new activating
        attempt forward
        if [ "$code" -ne 0 ]; then
            undo
            exit 1
        fi
        phase confirmed
        rm -f activating
        printf '%s %s scaled %s to %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$OWNER" "$SERVICE" "$REPLICAS" >> audit.log
        ;;
    recover)
        [ -e activating ] || exit 0
        case $(cat "$release/phase") in
            confirmed | returned) rm -f activating ;;
            *) undo ;;
        esac
        ;;
    *)
        sed -n 's/^#   //p' "$0" >&2
        exit 2
        ;;
esac
