import assert from 'node:assert/strict'
import test from 'node:test'
import { built } from '../tools/testing.mjs'

const site = await built()
const page = site.page('/{{kebab}}/')
const items = JSON.parse(await site.file('data/{{kebab}}.json'))

test('the page is headed by what it shows and is in the menu', () => {
  assert.equal(page.headings[0].text, '{{title}}')
  assert.ok(page.links.includes('/{{kebab}}/'))
})

test('every field of {{a_singular}} has a column', () => {
  assert.deepEqual(page.all('th').map(it => it.text), [{{labels}}])
})

test('each {{singular}} is shown with its values', () => {
  const rows = page.all('tr').slice(1)
  assert.equal(rows.length, items.length)
  items.forEach((item, i) => {
    for (const name of [{{names}}]) assert.ok(rows[i].text.includes(item[name]), `${name} of {{singular}} ${i + 1}`)
  })
})

test('a visitor can ask about {{a_singular}}', () => {
  const [form] = page.all('form')
  assert.match(form.attributes.action, /^(mailto:|https:)/)
  assert.deepEqual(page.elements.filter(it => ['input', 'textarea'].includes(it.name)).map(it => it.attributes.name), ['email', 'message'])
})
