# shellcheck shell=sh
# Prints what there is of the deployment in this directory and its engine, in sections that begin with "@@ NAME". It changes nothing.
export LC_ALL=C
[ -d . ] || exit 0

printf '\n@@ current\n'
readlink current || true

printf '\n@@ activating\n'
cat activating 2> /dev/null || true

printf '\n@@ restoring\n'
if [ -e backups/restoring ]; then
    read -r name process < backups/restoring
    if grep -qs restore.sh "/proc/$process/cmdline"; then echo "$name runs"; else echo "$name stopped"; fi
fi

printf '\n@@ backups\n'
for backup in backups/data-*.gz; do
    [ ! -e "$backup" ] || stat -c '%n %s' "$backup"
done

printf '\n@@ schedule\n'
if command -v crontab > /dev/null; then
    crontab -l 2> /dev/null | grep -F -e "$(pwd)/backups/scripts/scheduled.sh" || true
else
    echo 'cron is not installed on the server'
fi

printf '\n@@ failures\n'
metrics=$(sed -n 's/^CODIESVIBE_STATE=//p' .env 2> /dev/null | tail -n 1 | tr -d '\r')
grep -h -s ' 1$' "${metrics:-./state}"/metrics/backup-*.prom || true

printf '\n@@ releases\n'
for release in releases/*/release.json; do
    [ -e "$release" ] || continue
    printf '%s ' "$(cat "${release%/*}/phase" 2> /dev/null || echo staged)"
    cat "$release"
done

printf '\n@@ active\n'
ls state/active/ 2> /dev/null || true

printf '\n@@ env\n'
cat .env 2> /dev/null || true

printf '\n@@ files\n'
# Where the directory does not exist yet, this is the root of the server.
[ "$(pwd)" = / ] || find . \( -path ./releases -o -path ./state -o -path ./secrets -o -path ./backups \) -prune -o -type f ! -name '.lock*' -exec sha256sum {} + 2> /dev/null || true

printf '\n@@ secrets\n'
find secrets -type f ! -path 'secrets/certificates/*' 2> /dev/null | sed 's|^secrets/||' || true

printf '\n@@ ages\n'
find secrets -maxdepth 1 -type f -size +0c -exec stat -c '%Y %n' {} + 2> /dev/null || true

for file in infra production staging cloudflare; do
    printf '\n@@ docker-compose.%s.yml\n' "$file"
    cat "current/files/docker-compose.$file.yml" 2> /dev/null || true
done

printf '\n@@ certificate\n'
certificate=$(sed -n 's/^CODIESVIBE_CERTIFICATES=//p' .env 2> /dev/null | tail -n 1 | tr -d '\r')
certificate=${certificate:-./secrets/certificates}/fullchain.pem
if ! command -v openssl > /dev/null; then
    echo 'fault=openssl is not installed on the server'
elif [ ! -e "$certificate" ]; then
    echo "fault=$certificate does not exist"
elif ! openssl x509 -in "$certificate" -noout -enddate -subject -issuer 2> /dev/null; then
    echo "fault=$certificate is not readable as a certificate"
fi

project=$(sed -n 's/^COMPOSE_PROJECT_NAME=//p' .env 2> /dev/null | tail -n 1)
printf '\n@@ containers\n'
if [ -n "$project" ]; then
    # At once, since each call takes a while; a container that is gone by now is left out.
    # shellcheck disable=SC2046 # each is a word
    set -- $(docker ps --all --quiet --no-trunc --filter "label=com.docker.compose.project=$project")
    [ $# -eq 0 ] || docker inspect --format '{{json .}}' "$@" 2> /dev/null || true
fi

printf '\n@@ networks\n'
docker network ls --format '{{.Name}}'
printf '\n@@ network-kinds\n'
docker network ls --format '{{.Name}} {{.Driver}} {{.Internal}}'
printf '\n@@ volumes\n'
docker volume ls --format '{{.Name}}'
printf '\n@@ listeners\n'
ss -Hltnp 2> /dev/null || true
printf '\n@@ end\n'
