// What a faulty or hostile provider answers. Each fault is one line: the answer it touches, and how.
// Answers: `idToken`, `userinfo` (both as tokens), `token`, `discovery`, `jwks` (JSON), `callback` (the
// address that the browser is sent back to).
import { hmacWithPublicKey, read, signed, unsigned } from './cles.mjs';

const now = () => Math.floor(Date.now() / 1000);

/** The same token with other claims, signed again with the provider's true key. */
const claims = (change) => (token, { es }) => signed(change({ ...read(token).claims }), es);
const without = (name) => claims(({ [name]: _, ...rest }) => rest);
const withParam = (name, value) => (address) => {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
};
const resigned = (key) => (token, keys) => signed(read(token).claims, keys[key]);
const onlyKey = (key) => (_, keys) => ({ keys: [keys[key].publicJwk] });

export const FAUTES = {
  'emetteur-autre': { idToken: claims((c) => ({ ...c, iss: `${c.iss}/autre` })) },
  'public-autre': { idToken: claims((c) => ({ ...c, aud: 'autre-service' })) },
  'public-partage': { idToken: claims((c) => ({ ...c, aud: [c.aud, 'autre-service'] })) },
  'azp-autre': { idToken: claims((c) => ({ ...c, azp: 'autre-service' })) },
  'nonce-autre': { idToken: claims((c) => ({ ...c, nonce: 'n'.repeat(43) })) },
  'nonce-absent': { idToken: without('nonce') },
  'alg-none': { idToken: (token) => unsigned(read(token).claims, read(token).header.kid) },
  'hs256-cle-publique': { idToken: (token, { es }) => hmacWithPublicKey(read(token).claims, es) },
  rs256: { idToken: resigned('rs') },
  'signature-abimee': { idToken: (token) => `${token.slice(0, -8)}AAAAAAAA` },
  crit: { idToken: (token, { es }) => signed(read(token).claims, es, { crit: ['exp'] }) },
  expire: { idToken: claims((c) => ({ ...c, iat: now() - 3600, exp: now() - 60 })) },
  'emis-demain': { idToken: claims((c) => ({ ...c, iat: now() + 86_400, exp: now() + 90_000 })) },
  'emis-avant': { idToken: claims((c) => ({ ...c, iat: now() - 600 })) },
  'acr-absent': { idToken: without('acr') },
  'acr-bas': { idToken: claims((c) => ({ ...c, acr: 'eidas1' })) },
  'amr-absent': { idToken: without('amr') },
  'amr-courriel': { idToken: claims((c) => ({ ...c, amr: ['mail'] })) },
  'at-hash-autre': { idToken: claims((c) => ({ ...c, at_hash: 'A'.repeat(22) })) },

  'userinfo-autre-personne': { userinfo: claims((c) => ({ ...c, sub: 'quelqu-un-d-autre' })) },
  'userinfo-autre-public': { userinfo: claims((c) => ({ ...c, aud: 'autre-service' })) },
  'userinfo-autre-emetteur': { userinfo: claims((c) => ({ ...c, iss: `${c.iss}/autre` })) },
  'userinfo-non-signe': { userinfo: (token) => ({ json: read(token).claims }) },
  'userinfo-alg-none': { userinfo: (token) => unsigned(read(token).claims, read(token).header.kid) },
  'userinfo-hs256': { userinfo: (token, { es }) => hmacWithPublicKey(read(token).claims, es) },
  'userinfo-sans-siret': { userinfo: without('siret') },

  'cle-tournee': { jwks: onlyKey('nouvelle'), idToken: resigned('nouvelle'), userinfo: resigned('nouvelle') },
  'cle-retiree': { jwks: onlyKey('nouvelle') },
  'cle-jamais-publiee': { idToken: resigned('nouvelle') },

  'etat-autre': { callback: withParam('state', 's'.repeat(43)) },
  'emetteur-du-retour-autre': { callback: withParam('iss', 'https://autre.example') },
  'decouverte-autre-emetteur': { discovery: (json) => ({ ...json, issuer: `${json.issuer}/autre` }) },
  'decouverte-en-clair': { discovery: (json) => ({ ...json, token_endpoint: 'http://fournisseur.example/token' }) },

  enorme: { token: (json) => ({ ...json, id_token: json.id_token.padEnd(1_000_000, 'A') }) },
  bavard: { userinfo: claims((c) => ({ ...c, given_name: 'A'.repeat(10_000) })) },
  lent: { token: (json) => json, delay_s: 30 },
};
