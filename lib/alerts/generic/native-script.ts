import { jsonScript, type Script } from '#lib/alerts/snippet/shell.ts'
import type { SnippetAddress } from '#lib/alerts/snippet/snippet.ts'

const alert = String.raw`# quoted TEXT: the text as JSON writes it.
quoted() {
  printf '"'
  printf '%s' "$1" | LC_ALL=C tr -d '\000-\037\177' | LC_ALL=C sed 's/[\\"]/\\&/g' | tr -d '\n'
  printf '"'
}

# alert FINGERPRINT SERVER KIND STATE SEVERITY SUMMARY DETAILS: one alert of our own schema.
alert() {
  at=startsAt
  if [ "$4" = resolved ]; then at=endsAt; fi
  {
    printf '{"version":1,"alerts":[{"kind":"%s","state":"%s","severity":"%s"' "$3" "$4" "$5"
    printf ',"%s":%s,"fingerprint":' "$at" "$(date +%s)"
    quoted "$(printf '%s' "$1" | cut -c 1-128)"
    printf ',"server":'
    quoted "$2"
    printf ',"summary":'
    quoted "$6"
    printf ',"details":'
    quoted "$7"
    printf '}]}'
  } | post_json
}
`

/** A script that posts our own schema, for tools without a format here: its body calls alert. */
export function nativeScript(script: Script, address: SnippetAddress, body: string): string {
  return jsonScript(script, address, `${alert}\n${body}`)
}
