// Keys and signatures of the stand-in. Signed here by hand, because a provider's library will not
// sign what a fault asks for.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A key pair with its name, as JWK and as Node's objects. */
export function makeKey(kid, alg) {
  const pair = alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = (key) => ({ ...key.export({ format: 'jwk' }), kid, alg, use: 'sig' });
  return { kid, alg, ...pair, publicJwk: jwk(pair.publicKey), privateJwk: jwk(pair.privateKey) };
}

/** Header and claims of a token, unverified. */
export function read(token) {
  const [header, claims] = token.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')));
  return { header, claims };
}

/** A token signed with `key`, by its own algorithm. */
export function signed(claims, key, header = {}) {
  const text = `${encode({ alg: key.alg, typ: 'JWT', kid: key.kid, ...header })}.${encode(claims)}`;
  const options = key.alg === 'ES256' ? { key: key.privateKey, dsaEncoding: 'ieee-p1363' } : key.privateKey;
  return `${text}.${sign('sha256', Buffer.from(text), options).toString('base64url')}`;
}

/** A token that says `none` and has no signature. */
export const unsigned = (claims, kid) => `${encode({ alg: 'none', typ: 'JWT', kid })}.${encode(claims)}.`;

/** The old confusion: the public key, which everybody has, taken for the secret of an HMAC. */
export function hmacWithPublicKey(claims, key) {
  const text = `${encode({ alg: 'HS256', typ: 'JWT', kid: key.kid })}.${encode(claims)}`;
  const secret = key.publicKey.export({ type: 'spki', format: 'pem' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}
