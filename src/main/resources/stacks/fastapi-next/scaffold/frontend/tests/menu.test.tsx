import { render, screen } from '@testing-library/react'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Menu } from '@/components/menu'
import { menuLinks } from '@/lib/menu-links'

vi.mock('next/navigation', () => ({ usePathname: () => '/orders' }))

test('pages with a menu.json are in the menu', () => {
  const folder = mkdtempSync(join(tmpdir(), 'app'))
  for (const name of ['orders', 'beans', 'hidden']) mkdirSync(join(folder, name))
  for (const name of ['orders', 'beans']) writeFileSync(join(folder, name, 'menu.json'), JSON.stringify({ label: name.toUpperCase() }))
  expect(menuLinks(folder)).toEqual([
    { label: 'BEANS', path: '/beans' },
    { label: 'ORDERS', path: '/orders' },
  ])
})

test('the menu says where one is', () => {
  render(<Menu product="Bean" links={[{ label: 'Orders', path: '/orders' }, { label: 'Beans', path: '/beans' }]} />)
  expect(screen.getByText('Orders').getAttribute('aria-current')).toBe('page')
  expect(screen.getByText('Beans').getAttribute('aria-current')).toBeNull()
})
