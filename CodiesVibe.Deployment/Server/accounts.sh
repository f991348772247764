# shellcheck shell=sh disable=SC2153,SC2154,SC2016 # rotate.sh, which reads this file, shares its variables with it; programs in quotes are for other shells
# The accounts that secrets belong to. No password is an argument of a program: containers read them from standard input.
#   account open      the backend can log in with the secret of the bridge as well as with the old one
#   account change    the account has the new secret; account restore: the old one
#   account close     nothing but the new secret is accepted; account cancel: nothing but the old one

# container KEY: prints the id of the container of a service.
container() {
    id=$(containers "$1" | head -n 1)
    [ -n "$id" ] || fail "$1 has no container."
    printf '%s' "$id"
}

# line FILE: prints a secret as one line.
line() {
    printf '%s\n' "$(cat "$1")"
}

# mongodb COMMAND USER FILE: runs one of the commands below in MongoDB's shell as the administrator, whose password may be that from before or after.
mongodb() {
    say "MongoDB: $1 $2"
    {
        line "$former/mongodb-password"
        line "$latter/mongodb-password"
        line "$3"
    } | quietly docker exec -i "$(container mongodb)" sh -c 'umask 077
        cat > /tmp/rotation
        mongosh --quiet --norc --host mongodb admin --eval "$0"
        code=$?
        rm -f /tmp/rotation
        exit "$code"' 'const [before, after, pwd] = cat("/tmp/rotation").split("\n");
        try { db.auth("'"$MONGODB_ROOT"'", before); } catch { db.auth("'"$MONGODB_ROOT"'", after); }
        function tolerating(code, run) { try { run(); return true; } catch (error) { if (error.code !== code) { throw error; } return false; } }
        const mechanisms = ["SCRAM-SHA-256"];
        const update = user => db.runCommand({ updateUser: user, pwd, mechanisms });
        // Location51003: the user exists. UserNotFound: the user does not exist.
        const create = user => tolerating(51003, () => db.runCommand({ createUser: user, pwd, roles: [{ role: "'"$ACCOUNT"'", db: "admin" }], mechanisms })) || update(user);
        const drop = user => tolerating(11, () => db.runCommand({ dropUser: user }));
        '"$1"'("'"$2"'");' || fail "MongoDB does not $1 the user $2."
}

# redis RULE...: changes who the account is that the secret belongs to.
redis() {
    say "Redis: $ACCOUNT"
    answer=$({
        line "$latter/redis-maintenance-password"
        line "$former/redis-maintenance-password"
        printf 'ACL SETUSER %s %s\n' "$ACCOUNT" "$*"
    } | docker exec -i "$(container redis)" sh -c 'IFS= read -r after
        IFS= read -r before
        IFS= read -r command
        for REDISCLI_AUTH in "$after" "$before"; do
            export REDISCLI_AUTH
            answer=$(printf "%s\n" "$command" | redis-cli --no-auth-warning --user "$0" 2>&1)
            [ "$answer" != OK ] || break
        done
        printf "%s\n" "$answer"' "$REDIS_MAINTENANCE" 2>&1) || true
    [ "$answer" = OK ] || fail "Redis does not change the user $ACCOUNT: $(printf '%s' "$answer" | tail -n 1 | cut -c 1-200). If it was started before it had the user $REDIS_MAINTENANCE, restart it: dotnet aspire do restart -- --Deploy:Restart=redis"
}

# hash FILE: prints what Redis keeps of a password.
hash() {
    sum=$(printf '%s' "$(cat "$1")" | sha256sum)
    printf '%s' "${sum%% *}"
}

grafana() {
    say 'Grafana: the password of its administrator'
    quietly docker exec -i "$(container grafana)" grafana cli admin reset-admin-password --password-from-stdin < "$1" || fail 'Grafana does not accept the password.'
}

# bridge_with USER: the secrets after the exchange, but for a user of the backend's own whose password is new.
bridge_with() {
    value=
    while [ "${#value}" -lt 22 ]; do
        value=$value$(dd if=/dev/urandom bs=64 count=1 2> /dev/null | tr -dc 'A-Za-z0-9')
    done
    printf '%s' "$value" > "$work/bridge-password"
    connection=$(cat "$latter/backend.ConnectionStrings__codiesvibe")
    cp -pR "$latter" "$bridge"
    rm -f "$bridge/backend.ConnectionStrings__codiesvibe"
    printf 'mongodb://%s:%s@%s' "$1" "$value" "${connection#*@}" > "$bridge/backend.ConnectionStrings__codiesvibe"
    chmod 0444 "$bridge/backend.ConnectionStrings__codiesvibe"
}

# connectors: prints the ids of the connectors that are there for an exchange alone.
connectors() {
    docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$(setting .env COMPOSE_PROJECT_NAME)" \
        --filter label=com.docker.compose.service=cloudflared --filter label=com.docker.compose.oneoff=True
}

# connect: starts a second connector with the new token, and waits until it is connected.
connect() {
    [ -n "$(containers cloudflared)" ] || return 0
    say 'Starting a second connector of the tunnel'
    (
        export CLOUDFLARE_TUNNEL_TOKEN_FILE="$latter/$SECRET"
        quietly compose -f docker-compose.cloudflare.yml run -d --no-deps cloudflared
    ) || fail 'A second connector of the tunnel could not be started.'
    deadline=$(($(date +%s) + CONTAINERS_TIMEOUT))
    until probe "$(connectors)" > "$release/output" 2>&1; do
        [ "$(date +%s)" -lt "$deadline" ] || fail "The tunnel does not connect with the new token within $CONTAINERS_TIMEOUT s."
        sleep 1
    done
}

account() {
    case $KIND-$1 in
        mongodb-open)
            [ "$BRIDGE" = yes ] || return 0
            bridge_with "$ACCOUNT-rotation"
            mongodb create "$ACCOUNT-rotation" "$work/bridge-password"
            ;;
        mongodb-change) mongodb update "$ACCOUNT" "$latter/$SECRET" ;;
        mongodb-restore) mongodb update "$ACCOUNT" "$former/$SECRET" ;;
        mongodb-close | mongodb-cancel) [ "$BRIDGE" != yes ] || mongodb drop "$ACCOUNT-rotation" /dev/null ;;
        file-open) ! [ "$BRIDGE" = yes ] || cp -pR "$latter" "$bridge" ;;
        redis-open)
            ! [ "$BRIDGE" = yes ] || cp -pR "$latter" "$bridge"
            redis "#$(hash "$latter/$SECRET")"
            ;;
        # A password that an account has already can be added again, and then be removed, whether it was there or not.
        redis-close) redis "#$(hash "$former/$SECRET")" "!$(hash "$former/$SECRET")" ;;
        redis-cancel) redis "#$(hash "$former/$SECRET")" "#$(hash "$latter/$SECRET")" "!$(hash "$latter/$SECRET")" ;;
        tunnel-open) connect ;;
        tunnel-close | tunnel-cancel) for id in $(connectors); do docker rm --force "$id" > /dev/null; done ;;
        grafana-change) grafana "$latter/$SECRET" ;;
        grafana-restore) grafana "$former/$SECRET" ;;
    esac
}
