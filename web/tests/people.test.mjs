// Each of the main jobs walked as its user: a resident, an employee, and the two in turn. Without scripts, read by axe.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort, startHouse, startIdentity } from './house.mjs';
import { path, step, text, tick, visits } from './visits.mjs';
import { next } from './walk.mjs';

const { arrive, choose, leave, looksGood: good, visit } = visits();

const links = (guest, start) =>
  guest.page.$$eval(`main a[href^="${start}"]`, (all) => all.map((link) => link.getAttribute('href')));

/** The selector of the field with this label. */
async function labelled(guest, words) {
  const id = await guest.page.evaluate(
    (wanted) => [...document.querySelectorAll('main label')].find((label) => label.textContent === wanted).htmlFor,
    words,
  );
  return `#${id}`;
}

/** The address of the file of the person with this number, for who is signed in. */
async function findFile(guest, bsn) {
  await guest.go('/dossiers');
  await guest.page.type('input[name=bsn]', bsn);
  await guest.press(next);
  return guest.page.$eval('tbody a', (link) => link.getAttribute('href'));
}

test('a resident asks, an employee takes more time and decides, and the resident reads the answer', async () => {
  const resident = await arrive('inwoner-2');
  await good(resident, 'inwoner-2-start');
  await resident.press('main .wb-actions a[href="/mijn"]');
  await good(resident, 'mijn');
  assert.match(await text(resident), /Toestemming voor Schuldhulpverlening/);
  assert.doesNotMatch(await text(resident), /Spreeuwenberg|999990020/, 'kinds of data, not what they say');
  await resident.press('main a[href="/mijn/verzoek"]');
  await good(resident, 'mijn-verzoek');
  await resident.press(next);
  await good(resident, 'mijn-verzoek-fout');
  await tick(resident, 'input[value=access]');
  await resident.page.type('textarea[name=tekst]', 'Ik wil weten wat jullie weten.');
  await resident.press(next);
  const own = path(resident);
  assert.match(own, /^\/mijn\/verzoek\/[0-9a-f]{32}$/);
  assert.match(await text(resident), /Nog \d+ dagen/);
  await good(resident, 'mijn-verzoek-loopt');

  const staff = await arrive('demo-bram');
  const desk = own.replace('/mijn/verzoek', '/verzoeken');
  await staff.go('/verzoeken');
  assert.ok((await links(staff, '/verzoeken/')).includes(desk), 'it is on the list');
  await good(staff, 'verzoeken');
  await staff.go(desk);
  await good(staff, 'verzoek');
  await staff.press(step('lezen'));
  assert.match(await text(staff), /Ik wil weten wat jullie weten/);
  await good(staff, 'verzoek-gelezen');
  await staff.go(desk);
  await staff.press(step('verlengen'));
  await good(staff, 'verzoek-verlengen-fout');
  await tick(staff, 'input[value=complex]');
  await staff.press(step('verlengen'));
  assert.match(await text(staff), /met meer tijd/);
  await resident.go(own);
  assert.match(await text(resident), /Meer tijd genomen/, 'the resident sees it, with the reason');
  assert.match(await text(resident), /ingewikkeld/);

  await staff.press(step('beslissen'));
  assert.match(await text(staff), /Toegewezen/);
  await good(staff, 'verzoek-besloten');
  await resident.go(own);
  assert.match(await text(resident), /WIL wijst uw verzoek toe/);
  await good(resident, 'mijn-verzoek-besluit');
  const cookie = (await resident.page.browserContext().cookies()).map((one) => `${one.name}=${one.value}`).join('; ');
  const letter = await fetch(`${resident.address}${own}/brief`, { headers: { cookie } });
  assert.equal(letter.headers.get('content-type'), 'application/pdf');
  assert.match(Buffer.from(await letter.arrayBuffer()).toString('latin1'), /^%PDF/);
  await resident.press(step('overzicht'));
  assert.match(await text(resident), /Theo Spreeuwenberg/);
  await good(resident, 'mijn-overzicht');
  await resident.go(own);
  assert.match(await text(resident), /Afgerond/);

  const other = await arrive('inwoner-1');
  assert.equal((await other.go(own)).status(), 404, 'of others nobody hears');
  assert.equal((await other.go(desk)).status(), 403);
  await good(other, 'inwoner-fout');
  await leave(other);
  await leave(resident);
  await leave(staff);
});

