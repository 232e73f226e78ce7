// Walks the guided conversation the way a person does: reads what is asked, answers, goes on.

/** What to answer, by the fact that is asked; the last part of the path is enough. */
const usual = {
  'scope.identifiable': 'person',
  'subject.kind': 'client',
  'subject.age': '44',
  'subject.protection': 'none',
  'purpose.collected_for': 'PW',
  'purpose.requested_for': 'WGS',
  'recipient.kind': 'other_department',
  'consent.status': 'not_asked',
  'evident.danger': 'none',
  'secrecy.rule': 'PW65',
  'secrecy.exception': 'none',
  'statute.effect': 'silent',
  'enforcement.type': 'administrative',
  ground_avg: 'e',
  ground_wbp: 'e',
  exemption_avg: 'none',
  origin: 'subject',
  less_intrusive_means: 'false',
  anonymised_suffices: 'false',
  same_matter: 'false',
  'minutes.findings': 'name',
  'minutes.subject': 'client',
  'request.type': 'access',
  'request.by': 'subject',
  'request.received': '2-11-2026',
  'retain.selectielijst': 'none',
  'retain.statutory': 'false',
  'retain.hold': 'none',
  'retain.action': 'keep',
  'transfer.status': 'eu',
  'transfer.country': 'IE',
};

function wish(path, answers) {
  const known = { ...usual, ...answers };
  const found = Object.keys(known).find((key) => path === key || path.endsWith(`.${key}`));
  return found ? known[found] : undefined;
}

/** The fields of the main form that belong to facts. */
const asked = (page) =>
  page.$$eval('main form [name]', (fields) => {
    const byName = new Map();
    for (const field of fields) {
      const { name, type, tagName } = field;
      if (type === 'hidden' || type === 'submit' || tagName === 'BUTTON' || name.endsWith('.anders')) continue;
      if (!byName.has(name)) byName.set(name, { name, kind: tagName === 'SELECT' ? 'select' : type, values: [] });
      const values = tagName === 'SELECT' ? [...field.options].map((option) => option.value) : [field.value];
      byName.get(name).values.push(...values);
    }
    return [...byName.values()];
  });

export async function fill(page, field, answers = {}) {
  const wanted = field.name.endsWith('.soort') ? (answers.soort ?? 'health') : wish(field.name, answers);
  const quoted = JSON.stringify(field.name);
  if (field.kind === 'select') {
    const value = field.values.includes(wanted) ? wanted : field.values.find((one) => one && one !== '?' && one !== '+');
    await page.select(`main form select[name=${quoted}]`, value);
  } else if (field.kind === 'radio' || field.kind === 'checkbox') {
    const plain = field.values.filter((one) => !['?', '-', '+'].includes(one));
    const value = field.values.includes(wanted) ? wanted : (plain[0] ?? '?');
    await page.click(`main form input[name=${quoted}][value=${JSON.stringify(value)}]`);
  } else if (!field.name.endsWith('.naam')) {
    const box = await page.$(`main form input[name=${quoted}]`);
    await box.click({ count: 3 });
    await box.type(wanted ?? (/received|t_|defer|date/.test(field.name) ? '2-11-2026' : '44'));
  }
}

export const next = 'main form .wb-actions button.utrecht-button--primary-action';

/** Chooses a topic, fills the first form and goes on. */
export async function beginTopic(visitor, topic, answers = {}) {
  await visitor.go('/mag-dit');
  await visitor.press(`button[value="${topic}"]`);
  for (const field of await asked(visitor.page)) await fill(visitor.page, field, answers);
}

/** What the open page asks: the path of the fact, or nothing on the page that looks answers over. */
export const question = (page) => page.$eval('input[name=stap]', (field) => field.value).catch(() => null);

/** Answers questions until there are none left; `each` sees every page. Returns the paths in order. */
export async function answerAll(visitor, answers = {}, each = async () => {}) {
  const paths = [];
  for (;;) {
    const path = await question(visitor.page);
    if (!path) return paths;
    if (paths.length > 80) throw new Error(`no end to the questions: ${paths.join(' ')}`);
    paths.push(path);
    await each(path);
    for (const field of await asked(visitor.page)) await fill(visitor.page, field, answers);
    await visitor.press(next);
  }
}

/** From the topic to the ruling. Returns the questions that were put and the heading of the ruling. */
export async function rule(visitor, topic, answers = {}, each) {
  await beginTopic(visitor, topic, answers);
  await visitor.press(next);
  const paths = await answerAll(visitor, answers, each);
  await visitor.press(next);
  return { paths, verdict: await visitor.page.$eval('h1', (heading) => heading.textContent) };
}
