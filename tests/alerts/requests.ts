import { readFileSync } from 'node:fs'

/** One request of samples/requests.http. */
export type SampleRequest = {
  name: string
  status: number
  /** Below /api/alerts, with a token in the path where it has one; null: not for the alert endpoint. */
  place: { format: string; pathToken: string | null } | null
  headers: Record<string, string>
  file: string
}

const samples = new URL('./samples/', import.meta.url)

/** The requests of samples/requests.http, in their order. */
export function sampleRequests(): SampleRequest[] {
  const text = readFileSync(new URL('requests.http', samples), 'utf8')
  return text.split(/^### /m).slice(1).map(readRequest)
}

/** A sample's body, byte by byte as it was signed. */
export function sampleBytes(file: string): Buffer {
  return readFileSync(new URL(file, samples))
}

function readRequest(block: string): SampleRequest {
  const [, name = '', status = ''] = /^(\S+) -> (\d+)/.exec(block) ?? []
  const [, path = ''] = /^POST \{\{base\}\}(\S+)/m.exec(block) ?? []
  const [, file = ''] = /^< \.\/(\S+)/m.exec(block) ?? []
  const headers = [...block.matchAll(/^([A-Za-z-]+): (.+)$/gm)].map(([, header = '', value = '']) => [
    header,
    value,
  ])
  return { name, status: Number(status), place: placeOf(path), headers: Object.fromEntries(headers), file }
}

function placeOf(path: string): SampleRequest['place'] {
  const [, token, format] = /^\/api\/alerts\/(?:in\/([^/]+)\/)?([^/]+)$/.exec(path) ?? []
  return format === undefined ? null : { format, pathToken: token ?? null }
}
