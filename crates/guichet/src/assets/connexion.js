// The buttons of the sign-in page, and of the page that asks for the gesture again.
'use strict';

(() => {
  const buttons = document.querySelectorAll('[data-entrer]');

  // Where to go once in: back to the same page, to the form that was sent, or where the address says.
  const next = (button) => ({
    reprise: location.pathname + location.search,
    retour: document.referrer || '/',
  })[button.dataset.entrer] ?? new URLSearchParams(location.search).get('vers') ?? '/';

  buttons.forEach((button) => button.addEventListener('click', async () => {
    buttons.forEach((b) => { b.disabled = true; });
    cairn.say(document.querySelector('main'));
    try {
      await cairn.enter(button);
      const url = new URL(next(button), location.origin);
      location.replace(url.origin === location.origin ? url.href : '/');
    } catch (error) {
      cairn.say(document.querySelector('main'), cairn.reason(error));
      buttons.forEach((b) => { b.disabled = false; });
      button.focus();
    }
  }));
})();
