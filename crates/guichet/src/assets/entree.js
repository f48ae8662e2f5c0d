// Coming in: a new key that cannot leave this browser, a passkey's answer that certifies it, a login's name to sign with.
'use strict';

(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  const post = async (address, body) => {
    const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(address, options);
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(said.message ?? ''), { fromServer: Boolean(said.message) });
    return said;
  };

  /** The passkey's answer to a challenge: one of these credentials, or any of this site; its owner verified. */
  const authenticate = async (challenge, rpId, _, cles = []) => {
    const allowCredentials = cles.map((cle) => ({ type: 'public-key', id: bytes(cle) }));
    const credential = await navigator.credentials.get({
      publicKey: { challenge: bytes(challenge), rpId, userVerification: 'required', allowCredentials, timeout: 120_000 },
    });
    const { authenticatorData, clientDataJSON, signature } = credential.response;
    return {
      credential: text(credential.rawId),
      authenticatorData: text(authenticatorData),
      clientDataJSON: text(clientDataJSON),
      signature: text(signature),
    };
  };

  const enter = async (button) => {
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    const worker = await navigator.serviceWorker.ready;
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const cle = text(await crypto.subtle.exportKey('raw', pair.publicKey));
    const { defi, rpId } = await post('/connexion/defi', { cle });
    const assertion = await cairn.authenticate(defi, rpId, button);
    const before = await cairn.read('login', 'courant');
    const { login, agent } = await post('/connexion', { defi, ...assertion });
    await cairn.write('login', 'courant', { login, agent, key: pair.privateKey });
    // Another agent may have been here: what the worker remembers was hers.
    const same = before?.agent === agent;
    if (!same) worker.active?.postMessage({ oublie: true });
    return same;
  };

  Object.assign(cairn, { bytes, text, post, authenticate, enter });
})();
