# Blue is active where no flag says otherwise.
state=$(setting CODIESVIBE_STATE @default)
mkdir -p "$state/slots/initial"
chmod 0755 "$state" "$state/slots" "$state/slots/initial"
if [ ! -L "$state/active" ]; then
    ln -s slots/initial "$state/active"
    printf 'created %s\n' "$state/active"
fi
