// One more key of one's own: the browser makes it, then the form becomes a gesture, signed with a key already held.
'use strict';

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('[data-cle]')) return;
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  cairn.say(form);
  try {
    const answer = await cairn.send(form.action, { method: 'POST', body: new URLSearchParams({ debut: '1' }) });
    const said = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(said.message), { fromServer: true });
    const { poignee, nom } = form.dataset;
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: cairn.bytes(said.defi),
        rp: { id: said.rpId, name: 'Cairn' },
        user: { id: cairn.bytes(poignee), name: nom, displayName: nom },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        excludeCredentials: said.exclues.map((id) => ({ type: 'public-key', id: cairn.bytes(id) })),
        attestation: 'none',
        timeout: 120_000,
      },
    });
    form.elements.cle.value = cairn.text(made.rawId);
    form.elements.cleClientData.value = cairn.text(made.response.clientDataJSON);
    form.elements.cleAttestation.value = cairn.text(made.response.attestationObject);
    button.disabled = false;
    // For this one sending the form is a gesture; pressed again, it makes another key.
    form.dataset.geste = '';
    form.requestSubmit();
    delete form.dataset.geste;
  } catch (error) {
    cairn.say(form, cairn.reason(error));
    button.disabled = false;
  }
});
