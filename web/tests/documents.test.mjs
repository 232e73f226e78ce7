// A document from upload to the public version, by two people: without scripts, read by axe.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { path, step, text, tick, visits } from './visits.mjs';
import { next } from './walk.mjs';

const letter = `Verslag van een gesprek

Mevrouw F. Kwikstaart belde over haar aanvraag. Kwikstaart heeft BSN 999990019 en heeft astma.

De afdeling vindt deze regeling niet verstandig. Het geld is op.
`;

const { arrive, choose, leave, looksGood: good } = visits();

/** What lies at an address beside the page that is open, for the same person. */
async function fetched(guest, address) {
  const cookies = await guest.page.browserContext().cookies();
  const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
  return fetch(new URL(address, guest.page.url()), { headers: { cookie } });
}

test('one person judges, another checks, and what had to go is gone', async () => {
  const lieke = await arrive('demo-lieke');
  await lieke.go('/');
  await lieke.press('main a[href="/documenten"]');
  assert.match(await text(lieke), /D-\d{4}-00001/, 'the document of the demo');
  assert.doesNotMatch(await text(lieke), /De Vink/, 'no names on the list');
  await good(lieke, 'documenten');
  await lieke.press('main a[href="/documenten/nieuw"]');
  await good(lieke, 'document-nieuw');
  await lieke.press(next);
  assert.match(await text(lieke), /Kies een bestand/);
  await good(lieke, 'document-nieuw-fout');
  await choose(lieke, 'scan.pdf', '%PDF-1.7 kapot');
  await lieke.press(next);
  assert.match(await text(lieke), /beschadigd/, 'what cannot be read is told at its field');
  await choose(lieke, 'brief Kwikstaart.txt', letter);
  await lieke.page.type('textarea[name=namen]', 'Fatima Kwikstaart');
  await lieke.press(next);
  const own = path(lieke);
  assert.match(own, /^\/documenten\/[0-9a-f]{32}$/);
  assert.match(await text(lieke), /belde over haar aanvraag/);
  await good(lieke, 'document-beoordelen');

  // All of one person at once; health by hand, with a reason that fits.
  await lieke.press('main button[value=weg-alle]');
  const health = await lieke.page.$$eval('.wb-judge__item', (items) =>
    items.find((item) => item.textContent.includes('Gezondheid')).id);
  await tick(lieke, `#${health} summary`);
  await lieke.press(`#${health} button[value=blijft]`);
  assert.match(await text(lieke), /Kies waarom dit mag blijven staan/);
  await good(lieke, 'document-oordeel-fout');
  for (let round = 0; round < 20 && (await lieke.page.$('main button[value=weg]')); round += 1) {
    await lieke.press('main button[value=weg]');
  }
  await lieke.page.type('input[name=woorden]', 'vindt deze regeling niet verstandig');
  await lieke.page.select('select[name=soort]', 'other');
  await lieke.page.select('select[name=grond]', '5.2');
  await lieke.press('main button[value=toevoegen]');
  assert.match(await text(lieke), /Zelf gemarkeerd/);
  await good(lieke, 'document-beoordeeld');
  await lieke.press(step('klaar'));
  assert.match(await text(lieke), /Een andere medewerker controleert/);
  assert.equal(await lieke.page.$(step('gecontroleerd')), null, 'not by the same person');
  await good(lieke, 'document-klaar');
  assert.equal((await fetched(lieke, `${own}/uitvoer/bestand`)).status, 409, 'nothing comes out yet');

  const yasmin = await arrive('demo-yasmin');
  await yasmin.go(own);
  await good(yasmin, 'document-controleren');
  await yasmin.press(step('terug'));
  assert.match(await text(yasmin), /Kies wat er niet klopt/);
  await tick(yasmin, 'input[value=missed]');
  await yasmin.press(step('terug'));
  await lieke.go(own);
  assert.match(await text(lieke), /Er moet nog iets weg/);
  await lieke.press(step('klaar'));
  await yasmin.go(own);
  await yasmin.press(step('gecontroleerd'));
  await good(yasmin, 'document-gecontroleerd');
  await lieke.go(own);
  await lieke.press(step('uitbrengen'));
  await good(lieke, 'document-openbaar');
  const output = await fetched(lieke, `${own}/uitvoer/bestand`);
  assert.match(output.headers.get('content-disposition'), /attachment; filename="D-\d{4}-\d{5}\.txt"/);
  const gone = await output.text();
  assert.doesNotMatch(gone, /Kwikstaart|999990019|astma|niet verstandig/);
  assert.match(gone, /\[persoon A\] 5\.1\.2e/);
  assert.match(gone, /Het geld is op/);
  const report = await (await fetched(lieke, `${own}/uitvoer/rapport`)).json();
  assert.equal(report.checked_by_a_person, true);
  assert.ok(report.documents[0].removed.some((one) => one.ground === '5.2'));

  // The FG sees how far it came; the policy opens no names for that.
  const fatma = await arrive('demo-fatma');
  assert.equal((await fatma.go(own)).status(), 403);
  assert.doesNotMatch(await text(fatma), /Kwikstaart/);
  assert.match(await text(fatma), /Openbare versie gemaakt/);
  await good(fatma, 'document-fg');
  for (const guest of [lieke, yasmin, fatma]) await leave(guest);
});
