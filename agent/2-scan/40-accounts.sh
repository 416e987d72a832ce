# --- Who may log in, and as whom programs run ---

# second_root: accounts with all rights besides root.
second_root() {
  if [ ! -r etc/passwd ]; then
    check_done second-root '/etc/passwd cannot be read'
    return
  fi
  awk -F : '$3 ~ /^0+$/ { print substr($1, 1, 64) }' etc/passwd | grep -vx root | tr '\t\001\002\003' '????' | head -n 20 >"$RUN/roots"
  while IFS= read -r root_name; do
    found second-root warning "=$root_name" "A second account has all rights (UID 0): $root_name"
  done <"$RUN/roots"
  check_done second-root
}

# ssh_config: keys from the environment of sshd's own process let in whoever set them. No administrator writes that.
ssh_config() {
  : >"$RUN/ssh.config"
  for ssh_file in etc/ssh/sshd_config etc/ssh/sshd_config.d/*.conf; do
    [ -e "$ssh_file" ] || continue
    [ -r "$ssh_file" ] || {
      check_done ssh-config "/$ssh_file cannot be read"
      return
    }
    cat "$ssh_file" >>"$RUN/ssh.config"
    if grep -qi '^[[:space:]]*authorizedkeysfile[[:space:]="].*/proc/' "$ssh_file"; then
      found ssh-config critical "$ssh_file" 'sshd takes keys from /proc/self/environ (AuthorizedKeysFile): who is outside can let themselves in'
    fi
  done
  check_done ssh-config
}

# root_keys: keys of accounts with all rights that were not there when the baseline was taken.
root_keys() {
  keys_files="%h/.ssh/authorized_keys %h/.ssh/authorized_keys2 $(sed -n 's/^[[:space:]]*[Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz][Ee][Dd][Kk][Ee][Yy][Ss][Ff][Ii][Ll][Ee][[:space:]="]*//p' "$RUN/ssh.config" | head -n 20 | tr -d '"\\*?[]' | tr '\n' ' ')"
  awk -F : '$3 ~ /^0+$/ { print $1 ":" $6 }' etc/passwd 2>/dev/null | head -n 20 >"$RUN/roots.homes"
  while IFS=: read -r keys_name keys_home; do
    for keys_file in $keys_files; do
      case $keys_file in %h/* | /*) ;; *) keys_file=%h/$keys_file ;; esac
      keys_path=$(printf '%s\n' "$keys_file" | awk -v home="$keys_home" -v name="$keys_name" '
        { out = ""; while ((at = index($0, "%")) > 0) { c = substr($0, at + 1, 1); out = out substr($0, 1, at - 1) (c == "h" ? home : c == "u" ? name : c == "U" ? "0" : c); $0 = substr($0, at + 2) } print out $0 }')
      [ -f ".$keys_path" ] && keys_in ".$keys_path" "$keys_name"
    done
  done <"$RUN/roots.homes" | sort_lines -u >"$RUN/keys"
  news keys <"$RUN/keys" | head -n 50 >"$RUN/keys.news"
  while IFS='	' read -r keys_name keys_type keys_blob; do
    keys_print=$(printf '%s' "$keys_blob" | openssl base64 -d -A 2>/dev/null | openssl dgst -sha256 -binary | openssl base64 | tr -d '=')
    found root-keys warning "=$keys_name $keys_print" "A new key opens the account $keys_name: $keys_type SHA256:$keys_print"
  done <"$RUN/keys.news"
  check_done root-keys
}

# keys_in FILE ACCOUNT: ACCOUNT TAB TYPE TAB KEY of each line, whatever options stand before it.
keys_in() {
  awk -v name="$2" 'length($0) < 20000 && $0 !~ /^[ \t]*#/ && match($0, /(ssh-[a-z0-9@.-]+|ecdsa-[a-z0-9@.-]+|sk-[a-z0-9@.-]+)[ \t]+AAAA[A-Za-z0-9+\/=]+/) {
    split(substr($0, RSTART, RLENGTH), key, /[ \t]+/); print name "\t" key[1] "\t" key[2] }' "$1"
}

# setuid_programs: what runs as its owner and did not when the baseline was taken, unless its package brought it so.
setuid_programs() {
  if [ -n "$PACKAGES_FAULT$WALK_FAULT" ]; then
    check_done setuid "${PACKAGES_FAULT:-$WALK_FAULT}"
    return
  fi
  stat_lines <"$RUN/setuid" | awk -F '\t' '{ split($2, stat, " "); print $1 "\t" stat[2] " " stat[3] }' | sort_lines >"$RUN/setuid.now"
  news setuid <"$RUN/setuid.now" | head -n 50 >"$RUN/setuid.news"
  while IFS='	' read -r setuid_path setuid_mode; do
    setuid_packages=$(package_of "$setuid_path")
    if [ -n "$setuid_packages" ] && setuid_brought "$setuid_path" "$setuid_packages"; then
      printf '%s\t%s\n' "$setuid_path" "$setuid_mode" | baseline_add setuid
    else
      found setuid warning "$setuid_path" "A program runs as its owner, and did not before: $(base_name "$setuid_path")" "$(owned_answer "$setuid_packages")"
    fi
  done <"$RUN/setuid.news"
  check_done setuid
}

# setuid_brought PATH PACKAGE…: dpkg keeps no modes, so the file must have become so when its package was unpacked, give or take
# five minutes. rpm and apk know.
setuid_brought() {
  brought_path=$1
  for brought_name in $2; do
    if [ -e "var/lib/dpkg/info/$brought_name.list" ]; then
      brought_after=$(($(stat -c %Z -- "./$brought_path") - $(stat -c %Y "var/lib/dpkg/info/$brought_name.list")))
      [ "$brought_after" -ge -300 ] && [ "$brought_after" -le 300 ] && return 0
    fi
  done
  case $PACKAGES in *rpm*)
    # shellcheck disable=SC2086 # names of packages, which hold no spaces.
    rpm_ask -q --qf '[%{FILEMODES:octal} %{FILENAMES}\n]' $2 2>/dev/null | sed -n "s#^0*1*0*$(stat -c %a -- "./$brought_path") /##p" | sed -f "$RUN/canon.sed" |
      grep -qxF -e "$brought_path" && return 0
    ;;
  esac
  case $PACKAGES in *apk*)
    awk -v path="$brought_path" '/^F:/ { folder = substr($0, 3) } /^R:/ { file = folder "/" substr($0, 3) } /^a:.*:[2467][0-7][0-7][0-7]$/ && file == path { is = 1 } END { exit !is }' lib/apk/db/installed && return 0
    ;;
  esac
  return 1
}

owned_answer() {
  if [ -n "$1" ]; then printf 'owned by %s\n' "$1"; else echo 'owned by no package'; fi
}
