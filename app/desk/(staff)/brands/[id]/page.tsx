import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { BrandSender } from '#app/desk/(staff)/brands/_parts/brand-sender.tsx'
import { BrandServersForm } from '#app/desk/(staff)/brands/_parts/brand-servers-form.tsx'
import {
  BrandLookForm,
  BrandPicturesForm,
  BrandSiteForm,
} from '#app/desk/(staff)/brands/_parts/brand-site-forms.tsx'
import { retireOne } from '#app/desk/(staff)/brands/actions.ts'
import { ownNames } from '#app/desk/(staff)/brands/own-names.ts'
import { HeadPreview } from '#app/desk/(staff)/settings/_parts/head-preview.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readBrandServers } from '#db/reads/brands/brand-servers.ts'
import { readBrand } from '#db/reads/brands/brands.ts'
import { readPlacing } from '#db/reads/brands/desk-brands.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { shownBrand } from '#lib/brands.ts'
import { namesOfHoster } from '#lib/rules/brands/brand.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskBrands.onePage.brand') })

/** One brand: what it wears, whose servers, and as whom it mails. */
export default async function BrandPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const kept = await readBrand(db, id)
  if (!kept) notFound()
  const brand = shownBrand(kept)
  if (kept.retiredAt) return <Retired name={brand.site.name} host={brand.host} />
  const [placing, servers, targets] = await Promise.all([
    readPlacing(db, id),
    readBrandServers(db, id),
    readTargets(db),
  ])
  const names = namesOfHoster(
    [...new Set(servers.flatMap(server => [server.hostname, server.label]))],
    ownNames(),
  )
  return (
    <>
      <Headline>
        {staffWords('deskBrands.onePage.nameAtHost', { name: brand.site.name, host: brand.host })}
      </Headline>
      <p className="text-soft">
        <a href="/desk/brands">{staffWords('deskBrands.onePage.allBrands')}</a> ·{' '}
        <a href={`/desk/brands/${id}/preview`}>{staffWords('deskBrands.onePage.whatItsReadersSee')}</a> ·{' '}
        <a href={brand.url}>{staffWords('deskBrands.onePage.openHost', { host: brand.host })}</a>
      </p>
      <Part title={staffWords('deskBrands.onePage.theirServers')} id="servers">
        {names.length > 0 ? (
          <Card tone="slow">
            <p>
              {staffWords.rich('deskBrands.onePage.theseNamesTellWhose', {
                strong: text => <strong>{text}</strong>,
                names: names.join(', '),
              })}
            </p>
          </Card>
        ) : null}
        <Card>
          <BrandServersForm brandId={id} placing={placing} groups={targets.groups} shown={servers.length} />
        </Card>
      </Part>
      <Part title={staffWords('deskBrands.onePage.nameAndAddresses')}>
        <Card>
          <BrandSiteForm brand={kept} shown={brand} />
        </Card>
      </Part>
      <Part title={staffWords('deskBrands.onePage.doItsMailsArrive')} id="sender">
        <BrandSender mailFrom={brand.site.mailFrom} />
      </Part>
      <Part title={staffWords('deskBrands.onePage.look')}>
        <Card>
          <BrandLookForm brand={kept} />
        </Card>
        <Card>
          <BrandPicturesForm brand={kept} />
        </Card>
        <HeadPreview site={brand.site} />
      </Part>
      <Part title={staffWords('deskBrands.onePage.end')}>
        <Card>
          <p className="max-w-prose">{staffWords('deskBrands.onePage.retiredMeans')}</p>
          <ActionForm act="retire-brand" action={retireOne} className="grid gap-2">
            <input type="hidden" name="brandId" value={id} />
            <SubmitButton look="apart">
              {staffWords('deskBrands.onePage.retireHost', { host: brand.host })}
            </SubmitButton>
          </ActionForm>
        </Card>
      </Part>
    </>
  )
}

function Retired({ name, host }: { name: string; host: string }) {
  return (
    <>
      <Headline>{staffWords('deskBrands.onePage.nameIsRetired', { name })}</Headline>
      <p className="max-w-prose">
        {staffWords.rich('deskBrands.onePage.hostShowsNothingAdd', {
          host,
          new: text => <a href="/desk/brands/new">{text}</a>,
        })}
      </p>
    </>
  )
}