test('an employee writes a request down and looks at every stage', async () => {
  const staff = await arrive('demo-noor');
  await staff.go('/verzoeken/nieuw');
  await good(staff, 'verzoek-nieuw');
  await staff.page.type('input[name=bsn]', '123456789');
  await staff.press(next);
  await good(staff, 'verzoek-nieuw-fout');
  assert.match(await text(staff), /Kijk het nummer na/);
  await tick(staff, 'input[value=access]');
  await staff.page.type('input[name=bsn]', '999990032');
  await staff.press(next);
  assert.match(path(staff), /^\/verzoeken\/[0-9a-f]{32}$/);
  await staff.press(step('vragen'));
  assert.match(await text(staff), /Klok staat stil/);
  await good(staff, 'verzoek-wacht');
  await tick(staff, 'input[value=copy]');
  await staff.press(step('identiteit'));
  assert.match(await text(staff), /kan leiden tot fraude/, 'a copy is not needed');
  await good(staff, 'verzoek-kopie');
  // From a file the data can be chosen.
  const bram = await arrive('demo-bram');
  await bram.go(await findFile(bram, '999990019'));
  await bram.press('a[href*="?dossier="]');
  await good(bram, 'verzoek-uit-dossier');
  await tick(bram, 'input[value=rectification]');
  await bram.press(next);
  assert.match(await text(bram), /Kies over welke gegevens het gaat/);
  await good(bram, 'verzoek-uit-dossier-fout');
  await tick(bram, 'input[name=gegevens]');
  await bram.press(next);
  assert.match(path(bram), /^\/verzoeken\/[0-9a-f]{32}$/);
  await leave(bram);
  await leave(staff);
});

test('consent is given and taken back, and the next use is refused at once', async () => {
  const staff = await arrive('demo-bram');
  const file = await findFile(staff, '999990019');
  const kind = 'wat iemand door gezondheid niet of minder kan';
  const share = async () => {
    await staff.go(`${file}/delen`);
    await tick(staff, await labelled(staff, kind));
    await staff.page.select('select[name=ontvanger]', 'other_department');
    await staff.page.type('input[name=naam]', 'Schuldhulpverlening');
    await staff.page.select('select[name=doel]', 'WGS');
    await tick(staff, 'input[name=hoe]');
    for (const word of ['gecontroleerd', 'belast']) await tick(staff, `input[value=${word}]`);
    await staff.press(next);
    return text(staff);
  };
  assert.match(await share(), /toestemming/, 'nobody asked for this yet');

  await staff.go(file);
  await staff.press('main a[href^="/toestemmingen/"]');
  const ledger = path(staff);
  await good(staff, 'toestemmingen');
  await staff.press('main a[href*="verwerking=REG-01"]');
  await good(staff, 'toestemming-vragen');
  await staff.press('#vragen ~ form button[type=submit]');
  await good(staff, 'toestemming-vragen-fout');
  await tick(staff, await labelled(staff, kind));
  await staff.page.select('select[name=doel]', 'WGS');
  await staff.page.select('select[name=ontvanger]', 'other_department');
  for (const value of ['medical', 'nl', 'given', 'subject', 'form']) await tick(staff, `main input[value=${value}]`);
  for (const field of await staff.page.$$('select[name^=bewijs-]')) {
    const first = await field.$eval('option:nth-child(2)', (option) => option.value);
    await field.select(first);
  }
  await staff.press('#vragen ~ form button[type=submit]');
  assert.match(path(staff), new RegExp(`^${ledger}/[0-9a-f]{32}$`), await text(staff));
  await good(staff, 'toestemming-gegeven');
  assert.match(await share(), /vier uur per dag/, 'now it is handed over');
  await good(staff, 'delen-gegeven');

  // The person takes it back on their own page: as easy as giving it.
  const resident = await arrive('inwoner-1');
  await resident.go('/mijn');
  const given = await resident.page.$$('main form:has(input[name=toestemming])');
  assert.equal(given.length, 2, 'this one and one of the demo');
  await good(resident, 'mijn-toestemmingen');
  assert.match(await text(resident), /Schuldhulpverlening/, 'who received what');
  await resident.press('main form:has(input[name=toestemming]) button[type=submit]');
  assert.equal((await resident.page.$$('main form:has(input[name=toestemming])')).length, 1);
  assert.match(await share(), /toestemming/, 'refused at once');
  await good(staff, 'delen-ingetrokken');
  await leave(resident);
  await leave(staff);
});

