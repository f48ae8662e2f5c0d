// What makes a general provider into ProConnect: routes, scopes, levels, keys, refusals, and a sign-in of one line.
import { once } from 'node:events';
import { PERSONNES } from './personnes.mjs';

const LEVELS = ['eidas0', 'eidas0-mfa', 'eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'];
const SCOPES = ['given_name', 'usual_name', 'email', 'uid', 'siret', 'idp_id'];
const PARAMETERS = [
  'response_type', 'client_id', 'redirect_uri', 'scope', 'claims', 'state', 'nonce', 'prompt', 'idp_hint', 'login_hint',
  'siret_hint', 'acr_values', 'code_challenge', 'code_challenge_method',
];

export function configuration({ issuer, keys, client, secret, options }) {
  const common = {
    redirect_uris: [options.retour],
    post_logout_redirect_uris: [options.sortie],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    id_token_signed_response_alg: 'ES256',
    userinfo_signed_response_alg: 'ES256',
  };
  const path = new URL(issuer).pathname;
  return {
    clients: [
      {
        ...common,
        client_id: 'cairn',
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'ES256',
        jwks: { keys: [client.publicJwk] },
      },
      { ...common, client_id: 'cairn-secret', client_secret: secret, token_endpoint_auth_method: 'client_secret_post' },
    ],
    jwks: { keys: [keys.es.privateJwk, keys.rs.privateJwk] },
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      end_session: '/session/end',
      introspection: '/token/introspection',
      revocation: '/token/revocation',
    },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      claimsParameter: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource },
    },
    scopes: ['openid', ...SCOPES],
    claims: { openid: ['sub'], acr: null, amr: null, ...Object.fromEntries(SCOPES.map((scope) => [scope, [scope]])) },
    acrValues: LEVELS,
    pkce: { required: () => false },
    ttl: { AuthorizationCode: 60, AccessToken: 3600, IdToken: 3600, Session: 12 * 3600, Interaction: 600, Grant: 12 * 3600 },
    cookies: { keys: [secret] },
    interactions: { url: (_, interaction) => `${path}/interaction/${interaction.uid}` },
    findAccount: (_, sub) => Object.values(PERSONNES).some((one) => one.sub === sub) && { accountId: sub, claims: () => claimsOf(sub) },
    loadExistingGrant: grantEverything,
    renderError: (ctx, out) => { ctx.type = 'json'; ctx.body = out; },
  };
}

function logoutSource(ctx, form) {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Se déconnecter</button>';
  ctx.body = `<!doctype html><html lang="fr"><title>Fin de session</title>${form}${button}`;
}

/** Why ProConnect refuses these parameters, or nothing. */
export function refusal(params) {
  const unknown = [...params.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown) {
    return `Y000400 unknown parameter ${unknown}`;
  }
  const short = ['state', 'nonce'].find((name) => (params.get(name) ?? '').length < 32);
  return short && `Y000400 ${short} has fewer than 32 characters`;
}

/** One line instead of an identity provider: `login_hint` says who, or a button of this page. */
export async function signIn(provider, req, res) {
  const { params } = await provider.interactionDetails(req, res);
  const name = req.method === 'POST' ? new URLSearchParams(await body(req)).get('personne') : params.login_hint;
  const person = PERSONNES[name];
  if (!person) {
    const buttons = Object.entries(PERSONNES).map(([key, one]) => `<button name="personne" value="${key}">${one.given_name} (${key}, ${one.acr})</button>`);
    return res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html lang="fr"><title>Fournisseur d'essai</title><form method="post">${buttons.join(' ')}</form>`);
  }
  const wanted = JSON.parse(params.claims ?? '{}').id_token?.acr?.values;
  const result = !wanted || wanted.includes(person.acr)
    ? { login: { accountId: person.sub, acr: person.acr, amr: person.amr } }
    : { error: 'access_denied', error_description: 'requested ACRs could not be satisfied' };
  return provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false });
}

const claimsOf = (sub) => {
  const { acr, amr, ...claims } = Object.values(PERSONNES).find((one) => one.sub === sub);
  return claims;
};

/** ProConnect asks for no consent: a client gets the scopes it was registered for. */
async function grantEverything(ctx) {
  const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
  grant.addOIDCScope(['openid', ...SCOPES].join(' '));
  grant.addOIDCClaims(['acr', 'amr']);
  await grant.save();
  return grant;
}

async function body(req) {
  const parts = [];
  req.on('data', (part) => parts.push(part));
  await once(req, 'end');
  return Buffer.concat(parts).toString();
}
