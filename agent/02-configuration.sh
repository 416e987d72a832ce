# --- Configuration: /etc/allclear-agent.conf, lines of key=value, read and never run ---

CONF_TEXT=
CONF_KEYS=' site token secret mode indicators ca proxy probe '

# conf_get KEY DEFAULT: the value of the first line that has this key.
conf_get() {
  printf '%s\n' "$CONF_TEXT" | {
    while IFS= read -r conf_line; do
      case $conf_line in "$1="*)
        printf '%s\n' "${conf_line#*=}"
        exit
        ;;
      esac
    done
    printf '%s\n' "$2"
  }
}

# Reads the file into CONF_TEXT, or ends with what is wrong with it, by line.
conf_load() {
  [ -e "$CONF" ] || die "$CONF is missing: this agent is not installed yet. Run the line that the desk shows (Agents)."
  is_ours "$CONF" || die "$CONF has to be a plain file that belongs to root and that nobody else can write: chown root:root $CONF; chmod 600 $CONF"
  case $LS_MODE in ????------*) ;; *) log "$CONF can be read by others, and holds the token: chmod 600 $CONF" ;; esac
  CONF_TEXT=$(conf_lines) || exit 1
  conf_check
}

# is_ours FILE: a plain file (no link) that is of who runs this, and that only they can write. Leaves its mode in LS_MODE.
is_ours() {
  # shellcheck disable=SC2012 # numbers and the mode, which no name can disturb: find -uid is not everywhere.
  LS_MODE=$(ls -ldn "$1" 2>/dev/null | { read -r ls_mode ls_links ls_owner ls_rest && printf '%s %s' "$ls_mode" "$ls_owner" && : "$ls_links$ls_rest"; })
  case $LS_MODE in -????-??-*" $(id -u)") return 0 ;; *) return 1 ;; esac
}

# The lines that count, trimmed. What is no key=value, or a key that is not known or there already, is named and left out.
conf_lines() {
  conf_number=0
  conf_seen=' '
  while IFS= read -r conf_line || [ -n "$conf_line" ]; do
    conf_number=$((conf_number + 1))
    conf_line=$(printf '%s' "$conf_line" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; s/^\([a-z]*\)[[:space:]]*=[[:space:]]*/\1=/')
    conf_key=${conf_line%%=*}
    case $conf_line in
      '' | '#'*) continue ;;
      *=*) ;;
      *)
        log "$CONF, line $conf_number is no key=value, and is left out."
        continue
        ;;
    esac
    case $CONF_KEYS in
      *" $conf_key "*) ;;
      *)
        log "$CONF, line $conf_number has no key that is known, and is left out. Known are:$CONF_KEYS"
        continue
        ;;
    esac
    case $conf_seen in *" $conf_key "*)
      log "$CONF, line $conf_number says $conf_key again, and is left out."
      continue
      ;;
    esac
    conf_seen="$conf_seen$conf_key "
    printf '%s\n' "$conf_line"
  done <"$CONF"
}

# conf_line_of KEY: where it stands, for messages.
conf_line_of() {
  grep -n "^[[:space:]]*$1[[:space:]]*=" "$CONF" 2>/dev/null | head -n 1 | cut -d : -f 1
}

# Ends with the line of the first value that cannot be.
conf_check() {
  for conf_key in site token secret mode indicators ca proxy probe; do
    conf_why=$(conf_fault "$conf_key" "$(conf_get "$conf_key" '')")
    [ -z "$conf_why" ] && continue
    conf_at=$(conf_line_of "$conf_key")
    die "$CONF${conf_at:+, line $conf_at}: $conf_key $conf_why"
  done
}

# conf_fault KEY VALUE: why it cannot be, as a clause; nothing: it can.
conf_fault() {
  case $1 in
    site) site_fault "$2" ;;
    token) matches "$2" '[A-Za-z0-9_.~+/=-]\{8,200\}' || echo 'is missing or no token. The desk shows it once: make a new one there.' ;;
    secret) matches "$2" 'whsec_[A-Za-z0-9+/]\{22,88\}=\{0,2\}' || echo 'is missing or no signing secret (whsec_…). The desk shows it once: make a new one there.' ;;
    mode) case $2 in report | copy | move) ;; *) echo 'has to be report, copy or move.' ;; esac ;;
    indicators) case $2 in '' | local | fetch) ;; *) echo 'has to be local or fetch.' ;; esac ;;
    ca) [ -z "$2" ] || { matches "$2" '/[A-Za-z0-9_./+-]*' && [ -r "$2" ]; } || echo 'has to be the whole path of a PEM file that can be read.' ;;
    proxy | probe) [ -z "$2" ] || matches "$2" 'https\{0,1\}://[A-Za-z0-9_.:/?=&%+@~[-]*]\{0,1\}[A-Za-z0-9_.:/?=&%+@~-]*' || echo 'has to be an address (http:// or https://).' ;;
  esac
}

# The token is sent there, so only where nobody can listen. Loopback is for tests alone.
site_fault() {
  case $1 in
    http://127.0.0.1* | http://localhost* | 'http://[::1]'*)
      [ "${ALLCLEAR_INSECURE_LOOPBACK:-}" = 1 ] || {
        echo 'has to begin with https://.'
        return
      }
      ;;
    https://*) ;;
    *)
      echo 'has to begin with https://.'
      return
      ;;
  esac
  matches "$1" 'https\{0,1\}://[][A-Za-z0-9_.:-]\{1,253\}\(/[A-Za-z0-9_./~-]*\)\{0,1\}' || echo 'is no address of a site, such as https://status.example.com.'
}

# matches TEXT PATTERN: whether the whole text is so, by a basic regular expression. Through a pipe: it may be secret.
matches() {
  case $1 in *'
'*) return 1 ;; esac
  printf '%s\n' "$1" | grep -q "^$2\$"
}
