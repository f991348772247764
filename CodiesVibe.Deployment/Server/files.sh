# shellcheck shell=sh disable=SC2154,SC2034 # release.sh, which reads this file, shares its variables with it
# The served files, which a release brings with it.

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
