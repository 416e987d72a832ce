# --- What sshd loads, and what packages own and is no longer theirs ---

# changed_files: what indicator_contents has not told already.
changed_files() {
  grouped_paths <"$RUN/changed" >"$RUN/changed.tell"
  while IFS='	' read -r changed_path changed_count; do
    if [ -n "$changed_count" ]; then
      found changed-file warning "$changed_path" "$changed_count files below this folder are no longer as their packages brought them" "owned by packages, with other contents than they brought"
      continue
    fi
    found changed-file warning "$changed_path" "A file is no longer as its package brought it: $(base_name "$changed_path")" "owned by $(package_of "$changed_path"), with other contents than it brought"
  done <"$RUN/changed.tell"
  check_done changed-file "$(head -n 1 "$RUN/digest.errors")"
}

# keyutils: what libkeyutils.so.1 leads to is loaded by sshd. It needs libc alone; the malware of 2013 needed more.
keyutils() {
  keyutils_fault=$PACKAGES_FAULT
  { cat "$RUN/sonames" "$RUN/have"; } | grep -e '/libkeyutils\.so\.1$' | head -n 20 >"$RUN/keyutils"
  while IFS= read -r keyutils_link; do
    set_name "$keyutils_link"
    if ! keyutils_file=$(real_file "$NAME") || [ ! -r "./$keyutils_file" ]; then
      keyutils_fault="/$keyutils_link leads to nothing that can be read"
      continue
    fi
    keyutils_more=$(needed_names <"./$keyutils_file" | grep -v -x -E -e 'libc\.so\.6(\.1)?|libdl\.so\.2|libkeyutils\.so\.1|libc\.musl-[a-z0-9_]*\.so\.1' | head -n 5 | tr '\n' ' ')
    keyutils_packages=$(package_of "$keyutils_file")
    keyutils_owner=$?
    if [ "$keyutils_owner" -eq 1 ]; then
      keyutils_weight=critical
      ! is_below "$keyutils_file" "$OWN_CANDIDATES" || keyutils_weight=warning
      found keyutils "$keyutils_weight" "$keyutils_file" "sshd loads a library that no package owns: $(base_name "$keyutils_link") leads to $(base_name "$keyutils_file")" 'owned by no package'
    elif [ -n "$keyutils_more" ] && grep -qxF -e "$keyutils_file" "$RUN/changed"; then
      found keyutils critical "$keyutils_file" "$(base_name "$keyutils_file") is no longer as its package brought it, and needs ${keyutils_more% } besides libc" "owned by $keyutils_packages, with other contents than it brought"
    elif [ -n "$keyutils_more" ]; then
      found keyutils warning "$keyutils_file" "$(base_name "$keyutils_file") needs ${keyutils_more% } besides libc" "$(owned_answer "$keyutils_packages")"
    fi
  done <"$RUN/keyutils"
  check_done keyutils "$keyutils_fault"
}

# needed_names < CONTENTS: names of libraries that stand in it, one a line: those it needs, and its own.
needed_names() {
  tr -c '\040-\176' '\n' | grep -x -E 'lib[A-Za-z0-9_+.-]+\.so(\.[0-9.]+)?|ld-[A-Za-z0-9_-]+\.so\.[0-9]' | sort -u
}

# preloaded: what every program loads by /etc/ld.so.preload.
preloaded() {
  : >"$RUN/preload"
  [ ! -e etc/ld.so.preload ] || sed 's/#.*//' etc/ld.so.preload | tr ' \t:' '\n' | sed -n 's#^/##p' | sed -f "$RUN/canon.sed" | head -n 20 >"$RUN/preload"
  while IFS= read -r preload_path; do
    [ -e "./$preload_path" ] || continue
    package_of "$preload_path" >/dev/null
    case $? in 1) found preload warning "$preload_path" "Every program loads a library that no package owns (/etc/ld.so.preload): $(base_name "$preload_path")" 'owned by no package' ;; esac
  done <"$RUN/preload"
  check_done preload "${PACKAGES_FAULT:+$([ ! -s "$RUN/preload" ] || printf '%s' "$PACKAGES_FAULT")}"
}
