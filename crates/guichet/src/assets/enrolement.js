// Binding an authenticator: it makes its key and keeps it, the server gets the public half.
'use strict';

document.querySelector('[data-lier]')?.addEventListener('click', async ({ currentTarget: button }) => {
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const { rp, defi, poignee, exclues, nom, refus } = button.dataset;
  const main = document.querySelector('main');
  button.disabled = true;
  cairn.say(main);
  try {
    const credential = await navigator.credentials.create({
      publicKey: {
        challenge: bytes(defi),
        rp: { id: rp, name: 'Cairn' },
        user: { id: bytes(poignee), name: nom, displayName: nom },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        excludeCredentials: exclues.split(' ').filter(Boolean).map((id) => ({ type: 'public-key', id: bytes(id) })),
        attestation: 'none',
        timeout: 120_000,
      },
    });
    const answer = await fetch(location.pathname, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        credential: text(credential.rawId),
        clientDataJSON: text(credential.response.clientDataJSON),
        attestationObject: text(credential.response.attestationObject),
      }),
    });
    const said = await answer.json();
    // Once all are bound the address is closed: the way in is the sign-in page. A newcomer's page says what comes next itself.
    if (answer.ok) return said.reste === 0 ? location.replace('/connexion?lie=1') : location.reload();
    cairn.say(main, said.message);
  } catch (error) {
    cairn.say(main, error.name === 'NotAllowedError' || error.name === 'InvalidStateError' ? refus : cairn.reason(error));
  }
  button.disabled = false;
  button.focus();
});
