import type { TestProject } from 'vitest/node'
import { startServer } from '#tests/support/cluster.ts'
import { keepRows } from '#tests/support/database/rows.ts'
import { type ProductPlace, startProduct } from '#tests/support/product.ts'

declare module 'vitest' {
  interface ProvidedContext {
    product: ProductPlace
  }
}

/** Starts one product for all tests of a run, which begin with the same rows each: see useProduct. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endServer = await startServer(project, true)
  const product = await startProduct({}, project.getProvidedContext().server)
  await keepRows(product.db)
  project.provide('product', product.place)
  return async () => {
    await product.stop()
    await endServer()
  }
}
