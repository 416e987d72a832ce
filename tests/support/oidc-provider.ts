import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type Company, companyReturn } from '#lib/identity/company.ts'

const [clientId, clientSecret] = ['allclear', 'a-secret-of-the-tests']

/** A real identity provider, as oidc-worker.ts runs it. */
export async function startOidcProvider() {
  const worker = new Worker(new URL('./oidc-worker.ts', import.meta.url), {
    workerData: { clientId, clientSecret, redirectUri: companyReturn },
    stderr: true,
    stdout: true,
  })
  const [{ issuer }] = await once(worker, 'message')
  const company: Company = { issuer, clientId, clientSecret }

  async function tell(told: object): Promise<void> {
    worker.postMessage(told)
    await once(worker, 'message')
  }

  return {
    company,
    /** Who is signed in next. */
    be: (sub: string, claims: Record<string, unknown>) => tell({ person: { sub, claims } }),
    /** By how much its clock is ahead of ours; negative: behind. */
    setSkew: (skewSeconds: number) => tell({ skewSeconds }),
    /** Goes to an address as a browser does, until it is sent back. Returns the query that it is sent back with. */
    async visit(address: string): Promise<URLSearchParams> {
      const jar = new Map<string, string>()
      let next = address
      for (let step = 0; step < 10; step++) {
        if (next.startsWith(companyReturn)) return new URL(next).searchParams
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
        const response = await fetch(next, { headers: { cookie }, redirect: 'manual' })
        for (const line of response.headers.getSetCookie()) {
          const [pair = ''] = line.split(';')
          const place = pair.indexOf('=')
          jar.set(pair.slice(0, place), pair.slice(place + 1))
        }
        const location = response.headers.get('location')
        if (!location) throw new Error(`${next} answered ${response.status}: ${await response.text()}`)
        next = new URL(location, next).href
      }
      throw new Error('The provider sends in circles.')
    },
    stop: () => worker.terminate(),
  }
}
