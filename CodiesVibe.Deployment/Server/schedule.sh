# shellcheck shell=sh
# Has cron back up the data of the deployment in this directory. $1 is when, in the five fields of a crontab; empty for never.
script=$(pwd)/backups/scripts/scheduled.sh
state=$(sed -n 's/^CODIESVIBE_STATE=//p' .env | tail -n 1 | tr -d '\r')
since=${state:-./state}/metrics/backup-schedule.prom

if ! command -v crontab > /dev/null; then
    [ -n "$1" ] || exit 0
    echo 'cron is not installed on the server.' >&2
    exit 1
fi
if ! lines=$(crontab -l 2>&1); then
    # Whoever has no crontab is told so in different words.
    case $lines in
        *'no crontab'* | *'No such file'*) lines= ;;
        *) printf '%s\n' "$lines" >&2; exit 1 ;;
    esac
fi
{
    printf '%s\n' "$lines" | grep -v -F -e "$script" | sed '/^$/d' || true
    [ -z "$1" ] || printf '%s sh %s > /dev/null\n' "$1" "$script"
} | crontab -

# Until the first backup is there, its age is that of the schedule.
if [ -z "$1" ]; then
    rm -f "$since"
elif [ ! -e "$since" ]; then
    mkdir -p "${since%/*}"
    chmod 0755 "${since%/*}"
    printf 'codiesvibe_backup_timestamp_seconds{event="scheduled"} %s\n' "$(date +%s)" > "$since.new"
    chmod 0644 "$since.new"
    mv "$since.new" "$since"
fi
