# --- JSON ---

# json_text < ANYTHING: the inside of a JSON string. Invalid UTF-8 becomes U+FFFD, by maximal subparts as browsers do it;
# what a terminal would obey (controls, changes of direction) is escaped.
json_text() {
  od -An -v -tu1 | awk '
    function emit(code) {
      if (code == 10) printf "\\n"
      else if (code == 34) printf "\\\""
      else if (code == 92) printf "\\\\"
      else if (code < 32 || (code >= 127 && code < 160) || code == 1564 || (code >= 8206 && code <= 8207) || (code >= 8232 && code <= 8238) || (code >= 8294 && code <= 8297)) printf "\\u%04x", code
      else if (code < 128) printf "%c", code
      else printf "%s", bytes
    }
    function invalid() { printf "\357\277\275"; need = 0 }
    function start(b) {
      bytes = sprintf("%c", b); low = 128; high = 191
      if (b < 128) emit(b)
      else if (b >= 194 && b <= 223) { need = 1; code = b - 192 }
      else if (b >= 224 && b <= 239) { need = 2; code = b - 224; if (b == 224) low = 160; if (b == 237) high = 159 }
      else if (b >= 240 && b <= 244) { need = 3; code = b - 240; if (b == 240) low = 144; if (b == 244) high = 143 }
      else invalid()
    }
    function take(b) {
      if (need == 0) { start(b); return }
      if (b < low || b > high) { invalid(); start(b); return }
      bytes = bytes sprintf("%c", b); code = code * 64 + b - 128; low = 128; high = 191
      if (--need == 0) emit(code)
    }
    BEGIN { need = 0 }
    { for (i = 1; i <= NF; i++) take($i + 0) }
    END { if (need > 0) invalid() }'
}

# escape TEXT: as json_text, in ESCAPED, without a process for what needs none.
escape() {
  ESCAPED=$1
  case $1 in *[!A-Za-z0-9\ ./:_@+,\;\(\)=-]*) ESCAPED=$(printf '%s' "$1" | json_text) ;; esac
}

# json_quoted TEXT: the same with its quotes; null for an empty one.
json_quoted() {
  [ -n "$1" ] || {
    printf null
    return
  }
  escape "$1"
  printf '"%s"' "$ESCAPED"
}
