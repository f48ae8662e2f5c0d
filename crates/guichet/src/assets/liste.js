// Lists by the keyboard: arrows, or j and k once in the list; left and right for the pages.
'use strict';

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
  const links = [...document.querySelectorAll('.liste a')];
  const at = links.indexOf(document.activeElement);
  const field = document.querySelector('#requete');
  const inField = document.activeElement === field && field !== null;
  // A single letter is a shortcut only where nothing can be typed.
  const step = { ArrowDown: 1, ArrowUp: -1, ...(at >= 0 && { j: 1, k: -1 }) }[event.key];
  if (step && (at >= 0 || inField || document.activeElement === document.body)) {
    if (at < 0 && step < 0) return;
    if (at === 0 && step < 0) field?.focus();
    else links[Math.min(at + step, links.length - 1)]?.focus();
    event.preventDefault();
  }
  const way = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
  if (way && at >= 0) document.querySelector(`a[rel=${way}]`)?.click();
});

// A filter's address says what was chosen, not what was left alone.
document.addEventListener('submit', ({ target }) => {
  if (!target.matches('[data-sans-vides]')) return;
  target.querySelectorAll('select').forEach((field) => { field.disabled = field.value === ''; });
});
