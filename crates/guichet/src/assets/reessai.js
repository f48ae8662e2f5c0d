// A failure that ends by itself: the page asks again, and comes back when it can.
'use strict';

(() => {
  const { reessai, envoye } = document.querySelector('[data-reessai]').dataset;
  // A form that was sent goes again only when she says so: the browser asks.
  if (envoye !== undefined) {
    document.querySelector('a[href=""]')?.addEventListener('click', (event) => {
      event.preventDefault();
      location.reload();
    });
    return;
  }
  setTimeout(() => location.replace(location.href), Number(reessai) * 1000);
  window.addEventListener('online', () => location.replace(location.href));
})();
