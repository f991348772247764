# shellcheck shell=sh disable=SC2154,SC2034 # the script that reads this file shares its variables with it
# What a change of the server tells of itself, in the directory $release: its log, the phase that it has reached, and its error.

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
