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
import { staffWords } from '#app/desk/staff-words.ts'
import { readSignPage, type SignPage } from '#db/reads/indicators/indicators.ts'
import { makeSiteKey } from '#lib/flows/settings/make-site-key.ts'
import { firstList, firstTag } from '#lib/rules/indicators/first-list.ts'
import { EntryFields } from './_parts/entry-fields.tsx'
import { EntryRow } from './_parts/entry-row.tsx'
import { TagList } from './_parts/tag-list.tsx'
import { addFirst, addSign } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskIndicators.page.indicators') })

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
        <Part title={staffWords('deskIndicators.page.byTag')} id="tags">
          <TagList tags={list.tags} />
        </Part>
      ) : null}
      <Part title={staffWords('deskIndicators.page.entries')} id="entries">
        <search>
          <form className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-60 sm:max-w-80">
              <SearchField
                label={staffWords('deskIndicators.page.searchHint')}
                name="text"
                defaultValue={text ?? ''}
                maxLength={100}
              />
            </div>
            <SubmitButton look="side">{staffWords('deskIndicators.page.search')}</SubmitButton>
          </form>
        </search>
        {list.rows.length === 0 ? (
          <p className="text-soft">{staffWords('deskIndicators.page.thereAreNone')}</p>
        ) : null}
        <ul className="rows">
          {list.rows.map(entry => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
        <ListPages
          what={staffWords('deskIndicators.page.what')}
          page={list.page}
          pages={list.pages}
          href={number => listAddress('/desk/indicators', { text, page: number })}
        />
      </Part>
      <May act="add-indicators">
        <Part title={staffWords('deskIndicators.page.addOne')} id="add">
          <Card>
            <ActionForm
              act="add-indicators"
              action={addSign}
              className="grid grid-cols-[minmax(0,1fr)] gap-3"
            >
              <EntryFields />
              <SubmitButton>{staffWords('deskIndicators.page.add')}</SubmitButton>
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
  if (total === 0) return staffWords('deskIndicators.page.thereAreNoIndicators')
  return staffWords('deskIndicators.page.indicatorCount', { total, active })
}

/** What the last import added, as its form left it in the address. */
function Added({ counts }: { counts: string | string[] | undefined }) {
  const [, added, known] = typeof counts === 'string' ? (/^(\d{1,5})-(\d{1,5})$/.exec(counts) ?? []) : []
  if (added === undefined) return null
  return (
    <p role="status" className="text-ok">
      {staffWords('deskIndicators.page.addedAndKnown', { added, known: known ?? '' })}
    </p>
  )
}

function Explained({ list: { version, issuedAt } }: { list: SignPage }) {
  return (
    <p className="max-w-prose text-soft">
      {staffWords.rich('deskIndicators.page.whatScannerAgentsLook', {
        code: text => <code>{text}</code>,
        tag: () => <code>{'<Indicators />'}</code>,
        indicators: text => <a href="/desk/help/indicators">{text}</a>,
        version,
        issuedAt: () => <LocalTime at={issuedAt} />,
        hasVersion: version > 0 ? 'yes' : 'no',
      })}
    </p>
  )
}

function FirstList() {
  return (
    <May act="add-indicators">
      <Part title={staffWords('deskIndicators.page.toBeginWith')}>
        <Card>
          <p className="max-w-prose">
            {staffWords('deskIndicators.page.firstList', {
              firstList: firstList.length,
            })}
          </p>
          <ActionForm act="add-indicators" action={addFirst} className="grid gap-2">
            <SubmitButton look="side">
              {staffWords('deskIndicators.page.addFirstList', { firstList: firstList.length })}
            </SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </May>
  )
}

function Files() {
  return (
    <Part title={staffWords('deskIndicators.page.asAFile')} id="files">
      <Card>
        <May act="add-indicators">
          <p>
            <a href="/desk/indicators/import">{staffWords('deskIndicators.page.importList')}</a>
          </p>
        </May>
        <form method="post" action="/desk/indicators/export" className="flex flex-wrap gap-3">
          <SubmitButton look="side" choice={{ name: 'format', value: 'stix' }}>
            {staffWords('deskIndicators.page.exportAsStix2')}
          </SubmitButton>
          <SubmitButton look="side" choice={{ name: 'format', value: 'plain' }}>
            {staffWords('deskIndicators.page.exportAsAPlain')}
          </SubmitButton>
        </form>
        <p className="text-sm text-soft">{staffWords('deskIndicators.page.anExportHoldsPrivate')}</p>
      </Card>
    </Part>
  )
}

function KeyPart({ fingerprint }: { fingerprint: string }) {
  return (
    <Part title={staffWords('deskIndicators.page.theKeyThatSigns')} id="key">
      <Card>
        <p className="max-w-prose">{staffWords('deskIndicators.page.keyIsPinned')}</p>
        <p>
          <code className="rounded-md bg-none-bg px-2 py-1 font-mono text-sm wrap-anywhere select-all">
            openssl pkey -pubin -in key.pem -outform DER | sha256sum
          </code>
        </p>
        <p>
          {staffWords.rich('deskIndicators.page.sha256Fingerprint', {
            fingerprint,
            code: text => (
              <code data-fingerprint className="font-mono break-all select-all">
                {text}
              </code>
            ),
          })}
        </p>
        <p className="flex flex-wrap gap-x-5">
          <a href="/agent/key.pem">key.pem</a>
          <a href="/agent/allclear-agent">{staffWords('deskIndicators.page.theScript')}</a>
          <a href="/agent/allclear-agent.sha256">{staffWords('deskIndicators.page.itsChecksum')}</a>
          <a href="/agent/allclear-agent.sig">{staffWords('deskIndicators.page.itsSignature')}</a>
        </p>
      </Card>
    </Part>
  )
}
