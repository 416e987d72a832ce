import type { Contract } from './contract.ts'

/** The example of an operation as a command for a shell, where KEY is the key. siteUrl: where this site is. */
export function curlOf({ method, path, example }: Contract, siteUrl: string): string {
  const { params = {}, query = {}, body } = example
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const asked = new URLSearchParams(query).toString()
  const address = new URL(`/api/v1${filled}${asked === '' ? '' : `?${asked}`}`, siteUrl).href
  const lines = [`curl -X ${method.toUpperCase()} '${address}'`, `-H "Authorization: Bearer $KEY"`]
  // A quote of the shell inside its quotes.
  const text = body === undefined ? null : JSON.stringify(body).replaceAll("'", `'\\''`)
  if (text !== null) lines.push(`-H 'Content-Type: application/json'`, `-d '${text}'`)
  return lines.join(' \\\n  ')
}