test('what waited for a notice goes when the person was told', async () => {
  const staff = await arrive('demo-bram');
  const file = await findFile(staff, '999990020');
  const share = async () => {
    await staff.go(`${file}/delen`);
    await tick(staff, await labelled(staff, 'inkomen'));
    await staff.page.select('select[name=ontvanger]', 'uwv');
    await staff.page.select('select[name=doel]', 'PW');
    await tick(staff, 'input[name=hoe]');
    await staff.page.type('input[name=artikel]', 'Participatiewet 67');
    await tick(staff, 'input[value=obliges]');
    for (const word of ['gecontroleerd', 'belast']) await tick(staff, `input[value=${word}]`);
    await staff.press(next);
    return text(staff);
  };
  assert.match(await share(), /Informeer eerst de persoon/);
  await good(staff, 'delen-eerst-informeren');
  await staff.press('main a[href="/informeren"]');
  await good(staff, 'informeren');
  const cases = await links(staff, '/informeren/');
  assert.ok(cases.length >= 2);
  for (const [at, address] of cases.entries()) {
    await staff.go(address);
    if (at === 0) {
      await good(staff, 'informeren-een');
      await staff.press(step('verteld'));
      await good(staff, 'informeren-fout');
    }
    await staff.go(address);
    if (!(await staff.page.$(step('verteld')))) continue;
    await tick(staff, 'input[value=letter]');
    await staff.press(step('verteld'));
    assert.match(await text(staff), /Geïnformeerd op/);
    if (at === 0) await good(staff, 'informeren-gedaan');
  }
  assert.match(await share(), /tuincentrum/, 'now it is handed over');
  await leave(staff);
});

test('minutes are looked through, cleaned and archived', async () => {
  const staff = await arrive('demo-noor');
  await staff.go('/verslagen');
  await good(staff, 'verslagen');
  await staff.press('tbody a[href^="/verslagen/"]');
  assert.match(await text(staff), /Kan nog niet weg/);
  await good(staff, 'verslag-demo');
  await staff.go('/verslagen/nieuw');
  await good(staff, 'verslag-nieuw');
  await staff.press(next);
  assert.match(await text(staff), /Kies een bestand of plak de tekst/);
  await good(staff, 'verslag-nieuw-fout');
  await staff.page.type('textarea[name=tekst]', 'Klant mevrouw Zilvermeeuw uit Benschop belde. In Cabauw wonen 3 statushouders.');
  await tick(staff, 'input[value=ja]');
  await staff.press(next);
  const own = path(staff);
  assert.match(own, /^\/verslagen\/[0-9a-f]{32}$/);
  assert.equal(await staff.page.$(step('archived')), null, 'no way out while somebody is in it');
  assert.ok((await staff.page.$$('mark')).length >= 2, 'what was found is marked');
  await good(staff, 'verslag-tegengehouden');
  await staff.press(step('weghalen'));
  assert.match(await text(staff), /Niemand gevonden/);
  assert.doesNotMatch(await text(staff), /Zilvermeeuw/);
  await good(staff, 'verslag-schoon');
  await staff.press(step('archived'));
  assert.match(await text(staff), /Bewaren tot en met .*19\.1\.11/);
  await good(staff, 'verslag-gearchiveerd');
  await staff.press('.wb-language');
  await good(staff, 'verslag-english');
  await staff.press('.wb-language');

  // A picture is for a person to look at.
  await staff.go('/verslagen/nieuw');
  await choose(staff, 'verslag.html', '<p>Verslag van het overleg. Er is niets besloten.</p><img src="logo.png">');
  await tick(staff, 'input[value=nee]');
  await staff.press(next);
  assert.match(await text(staff), /Er staan plaatjes in het verslag/);
  assert.equal(await staff.page.$(step('archived')), null, 'no way out while nobody looked');
  await good(staff, 'verslag-plaatjes');
  await staff.press(step('bekeken'));
  assert.match(await text(staff), /Wie het verslag inbracht, heeft de plaatjes bekeken/);
  await good(staff, 'verslag-plaatjes-bekeken');
  await staff.press(step('archived'));
  await leave(staff);
});

