import assert from 'node:assert/strict'
import test from 'node:test'
import { built } from '../tools/testing.mjs'

const site = await built()
const page = site.page('/')

test('the home page names the product and says what it is for', async () => {
  const { name } = JSON.parse(await (await import('node:fs/promises')).readFile('site/site.json', 'utf8'))
  assert.equal(page.headings[0].text, name)
  assert.ok(page.text.includes({{tagline_literal}}))
})

test('it leads to every page of what the site shows', () => {
  for (const address of [{{addresses}}].filter(it => site.addresses.includes(it))) {
    assert.ok(page.elements.some(it => it.attributes.class === 'card' && it.attributes.href === address), address)
  }
})
