import type { SnippetAddress } from './snippet.ts'
import { spool } from './spool.ts'

/** Where a script is and who calls it. */
export type Script = {
  path: string
  /** By which it speaks of itself, and of the folder where its alerts wait. */
  name: string
  /** What it is for, as its first comment. */
  purpose: string
}

/** Sets $host: the name by which we know the server. */
export const ownHost = 'host=$(hostname -f 2>/dev/null || hostname)'

const field = String.raw`
# field NAME VALUE: one field of a form, quoted as curl's configuration wants it.
field() {
  printf 'data-urlencode = "%s=' "$1"
  printf '%s' "$2" | LC_ALL=C tr -d '\000-\010\013-\037\177' |
    LC_ALL=C sed -e 's/[\\"]/\\&/g' -e '$!s/$/\\n/' | tr -d '\n'
  printf '"\n'
}
`

const postJson = String.raw`
# post_json < FILE: the JSON as it is, on one line.
post_json() {
  {
    printf 'header = "Content-Type: application/json"\ndata-binary = "'
    LC_ALL=C tr -d '\000-\037' | LC_ALL=C sed 's/[\\"]/\\&/g' | tr -d '\n'
    printf '"\n'
  } | post
}
`

/** A script that posts a form: its body says { field NAME VALUE; … } | post. */
export function formScript(script: Script, address: SnippetAddress, body: string): string {
  return `${head(script, address)}${spool}${field}\n${body}\n`
}

/** A script that posts JSON: its body says post_json < FILE. */
export function jsonScript(script: Script, address: SnippetAddress, body: string): string {
  return `${head(script, address)}${spool}${postJson}\n${body}\n`
}

/** Reads one JSON object from standard input and adds the server's name to it. */
export const withHost = String.raw`${ownHost}
json=$(LC_ALL=C tr -d '\000-\037')
[ -n "$json" ] || fail "no JSON came on standard input: the tool has to call this script itself."
{
  printf '{"_host":"%s",' "$host"
  printf '%s' "$json" | LC_ALL=C sed 's/^[^{]*{//'
} | post_json`

/** The commands that let a script's user, and nobody else, read it and keep what it could not send. */
export function grants({ path, name }: Script, user: string): string[] {
  return [
    `chown root:${user} ${path}`,
    `chmod 750 ${path}`,
    `install -d -o ${user} -m 700 /var/spool/${name}`,
  ]
}

/** The same for a script that root calls: it makes its folder itself. */
export function grantsForRoot({ path }: Script): string[] {
  return [`chown root:root ${path}`, `chmod 700 ${path}`]
}

/** The beginning of each script. */
function head({ name, purpose }: Script, { url, token }: SnippetAddress): string {
  return `#!/bin/sh
# ${purpose}
# Whoever may read this file knows the token: keep it from others.
url='${url}'
token='${token}'
name=${name}
umask 077
`
}
