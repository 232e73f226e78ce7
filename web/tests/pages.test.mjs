// The pages in a real browser: read by axe at two widths, walked without scripts and with the keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHouse } from './house.mjs';
import { visits } from './visits.mjs';
import { answerAll, beginTopic, fill, next, question, rule } from './walk.mjs';

const { arrive, drafted, leave, looksGood, log } = visits({ draft: true });
const titles = new Map();

async function good(guest, name) {
  const title = await looksGood(guest, name);
  const { pathname } = new URL(guest.page.url());
  const page = pathname.replace(/[0-9a-f]{32}/, '*');
  const plain = title.replace(/^Fout: /, '');
  const other = titles.get(plain);
  // One address can show several steps; two addresses never share a title.
  assert.ok(!other || other === page, `title “${plain}” is on ${other} and on ${page}`);
  titles.set(plain, page);
}

test('before signing in', async () => {
  const guest = await arrive();
  for (const [path, name] of [['/', 'welkom'], ['/aanmelden', 'aanmelden'], ['/over', 'over'], ['/toegankelijkheid', 'toegankelijkheid'], ['/taal', 'taal'], ['/beleid', 'beleid']]) {
    const response = await guest.go(path);
    assert.equal(response.status(), 200, path);
    await good(guest, name);
  }
  await guest.go('/mag-dit');
  assert.equal(new URL(guest.page.url()).pathname, '/aanmelden', 'a page for staff leads to the sign-in page');
  await guest.press('main button[type=submit]');
  await good(guest, 'aanmelden-fout');
  await leave(guest);
});

test('errors are full pages', async () => {
  const guest = await arrive('demo-noor');
  for (const [path, status, name] of [['/bestaat-niet', 404, 'fout-404'], ['/afmelden', 405, 'fout-405'], ['/beleid/9.9', 404, 'fout-beleid'], [`/uitspraken/${'0'.repeat(32)}`, 404, 'fout-uitspraak'], ['/journaal/999999', 404, 'fout-regel'], ['/journaal/abc', 400, 'fout-onleesbaar'], ['/static/weg.css', 404, 'fout-bestand']]) {
    const response = await guest.go(path);
    assert.equal(response.status(), status, path);
    assert.match(await guest.page.content(), /wb-footer/, path);
    // These share one title on purpose: there is one such page.
    await looksGood(guest, name);
  }
  await leave(guest);
});

test('forms of others, and forms sent twice, do nothing', async () => {
  const guest = await arrive('demo-bram');
  // The fictional files were made by rulings too.
  await guest.go('/uitspraken');
  const before = (await guest.page.$$('tbody tr')).length;
  await beginTopic(guest, 'minutes');
  await guest.page.$eval('main input[name=formulier]', (field) => field.setAttribute('value', '1.2.3'));
  await guest.press(next);
  assert.match(await guest.page.$eval('h1', (heading) => heading.textContent), /niet van ons/);
  await looksGood(guest, 'fout-formulier');

  const { verdict } = await rule(guest, 'minutes');
  assert.match(verdict, /Nee/);
  const ruling = guest.page.url();
  await guest.page.goBack();
  await guest.press(next);
  assert.equal(guest.page.url(), ruling, 'asking for the ruling again leads to the one there is');
  await guest.go('/uitspraken');
  assert.equal((await guest.page.$$('tbody tr')).length, before + 1, 'one ruling, not two');
  await leave(guest);
});

test('a first form with mistakes', async () => {
  const guest = await arrive('demo-noor');
  await guest.go('/mag-dit');
  await good(guest, 'mag-dit');
  await guest.press('button[value="sharing_inside"]');
  await good(guest, 'eerste-vragen');
  await guest.press(next);
  assert.match(await guest.page.title(), /^Fout: /);
  await good(guest, 'eerste-vragen-fout');
  const links = await guest.page.$$eval('.wb-errors a', (all) => all.map((link) => link.getAttribute('href')));
  for (const href of links) assert.ok(await guest.page.$(href), `${href} is on the page`);
  await guest.press('button[name=erbij]');
  assert.equal((await guest.page.$$('.wb-thing')).length, 2);
  await guest.press('button[name=weg][value="0"]');
  assert.equal((await guest.page.$$('.wb-thing')).length, 1);
  await leave(guest);
});

