// The course by the keyboard: left and right go from screen to screen.
'use strict';

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (document.querySelector('dialog[open]') || event.target.matches('input, textarea, select')) return;
  const way = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
  if (way) document.querySelector(`main a[rel=${way}]`)?.click();
});
