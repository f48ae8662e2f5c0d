// The approver's page: the first answer wakes once the card has been before her eyes for as long as the server asks.
// A hidden page does not count. The server keeps its own count, and refuses earlier whatever the page says.
'use strict';

(() => {
  const place = document.querySelector('[data-apres]');
  const button = place?.querySelector('button:disabled');
  if (!button) return;
  let left = Number(place.dataset.apres);
  const clock = setInterval(() => {
    if (document.visibilityState !== 'visible') return;
    left -= 1;
    if (left > 0) return;
    clearInterval(clock);
    button.disabled = false;
    document.getElementById('compte-a-rebours').textContent = place.dataset.mot;
  }, 1000);
})();
