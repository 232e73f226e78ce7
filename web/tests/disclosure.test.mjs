// A request for public information, walked by who asks, who handles it and who decides. Without scripts, read by axe.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { step, text, tick, visits } from './visits.mjs';
import { next } from './walk.mjs';

const { arrive, leave, looksGood: good } = visits();

test('anyone asks for information, the officer judges, the board decides, and everyone can read it', async () => {
  const anyone = await arrive();
  await anyone.go('/openbaarheid');
  await good(anyone, 'woo-openbaarheid');
  await anyone.press('main a[href="/openbaarheid/verzoek"]');
  await good(anyone, 'woo-verzoek');
  await anyone.press(next);
  await good(anyone, 'woo-verzoek-fout');
  await anyone.page.type('textarea[name=vraag]', 'Het beleid voor bijzondere bijstand.');
  await anyone.page.type('input[name=naam]', 'Grutto');
  await anyone.page.type('input[name=contact]', 'grutto@voorbeeld.example');
  await anyone.press(next);
  await good(anyone, 'woo-ontvangen');
  const [number, code] = await anyone.page.$$eval('main code', (all) => all.map((one) => one.textContent));

  const officer = await arrive('demo-lieke');
  await officer.go('/woo-verzoeken');
  await good(officer, 'woo-lijst');
  const address = await officer.page.$$eval(
    'main tbody a',
    (all, wanted) => all.find((link) => link.textContent === wanted).getAttribute('href'),
    number,
  );
  await officer.go(address);
  await good(officer, 'woo-een');
  await officer.press(step('lezen'));
  await good(officer, 'woo-gelezen');
  assert.match(await text(officer), /Grutto/);
  await officer.press(step('beoordelen'));
  await good(officer, 'woo-beoordelen-fout');
  await tick(officer, 'input[name=over][value=matter]');
  await officer.press(step('beoordelen'));
  await good(officer, 'woo-in-behandeling');
  await officer.go(`${address}/documenten`);
  await officer.page.type('input[name=titel]', 'Nota bijzondere bijstand');
  await officer.page.type('input[name=datum]', '2-1-2026');
  await officer.press(step('toevoegen'));
  await good(officer, 'woo-documenten');
  await officer.go(`${address}/documenten/1`);
  await good(officer, 'woo-document');
  await tick(officer, 'input[name=oordeel][value=open]');
  await tick(officer, 'input[name=opgeschort]');
  await officer.press(`${step(`oordeel-1`)}:not([name])`);
  await good(officer, 'woo-beoordeeld');
  await officer.go(address);
  await officer.page.type('textarea[name=samenvatting]', 'Het beleid voor bijzondere bijstand.');
  await officer.press(step('voorleggen'));
  await good(officer, 'woo-voorgelegd');

  const board = await arrive('demo-ruben');
  await board.go(address);
  await good(board, 'woo-bestuur');
  await board.press(step('besluiten'));
  await good(board, 'woo-besloten');
  await officer.go(address);
  await officer.press(step('openbaar-maken'));
  await good(officer, 'woo-bekendmaken-fout');
  await tick(officer, 'input[name=voor-altijd]');
  await officer.press(step('openbaar-maken'));
  await good(officer, 'woo-bekendgemaakt');

  // The document waited; it is released after the rest, as knowingly.
  await officer.go(`${address}/documenten/1`);
  await good(officer, 'woo-wacht');
  await officer.press(step('alsnog'));
  assert.match(await text(officer), /Zet een vinkje als u weet/);
  await good(officer, 'woo-wacht-fout');
  await tick(officer, 'input[name=voor-altijd]');
  await officer.press(step('alsnog'));
  assert.doesNotMatch(await text(officer), /Opgeschort/);

  await anyone.go('/openbaarheid');
  assert.match(await text(anyone), new RegExp(number));
  await anyone.press('main tbody a');
  await good(anyone, 'woo-register');
  assert.doesNotMatch(await text(anyone), /Grutto/);
  await anyone.go('/openbaarheid/volgen');
  await good(anyone, 'woo-volgen');
  await anyone.page.type('input[name=nummer]', number);
  await anyone.page.type('input[name=code]', code);
  await anyone.press(next);
  await good(anyone, 'woo-stand');
  for (const guest of [anyone, officer, board]) await leave(guest);
});