test('the diagnosis that a colleague asks for', async () => {
  const guest = await arrive('demo-noor');
  let first = true;
  const { verdict, paths } = await rule(guest, 'medical', {}, async () => {
    if (!first) return;
    first = false;
    await good(guest, 'vraag');
    await guest.press(next);
    assert.match(await guest.page.title(), /^Fout: /, 'an empty answer is a mistake');
    await good(guest, 'vraag-fout');
  });
  assert.match(verdict, /Nee, dit mag niet/);
  assert.ok(paths.length > 0);
  await good(guest, 'uitspraak-nee');
  const policy = await guest.page.$$eval('.wb-reason a', (links) => links.map((link) => link.getAttribute('href')));
  assert.ok(policy.some((href) => href.startsWith('/beleid/6.9#n-6.9-')), policy.join(' '));
  const [entry] = await guest.page.$$eval('a[href^="/journaal/"]', (links) => links.map((link) => link.getAttribute('href')));
  await guest.go(entry);
  await good(guest, 'journaal-regel');
  const cookie = (await guest.page.browserContext().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const proof = await fetch(`${guest.address}${entry}/bewijs`, { headers: { cookie } }).then((answer) => answer.json());
  assert.ok(proof.proof.length >= 1 && proof.checkpoint.includes('waarborg.example'));
  await leave(guest);
});

test('with consent it may, and going back changes the answer', async () => {
  const guest = await arrive('demo-noor');
  const consent = { 'consent.status': 'given', 'consent.by': 'subject', exemption_avg: '9(2)(a)', 'secrecy.exception': 'written_no_objection', same_matter: 'false' };
  await beginTopic(guest, 'medical', consent);
  await guest.press(next);
  await answerAll(guest, consent);
  await good(guest, 'nakijken');
  await guest.press('button[name=wijzig][value="vraag:evident.danger"]');
  assert.equal(await question(guest.page), 'evident.danger');
  assert.equal(await guest.page.$eval('input[name="evident.danger"]:checked', (field) => field.value), 'none', 'the old answer is there');
  await good(guest, 'wijzigen');
  await guest.press(next);
  await answerAll(guest, consent);
  await guest.press(next);
  const verdict = await guest.page.$eval('h1', (heading) => heading.textContent);
  assert.match(verdict, /Ja, dit mag onder voorwaarden/);
  assert.ok((await guest.page.$$('.wb-checklist__item')).length >= 3);
  await good(guest, 'uitspraak-ja');
  await leave(guest);
});

test('not knowing is never a yes', async () => {
  const guest = await arrive('demo-noor');
  await beginTopic(guest, 'sharing_outside', { 'recipient.kind': 'uwv', soort: 'financial' });
  await guest.press(next);
  for (let path = await question(guest.page); path; path = await question(guest.page)) {
    const unknown = (await guest.page.$('main button[name="weet-niet"]')) ?? null;
    if (unknown) {
      await guest.press('main button[name="weet-niet"]');
    } else {
      await guest.page.click('main form input[value="?"]');
      await guest.press(next);
    }
  }
  await good(guest, 'nakijken-open');
  await guest.press(next);
  assert.match(await guest.page.$eval('h1', (heading) => heading.textContent), /nog niet te zeggen/);
  await good(guest, 'uitspraak-open');
  await leave(guest);
});

for (const [topic, person, answers, name] of [
  ['retention', 'demo-hugo', {}, 'bewaren'],
  ['resident_request', 'demo-lieke', {}, 'inwoner'],
  ['public_request', 'demo-lieke', { soort: 'ordinary' }, 'woo'],
  ['transfer', 'demo-joost', { soort: 'ordinary' }, 'buitenland'],
  ['enforcement', 'demo-samira', { soort: 'financial' }, 'handhaving'],
  ['publication', 'demo-lieke', { soort: 'ordinary' }, 'openbaar'],
  ['use', 'demo-bram', { soort: 'bsn' }, 'vastleggen'],
  ['informing', 'demo-bram', {}, 'informeren'],
  ['new_processing', 'demo-joost', {}, 'nieuw'],
  ['agreement', 'demo-mehmet', {}, 'afspraak'],
  ['breach', 'demo-noor', {}, 'datalek'],
]) {
  test(`topic ${topic} comes to a ruling`, async () => {
    const guest = await arrive(person);
    let seen = 0;
    const { verdict } = await rule(guest, topic, answers, async () => {
      seen += 1;
      if (seen === 2) await good(guest, `${name}-vraag`);
    });
    assert.ok(verdict.length > 5);
    await good(guest, `${name}-uitspraak`);
    await leave(guest);
  });
}

test('names go nowhere they should not', async () => {
  const guest = await arrive('demo-noor');
  const canary = 'Kanarie Zonderveer';
  const addresses = [];
  guest.page.on('request', (request) => addresses.push(request.url()));
  await guest.go('/mag-dit');
  await guest.press('button[value="medical"]');
  await guest.page.type('input[name="dingen[0].naam"]', canary);
  await guest.press('button[name=erbij]');
  for (const address of addresses) assert.ok(!/kanarie|zonderveer/i.test(decodeURIComponent(address)), address);
  assert.ok(!/kanarie|zonderveer/i.test(log()), 'not in the log either');
  await leave(guest);
});

test('the keyboard alone is enough', async () => {
  const guest = await arrive('demo-noor');
  const { page } = guest;
  const active = (read) => page.evaluate(read);
  const tabTo = async (test_, argument) => {
    for (let at = 0; at < 120; at += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(test_, argument)) return;
    }
    assert.fail(`the Tab key never comes to ${argument}`);
  };
  const isNext = () => document.activeElement.matches('main form .wb-actions button.utrecht-button--primary-action');
  await guest.go('/mag-dit');
  await page.keyboard.press('Tab');
  assert.equal(await active(() => document.activeElement.getAttribute('href')), '#inhoud', 'first comes the skip link');
  await tabTo((value) => document.activeElement.value === value, 'minutes');
  assert.notEqual(await active(() => getComputedStyle(document.activeElement).outlineStyle), 'none', 'the focus is seen');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  for (let step = 0; step < 40 && (await question(page)); step += 1) {
    const names = await page.$$eval('main form input:is([type=radio],[type=checkbox])', (fields) => [...new Set(fields.map((field) => field.name))]);
    for (const name of names) {
      await tabTo((wanted) => document.activeElement.name === wanted, name);
      await page.keyboard.press('Space');
    }
    const boxes = await page.$$eval('main form input.utrecht-textbox:not([name$=".anders"]):not([name$=".naam"])', (fields) => fields.map((field) => field.name));
    for (const name of boxes) {
      await tabTo((wanted) => document.activeElement.name === wanted, name);
      await page.keyboard.type('44');
    }
    await tabTo(isNext, 'the button that goes on');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  }
  await tabTo(isNext, 'the button that asks for the ruling');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Space')]);
  assert.match(page.url(), /\/uitspraken\/[0-9a-f]{32}$/);
  await leave(guest);
});

