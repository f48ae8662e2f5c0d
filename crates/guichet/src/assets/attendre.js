// A part of a page that waits for somebody else: `[data-attendre]` is the address of the page where its news stand. It asks
// while it is seen, changes only when the answer does, and stops when the answer waits for nothing more.
'use strict';

(() => {
  const PAS_MS = 2_500;
  const ask = async () => {
    const place = document.querySelector('[data-attendre]');
    if (!place) return;
    if (document.visibilityState === 'visible') {
      const answer = await fetch(place.dataset.attendre, { headers: { accept: 'text/html' } }).catch(() => null);
      // What was waited for is over: the page that says so.
      if (answer?.status === 404) return location.assign(place.dataset.attendre);
      const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
      const news = page?.getElementById(place.id);
      if (news && news.outerHTML !== place.outerHTML) place.replaceWith(document.adoptNode(news));
    }
    setTimeout(ask, PAS_MS);
  };
  setTimeout(ask, PAS_MS);
})();
