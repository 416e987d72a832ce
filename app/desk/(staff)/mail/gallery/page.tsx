import type { Metadata } from 'next'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { MailFrame } from '#app/_components/desk/mail-frame.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type SampleMail, showGallery } from '#lib/flows/sending/show-gallery.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskMail.galleryPage.allOurMails') })

export default async function GalleryPage() {
  await requireStaff()
  const samples = await showGallery()
  return (
    <>
      <Headline>{staffWords('deskMail.galleryPage.allMails', { samples: samples.length })}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskMail.galleryPage.withMadeUpFacts')}</p>
      <nav aria-label={staffWords('deskMail.galleryPage.mails')} className="mt-4">
        <ul className="flex flex-wrap gap-x-5">
          {samples.map(({ name }) => (
            <li key={name}>
              <a href={`#${anchorOf(name)}`} className="nav-link">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {samples.map(sample => (
        <SampleView key={sample.name} sample={sample} />
      ))}
    </>
  )
}

function SampleView({ sample: { name, subject, html, text, headers } }: { sample: SampleMail }) {
  return (
    <Part title={name} id={anchorOf(name)}>
      <p className="font-semibold wrap-anywhere">{subject}</p>
      <div className="grid gap-3 lg:grid-cols-2">
        <MailFrame
          title={staffWords('deskMail.galleryPage.nameLight', { name })}
          html={inScheme(html, 'light')}
        />
        <MailFrame
          title={staffWords('deskMail.galleryPage.nameDark', { name })}
          html={inScheme(html, 'dark')}
        />
      </div>
      <details>
        <summary className="min-h-11 cursor-pointer py-2">
          {staffWords('deskMail.galleryPage.plainAndHeaders')}
        </summary>
        <pre className="rounded-lg border border-line bg-card px-4 py-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {text}
        </pre>
        <pre className="mt-3 rounded-lg border border-line bg-card px-4 py-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {Object.entries(headers)
            .map(([header, value]) => `${header}: ${value}`)
            .join('\n') || staffWords('deskMail.galleryPage.noHeadersOfOur')}
        </pre>
      </details>
    </Part>
  )
}

function anchorOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}

/** The mail as a mailbox in this scheme shows it, whatever the reader's own is. */
function inScheme(html: string, scheme: 'light' | 'dark'): string {
  return html
    .replaceAll('@media (prefers-color-scheme: dark)', scheme === 'dark' ? '@media all' : '@media not all')
    .replaceAll('color-scheme: light dark', `color-scheme: ${scheme}`)
}
