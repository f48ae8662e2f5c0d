// Invented agents, one for each way of signing in that the tests try. `acr` and `amr` are what their
// identity provider says of the last sign-in.
const agent = (sub, given_name, usual_name, login) => ({
  sub,
  given_name,
  usual_name,
  email: `${sub}@mission-locale.example`,
  uid: `uid-${sub}`,
  siret: '99999999900015',
  idp_id: '11111111-2222-4333-8444-555555555555',
  ...login,
});

export const PERSONNES = {
  lea: agent('lea', 'Léa', 'Essai', { acr: 'eidas2', amr: ['pwd', 'otp', 'mfa'] }),
  cle: agent('cle', 'Nour', 'Essai', { acr: 'eidas3', amr: ['hwk'] }),
  courriel: agent('courriel', 'Marc', 'Essai', { acr: 'eidas2', amr: ['pwd', 'mail'] }),
  simple: agent('simple', 'Inès', 'Essai', { acr: 'eidas1', amr: ['pwd'] }),
  ailleurs: agent('ailleurs', 'Paul', 'Essai', { acr: 'eidas2', amr: ['mfa'], siret: '99999999800017' }),
  'autre-idp': agent('autre-idp', 'Rose', 'Essai', { acr: 'eidas2', amr: ['mfa'], idp_id: 'ffffffff-2222-4333-8444-555555555555' }),
};
