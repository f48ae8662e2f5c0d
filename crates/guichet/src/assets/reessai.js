// A failure that ends by itself: the page asks again, and comes back when it can.
'use strict';

setTimeout(() => location.replace(location.href), Number(document.querySelector('[data-reessai]').dataset.reessai) * 1000);
