// The sheet goes to the printer when it is asked for.
'use strict';

document.querySelector('[data-imprimer]').addEventListener('click', () => window.print());
