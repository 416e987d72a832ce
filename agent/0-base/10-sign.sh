# --- Signature: Standard Webhooks, v1 ---

SIGN_INNER=
SIGN_OUTER=

# Makes HMAC's two padded keys of the secret. openssl's own HMAC wants the key as an argument, where `ps` shows it; so it is
# composed of plain digests, and the keys pass through pipes from what is built into the shell, and through nothing else.
sign_ready() {
  [ -z "$SIGN_INNER" ] || return 0
  sign_secret=$(conf_get secret '')
  sign_pads=$(printf '%s' "${sign_secret#whsec_}" | openssl base64 -d -A | od -An -v -tu1 | awk '
    function mixed(a, b,    bit, sum) {
      for (bit = 1; bit < 256; bit *= 2) if (int(a / bit) % 2 != int(b / bit) % 2) sum += bit
      return sum
    }
    { for (i = 1; i <= NF; i++) key[n++] = $i }
    END {
      if (n == 0 || n > 64) exit
      for (i = 0; i < 64; i++) { inner = inner sprintf("\\0%03o", mixed(key[i], 54)); outer = outer sprintf("\\0%03o", mixed(key[i], 92)) }
      print inner " " outer
    }')
  case $sign_pads in *' '*) ;; *) die "secret in $CONF is no signing secret of 1 to 64 bytes. The desk shows it once: make a new one there." ;; esac
  SIGN_INNER=${sign_pads% *}
  SIGN_OUTER=${sign_pads#* }
}

# signature ID SECONDS FILE: the HMAC over id.time.body, in base64.
signature() {
  {
    printf '%b' "$SIGN_OUTER"
    {
      printf '%b%s.%s.' "$SIGN_INNER" "$1" "$2"
      cat "$3"
    } | openssl dgst -sha256 -binary
  } | openssl dgst -sha256 -binary | openssl base64 -A
}
