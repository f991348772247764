# A certificate for the first start. Replace both files by real ones; nginx reads them when it is reloaded.
certificates=$(setting CODIESVIBE_CERTIFICATES @default)
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
