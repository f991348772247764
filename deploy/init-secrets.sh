#!/bin/sh
# Makes what the compose files need and what is no setting: secret files, a certificate, the state directory.
# Only what is missing is made; files composed of secrets follow those. Values never show: neither here nor in a process list.
# Made by `aspire publish`: change the model, not this file.
set -eu
umask 077
export LC_ALL=C

fail() {
    printf 'init-secrets.sh: %s\n' "$1" >&2
    exit 1
}

[ -f docker-compose.infra.yml ] || fail 'run it in the published directory: there is no docker-compose.infra.yml here'
[ -f .env ] || fail '.env is missing: copy .env.production.example to .env.production, fill it in, then: ln -s .env.production .env'

# setting NAME DEFAULT: what the env file says.
setting() {
    value=$(sed -n "s/^$1=//p" .env | tail -n 1 | tr -d '\r')
    case $value in
        \"* | \'*) fail "write the value of $1 in .env without quotes" ;;
    esac
    printf '%s' "${value:-$2}"
}

secrets=$(setting CODIESVIBE_SECRETS ./secrets)
mkdir -p "$secrets"
chmod 0700 "$secrets"
temporary=$secrets/.new.$$
trap 'rm -rf "$temporary"' EXIT
trap 'exit 1' HUP INT TERM

# create NAME: the temporary file becomes a secret, unless there is one by now.
create() {
    chmod 0444 "$temporary"
    if ln "$temporary" "$secrets/$1" 2>/dev/null; then
        printf 'created %s\n' "$1"
    fi
    rm -f "$temporary"
    [ -f "$secrets/$1" ] || fail "$secrets/$1 cannot be made: it is no file, or the file system knows no links"
}

# generated NAME LENGTH: a secret of letters and digits.
generated() {
    if [ ! -s "$secrets/$1" ]; then
        rm -f "$secrets/$1"
        value=
        while [ "${#value}" -lt "$2" ]; do
            value=$value$(dd if=/dev/urandom bs=64 count=1 2>/dev/null | tr -dc 'A-Za-z0-9')
        done
        printf "%.${2}s" "$value" > "$temporary"
        create "$1"
    fi
    chmod 0444 "$secrets/$1"
}

# given NAME: a secret that only a person can give. An empty file leaves out what it is for.
given() {
    if [ ! -e "$secrets/$1" ]; then
        : > "$temporary"
        create "$1"
    fi
    chmod 0444 "$secrets/$1"
    [ -s "$secrets/$1" ] || printf 'empty %s: to use what it is for, put the value into %s\n' "$1" "$secrets/$1"
}

# plain, uri, sha256 NAME: a secret in a composed file.
plain() {
    value=$(cat "$secrets/$1")
    printf '%s' "$value"
}

uri() {
    plain "$1" | od -An -v -tu1 | awk '{
        for (i = 1; i <= NF; i++) {
            if (($i >= 48 && $i <= 57) || ($i >= 65 && $i <= 90) || ($i >= 97 && $i <= 122) || $i == 45 || $i == 46 || $i == 95 || $i == 126)
                printf "%c", $i + 0
            else
                printf "%%%02X", $i
        }
    }'
}

sha256() {
    sum=$(plain "$1" | sha256sum)
    printf '%s' "${sum%% *}"
}

# composed NAME: the temporary file becomes a secret where that is not the same already.
composed() {
    if cmp -s "$temporary" "$secrets/$1"; then
        rm -f "$temporary"
        chmod 0444 "$secrets/$1"
    else
        chmod 0444 "$temporary"
        mv -f "$temporary" "$secrets/$1"
        printf 'composed %s\n' "$1"
    fi
}

# remember NAME VALUE: a line of the env file, unless it is there.
remember() {
    current=$(setting "$1" '')
    [ -z "$current" ] || return 0
    [ -z "$(tail -c 1 .env)" ] || printf '\n' >> .env
    printf '%s=%s\n' "$1" "$2" >> .env
    printf 'set %s in .env\n' "$1"
}

generated grafana-admin-password 22
generated mongodb-password 22
given pagerduty-routing-key
generated redis-exporter-password 22
generated redis-password 22
given slack-webhook-url
given smtp-password

{
    printf '%s' 'mongodb://admin:'
    uri mongodb-password
    printf '%s' '@mongodb:27017/codiesvibe?authSource=admin&authMechanism=SCRAM-SHA-256'
} > "$temporary"
composed backend.ConnectionStrings__codiesvibe

{
    printf '%s' 'redis:6379,password='
    plain redis-password
    printf '%s' ',user=codiesvibe'
} > "$temporary"
composed backend.ConnectionStrings__redis

{
    printf '%s' '{"redis://exporter@redis:6379": "'
    plain redis-exporter-password
    printf '%s' '"}'
} > "$temporary"
composed redis-exporter.redis-passwords.json

{
    printf '%s' 'user default on nopass resetkeys resetchannels -@all +ping
user codiesvibe on #'
    sha256 redis-password
    printf '%s' ' ~* &* +@all -@admin -@dangerous +info
user exporter on #'
    sha256 redis-exporter-password
    printf '%s' ' resetkeys resetchannels -@all +@connection +info +config|get +client|list +slowlog +latency
'
} > "$temporary"
composed redis.users.acl

# A certificate for the first start. Replace both files by real ones; nginx reads them when it is reloaded.
certificates=$(setting CODIESVIBE_CERTIFICATES './secrets/certificates')
if [ ! -e "$certificates/fullchain.pem" ] || [ ! -e "$certificates/privkey.pem" ]; then
    [ ! -d "$certificates" ] || rmdir "$certificates" 2> /dev/null || fail "$certificates does not hold both fullchain.pem and privkey.pem: put them there, or empty it"
    command -v openssl > /dev/null || fail "openssl is missing: install it, or put fullchain.pem and privkey.pem into $certificates"
    mkdir "$temporary"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$temporary/privkey.pem" -out "$temporary/fullchain.pem" 2> /dev/null ||
        fail "openssl could not make a certificate: put fullchain.pem and privkey.pem into $certificates"
    chmod 0444 "$temporary/privkey.pem" "$temporary/fullchain.pem"
    chmod 0755 "$temporary"
    mkdir -p "$(dirname "$certificates")"
    mv "$temporary" "$certificates"
    printf 'created a self-signed certificate in %s\n' "$certificates"
fi

# Blue is active where no flag says otherwise.
state=$(setting CODIESVIBE_STATE './state')
mkdir -p "$state/slots/initial"
chmod 0755 "$state" "$state/slots" "$state/slots/initial"
if [ ! -L "$state/active" ]; then
    ln -s slots/initial "$state/active"
    printf 'created %s\n' "$state/active"
fi

# Now that all is there, compose may start.
remember CODIESVIBE_SECRETS "$secrets"
if [ -s "$secrets/cloudflare-tunnel-token" ]; then
    chmod 0444 "$secrets/cloudflare-tunnel-token"
    remember CLOUDFLARE_TUNNEL_TOKEN_FILE "$secrets/cloudflare-tunnel-token"
else
    printf 'no cloudflare-tunnel-token: for docker-compose.cloudflare.yml, put it into %s and run this again\n' "$secrets/cloudflare-tunnel-token"
fi
if [ -f '../Dockerfile.backend' ]; then remember CODIESVIBE_SOURCE ..; fi
