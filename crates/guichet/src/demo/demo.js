// Personas: a software authenticator in the page, for fictional bases. It answers as a security key would,
// byte for byte, so that the server has one way in and no other. Absent from the shipped build.
'use strict';

(() => {
  const real = cairn.authenticate;

  // Where a large base looks for its personas; the sign-in page, which is shipped, does not know.
  const search = document.getElementById('cherche');
  if (search) search.dataset.adresse = '/demo/personas';

  const sha256 = async (data) => new Uint8Array(await crypto.subtle.digest('SHA-256', data));

  // A persona's button names her; a gesture asked for again is hers who is in; the key's own button forgets her.
  const chosen = async (button) => {
    if (button.dataset.persona !== undefined) return button.dataset.persona;
    return button.dataset.entrer === '' ? undefined : cairn.read('choix', 'persona');
  };

  cairn.authenticate = async (challenge, rpId, button, cles) => {
    const persona = await chosen(button);
    if (persona === undefined) {
      await cairn.erase('choix', 'persona');
      return real(challenge, rpId, button, cles);
    }
    const { credential, jwk } = await cairn.post(`/demo/personas/${persona}`, {});
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    const text = new TextEncoder();
    const clientData = text.encode(
      `{"type":"webauthn.get","challenge":"${challenge}","origin":"${location.origin}","crossOrigin":false}`,
    );
    // Hash of the relying party, user present and verified, counter at zero.
    const authenticatorData = new Uint8Array([...await sha256(text.encode(rpId)), 0x05, 0, 0, 0, 0]);
    const signed = new Uint8Array([...authenticatorData, ...await sha256(clientData)]);
    const raw = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, signed));
    await cairn.write('choix', 'persona', persona);
    return {
      credential,
      authenticatorData: cairn.text(authenticatorData),
      clientDataJSON: cairn.text(clientData),
      signature: cairn.text(der(raw)),
    };
  };

  // r ‖ s as authenticators write it: a DER sequence of two positive integers without useless zeros.
  function der(raw) {
    const integer = (half) => {
      let bytes = Array.from(half);
      while (bytes.length > 1 && bytes[0] === 0) bytes.shift();
      if (bytes[0] & 0x80) bytes = [0, ...bytes];
      return [0x02, bytes.length, ...bytes];
    };
    const body = [...integer(raw.slice(0, 32)), ...integer(raw.slice(32))];
    return new Uint8Array([0x30, body.length, ...body]);
  }
})();
