import type { SnippetAddress } from './snippet.ts'

/** The beginning of each script: where to post, and the name by which we know the server. */
function head(purpose: string, { url, token }: SnippetAddress): string {
  return `#!/bin/sh
# ${purpose}
# Whoever may read this file knows the token: keep it from others.
url='${url}'
token='${token}'
host=$(hostname -f 2>/dev/null || hostname)
`
}

/** The token and the values reach curl on its standard input, so that the list of processes shows none of them. */
const post = String.raw`
post() {
  { printf 'header = "Authorization: Bearer %s"\n' "$token"; cat; } |
    curl -fsS -o /dev/null --max-time 10 --retry 2 --retry-max-time 20 -K - "$url"
}
`

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
export function formScript(purpose: string, address: SnippetAddress, body: string): string {
  return `${head(purpose, address)}${post}${field}\n${body}\n`
}

/** A script that posts JSON: its body says post_json < FILE. */
export function jsonScript(purpose: string, address: SnippetAddress, body: string): string {
  return `${head(purpose, address)}${post}${postJson}\n${body}\n`
}

/** Reads one JSON object from standard input and adds the server's name to it. */
export const withHost = `{
  printf '{"_host":"%s",' "$host"
  LC_ALL=C tr -d '\\000-\\037' | LC_ALL=C sed 's/^[^{]*{//'
} | post_json`
