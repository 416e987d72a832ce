import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { HeadPreview } from '#app/desk/(staff)/settings/_parts/head-preview.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { savePictures } from '#app/desk/(staff)/settings/actions.ts'
import { pictureNames } from '#app/desk/(staff)/settings/settings-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { brandAddress } from '#lib/rules/settings/brand-address.ts'
import { type PicturePlace, picturePlaces } from '#lib/rules/settings/site-settings.ts'
import { ourSite } from '#lib/site.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSettings.picturesPage.logoAndIcon'),
})

const hints = (): Record<PicturePlace, string> => ({
  logoLight: staffWords('deskSettings.picturesPage.logoHint'),
  logoDark: staffWords('deskSettings.picturesPage.byNightLeftOut'),
  icon: staffWords('deskSettings.picturesPage.whatBrowsersShowBeside'),
})

const drops = { logoLight: 'dropLogoLight', logoDark: 'dropLogoDark', icon: 'dropIcon' } as const

export default function PicturesPage() {
  return (
    <SettingsPage
      title={staffWords('deskSettings.picturesPage.logoAndIcon')}
      where={staffWords('deskSettings.picturesPage.pictureHint')}
    >
      {kept => (
        <>
          <Card>
            <ActionForm act="change-site" action={savePictures} className="grid max-w-xl gap-6">
              <input type="hidden" name="seen" value={kept.version} />
              {picturePlaces.map(place => (
                <PictureField key={place} place={place} isThere={kept[place] !== undefined} />
              ))}
              <SubmitButton>{staffWords('deskSettings.picturesPage.save')}</SubmitButton>
            </ActionForm>
          </Card>
          <Part title={staffWords('deskSettings.picturesPage.whatItLooksLike')}>
            <HeadPreview site={ourSite()} />
            {kept.icon ? (
              <p className="flex items-center gap-3">
                {/* biome-ignore lint/performance/noImgElement: it is kept and served by ourselves, small as it is */}
                <img src={brandAddress(kept.icon)} alt="" width={32} height={32} className="size-8" />
                {staffWords('deskSettings.picturesPage.theIcon')}
              </p>
            ) : null}
          </Part>
        </>
      )}
    </SettingsPage>
  )
}

function PictureField({ place, isThere }: { place: PicturePlace; isThere: boolean }) {
  return (
    <div className="grid gap-1">
      <label className="grid gap-1">
        <span className="text-sm font-semibold">{pictureNames()[place]}</span>
        <input type="file" name={place} accept="image/png,image/svg+xml" className="field" />
        <span className="text-sm text-soft">{hints()[place]}</span>
      </label>
      {isThere ? (
        <CheckField
          label={staffWords('deskSettings.picturesPage.removePicture')}
          name={drops[place]}
          isChecked={false}
        />
      ) : null}
    </div>
  )
}
