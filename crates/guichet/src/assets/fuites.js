// A file is put where it would have been pasted: it leaves with the form, signed like any other.
'use strict';

document.querySelector('[data-vers]')?.addEventListener('change', async ({ target }) => {
  const [file] = target.files;
  if (file) document.getElementById(target.dataset.vers).value = await file.text();
});
