import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Menu } from '@/components/menu'
import { menuLinks } from '@/lib/menu-links'
import { PRODUCT } from '@/lib/product'

export const metadata: Metadata = { title: { default: PRODUCT, template: `%s · ${PRODUCT}` } }

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <link rel="stylesheet" href="/static/style.css" />
      </head>
      <body>
        <Menu product={PRODUCT} links={menuLinks()} />
        <main className="wrap">{children}</main>
        <footer className="footer">
          <div className="wrap">{PRODUCT}</div>
        </footer>
      </body>
    </html>
  )
}