test('anyone reads what WIL does with data', async () => {
  const guest = await arrive();
  await guest.go('/informatie');
  await good(guest, 'informatie');
  const all = await links(guest, '/informatie/');
  assert.ok(all.length >= 10);
  await guest.go(all[0]);
  await good(guest, 'informatie-een');
  await guest.press('.wb-language');
  await good(guest, 'informatie-english');
  await leave(guest);
});

for (const person of ['inwoner-1', 'inwoner-2', 'demo-bram', 'demo-mehmet', 'demo-samira']) {
  test(`every link on the pages of ${person} opens`, async () => {
    const guest = await arrive(person);
    const waiting = ['/'];
    const seen = new Set();
    while (waiting.length) {
      const address = waiting.shift();
      const kind = address.replace(/[?#].*/, '').replace(/[0-9a-f-]{32,36}|\/\d[\d.]*/g, '*').replace(/^\/register\/[^/]+/, '/register/*');
      if (seen.has(kind)) continue;
      seen.add(kind);
      const response = await guest.go(address);
      assert.equal(response.status(), 200, address);
      if (!/html/.test(response.headers()['content-type'])) continue;
      await good(guest, `${person}${kind.replace(/[^a-z0-9.]+/gi, '-')}`.slice(0, 80));
      const found = await guest.page.$$eval('a[href^="/"]', (all) => all.map((link) => link.getAttribute('href')));
      for (const href of found) {
        const plain = href.replace(/#.*/, '');
        if (!/^\/(taal|static|aanmelden)|\/bewijs$|\/brief$|format|export|uitvoer|\/bestand$|\.(json|csv|jsonld)/.test(plain)) waiting.push(plain);
      }
    }
    await leave(guest);
  });
}

test('a resident asks with the keyboard alone', async () => {
  const guest = await arrive('inwoner-2');
  const { page } = guest;
  await guest.go('/mijn/verzoek');
  const tabTo = async (selector) => {
    for (let at = 0; at < 80; at += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.notEqual(outline, 'none', `${selector}: the focus is seen`);
        return;
      }
    }
    assert.fail(`the Tab key never comes to ${selector}`);
  };
  await tabTo('input[name=recht]');
  await page.keyboard.press('Space');
  await tabTo('main form button[type=submit]');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.match(path(guest), /^\/mijn\/verzoek\/[0-9a-f]{32}$/);
  await leave(guest);
});

test('residents and staff sign in at an identity provider', async () => {
  const port = await freePort();
  let identity;
  const prepare = async (data) => {
    identity = await startIdentity(data, port);
  };
  const real = await startHouse([], { port, prepare });
  try {
    // Each in a browser of their own: the provider too remembers who signed in.
    const enter = async (audience, account, acr) => {
      await identity.choose(account, acr);
      const guest = await visit(real);
      await guest.go('/aanmelden');
      if (acr) await good(guest, 'aanmelden-elders');
      await guest.press(`main a[href*="bij=${audience}"]`);
      return guest;
    };
    const weak = await enter('residents', 'resident', 'low');
    assert.match(await text(weak), /sterker aanmelden/);
    await good(weak, 'aanmelden-te-zwak');
    await weak.end();
    const unknown = await enter('staff', 'nobody');
    assert.match(await text(unknown), /Wij kennen u hier nog niet/);
    await good(unknown, 'aanmelden-onbekend');
    await unknown.end();
    const resident = await enter('residents', 'resident');
    assert.equal(path(resident), '/');
    await resident.go('/mijn');
    assert.match(await text(resident), /bewaart WIL geen gegevens/);
    await good(resident, 'mijn-leeg');
    await resident.end();
  } finally {
    identity?.stop();
    await real.stop();
  }
});
