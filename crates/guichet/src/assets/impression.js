// The sheet goes to the printer when it is asked for, where there is one.
'use strict';

document.querySelector('[data-imprimer]')?.addEventListener('click', () => window.print());
