import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readSignPage, type SignPage } from '#db/reads/indicators/indicators.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { firstList, firstTag } from '#lib/rules/indicators/first-list.ts'
import { EntryFields } from './_parts/entry-fields.tsx'
import { EntryRow } from './_parts/entry-row.tsx'
import { TagList } from './_parts/tag-list.tsx'
import { addFirst, addSign } from './actions.ts'

export const metadata: Metadata = { title: 'Indicators' }

type Query = Partial<Record<'text' | 'page' | 'added', string | string[]>>

export default async function IndicatorsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const query = await searchParams
  const [text, page] = [textOf(query.text), pageOf(query.page)]
  const list = page === null ? null : await readSignPage(db, { text, page })
  if (!list) notFound()
  const { fingerprint } = await makeSiteKey(db)
  return (
    <>
      <Headline>{headlineOf(list)}</Headline>
      <Added counts={query.added} />
      <Explained list={list} />
      {list.tags.some(({ tag }) => tag === firstTag) ? null : <FirstList />}
      {list.tags.length > 0 ? (
        <Part title="By tag" id="tags">
          <TagList tags={list.tags} />
        </Part>
      ) : null}
      <Part title="Entries" id="entries">
        <search>
          <form className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-60 sm:max-w-80">
              <SearchField
                label="Value, kind, tag or words"
                name="text"
                defaultValue={text ?? ''}
                maxLength={100}
              />
            </div>
            <SubmitButton look="side">Search</SubmitButton>
          </form>
        </search>
        {list.rows.length === 0 ? <p className="text-soft">There are none.</p> : null}
        <ul className="rows">
          {list.rows.map(entry => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
        <ListPages
          what="indicators"
          page={list.page}
          pages={list.pages}
          href={number => listAddress('/desk/indicators', { text, page: number })}
        />
      </Part>
      <May act="add-indicators">
        <Part title="Add one" id="add">
          <Card>
            <ActionForm
              act="add-indicators"
              action={addSign}
              className="grid grid-cols-[minmax(0,1fr)] gap-3"
            >
              <EntryFields />
              <SubmitButton>Add</SubmitButton>
            </ActionForm>
          </Card>
        </Part>
      </May>
      <Files />
      <KeyPart fingerprint={fingerprint} />
    </>
  )
}

function headlineOf({ total, active }: SignPage): string {
  if (total === 0) return 'There are no indicators yet.'
  return `${total.toLocaleString('en')} ${total === 1 ? 'indicator' : 'indicators'}, ${active.toLocaleString('en')} looked for`
}

/** What the last import added, as its form left it in the address. */
function Added({ counts }: { counts: string | string[] | undefined }) {
  const [, added, known] = typeof counts === 'string' ? (/^(\d{1,5})-(\d{1,5})$/.exec(counts) ?? []) : []
  if (added === undefined) return null
  return (
    <p role="status" className="text-ok">
      {added} added; {known} were in the list already.
    </p>
  )
}

function Explained({ list: { version, issuedAt } }: { list: SignPage }) {
  return (
    <p className="max-w-prose text-soft">
      What scanner agents look for, where their configuration says <code>indicators=fetch</code>, and what
      advisories show by <code>{'<Indicators />'}</code>. Agents fetch what is looked for, signed, at their
      next run; readers read what is looked for and public: see{' '}
      <a href="/desk/help/indicators">what each kind means and how agents fetch it</a>.{' '}
      {version > 0 ? (
        <>
          This is version {version}, of <LocalTime at={issuedAt} />.
        </>
      ) : null}
    </p>
  )
}

function FirstList() {
  return (
    <May act="add-indicators">
      <Part title="To begin with">
        <Card>
          <p className="max-w-prose">
            {firstList.length} published indicators of the SSH kit of February 2013 and its later versions:
            names of its libraries, its sockets, and the address that it reported to. They are added without
            being looked for: read them, then switch them on by their tag.
          </p>
          <ActionForm act="add-indicators" action={addFirst} className="grid gap-2">
            <SubmitButton look="side">Add these {firstList.length}</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </May>
  )
}

function Files() {
  return (
    <Part title="As a file" id="files">
      <Card>
        <May act="add-indicators">
          <p>
            <a href="/desk/indicators/import">Import a list or a STIX 2.1 bundle</a>
          </p>
        </May>
        <form method="post" action="/desk/indicators/export" className="flex flex-wrap gap-3">
          <SubmitButton look="side" choice={{ name: 'format', value: 'stix' }}>
            Export as STIX 2.1
          </SubmitButton>
          <SubmitButton look="side" choice={{ name: 'format', value: 'plain' }}>
            Export as a plain list
          </SubmitButton>
        </form>
        <p className="text-sm text-soft">An export holds private entries too, and is written down.</p>
      </Card>
    </Part>
  )
}

function KeyPart({ fingerprint }: { fingerprint: string }) {
  return (
    <Part title="The key that signs it" id="key">
      <Card>
        <p className="max-w-prose">
          Each agent pins the public key of this site when it is installed, and takes no list and no new
          script that this key has not signed. To compare it on a server:
        </p>
        <p>
          <code className="rounded-md bg-none-bg px-2 py-1 font-mono text-sm wrap-anywhere select-all">
            openssl pkey -pubin -in key.pem -outform DER | sha256sum
          </code>
        </p>
        <p>
          SHA-256{' '}
          <code data-fingerprint className="font-mono break-all select-all">
            {fingerprint}
          </code>
        </p>
        <p className="flex flex-wrap gap-x-5">
          <a href="/agent/key.pem">key.pem</a>
          <a href="/agent/allclear-agent">the script</a>
          <a href="/agent/allclear-agent.sha256">its checksum</a>
          <a href="/agent/allclear-agent.sig">its signature</a>
        </p>
      </Card>
    </Part>
  )
}
