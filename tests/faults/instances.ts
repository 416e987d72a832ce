import type { Product } from '#tests/support/product.ts'

/** One process of the site. */
type Instance = { siteUrl: string; upAtMs: number; kill(): Promise<void> }

/** Several processes of one site, each of which may be killed, and comes back by start(). */
export type Instances = {
  all: (Instance | null)[]
  kill(place: number): Promise<void>
  start(place: number): Promise<void>
  end(): Promise<void>
}

/** count: 1 is the product's own process alone. */
export async function startInstances(product: Product, count: number): Promise<Instances> {
  const own = (): Instance => ({ siteUrl: product.siteUrl, upAtMs: Date.now(), kill: () => product.kill() })
  const another = async (): Promise<Instance> => {
    const { siteUrl, end } = await product.beside()
    return { siteUrl, upAtMs: Date.now(), kill: async () => void end() }
  }
  const all: (Instance | null)[] = [own()]
  for (let place = 1; place < count; place++) all.push(await another())
  return {
    all,
    async kill(place) {
      await all[place]?.kill()
      all[place] = null
    },
    async start(place) {
      if (place > 0) all[place] = await another()
      else {
        await product.restart()
        all[0] = own()
      }
    },
    async end() {
      for (const instance of all.slice(1)) await instance?.kill()
    },
  }
}