test('English is one press away and stays', async () => {
  const guest = await arrive('demo-noor');
  await guest.go('/mag-dit');
  await guest.press('.wb-language');
  assert.equal(await guest.page.$eval('html', (html) => html.lang), 'en');
  await good(guest, 'english');
  await guest.press('button[value="minutes"]');
  assert.match(await guest.page.$eval('h1', (heading) => heading.textContent), /Minutes/);
  await good(guest, 'english-first');
  await leave(guest);
});

for (const person of ['demo-fatma', 'demo-noor', 'demo-ruben', 'demo-anouk', 'demo-hugo', 'demo-lieke', 'demo-joost']) {
  test(`every page that ${person} can reach`, async () => {
    const guest = await arrive(person);
    const waiting = ['/'];
    const seen = new Map();
    while (waiting.length) {
      const path = waiting.shift();
      // Two of a kind are enough: ids, numbers and paragraphs stand for all others.
      const kind = path.replace(/[?#].*/, '').replace(/[0-9a-f-]{32,36}|\/\d[\d.]*/g, '*').replace(/^\/register\/[^/]+/, '/register/*');
      const count = seen.get(kind) ?? 0;
      if (count >= 2) continue;
      seen.set(kind, count + 1);
      const response = await guest.go(path);
      assert.equal(response.status(), 200, path);
      if (!/html/.test(response.headers()['content-type'])) continue;
      await good(guest, `${person}${path.replace(/[^a-z0-9.]+/gi, '-')}`.slice(0, 80));
      const links = await guest.page.$$eval('a[href^="/"]', (all) => all.map((link) => link.getAttribute('href')));
      for (const href of links) {
        const plain = href.replace(/#.*/, '');
        if (!/^\/(taal|static|aanmelden)|\/bewijs$|\/brief$|format|export|uitvoer|\/bestand$|\.(json|csv|jsonld)/.test(plain) && !waiting.includes(plain)) waiting.push(plain);
      }
    }
    assert.ok(seen.size >= 6, [...seen.keys()].join(' '));
    await leave(guest);
  });
}

test('a version of the policy is advised on and adopted', async () => {
  await drafted();
  const address = '/beleid/versies/2';
  const officer = await arrive('demo-fatma');
  await officer.go('/beleid/versies');
  await good(officer, 'versies');
  await officer.go(address);
  await good(officer, 'versie-concept');
  await officer.press('main form:has(input[value=advies]) button[type=submit]');
  await good(officer, 'versie-advies-fout');
  await officer.page.click('input[value="negative"]');
  await officer.page.type('textarea[name=advies]', 'Niemand heeft de beloften laten bewijzen.');
  await officer.press('main form:has(input[value=advies]) button[type=submit]');
  assert.equal(new URL(officer.page.url()).pathname, address);
  await leave(officer);

  const board = await arrive('demo-ruben');
  await board.go(address);
  await good(board, 'versie-besluit');
  await board.page.click('input[value="adopt"]');
  await board.press('main form:has(input[value=besluit]) button[type=submit]');
  await good(board, 'versie-besluit-fout');
  await board.page.type('textarea[name=motivering]', 'De regels zijn dezelfde als die van versie 1.');
  await board.press('main form:has(input[value=besluit]) button[type=submit]');
  assert.match(await board.page.$eval('main', (main) => main.textContent), /Geldt nu/);
  await good(board, 'versie-vastgesteld');
  await board.go('/beleid');
  assert.match(await board.page.$eval('main', (main) => main.textContent), /2026\.1\+/);
  await leave(board);
});

test('the desk: instruction, assignments, the own account', async () => {
  const fresh = await arrive('demo-wim');
  assert.equal(new URL(fresh.page.url()).pathname, '/instructie');
  await good(fresh, 'instructie');
  await fresh.press('main form button[type=submit]');
  await good(fresh, 'instructie-fout');
  await fresh.page.click('input[name=gelezen]');
  await fresh.page.click('input[name=geheim]');
  await fresh.press('main form button[type=submit]');
  assert.equal(new URL(fresh.page.url()).pathname, '/');
  await fresh.go('/account');
  await good(fresh, 'account');
  await leave(fresh);

  const head = await arrive('demo-mehmet');
  await head.go('/toewijzingen');
  await good(head, 'toewijzingen');
  await head.press('main form[action="/toewijzingen"] button[type=submit]');
  await good(head, 'toewijzingen-fout');
  await leave(head);

  const resident = await arrive('inwoner-1');
  await good(resident, 'inwoner-start');
  await leave(resident);
});

test('without the demo one signs in with a password and a code', async () => {
  const bare = await startHouse([]);
  try {
    const guest = await arrive(null, bare);
    await guest.go('/aanmelden');
    await looksGood(guest, 'aanmelden-wachtwoord');
    await guest.press('main form button[type=submit]');
    await looksGood(guest, 'aanmelden-wachtwoord-fout');
    await guest.go('/uitnodiging');
    await looksGood(guest, 'uitnodiging');
    await leave(guest);
  } finally {
    await bare.stop();
  }
});

test('files: find, open with a permit, be refused, add and share', async () => {
  const guest = await arrive('demo-bram');
  await guest.go('/dossiers');
  await good(guest, 'dossiers');
  await guest.page.type('input[name=bsn]', '123');
  await guest.press(next);
  await good(guest, 'dossiers-fout');
  await guest.go('/dossiers');
  await guest.page.type('input[name=bsn]', '999990019');
  await guest.press(next);
  assert.match(await guest.page.content(), /1 dossier gevonden/);
  assert.doesNotMatch(await guest.page.content(), /de Vink|999990019/, 'a list shows no name and no number');
  const file = await guest.page.$eval('tbody a', (link) => link.getAttribute('href'));
  await guest.go(file);
  await good(guest, 'dossier');
  assert.doesNotMatch(await guest.page.content(), /de Vink/, 'nothing is open yet');
  for (const box of await guest.page.$$('input[name=open]')) await box.click();
  await guest.page.click('input[value=task]');
  await guest.press(next);
  assert.match(await guest.page.content(), /Marja de Vink/);
  await good(guest, 'dossier-open');
  await guest.go(file);
  await guest.page.click('input[name=open]');
  await guest.page.click('input[value=figures]');
  await guest.press(next);
  assert.match(await guest.page.content(), /Noem dan geen personen/);
  await good(guest, 'dossier-geweigerd');
  await guest.go(`${file}/toevoegen`);
  await good(guest, 'dossier-toevoegen');
  await guest.press(next);
  await good(guest, 'dossier-toevoegen-fout');
  await guest.go(`${file}/verbeteren`);
  await good(guest, 'dossier-verbeteren');
  await guest.go(`${file}/delen`);
  await good(guest, 'dossier-delen');
  const boxes = await guest.page.$$('input[name=gegeven]');
  await boxes.at(-1).click();
  await guest.page.select('select[name=ontvanger]', 'other_department');
  await guest.page.type('input[name=naam]', 'Schuldhulpverlening');
  await guest.page.select('select[name=doel]', 'WGS');
  await guest.page.click('input[name=hoe][value=oral]');
  await guest.page.click('input[value=gecontroleerd]');
  await guest.press(next);
  assert.match(await guest.page.content(), /toestemming/, 'a diagnosis is not shared without consent');
  await good(guest, 'dossier-delen-geweigerd');
  await guest.go('/dossiers/nieuw');
  await good(guest, 'dossier-nieuw');
  await guest.press(next);
  await good(guest, 'dossier-nieuw-fout');
  await leave(guest);
});
