// A stand-in for ProConnect: a certified provider with ProConnect's routes, claims, levels and refusals.
//
//   node fournisseur.mjs [--port N] [--retour URL] [--sortie URL] [--fault NAME]
//
// Prints one line of JSON once it listens: issuer, clients and their secrets, made for this run.
// Beside the provider, for tests: GET /essai/parcours?url=…&personne=… walks as a browser would and answers
// the address it is sent back to; GET /essai/sortie?url=… does it for the end of the session;
// GET /essai/faute?nom=… changes the fault (none: honest again).
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { randomBytes } from 'node:crypto';
import Provider from 'oidc-provider';
import { makeKey } from './cles.mjs';
import { configuration, refusal, signIn } from './proconnect.mjs';
import { FAUTES } from './fautes.mjs';
import { rewrite } from './reponses.mjs';
import { endSession, walk } from './parcours.mjs';

const BASE = '/api/v2';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    retour: { type: 'string', default: 'http://localhost:8080/proconnect/retour' },
    sortie: { type: 'string', default: 'http://localhost:8080/proconnect/sortie' },
    fault: { type: 'string' },
  },
});

const keys = { es: makeKey('es-1', 'ES256'), nouvelle: makeKey('es-2', 'ES256'), rs: makeKey('rs-1', 'RS256') };
const client = makeKey('cairn-1', 'ES256');
const secret = randomBytes(32).toString('base64url');
let fault = faultNamed(options.fault);

const server = createServer();
await new Promise((resolve) => server.listen(Number(options.port), 'localhost', resolve));
const root = `http://localhost:${server.address().port}`;
const issuer = root + BASE;
const provider = new Provider(issuer, configuration({ issuer, keys, client, secret, options }));
const answer = provider.callback();

server.on('request', async (req, res) => {
  try {
    await route(req, res, new URL(req.url, root));
  } catch (error) {
    console.error(error);
    res.writeHead(500).end();
  }
});

console.log(JSON.stringify({
  issuer,
  cle: { client_id: 'cairn', kid: client.kid, pem: client.privateKey.export({ type: 'pkcs8', format: 'pem' }) },
  secret: { client_id: 'cairn-secret', client_secret: secret },
  retour: options.retour,
  sortie: options.sortie,
}));

async function route(req, res, url) {
  if (url.pathname === '/essai/parcours') {
    return text(res, await walk(url.searchParams.get('url'), url.searchParams.get('personne'), root));
  }
  if (url.pathname === '/essai/sortie') {
    return text(res, await endSession(url.searchParams.get('url'), root));
  }
  if (url.pathname === '/essai/faute') {
    fault = faultNamed(url.searchParams.get('nom'));
    return text(res, 'ok');
  }
  if (!url.pathname.startsWith(`${BASE}/`)) {
    return res.writeHead(404).end();
  }
  // The provider finds its base address by comparing these two.
  req.originalUrl = req.url;
  req.url = req.url.slice(BASE.length);
  const path = url.pathname.slice(BASE.length);
  if (path.startsWith('/interaction/')) {
    return signIn(provider, req, res);
  }
  const refused = path === '/authorize' && refusal(url.searchParams);
  if (refused) {
    return res.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(refused);
  }
  rewrite(path, res, fault, keys, options.retour);
  return answer(req, res);
}

function text(res, body) {
  res.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body);
}

function faultNamed(name) {
  if (name && !(name in FAUTES)) {
    throw new Error(`no fault is called ${name}`);
  }
  return name ? FAUTES[name] : {};
}
