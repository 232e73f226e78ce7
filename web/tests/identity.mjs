// An identity provider on loopback, for the test of signing in elsewhere: a real one (npm `oidc-provider`), whose people
// need no password. The first argument is the address that the service is reached at, the second a folder for its key.
//
// `GET /choose?account=…&acr=…` says who signs in next, and how strongly.

import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import Provider from 'oidc-provider';

const [service, folder] = process.argv.slice(2);
const levels = ['low', 'substantial', 'high'].map((level) => `http://eidas.europa.eu/LoA/${level}`);
const people = {
  roos: { email: 'roos@waarborg.example', email_verified: true },
  nobody: { email: 'niemand@waarborg.example', email_verified: true },
  unsure: { email: 'roos@waarborg.example', email_verified: false },
  resident: { bsn: '999990019' },
  mistyped: { bsn: '999990018' },
};
const next = { account: 'roos', acr: levels[1] };

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [own, client] = [rsa(), rsa()];
writeFileSync(join(folder, 'oidc.pem'), client.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
const key = { ...own.privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'PS256', kid: 'provider' };

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'waarborg',
      redirect_uris: [`${service}/aanmelden/terug`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      id_token_signed_response_alg: 'PS256',
      jwks: { keys: [{ ...client.publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'PS256', kid: 'client' }] },
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: ['only for tests'] },
  clientAuthMethods: ['private_key_jwt'],
  pkce: { required: () => true },
  acrValues: levels,
  clockTolerance: 600,
  ttl: { IdToken: 60, AccessToken: 60, AuthorizationCode: 60, Interaction: 60, Session: 60, Grant: 60 },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], number: ['bsn'] },
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email');
    grant.addOIDCClaims(['email', 'email_verified', 'bsn', 'acr']);
    await grant.save();
    return grant;
  },
});

const handle = provider.callback();
server.on('request', async (request, response) => {
  const address = new URL(request.url, issuer);
  if (address.pathname === '/choose') {
    Object.assign(next, Object.fromEntries(address.searchParams));
    response.end('chosen');
  } else if (address.pathname.startsWith('/interaction/')) {
    const login = { accountId: next.account, acr: next.acr };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  } else {
    handle(request, response);
  }
});
console.log(`${issuer} ${Date.now()}`);
