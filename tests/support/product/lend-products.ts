import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import { startServer } from '#tests/support/cluster.ts'
import { keepRows } from '#tests/support/database/rows.ts'
import { type Product, startProduct } from '#tests/support/product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address that answers an environment with the place of the product that has it: see useProduct. */
    lender: string
  }
}

/** Starts one product for each environment that a test file of the run asks for, and keeps it for the next. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endServer = await startServer(project, true)
  const products = new Map<string, Promise<Product>>()

  async function start(environment: string): Promise<Product> {
    const given = { ...project.config.env, ...JSON.parse(environment) }
    const product = await startProduct(given, project.getProvidedContext().server)
    await keepRows(product.db)
    return product
  }

  async function lend(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const environment = await text(request)
    const product = products.get(environment) ?? start(environment)
    products.set(environment, product)
    response.end(JSON.stringify((await product).place))
  }

  const lender = createServer((request, response) => {
    lend(request, response).catch(error => response.writeHead(500).end(String(error)))
  })
  lender.listen(0, '127.0.0.1')
  await once(lender, 'listening')
  project.provide('lender', `http://127.0.0.1:${(lender.address() as AddressInfo).port}`)

  return async () => {
    lender.close()
    lender.closeAllConnections()
    for (const started of await Promise.allSettled(products.values()))
      if (started.status === 'fulfilled') await started.value.stop()
    await endServer()
  }
}
