'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { MenuLink } from '@/lib/menu-links'

export function Menu({ product, links }: { product: string; links: MenuLink[] }) {
  const here = usePathname()
  return (
    <header className="masthead">
      <div className="wrap">
        <Link className="brand" href="/">
          {product}
        </Link>
        <nav aria-label="Main">
          {links.map((it) => (
            <Link href={it.path} key={it.path} aria-current={here === it.path ? 'page' : undefined}>
              {it.label}
            </Link>
          ))}
        </nav>
      </div>
    </header>
  )
}
