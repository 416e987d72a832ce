# --- Configuration: /etc/allclear-agent.conf, lines of key=value, read and never run ---

CONF_TEXT=
CONF_KEYS=' site token secret mode indicators ca proxy probe '
BREAK='
'

# conf_get KEY DEFAULT: the value of the line that has this key.
conf_get() {
  conf_find "$1" "$2"
  printf '%s\n' "$conf_found"
}

# conf_find KEY DEFAULT: the same, left in conf_found, for what is asked often.
conf_find() {
  conf_found=$2
  conf_ifs=$IFS
  IFS=$BREAK
  set -f
  for conf_each in $CONF_TEXT; do
    case $conf_each in "$1="*) conf_found=${conf_each#*=} ;; esac
  done
  set +f
  IFS=$conf_ifs
}

# Reads the file into CONF_TEXT, or ends with what is wrong with it, by line.
conf_load() {
  [ -e "$CONF" ] || die "$CONF is missing: this agent is not installed yet. Run the line that the desk shows (Agents)."
  is_ours "$CONF" || die "$CONF has to be a plain file that belongs to root and that nobody else can write: chown root:root $CONF; chmod 600 $CONF"
  case $LS_MODE in ????------*) ;; *) log "$CONF can be read by others, and holds the token: chmod 600 $CONF" ;; esac
  CONF_TEXT=$(conf_lines)
  for conf_key in $CONF_KEYS; do
    conf_find "$conf_key" ''
    conf_why=$(conf_fault "$conf_key" "$conf_found")
    [ -n "$conf_why" ] || continue
    conf_at=$(grep -n "^[[:space:]]*${conf_key}[[:space:]]*=" "$CONF" | head -n 1 | cut -d : -f 1)
    die "$CONF${conf_at:+, line $conf_at}: $conf_key $conf_why"
  done
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
    trim "$conf_line"
    conf_line=$trim_text
    trim "${conf_line%%=*}"
    conf_key=$trim_text
    conf_fault=
    case $conf_line in
      '' | '#'*) continue ;;
      *=*) ;;
      *) conf_fault='is no key=value' ;;
    esac
    case $CONF_KEYS in *" $conf_key "*) ;; *) conf_fault=${conf_fault:-"has no key that is known (known are:$CONF_KEYS)"} ;; esac
    case $conf_seen in *" $conf_key "*) conf_fault="says $conf_key again" ;; esac
    if [ -n "$conf_fault" ]; then
      log "$CONF, line $conf_number $conf_fault, and is left out."
    else
      conf_seen="$conf_seen$conf_key "
      trim "${conf_line#*=}"
      printf '%s=%s\n' "$conf_key" "$trim_text"
    fi
  done <"$CONF"
}

# trim TEXT: leaves it in trim_text, without white space around it.
trim() {
  trim_text=${1#"${1%%[![:space:]]*}"}
  trim_text=${trim_text%"${trim_text##*[![:space:]]}"}
}

# conf_fault KEY VALUE: why it cannot be, as a clause; nothing: it can. What is empty is not set.
conf_fault() {
  case $1 in
    site) site_fault "$2" ;;
    token) is_made_of "$2" 'A-Za-z0-9_.~+/=-' 8 200 || echo 'is missing or no token. The desk shows it once: make a new one there.' ;;
    secret) case $2 in whsec_*) is_made_of "${2#whsec_}" 'A-Za-z0-9+/=' 22 90 ;; *) false ;; esac ||
      echo 'is missing or no signing secret (whsec_...). The desk shows it once: make a new one there.' ;;
    mode) case $2 in report | copy | move) ;; *) echo 'has to be report, copy or move.' ;; esac ;;
    indicators) case $2 in '' | local | fetch) ;; *) echo 'has to be local or fetch.' ;; esac ;;
    ca) case $2 in '') ;; /*) [ -r "$2" ] && is_made_of "$2" 'A-Za-z0-9_./+-' 1 4096 ;; *) false ;; esac ||
      echo 'has to be the whole path of a PEM file that can be read.' ;;
    proxy | probe) case $2 in '') ;; http://* | https://*) is_made_of "$2" 'A-Za-z0-9_.:/?=&%+@~[\]-' 1 2000 ;; *) false ;; esac ||
      echo 'has to be an address (http:// or https://).' ;;
  esac
}

# The token is sent there, so only where nobody can listen. Loopback is for tests alone.
site_fault() {
  case $1 in
    https://*) ;;
    http://127.0.0.1:* | http://localhost:* | 'http://[::1]:'*)
      [ "${ALLCLEAR_INSECURE_LOOPBACK:-}" = 1 ] || {
        echo 'has to begin with https://.'
        return
      }
      ;;
    *)
      echo 'has to begin with https://.'
      return
      ;;
  esac
  is_made_of "${1#http*://}" 'A-Za-z0-9_.:/~[\]-' 1 500 || echo 'is no address of a site, such as https://status.example.com.'
}

# is_made_of TEXT CHARACTERS LEAST MOST: of nothing else, and so long. Within the shell: it may be secret.
is_made_of() {
  [ "${#1}" -ge "$3" ] && [ "${#1}" -le "$4" ] || return 1
  # shellcheck disable=SC2254 # a pattern
  case $1 in *[!$2]*) return 1 ;; esac
}
