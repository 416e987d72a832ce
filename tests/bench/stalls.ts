import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Stall } from './stall-probe.ts'

/** The environment of a product that is to tell for how long its event loop stood still, and where it is asked that. name: of several. */
export function probed(name = 'stalls'): { environment: Record<string, string>; probe: string } {
  const probe = join(tmpdir(), `allclear-${name}-${process.pid}`)
  const file = pathToFileURL(join(import.meta.dirname, 'stall-probe.ts')).href
  return { environment: { NODE_OPTIONS: `--import=${file}`, STALL_PROBE: probe }, probe }
}

/** The longest stall since it was asked last. */
export function stalls(probe: string): Promise<Stall> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: probe, path: '/' }, async response => {
      const chunks: Buffer[] = []
      for await (const chunk of response) chunks.push(chunk)
      resolve(JSON.parse(Buffer.concat(chunks).toString()))
    })
    asked.once('error', reject)
    asked.end()
  })
}
