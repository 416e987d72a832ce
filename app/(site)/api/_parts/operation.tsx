import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Contract } from '#lib/api/contract/contract.ts'
import { curlOf } from '#lib/api/contract/curl.ts'
import { env } from '#lib/env.ts'
import { CodeBlock } from './code-block.tsx'
import { FieldList } from './field-list.tsx'

/** One operation: closed it says what it does, opened how it is called and what it answers. */
export function ApiOperation({ contract }: { contract: Contract }) {
  const words = readerWords()
  const { id, method, path, summary, scope, hasNotices, example } = contract
  return (
    <details id={id} className="border-t border-line py-1">
      <summary className="min-h-11 cursor-pointer py-2">
        <code className="font-semibold wrap-anywhere">
          {method.toUpperCase()} {path}
        </code>
        <span className="block text-soft">{summary}</span>
      </summary>
      <div className="grid min-w-0 gap-2 pb-4">
        <p className="text-sm text-soft">{words('api.scope', { scope })}</p>
        {hasNotices ? <p className="text-sm text-soft">{words('api.tells')}</p> : null}
        <FieldList contract={contract} />
        <h3 className="text-sm font-semibold">{words('api.request')}</h3>
        <CodeBlock text={curlOf(contract, env.SITE_URL)} />
        <h3 className="text-sm font-semibold">{words('api.answer')}</h3>
        <CodeBlock text={JSON.stringify(example.answer, null, 2)} />
      </div>
    </details>
  )
}
