import type { Metadata } from 'next'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { curlOf } from '#lib/api/contract/curl.ts'
import { startCountermeasureContract } from '#lib/api/contract/maintenance/maintenance.ts'
import { apiNouns } from '#lib/api/contract/nouns.ts'
import { env } from '#lib/env.ts'
import { CodeBlock } from './_parts/code-block.tsx'
import { ApiOperation } from './_parts/operation.tsx'

export function generateMetadata(): Metadata {
  return { title: readerWords()('api.title') }
}

/** All operations of the API, made of the contracts that check its requests. */
export default function ApiPage() {
  const words = readerWords()
  return (
    <div className="py-8">
      <h1 className="headline">{words('api.headline')}</h1>
      <p className="mt-2 max-w-prose">{words('api.intro')}</p>
      <p className="mt-2 max-w-prose">
        {words.rich('api.specification', {
          link: chunks => <a href="/api/v1/openapi.json">{chunks}</a>,
        })}
      </p>
      <section className="mt-8 grid min-w-0 gap-2">
        <h2 className="text-xl font-semibold">{words('api.begin')}</h2>
        <CodeBlock text={curlOf(startCountermeasureContract, env.SITE_URL)} />
        {(['refusals', 'dryRun', 'once', 'limits', 'leaked', 'pages'] as const).map(key => (
          <p key={key} className="max-w-prose">
            {words(`api.${key}`)}
          </p>
        ))}
      </section>
      {apiNouns.map(({ name, title, contracts }) => (
        <section key={name} id={name} className="mt-8">
          <h2 className="mb-2 text-xl font-semibold">{title}</h2>
          {contracts.map(contract => (
            <ApiOperation key={contract.id} contract={contract} />
          ))}
        </section>
      ))}
    </div>
  )
}
